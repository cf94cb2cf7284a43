//! Kinds of browsers.

use contract::privacy::Device;

use crate::tr;

/// Kind of browser; the names are the makers' own.
pub fn device_name(device: Device) -> &'static str {
    match device {
        Device::Firefox => "Firefox",
        Device::Chrome => "Chrome",
        Device::Edge => "Edge",
        Device::Safari => "Safari",
        Device::Other => tr!(common.device_other),
    }
}
