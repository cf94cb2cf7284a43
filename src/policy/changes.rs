//! What changed between two versions, word by word.

use contract::{
    policy::{
        Change, Materiality, Policy, Standing, VersionEntry,
        compare::{Compared, Fate, Part, Run, Style, Token, compare},
    },
    route::Route,
};
use leptos::prelude::*;

use super::{
    Reader, Reading,
    mine::{mine, together},
    words,
};
use crate::{here::href, tr};

/// Two versions side by side.
pub(super) struct Comparison<'r> {
    /// the later text
    pub new: &'r Policy,
    /// where it stands
    pub standing: Standing,
    /// the versions after the earlier one, up to the later one
    between: Vec<&'r VersionEntry>,
}

impl Comparison<'_> {
    /// What the change of a clause means, over all versions in between.
    pub fn change(&self, clause: &str) -> Option<Change> {
        let all = self.between.iter().flat_map(|entry| entry.changes.iter());
        together(all.filter(|change| change.clause == clause).cloned())
    }
}

/// Shows what it means to the reader, the changed clauses, in one text or the old beside the new, and names the others.
pub(super) fn page(version: u16, since: u16, reading: &Reading) -> AnyView {
    let [old, new] = reading.texts.as_slice() else { return ().into_any() };
    let number = |entry: &VersionEntry| entry.version.parse::<u16>().unwrap_or_default();
    let between = reading.versions.iter().filter(|entry| number(entry) > since && number(entry) <= version).collect();
    let entry = reading.versions.iter().find(|entry| number(entry) == version);
    let standing = entry.map_or(Standing::Past, |entry| entry.standing);
    let of = Comparison { new, standing, between };
    let compared = compare(old, new);
    // Looked at from the later one to the earlier one, nothing is to be answered.
    let mine = (version > since).then(|| mine(&of, &compared, &reading.reader)).flatten();
    view! { {mine} {comparison(version, old, &of, compared, &reading.reader)} }.into_any()
}

fn comparison(version: u16, old: &Policy, of: &Comparison<'_>, compared: Vec<Compared>, reader: &Reader) -> AnyView {
    let new = of.new;
    let (changed, same): (Vec<_>, Vec<_>) = compared.into_iter().partition(Compared::is_changed);
    let count = tr!(policy.changed_of, count = changed.len(), all = changed.len() + same.len());
    let names = [old, new].map(|policy| format!("{} {}", tr!(policy.version), policy.version));
    let clauses = changed.into_iter().map(|compared| {
        let meaning = of.change(&compared.id).map(|change| meaning(&change, reader));
        clause(compared, meaning, &names)
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

fn meaning(change: &Change, reader: &Reader) -> AnyView {
    let class = match change.materiality {
        Materiality::Editorial => "tag tag--neutral",
        _ => "tag tag--warning",
    };
    let whom = match &reader.person {
        _ if change.materiality == Materiality::Editorial => String::new(),
        Some(person) => match person.concern(change) {
            Some(why) => format!("{} {why}.", tr!(policy.concerns_you)),
            None => tr!(policy.concerns_you_not).to_owned(),
        },
        None => words::audiences(change),
    };
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
    let shown: Vec<_> = runs.iter().filter(|run| fates.contains(&run.fate)).collect();
    for (at, run) in shown.iter().enumerate() {
        // Where only the address behind the words is another, they stand once.
        if shown.get(at + 1).is_some_and(|next| is_another_link(run, next)) {
            continue;
        }
        let is_link = at > 0 && is_another_link(shown[at - 1], run);
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
                if is_link && tokens.is_empty() {
                    block.pieces.push(view! { " " <small>{tr!(policy.link_changed)}</small> " " }.into_any());
                }
            }
        }
    }
    // The heading stands above already, unless it is another.
    let shown = blocks.into_iter().filter(|block| block.part != Part::Title || block.changed);
    shown.map(|Block { part, pieces, .. }| view! { <p class=class(part)>{pieces}</p> }).collect_view().into_any()
}

/// Whether the same words were removed and added, as what they link to has changed.
fn is_another_link(old: &Run, new: &Run) -> bool {
    let words = |run: &Run| -> Vec<_> {
        let word = |token: &Token| if let Token::Word(word, _) = token { Some(word.clone()) } else { None };
        run.tokens.iter().map(word).collect()
    };
    let links = |run: &Run| run.tokens.iter().any(|token| matches!(token, Token::Word(_, Style::Link(_))));
    (old.fate, new.fate) == (Fate::Removed, Fate::Added) && links(old) && links(new) && words(old) == words(new)
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
#[path = "changes/tests.rs"]
mod tests;
