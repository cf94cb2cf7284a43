use contract::{
    policy::{Materiality, Standing},
    route::Route,
};

use crate::policy::{
    Reading,
    tests::{entry, html, policy, reader},
};

#[test]
fn changed_words_are_told_by_elements_and_in_words() {
    let old = policy("1", &[("links", "We keep it for <b>."), ("scope", "The same.")]);
    let new = policy("2", &[("links", "We keep it for one year."), ("scope", "The same.")]);
    let versions =
        vec![entry("1", Standing::Past, &[]), entry("2", Standing::InForce, &[("links", Materiality::Material, &[])])];
    let reading = Reading { texts: vec![old, new], versions, reader: reader(None) };
    let html = html(Route::PolicyChanges { version: 2, since: 1 }, reading);
    for part in [
        "Changed clauses: 1 of 2.",
        "<del><span class=\"visually-hidden\">",
        "&lt;b&gt;.",
        "one year.",
        "tag--warning",
        "It concerns everyone.",
        "/en/privacy/2#scope",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert_eq!(html.matches("<section").count(), 1, "what is the same is only named, and nobody is signed in");
    assert_eq!(html.matches("In short.").count(), 3, "once in one text, and on each side");
}
