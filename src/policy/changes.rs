//! What changed between two versions, word by word.

use contract::{
    policy::{
        Change, Materiality, Policy,
        compare::{Compared, Fate, Part, Run, Style, Token, compare},
    },
    route::Route,
};
use leptos::prelude::*;

use super::words;
use crate::{here::href, tr};

/// Shows the changed clauses, in one text or the old beside the new, and names the others.
pub(super) fn comparison(version: u16, old: &Policy, new: &Policy) -> AnyView {
    let compared = compare(old, new);
    let (changed, same): (Vec<_>, Vec<_>) = compared.into_iter().partition(Compared::is_changed);
    let count = tr!(policy.changed_of, count = changed.len(), all = changed.len() + same.len());
    // What a change means is said of neighbouring versions alone.
    let meaning = |id: &str| new.changes.iter().find(|change| change.clause == id);
    let names = [old, new].map(|policy| format!("{} {}", tr!(policy.version), policy.version));
    let clauses = changed.into_iter().map(|compared| {
        let change = meaning(&compared.id).map(meaning_of);
        clause(compared, change, &names)
    });
    let links = same.into_iter().map(|clause| {
        let page = format!("{}#{}", href(Route::PolicyVersion(version)), clause.id);
        view! { <li><a href=page>{clause.title}</a></li> }
    });
    view! {
        <p>{count}</p>
        <p class="compare compare__legend">
            <del>{tr!(policy.legend_removed)}</del> " " <ins>{tr!(policy.legend_added)}</ins>
        </p>
        // By style alone, so that it works without the app too.
        <div class="checkbox compare__switch">
            <input class="checkbox__input" type="checkbox" id="beside" />
            <label class="checkbox__label" for="beside">{tr!(policy.beside)}</label>
        </div>
        <div class="compare" lang=new.lang.tag()>{clauses.collect_view()}</div>
        <details class="detail">
            <summary>{tr!(policy.unchanged)}</summary>
            <ul>{links.collect_view()}</ul>
        </details>
    }
    .into_any()
}

fn meaning_of(change: &Change) -> AnyView {
    let class = match change.materiality {
        Materiality::Editorial => "tag tag--neutral",
        _ => "tag tag--warning",
    };
    let whom = (change.materiality != Materiality::Editorial).then(|| words::audiences(change));
    view! { <p><span class=class>{words::materiality(change.materiality)}</span> " " {whom}</p> }.into_any()
}

/// One clause, twice: in one text, and the old beside the new; one of the two is shown.
fn clause(compared: Compared, meaning: Option<AnyView>, names: &[String; 2]) -> AnyView {
    let fate = match compared.fate {
        Fate::Kept => None,
        Fate::Removed => Some(tr!(policy.clause_removed)),
        Fate::Added => Some(tr!(policy.clause_added)),
    };
    let runs = &compared.runs;
    let side = |name: &String, fate| {
        view! { <div class="compare__side"><h3>{name.clone()}</h3>{text(runs, &[Fate::Kept, fate])}</div> }
    };
    let [old, new] = names;
    view! {
        <section class="clause" id=compared.id>
            <h2 class="clause__title">{compared.title}</h2>
            {fate.map(|fate| view! { <p><span class="tag tag--warning">{fate}</span></p> })}
            {meaning}
            <div class="compare__one">{text(runs, &[Fate::Kept, Fate::Removed, Fate::Added])}</div>
            <div class="compare__sides">{side(old, Fate::Removed)} {side(new, Fate::Added)}</div>
        </section>
    }
    .into_any()
}

/// A block while it is put together.
struct Block {
    part: Part,
    /// something in it is not as it was
    changed: bool,
    pieces: Vec<AnyView>,
}

/// The runs of these fates as blocks of text.
fn text(runs: &[Run], fates: &[Fate]) -> AnyView {
    let mut blocks: Vec<Block> = Vec::new();
    for run in runs.iter().filter(|run| fates.contains(&run.fate)) {
        let mut tokens = run.tokens.as_slice();
        while let Some((token, rest)) = tokens.split_first() {
            let changed = run.fate != Fate::Kept;
            let Token::Word(_, style) = token else {
                if let Token::Break(part) = token {
                    blocks.push(Block { part: *part, changed: false, pieces: Vec::new() });
                }
                tokens = rest;
                continue;
            };
            // Words of one style are one piece.
            let mut words = String::new();
            while let Some((Token::Word(word, same), rest)) = tokens.split_first() {
                if same != style {
                    break;
                }
                words.push_str(word);
                tokens = rest;
            }
            if let Some(block) = blocks.last_mut() {
                block.changed |= changed;
                block.pieces.push(piece(run.fate, style, words));
            }
        }
    }
    // The heading stands above already, unless it is another.
    let shown = blocks.into_iter().filter(|block| block.part != Part::Title || block.changed);
    shown.map(|Block { part, pieces, .. }| view! { <p class=class(part)>{pieces}</p> }).collect_view().into_any()
}

fn piece(fate: Fate, style: &Style, words: String) -> AnyView {
    let words = match style {
        Style::Strong => view! { <strong>{words}</strong> }.into_any(),
        Style::Emphasis => view! { <em>{words}</em> }.into_any(),
        Style::Text | Style::Link(_) => words.into_any(),
    };
    // Screen readers pass over `<del>` and `<ins>`, so what they are is said in words too.
    let said = |words: &'static str| view! { <span class="visually-hidden">{words}" "</span> };
    match fate {
        Fate::Kept => words,
        Fate::Removed => view! { <del>{said(tr!(policy.removed))}{words}</del> }.into_any(),
        Fate::Added => view! { <ins>{said(tr!(policy.added))}{words}{said(tr!(policy.change_ends))}</ins> }.into_any(),
    }
}

const fn class(part: Part) -> &'static str {
    match part {
        Part::Title | Part::Heading => "compare__heading",
        Part::Summary => "clause__summary",
        Part::Paragraph => "",
        Part::Bullet | Part::Number => "compare__point",
    }
}

#[cfg(test)]
mod tests {
    use contract::{
        lang::Lang,
        policy::{Block, Clause, Inline},
    };

    use super::*;
    use crate::here::{Here, provide_here};

    fn policy(version: &str, words: &str) -> Policy {
        let text = |text: &str| vec![Inline::Text { text: text.into() }];
        let change = Change { clause: "links".into(), materiality: Materiality::Material, audiences: Vec::new() };
        let clause = |id: &str, words: &str| Clause {
            id: id.into(),
            title: id.into(),
            summary: text("In short."),
            blocks: vec![Block::Paragraph(text(words))],
        };
        Policy {
            version: version.into(),
            lang: Lang::En,
            title: "Privacy policy".into(),
            effective: "2018-10-05".into(),
            published: "2018-10-05".into(),
            sha256: String::new(),
            changes: vec![change],
            clauses: vec![clause("links", words), clause("scope", "The same.")],
        }
    }

    #[test]
    fn changed_words_are_told_by_elements_and_in_words() {
        let html = Owner::new().with(|| {
            provide_here(Signal::stored(Here::at("/en/privacy/2/since/1")));
            comparison(2, &policy("1", "We keep it for <b>."), &policy("2", "We keep it for one year.")).to_html()
        });
        for part in [
            "1 of 2 clauses",
            "<del><span class=\"visually-hidden\">",
            "&lt;b&gt;.",
            "one year.",
            "tag--warning",
            "/en/privacy/2#scope",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        assert_eq!(html.matches("<section").count(), 1, "what is the same is only named");
        assert_eq!(html.matches("In short.").count(), 3, "once in one text, and on each side");
    }
}
