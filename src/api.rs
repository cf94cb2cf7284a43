//! The server's endpoints as functions: one each, one way to the network.

use std::{future::Future, pin::Pin};

use contract::{
    json::{Json, Read},
    path::APP_HEADER,
    problem::Problem,
};
use gloo_net::http::{Method, RequestBuilder};
use serde::Serialize;
use web_sys::AbortSignal;

use crate::browser;

pub mod account;
pub mod consent;
pub mod policy;
pub mod portal;
pub mod privacy;
pub mod rights;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// no connection, or no answer within 20 seconds
    Offline,
    /// the server says no, and why
    Problem(Problem),
    /// the server's answer makes no sense
    Unreadable,
}

/// Milliseconds that an answer may take.
const PATIENCE: u32 = 20_000;

/// An answer to come; boxed, so that the code around it is in the wasm once per kind of answer.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// The way to the network: an answer's text. Natively there is none.
async fn send(method: Method, path: String, body: Option<String>) -> Result<String, ApiError> {
    if browser::window().is_none() {
        return Err(ApiError::Offline);
    }
    let patience = AbortSignal::timeout_with_u32(PATIENCE);
    let request = RequestBuilder::new(&path).method(method).header(APP_HEADER, "1").abort_signal(Some(&patience));
    let request = match body {
        Some(body) => request.header("content-type", "application/json").body(body),
        None => request.build(),
    };
    let response = request.map_err(|_| ApiError::Offline)?.send().await.map_err(|_| ApiError::Offline)?;
    let ok = response.ok();
    let text = response.text().await.map_err(|_| ApiError::Offline)?;
    if ok {
        return Ok(text);
    }
    let problem = browser::json::parse(&text).and_then(Problem::read);
    Err(problem.map_or(ApiError::Unreadable, ApiError::Problem))
}

/// Asks for a file, and gives it byte by byte.
fn text(method: Method, path: String, body: Option<String>) -> Answer<String> {
    Box::pin(send(method, path, body))
}

fn exchange(method: Method, path: String, body: Option<String>) -> Answer<Json> {
    let text = text(method, path, body);
    Box::pin(async move { browser::json::parse(&text.await?).ok_or(ApiError::Unreadable) })
}

/// Asks, and reads the answer; `()` is read from any, for endpoints that answer 204.
fn ask<T: Read + 'static>(method: Method, path: String, body: Option<String>) -> Answer<T> {
    let answer = exchange(method, path, body);
    Box::pin(async move { T::read(answer.await?).ok_or(ApiError::Unreadable) })
}

/// None of the contract's forms fails to become JSON.
fn encode<B: Serialize>(body: &B) -> Option<String> {
    serde_json::to_string(body).ok()
}

fn get<T: Read + 'static>(path: impl Into<String>) -> Answer<T> {
    ask(Method::GET, path.into(), None)
}

fn post<B: Serialize, T: Read + 'static>(path: &str, body: &B) -> Answer<T> {
    ask(Method::POST, path.to_owned(), encode(body))
}

fn put<B: Serialize, T: Read + 'static>(path: &str, body: &B) -> Answer<T> {
    ask(Method::PUT, path.to_owned(), encode(body))
}

fn delete(path: impl Into<String>) -> Answer<()> {
    ask(Method::DELETE, path.into(), None)
}

#[cfg(test)]
mod tests;
