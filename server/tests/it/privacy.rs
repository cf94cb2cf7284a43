mod canaries;
mod certificate;
mod chain;
mod consents;
mod data_map;
pub(crate) mod devices;
mod erasure;
pub(crate) mod export;
mod former_address;
mod limits;
mod newsletter;
mod planted;
pub(crate) mod policy;
mod recipients;
mod shared_device;

use contract::account::ReauthenticationDraft;
use contract::path;

use crate::portal::{Client, PASSWORD};

impl Client {
    /// Proves the identity once more.
    pub async fn prove(&mut self) {
        let draft = ReauthenticationDraft { current_password: PASSWORD.into() };
        self.post(path::REAUTHENTICATION, &draft).await;
    }
}
