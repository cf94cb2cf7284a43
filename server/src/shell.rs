//! The built portal's `index.html`, cut where a page's parts go, and the hashes of its inline scripts.

mod cut;
mod scripts;

use std::{fs, path::Path};

use contract::lang::Lang;
use contract::route::Route;

use crate::config::{GoogleId, PublicUrl};
use crate::first_paint::Page;

/// The one HTML file of the site, in parts.
#[derive(Clone, Debug)]
pub struct Shell {
    /// before `<html ...>`
    before_html: String,
    /// from there to the head's mark
    head: String,
    /// from there to the app's mark
    top: String,
    /// the rest
    bottom: String,
    /// the links to the style sheets
    styles: String,
    script_hashes: Vec<String>,
}

/// What a page's frame depends on, beside the page.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'f> {
    /// the portal's address
    pub public: &'f PublicUrl,
    /// the measurement id of Google Analytics, where it is set up
    pub google: Option<&'f GoogleId>,
    /// this visitor allows Google, and this page may tell it
    pub tells_google: bool,
    /// the theme that the visitor chose and lets us remember: `light` or `dark`
    pub theme: Option<&'static str>,
}

impl Shell {
    /// Reads `index.html` of the site's folder.
    ///
    /// # Errors
    /// A sentence, when it cannot be read or lacks a mark.
    pub fn load(site: &Path) -> Result<Self, String> {
        let file = site.join("index.html");
        let html = fs::read_to_string(&file)
            .map_err(|error| format!("VET2B_SITE: cannot read {}: {error}", file.display()))?;
        Self::parse(&html).map_err(|what| format!("VET2B_SITE: {} {what}", file.display()))
    }

    /// Cuts at `<html>` and the marks `<meta name="vet2b-head">` and `<meta name="vet2b-app">`.
    ///
    /// # Errors
    /// Which of them is missing.
    pub fn parse(html: &str) -> Result<Self, String> {
        let (before_html, rest) = cut::html_tag(html)?;
        let (head, rest) = cut::mark(rest, "vet2b-head")?;
        let (top, bottom) = cut::mark(rest, "vet2b-app")?;
        Ok(Self {
            before_html: before_html.to_owned(),
            head: head.to_owned(),
            top: top.to_owned(),
            bottom: bottom.to_owned(),
            styles: cut::styles(html),
            script_hashes: scripts::hashes(html),
        })
    }

    /// What the content security policy allows by name, such as `sha256-...`.
    pub fn script_hashes(&self) -> &[String] {
        &self.script_hashes
    }

    /// The whole page.
    pub fn render(&self, page: &Page, path: &str, frame: &Frame<'_>) -> String {
        let mut html = String::with_capacity(self.head.len() + self.top.len() + page.html.len() + 4096);
        html.push_str(&self.before_html);
        let theme = frame.theme.map(|theme| format!(" data-theme=\"{theme}\"")).unwrap_or_default();
        html.push_str(&format!("<html lang=\"{}\"{theme}>", page.lang.tag()));
        html.push_str(&self.head);
        head(&mut html, page, path, frame.public);
        html.push_str(&page.head);
        if let Some(id) = frame.google {
            // A measurement id is letters, digits and a hyphen.
            html.push_str(&format!("<meta name=\"vet2b-google\" content=\"{id}\">"));
            if frame.tells_google {
                // A classic script, as modules do not know which element they come from (HTML, `document.currentScript`).
                html.push_str(&format!("<script src=\"/google.js\" data-id=\"{id}\" defer></script>"));
            }
        }
        html.push_str(&self.top);
        html.push_str(&page.html);
        html.push_str(&self.bottom);
        html
    }

    /// A page that stands alone: with the portal's style, and without the app, which would take its place.
    pub fn alone(&self, page: &Page) -> String {
        format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title><meta name=\"robots\" content=\"noindex\">{}</head>\
             <body>{}</body></html>",
            page.lang.tag(),
            escape(&page.title),
            self.styles,
            page.html,
        )
    }
}

/// Title, description, and the same page in the other languages; Latvian is the default one.
fn head(html: &mut String, page: &Page, path: &str, public: &PublicUrl) {
    html.push_str(&format!("<title>{}</title>", escape(&page.title)));
    if !page.description.is_empty() {
        html.push_str(&format!("<meta name=\"description\" content=\"{}\">", escape(page.description)));
    }
    let route = Route::parse(path).filter(|_| page.status == 200);
    let Some((lang, route)) = route.filter(|_| !page.private) else {
        html.push_str("<meta name=\"robots\" content=\"noindex\">");
        return;
    };
    html.push_str(&format!("<link rel=\"canonical\" href=\"{}\">", escape(&public.page(route, lang))));
    for (name, lang) in Lang::ALL.map(|lang| (lang.tag(), lang)).into_iter().chain([("x-default", Lang::default())]) {
        let href = public.page(route, lang);
        html.push_str(&format!("<link rel=\"alternate\" hreflang=\"{name}\" href=\"{}\">", escape(&href)));
    }
}

/// Text for HTML or XML, in content and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
#[path = "shell/tests.rs"]
mod tests;
