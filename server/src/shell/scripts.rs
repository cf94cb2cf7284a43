use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// `sha256-...` of every inline script. Trunk writes one that starts the app; its text changes with every build.
pub(super) fn hashes(html: &str) -> Vec<String> {
    inline(html).map(|script| format!("sha256-{}", STANDARD.encode(Sha256::digest(script.as_bytes())))).collect()
}

/// The text of every script that has no `src`.
fn inline(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script")?;
        let loads = tag.split_ascii_whitespace().any(|attribute| attribute.starts_with("src="));
        (!loads).then_some(script)
    })
}
