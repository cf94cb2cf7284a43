//! The pages of those who have decided nothing yet and are not signed in: what everybody sees at first, and search engines always.
//! Each is made once until the texts or the day change, and compressed as well as a file.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use brotli::enc::BrotliEncoderParams;

/// A page as it is sent.
pub struct MadePage {
    html: Bytes,
    brotli: Bytes,
}

/// The pages that were made already.
#[derive(Default)]
pub struct Pages(Mutex<Made>);

#[derive(Default)]
struct Made {
    /// what they were made of: the day and the texts
    of: String,
    by_path: HashMap<String, Arc<MadePage>>,
}

impl MadePage {
    /// Compresses it, which takes tens of milliseconds.
    pub fn new(html: String) -> Self {
        let parameters = BrotliEncoderParams { quality: 11, ..Default::default() };
        let mut brotli = Vec::new();
        // Writing to memory does not fail; if it did, nothing compressed would be kept.
        if brotli::BrotliCompress(&mut html.as_bytes(), &mut brotli, &parameters).is_err() {
            brotli.clear();
        }
        Self { html: html.into(), brotli: brotli.into() }
    }

    /// The body that a browser takes, and the header that says what it is.
    pub fn body(&self, headers: &HeaderMap) -> (Option<(HeaderName, HeaderValue)>, Bytes) {
        match takes_brotli(headers) && !self.brotli.is_empty() {
            true => (Some((header::CONTENT_ENCODING, HeaderValue::from_static("br"))), self.brotli.clone()),
            false => (None, self.html.clone()),
        }
    }
}

impl Pages {
    /// The page at a path, if it was made of this.
    pub fn get(&self, of: &str, path: &str) -> Option<Arc<MadePage>> {
        let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.by_path.get(path).filter(|_| made.of == of).cloned()
    }

    /// Keeps a page; those that were made of something else go.
    pub fn keep(&self, of: &str, path: &str, page: &Arc<MadePage>) {
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if made.of != of {
            *made = Made { of: of.to_owned(), by_path: HashMap::new() };
        }
        made.by_path.insert(path.to_owned(), Arc::clone(page));
    }
}

/// Whether an answer may be compressed by brotli (RFC 9110, 12.5.3).
fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let is_refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
        name.trim() == "br" && !is_refused
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_browser_gets_what_it_takes() {
        let page = MadePage::new("<p>VET2B</p>".repeat(100));
        for (value, compressed) in
            [("gzip, br", true), ("br;q=0.5", true), ("br;q=0", false), ("gzip", false), ("", false)]
        {
            let (coding, body) = page.body(&accepting(value));
            assert_eq!((coding.is_some(), body.len() < 200), (compressed, compressed), "{value}");
        }
        assert!(page.body(&HeaderMap::new()).0.is_none());
    }

    #[test]
    fn pages_go_when_what_they_were_made_of_does() {
        let pages = Pages::default();
        let page = Arc::new(MadePage::new("a".into()));
        pages.keep("monday", "/lv", &page);
        assert!(pages.get("monday", "/lv").is_some() && pages.get("monday", "/en").is_none());
        assert!(pages.get("tuesday", "/lv").is_none());
        pages.keep("tuesday", "/en", &page);
        assert!(pages.get("tuesday", "/lv").is_none(), "that one was of monday");
    }
}
