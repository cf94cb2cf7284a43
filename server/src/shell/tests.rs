use super::*;

const INDEX: &str = "<!doctype html><html lang=lv><head><meta charset=utf-8><meta name=vet2b-head>\
<script type=\"module\">start()</script><script src=/x.js></script></head><body>\
<div id=app><meta name='vet2b-app' /></div></body></html>";

fn page(status: u16, private: bool) -> Page {
    Page {
        status,
        lang: Lang::En,
        title: "<b> & \"c\"".into(),
        description: "d",
        head: "<meta name=\"vet2b-x\">".into(),
        html: "<h1>main</h1>".into(),
        private,
    }
}

fn render(status: u16, private: bool, path: &str) -> String {
    let public: PublicUrl = "https://www.vet2b.eu".parse().unwrap();
    let frame = Frame { public: &public, google: None, tells_google: false, theme: None };
    Shell::parse(INDEX).unwrap().render(&page(status, private), path, &frame)
}

#[test]
fn parts_go_where_the_marks_are() {
    let html = render(200, false, "/en/privacy");
    assert_eq!(
        html,
        "<!doctype html><html lang=\"en\"><head><meta charset=utf-8>\
<title>&lt;b&gt; &amp; &quot;c&quot;</title><meta name=\"description\" content=\"d\">\
<link rel=\"canonical\" href=\"https://www.vet2b.eu/en/privacy\">\
<link rel=\"alternate\" hreflang=\"lv\" href=\"https://www.vet2b.eu/lv/privacy\">\
<link rel=\"alternate\" hreflang=\"en\" href=\"https://www.vet2b.eu/en/privacy\">\
<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://www.vet2b.eu/lv/privacy\"><meta name=\"vet2b-x\">\
<script type=\"module\">start()</script><script src=/x.js></script></head><body>\
<div id=app><h1>main</h1></div></body></html>"
    );
}

#[test]
fn a_page_alone_has_the_style_and_nothing_that_runs() {
    let index = INDEX.replace(
        "</head>",
        "<link rel=icon href=/i.svg><link href=/p-1.css integrity=sha384-a+/b rel=stylesheet></head>",
    );
    let html = Shell::parse(&index).unwrap().alone(&page(503, true));
    assert!(
        html.contains("<link href=/p-1.css integrity=sha384-a+/b rel=stylesheet></head><body><h1>main</h1></body>"),
        "{html}"
    );
    assert!(
        html.contains("<html lang=\"en\">") && html.contains("<title>&lt;b&gt; ") && html.contains("noindex"),
        "{html}"
    );
    assert!(!html.contains("<script") && !html.contains("vet2b-") && !html.contains("i.svg"), "{html}");
}

#[test]
fn private_and_unknown_pages_are_not_for_search_engines() {
    for html in [render(200, true, "/en/my-privacy"), render(404, false, "/en/nothing")] {
        assert!(html.contains("content=\"noindex\"") && !html.contains("canonical"), "{html}");
    }
}

#[test]
fn inline_scripts_alone_are_hashed() {
    let shell = Shell::parse(INDEX).unwrap();
    // printf 'start()' | openssl dgst -sha256 -binary | base64
    assert_eq!(shell.script_hashes(), ["sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00="]);
}

#[test]
fn a_missing_mark_is_named() {
    assert_eq!(Shell::parse("<p>").unwrap_err(), "lacks <html>");
    let without = INDEX.replace("vet2b-app", "x");
    assert_eq!(Shell::parse(&without).unwrap_err(), "lacks the mark <meta name=\"vet2b-app\">");
}

#[test]
fn google_is_there_for_those_alone_who_allow_it_and_the_theme_for_those_who_chose_one() {
    let (public, id) = ("https://www.vet2b.eu".parse().unwrap(), "G-AB12CD34EF".parse().unwrap());
    let render = |google, tells_google, theme| {
        let frame = Frame { public: &public, google, tells_google, theme };
        Shell::parse(INDEX).unwrap().render(&page(200, false), "/en", &frame)
    };
    let script = "<script src=\"/google.js\" data-id=\"G-AB12CD34EF\" defer></script>";
    let html = render(Some(&id), true, Some("dark"));
    assert!(html.contains(script) && html.contains("<html lang=\"en\" data-theme=\"dark\">"), "{html}");
    let html = render(Some(&id), false, None);
    assert!(html.contains("<meta name=\"vet2b-google\" content=\"G-AB12CD34EF\">"), "{html}");
    assert!(!html.contains("google.js") && html.contains("<html lang=\"en\">"), "{html}");
    assert!(!render(None, true, None).contains("google"));
}
