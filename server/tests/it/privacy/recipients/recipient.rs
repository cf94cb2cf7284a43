use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;

/// How it answers.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// does it, and says so; the second time that it has been done already (409)
    Executed,
    /// takes it on (202)
    Acknowledged,
    /// a bare status, and does nothing
    Status(u16),
    /// does it, and then answers with a bare status
    DoneBut(u16),
    /// too much at once, with the seconds to wait
    Busy(u32),
    /// a page of something in between, as if all were well
    Page,
    /// never
    Hangs,
}

/// What it was told.
#[derive(Clone, Debug)]
pub struct Told {
    /// the idempotency key
    pub key: String,
    /// what to do
    pub action: String,
    /// about whom
    pub address: String,
    /// their former addresses
    pub former: Vec<String>,
    /// of which erasure
    pub reference: String,
    /// the secret
    pub bearer: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    id: String,
    action: String,
    address: String,
    former_addresses: Vec<String>,
    reference: String,
}

#[derive(Default)]
struct Memory {
    reply: Option<Reply>,
    told: Vec<Told>,
    keys: BTreeSet<String>,
    effects: Vec<String>,
}

/// A recipient on this machine, over real HTTP, which can be told how to answer. It does a thing once for a key.
#[derive(Clone)]
pub struct Recipient {
    /// where it is
    pub url: String,
    memory: Arc<Mutex<Memory>>,
}

impl Recipient {
    pub async fn start() -> Self {
        let memory = Arc::new(Mutex::new(Memory { reply: Some(Reply::Executed), ..Memory::default() }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/tell?list=1", listener.local_addr().unwrap());
        let router = Router::new().route("/tell", post(hear)).with_state(Arc::clone(&memory));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, memory }
    }

    /// How it answers from now on.
    pub fn answers(&self, reply: Reply) {
        self.memory.lock().unwrap().reply = Some(reply);
    }

    /// Everything that it was told, repetitions too.
    pub fn told(&self) -> Vec<Told> {
        self.memory.lock().unwrap().told.clone()
    }

    /// What it has done, in order.
    pub fn effects(&self) -> Vec<String> {
        self.memory.lock().unwrap().effects.clone()
    }
}

async fn hear(State(memory): State<Arc<Mutex<Memory>>>, headers: HeaderMap, body: String) -> Response {
    let text = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    assert_eq!(text("content-type"), "application/json");
    let Body { id, action, address, former_addresses: former, reference } = serde_json::from_str(&body).unwrap();
    assert_eq!(text("idempotency-key"), id);
    let told =
        Told { key: id.clone(), action: action.clone(), address, former, reference, bearer: text("authorization") };
    let (reply, is_new) = {
        let mut memory = memory.lock().unwrap();
        memory.told.push(told);
        let reply = memory.reply.unwrap();
        let does = matches!(reply, Reply::Executed | Reply::DoneBut(_));
        let is_new = does && memory.keys.insert(id);
        if is_new {
            memory.effects.push(action);
        }
        (reply, is_new)
    };
    match reply {
        Reply::Executed if is_new => StatusCode::OK.into_response(),
        Reply::Executed => StatusCode::CONFLICT.into_response(),
        Reply::Acknowledged => (StatusCode::ACCEPTED, "{\"state\":\"queued\"}").into_response(),
        Reply::Status(status) | Reply::DoneBut(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Reply::Busy(seconds) => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
        }
        Reply::Page => (StatusCode::OK, "<html>Sign in to the network</html>").into_response(),
        Reply::Hangs => std::future::pending().await,
    }
}
