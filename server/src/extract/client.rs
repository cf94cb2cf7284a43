use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, header};
use contract::privacy::Device;

use crate::device;
use crate::state::State;
use crate::store::activity::Origin;

/// The address a request comes from. `X-Forwarded-For` is believed of the proxies that the operator named, and of nobody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

impl ClientIp {
    /// Of a request's parts.
    pub fn of(extensions: &Extensions, headers: &HeaderMap, trusted: &[IpAddr]) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip().to_canonical());
        // A request that came through no socket is one of a test.
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        if !trusted.contains(&peer) {
            return Self(peer);
        }
        // Each proxy appends whom it saw, so the last address that is no proxy of ours is the true one; what stands before it
        // is the client's own claim.
        let hops = headers.get_all("x-forwarded-for").iter().filter_map(|header| header.to_str().ok());
        let hops: Vec<&str> = hops.flat_map(|header| header.split(',')).collect();
        let seen = hops.iter().rev().map_while(|hop| hop.trim().parse::<IpAddr>().ok()).map(|ip| ip.to_canonical());
        Self(seen.into_iter().find(|ip| !trusted.contains(ip)).unwrap_or(peer))
    }
}

impl FromRequestParts<State> for ClientIp {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.extensions, &parts.headers, &state.config().trusted_proxies))
    }
}

/// As much of a device as is kept: the browser's family and the shortened network.
#[derive(Clone, Debug)]
pub struct Client {
    /// kind of browser
    pub device: Device,
    /// network, shortened to /24 or /56
    pub network: String,
}

impl Client {
    /// For the activity log.
    pub fn origin(&self) -> Origin {
        Origin { device: self.device, network: Some(self.network.clone()) }
    }
}

impl FromRequestParts<State> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Infallible> {
        let ClientIp(address) = ClientIp::from_request_parts(parts, state).await?;
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        Ok(Self { device: device::family(agent), network: device::network(address) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 1)));
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|ip| ip.parse().unwrap()).collect();
        ClientIp::of(&extensions, &headers, &trusted).0.to_string()
    }

    #[test]
    fn a_claim_counts_only_through_a_named_proxy() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(client("127.0.0.1", &["198.51.100.1"], &["127.0.0.1"]), "198.51.100.1");
        assert_eq!(client("127.0.0.1", &["1.1.1.1, 198.51.100.1"], &["127.0.0.1"]), "198.51.100.1");
        assert_eq!(
            client("127.0.0.1", &["1.1.1.1", "198.51.100.1, 10.0.0.1"], &["127.0.0.1", "10.0.0.1"]),
            "198.51.100.1"
        );
        assert_eq!(client("127.0.0.1", &["nonsense"], &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(client("::ffff:127.0.0.1", &["198.51.100.1"], &["127.0.0.1"]), "198.51.100.1");
    }
}
