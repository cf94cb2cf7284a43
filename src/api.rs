//! The server's endpoints as functions: one `async fn` each, one way to the network.

use contract::{path::APP_HEADER, problem::Problem};
use gloo_net::http::{Method, RequestBuilder};
use serde::{Serialize, de::DeserializeOwned};
use web_sys::AbortSignal;

use crate::browser;

pub mod account;
pub mod consent;
pub mod policy;
pub mod portal;
pub mod privacy;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// no connection, or no answer within [`PATIENCE`]
    Offline,
    /// the server says no, and why
    Problem(Problem),
    /// the server's answer makes no sense
    Unreadable,
}

/// Milliseconds that an answer may take.
const PATIENCE: u32 = 20_000;

/// The way to the network. Natively there is none.
async fn send(method: Method, path: &str, body: Option<String>) -> Result<String, ApiError> {
    if browser::window().is_none() {
        return Err(ApiError::Offline);
    }
    let patience = AbortSignal::timeout_with_u32(PATIENCE);
    let request = RequestBuilder::new(path).method(method).header(APP_HEADER, "1").abort_signal(Some(&patience));
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
    Err(serde_json::from_str(&text).map_or(ApiError::Unreadable, ApiError::Problem))
}

fn decode<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ApiError::Unreadable)
}

fn encode<B: Serialize>(body: &B) -> Result<Option<String>, ApiError> {
    serde_json::to_string(body).map(Some).map_err(|_| ApiError::Unreadable)
}

async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    decode(&send(Method::GET, path, None).await?)
}

async fn post<B: Serialize, T: DeserializeOwned>(path: &str, body: &B) -> Result<T, ApiError> {
    decode(&send(Method::POST, path, encode(body)?).await?)
}

/// For endpoints that answer 204.
async fn post_only<B: Serialize>(path: &str, body: &B) -> Result<(), ApiError> {
    send(Method::POST, path, encode(body)?).await.map(drop)
}

async fn put<B: Serialize>(path: &str, body: &B) -> Result<(), ApiError> {
    send(Method::PUT, path, encode(body)?).await.map(drop)
}

async fn delete(path: &str) -> Result<(), ApiError> {
    send(Method::DELETE, path, None).await.map(drop)
}
