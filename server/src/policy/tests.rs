use contract::policy::{Block, Inline};

use super::*;

fn lv(text: &str) -> Source {
    Source {
        document: Document::Terms,
        version: None,
        lang: Lang::Lv,
        file: "policy/terms/lv.md".into(),
        text: text.into(),
    }
}

const FRONT: &str = "---\nversion: 1\nlang: lv\ntitle: T\neffective: 2018-10-05\n---\n\n";

/// The texts of the build that have a day.
fn published() -> Vec<Source> {
    source::compiled_in().unwrap().into_iter().filter(|source| !source.is_draft()).collect()
}

fn flaw_of(body: &str) -> String {
    markdown::parse(&lv(&format!("{FRONT}{body}"))).unwrap_err().to_string()
}

#[test]
fn the_texts_of_the_build_are_whole() {
    let policies = Policies::load(None).unwrap();
    for lang in Lang::ALL {
        let privacy = policies.in_force(Document::Privacy, lang, "2026-11-22").unwrap();
        assert_eq!((privacy.version.as_str(), privacy.effective.as_str()), ("1", "2018-10-05"));
        assert_eq!((privacy.clauses.len(), privacy.sha256.len()), (23, 64));
        assert!(policies.in_force(Document::Terms, lang, "2026-11-22").is_some());
    }
}

#[test]
fn a_folder_reads_like_the_build() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policy");
    let (read, built) = (Policies::load(Some(&folder)).unwrap(), Policies::load(None).unwrap());
    let sums = |p: &Policies| p.editions().iter().map(|e| e.policy.sha256.clone()).collect::<Vec<_>>();
    assert_eq!(sums(&read), sums(&built));
}

#[test]
fn markdown_becomes_structure() {
    let body = "## Virs *raksts* {#first}\n> Īsi.\n\nA **b** un [c](route:my-privacy/data).\nturpinājums\n\n### Sub\n\n- x\n- **y** z\n\n1. i\n2. ii\n";
    let policy = markdown::parse(&lv(&format!("{FRONT}{body}"))).unwrap();
    let text = |text: &str| Inline::Text { text: text.into() };
    let strong = |text: &str| Inline::Strong { text: text.into() };
    let clause = &policy.clauses[0];
    assert_eq!(
        (clause.id.as_str(), clause.title.as_str(), &clause.summary),
        ("first", "Virs raksts", &vec![text("Īsi.")])
    );
    let link = Inline::Link { href: "/lv/my-privacy/data".into(), text: "c".into() };
    assert_eq!(
        clause.blocks,
        [
            Block::Paragraph(vec![text("A "), strong("b"), text(" un "), link, text(". turpinājums")]),
            Block::Heading(vec![text("Sub")]),
            Block::Bullets(vec![vec![text("x")], vec![strong("y"), text(" z")]]),
            Block::Numbers(vec![vec![text("i")], vec![text("ii")]]),
        ]
    );
}

#[test]
fn flaws_name_file_and_line() {
    for (body, expected) in [
        ("text\n", "policy/terms/lv.md:8: text before"),
        ("## T\n> s\n\nx\n", "policy/terms/lv.md:8: a clause's heading needs an id"),
        ("## T {#a}\n\nx\n", "policy/terms/lv.md:10: the clause `a` above lacks"),
        ("## T {#a}\n> s\n\nx\n\n## U {#a}\n> s\n\ny\n", "policy/terms/lv.md:13: the clause `a` is there twice"),
        ("## T {#a}\n> s\n\n<b>x</b>\n", "policy/terms/lv.md:11: is not understood"),
        ("## T {#a}\n> s\n\n![i](x)\n", "policy/terms/lv.md:11: is not understood"),
        ("## T {#a}\n> s\n\n[x](route:nowhere)\n", "policy/terms/lv.md:11: `route:nowhere` is no page"),
        ("## T {#a}\n> s\n\n[x](javascript:alert(1))\n", "policy/terms/lv.md:11: `javascript:alert(1)` is neither"),
    ] {
        assert!(flaw_of(body).starts_with(expected), "{} / {expected}", flaw_of(body));
    }
    let wrong_day = lv("---\nversion: 1\nlang: lv\ntitle: T\neffective: 2018-13-05\n---\n");
    assert_eq!(
        markdown::parse(&wrong_day).unwrap_err().to_string(),
        "policy/terms/lv.md:5: `2018-13-05` is no day (YYYY-MM-DD)"
    );
    let wrong_lang = lv("---\nversion: 1\nlang: en\n---\n");
    assert_eq!(
        markdown::parse(&wrong_lang).unwrap_err().to_string(),
        "policy/terms/lv.md:3: says `en`, the file's place says `lv`"
    );
}

#[test]
fn a_text_that_lacks_a_clause_or_a_language_is_refused() {
    let sources = published();
    let without_lv = sources.iter().filter(|s| !(s.lang == Lang::Lv && s.document == Document::Privacy)).cloned();
    assert!(Policies::parse(without_lv.collect()).unwrap_err().to_string().contains("is missing in `lv`"));
    let renamed = sources.iter().cloned().map(|mut s| {
        s.text = s.text.replace("{#mailchimp}", "{#letters}");
        s
    });
    assert!(Policies::parse(renamed.collect()).unwrap_err().to_string().contains("lacks the clause `mailchimp`"));
}

#[test]
fn the_latest_text_that_has_taken_effect_is_in_force() {
    let mut sources = published();
    let next = sources.iter().filter(|s| s.document == Document::Privacy).cloned().map(|mut s| {
        s.version = Some("2".into());
        s.text = s.text.replacen("version: 1", "version: 2", 1).replacen(
            "effective: 2018-10-05",
            "effective: 2027-01-01",
            1,
        );
        s
    });
    sources.extend(next.collect::<Vec<_>>());
    let policies = Policies::parse(sources).unwrap();
    let version = |day| policies.in_force(Document::Privacy, Lang::Lv, day).unwrap().version.clone();
    assert_eq!(
        (version("2026-12-31"), version("2027-01-01"), version("2010-01-01")),
        ("1".into(), "2".into(), "1".into())
    );
}
