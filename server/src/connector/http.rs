//! A connector over HTTP/1.1, plain or with TLS: one connection for each message, as they are rare.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{Answer, Connector, ConnectorError, Message, Telling};
use crate::config::ConnectorUrl;

/// An answer is small: 64 KiB at most are read.
const BODY_BYTES: usize = 64 * 1024;

/// Tells a program of the operator's by a POST of JSON with an idempotency key.
pub struct Http {
    url: ConnectorUrl,
    bearer: Option<HeaderValue>,
    tls: Option<TlsConnector>,
    patience: Duration,
}

/// What came back.
struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Http {
    /// To this address, with this secret as a bearer token (RFC 6750), waiting so long at most.
    ///
    /// # Errors
    /// When the secret cannot stand in a header, or TLS cannot be set up.
    pub fn new(url: &ConnectorUrl, secret: Option<&str>, patience: Duration) -> Result<Self, String> {
        let bearer = secret.map(|secret| HeaderValue::try_from(format!("Bearer {secret}"))).transpose();
        let mut bearer = bearer.map_err(|_| "a secret has printable ASCII characters alone".to_owned())?;
        if let Some(bearer) = &mut bearer {
            bearer.set_sensitive(true);
        }
        let tls = url.https.then(tls).transpose()?;
        Ok(Self { url: url.clone(), bearer, tls, patience })
    }

    async fn post(&self, message: &Message) -> Result<Reply, ConnectorError> {
        let request = self.request(message)?;
        let stream = TcpStream::connect((self.url.host.as_str(), self.url.port)).await;
        let stream = stream.map_err(|_| ConnectorError::Unreachable)?;
        match &self.tls {
            None => exchange(stream, request).await,
            Some(tls) => {
                let name = ServerName::try_from(self.url.host.clone()).map_err(|_| ConnectorError::Unreachable)?;
                let stream = tls.connect(name, stream).await.map_err(|_| ConnectorError::Unreachable)?;
                exchange(stream, request).await
            }
        }
    }

    fn request(&self, message: &Message) -> Result<Request<Full<Bytes>>, ConnectorError> {
        let unclear = |_| ConnectorError::Unclear("the message cannot be written".to_owned());
        let body = serde_json::to_vec(message).map_err(|_| unclear(()))?;
        let path = self.url.uri.path_and_query().map_or("/", |path| path.as_str());
        let host = self.url.uri.authority().map_or("", |authority| authority.as_str());
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, host)
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", &message.id);
        if let Some(bearer) = &self.bearer {
            request = request.header(header::AUTHORIZATION, bearer);
        }
        request.body(Full::from(body)).map_err(|_| unclear(()))
    }
}

impl Connector for Http {
    fn tell<'a>(&'a self, message: &'a Message) -> Telling<'a> {
        Box::pin(async move {
            match tokio::time::timeout(self.patience, self.post(message)).await {
                Ok(reply) => answer(&reply?),
                Err(_) => Err(ConnectorError::Unclear("the connector did not answer in time".to_owned())),
            }
        })
    }
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Reply, ConnectorError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let unclear = |_| ConnectorError::Unclear("the connector's answer is no HTTP".to_owned());
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(unclear)?;
    // Ends with the sender, or with the connection; its errors come back with the request.
    let driver = tokio::spawn(connection);
    let reply = async {
        let (head, body) = sender.send_request(request).await.map_err(unclear)?.into_parts();
        let body = Limited::new(body, BODY_BYTES).collect().await;
        let body = body.map_err(|_| ConnectorError::Unclear("the connector's answer is not whole".to_owned()))?;
        Ok(Reply { status: head.status, headers: head.headers, body: body.to_bytes() })
    };
    let reply = reply.await;
    driver.abort();
    reply
}

/// What an answer means. A page of a proxy in between is no answer, whatever its status: one has no body, or JSON.
fn answer(reply: &Reply) -> Result<Answer, ConnectorError> {
    let is_json = reply.body.is_empty() || serde_json::from_slice::<serde_json::Value>(&reply.body).is_ok();
    let unclear =
        || ConnectorError::Unclear(format!("the connector's answer makes no sense ({})", reply.status.as_u16()));
    match reply.status.as_u16() {
        200 | 204 | 409 if is_json => Ok(Answer::Executed),
        202 if is_json => Ok(Answer::Acknowledged),
        429 => Err(ConnectorError::Busy(retry_after(&reply.headers))),
        403 => Err(ConnectorError::Forbidden),
        408 | 425 => Err(unclear()),
        status @ 400..=499 if is_json => Err(ConnectorError::Refused(status)),
        status @ 500..=599 => Err(ConnectorError::Unclear(format!("the connector has an error ({status})"))),
        _ => Err(unclear()),
    }
}

/// In seconds; a date is not looked at (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<i64> {
    headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().filter(|seconds| *seconds >= 0)
}

/// The roots that Mozilla trusts; TLS 1.2 and 1.3.
fn tls() -> Result<TlsConnector, String> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("TLS cannot be set up: {error}"))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(status: u16, retry_after: &str, body: &'static str) -> Result<Answer, ConnectorError> {
        let mut headers = HeaderMap::new();
        if !retry_after.is_empty() {
            headers.insert(header::RETRY_AFTER, HeaderValue::try_from(retry_after).unwrap());
        }
        answer(&Reply {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: Bytes::from_static(body.as_bytes()),
        })
    }

    #[test]
    fn answers() {
        for status in [200, 204, 409] {
            assert_eq!(told(status, "", ""), Ok(Answer::Executed), "{status}");
        }
        assert_eq!(told(202, "", "{\"state\":\"queued\"}"), Ok(Answer::Acknowledged));
        assert_eq!(told(429, "120", "<html>"), Err(ConnectorError::Busy(Some(120))));
        for nothing in ["", "-1", "soon", "Mon, 23 Nov 2026 04:00:00 GMT"] {
            assert_eq!(told(429, nothing, ""), Err(ConnectorError::Busy(None)), "{nothing}");
        }
        assert_eq!(told(403, "", ""), Err(ConnectorError::Forbidden));
        for status in [400, 401, 404, 410, 422] {
            assert_eq!(told(status, "", "{}"), Err(ConnectorError::Refused(status)));
        }
        for (status, body) in
            [(500, ""), (503, "{}"), (302, ""), (408, ""), (200, "<html>"), (202, "ok"), (404, "<html>")]
        {
            assert!(matches!(told(status, "", body), Err(ConnectorError::Unclear(_))), "{status} {body}");
        }
    }

    #[test]
    fn a_secret_stands_in_a_header_and_in_no_log() {
        let url = "https://connector.example/".parse().unwrap();
        let http = Http::new(&url, Some("s3cret"), Duration::from_secs(1)).unwrap();
        assert!(!format!("{:?}", http.bearer).contains("s3cret"));
        assert!(Http::new(&url, Some("a\nb"), Duration::from_secs(1)).is_err());
    }
}
