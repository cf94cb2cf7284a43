//! How much the portal wants to know about a device: the browser's family, and a shortened network.

use std::net::IpAddr;

use contract::privacy::Device;

/// The family of a browser, by its `User-Agent`; the order matters, as each claims to be its forebears too.
pub fn family(user_agent: &str) -> Device {
    if user_agent.contains("Firefox/") {
        Device::Firefox
    } else if user_agent.contains("Edg/") || user_agent.contains("EdgA/") || user_agent.contains("EdgiOS/") {
        Device::Edge
    } else if user_agent.contains("OPR/") || user_agent.contains("SamsungBrowser/") {
        Device::Other
    } else if user_agent.contains("Chrome/") || user_agent.contains("Chromium/") || user_agent.contains("CriOS/") {
        Device::Chrome
    } else if user_agent.contains("Safari/") {
        Device::Safari
    } else {
        Device::Other
    }
}

/// An address, shortened to its network: /24 for IPv4, /56 for IPv6. Enough to recognise one's own provider, not a person.
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let mut octets = address.octets();
            octets[7..].fill(0);
            format!("{}/56", std::net::Ipv6Addr::from(octets))
        }
    }
}

/// The code of a device family, as stored.
pub const fn code(device: Device) -> &'static str {
    match device {
        Device::Firefox => "firefox",
        Device::Chrome => "chrome",
        Device::Edge => "edge",
        Device::Safari => "safari",
        Device::Other => "other",
    }
}

/// The device family of a stored code.
pub fn from_code(stored: &str) -> Device {
    Device::ALL.iter().copied().find(|device| code(*device) == stored).unwrap_or(Device::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families() {
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
        assert_eq!(family(chrome), Device::Chrome);
        assert_eq!(family(&format!("{chrome} Edg/140.0")), Device::Edge);
        assert_eq!(family(&format!("{chrome} OPR/120.0")), Device::Other);
        assert_eq!(family("Mozilla/5.0 (X11; rv:140.0) Gecko/20100101 Firefox/140.0"), Device::Firefox);
        assert_eq!(
            family("Mozilla/5.0 (Macintosh) AppleWebKit/605 (KHTML, like Gecko) Version/18 Safari/605"),
            Device::Safari
        );
        assert_eq!(family("<script>"), Device::Other);
        for device in Device::ALL {
            assert_eq!(from_code(code(*device)), *device);
        }
    }

    #[test]
    fn networks() {
        let network = |raw: &str| network(raw.parse().unwrap());
        assert_eq!(network("203.0.113.77"), "203.0.113.0/24");
        assert_eq!(network("::ffff:203.0.113.77"), "203.0.113.0/24");
        assert_eq!(network("2001:db8:1:2345:6:7:8:9"), "2001:db8:1:2300::/56");
    }
}
