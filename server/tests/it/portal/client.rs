use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, header};
use contract::path::APP_HEADER;
use http_body_util::BodyExt as _;
use serde::Serialize;
use tower::ServiceExt as _;

use super::{Answer, Portal};

/// A browser: keeps cookies and sends what the app sends.
#[derive(Clone)]
pub struct Client {
    router: axum::Router,
    /// its cookies
    pub cookies: BTreeMap<String, String>,
    /// where it is
    pub address: SocketAddr,
    /// what it calls itself
    pub agent: &'static str,
}

impl Client {
    pub(super) fn new(router: axum::Router) -> Self {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        Self { router, cookies: BTreeMap::new(), address: "203.0.113.77:50000".parse().unwrap(), agent }
    }

    /// The same browser, sent to another process of the portal, as by a balancer.
    pub fn sent_to(&self, portal: &Portal) -> Self {
        Self { router: portal.router.clone(), ..self.clone() }
    }

    /// Reads.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Reads the headers alone.
    pub async fn head(&mut self, path: &str) -> Answer {
        self.send(self.request(Method::HEAD, path).body(Body::empty()).unwrap()).await
    }

    /// Sends JSON by POST.
    pub async fn post(&mut self, path: &str, body: &impl Serialize) -> Answer {
        self.json(Method::POST, path, body).await
    }

    /// Sends JSON by PUT.
    pub async fn put(&mut self, path: &str, body: &impl Serialize) -> Answer {
        self.json(Method::PUT, path, body).await
    }

    /// Deletes.
    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send(self.request(Method::DELETE, path).body(Body::empty()).unwrap()).await
    }

    async fn json(&mut self, method: Method, path: &str, body: &impl Serialize) -> Answer {
        let body = Body::from(serde_json::to_vec(body).unwrap());
        let request = self.request(method, path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(body).unwrap()).await
    }

    /// A request as the app makes it, to be changed.
    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:8080")
            .header(header::USER_AGENT, self.agent)
            .header("sec-fetch-site", "same-origin")
            .header(APP_HEADER, "1");
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        request
    }

    /// Sends any request, and keeps the cookies.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
