//! What changed between two versions of a text, word by word, clause by clause.
//!
//! Pure, and used by the app and the server alike. Clauses are matched by their ids, which are stable across versions; within a
//! clause, paragraphs and points that have most words in common; within those the shortest way from the old words to the new ones is
//! looked for (E. Myers, "An O(ND) Difference Algorithm", 1986).

use std::collections::{HashMap, HashSet};

use super::{Block, Clause, Inline, Policy};

/// How a word is set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// plain
    Text,
    /// important
    Strong,
    /// stressed
    Emphasis,
    /// a link to this address
    Link(String),
}

/// What begins with a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// the clause's heading
    Title,
    /// the clause in short
    Summary,
    /// a paragraph
    Paragraph,
    /// a heading within the clause
    Heading,
    /// a point of a list
    Bullet,
    /// a numbered point
    Number,
}

/// The smallest thing that can change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// a new part begins
    Break(Part),
    /// a word, with the space behind it
    Word(String, Style),
}

/// What became of some tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// in both texts
    Kept,
    /// in the old text alone
    Removed,
    /// in the new text alone
    Added,
}

/// Tokens that stand together and share their fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// what became of them
    pub fate: Fate,
    /// they
    pub tokens: Vec<Token>,
}

/// A clause in two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// the clause's id
    pub id: String,
    /// its heading, in the new text where it is there
    pub title: String,
    /// what became of it as a whole; [`Fate::Kept`] may hold changed words
    pub fate: Fate,
    /// its tokens, in reading order
    pub runs: Vec<Run>,
}

impl Compared {
    /// Whether anything of it is another.
    pub fn is_changed(&self) -> bool {
        self.runs.iter().any(|run| run.fate != Fate::Kept)
    }
}

/// Compares two versions. Clauses stand as in the new text; one that was removed stands behind the one that it followed.
pub fn compare(old: &Policy, new: &Policy) -> Vec<Compared> {
    let in_new = |id: &str| new.clauses.iter().find(|clause| clause.id == id);
    let in_old = |id: &str| old.clauses.iter().any(|clause| clause.id == id);
    let mut compared = Vec::with_capacity(new.clauses.len());
    // Removed clauses that nothing stands before come first.
    removed_after(None, &old.clauses, &in_new, &mut compared);
    for clause in &new.clauses {
        let before = old.clauses.iter().find(|before| before.id == clause.id);
        let (fate, runs) = match before {
            Some(before) => (Fate::Kept, by_parts(&tokens(before), &tokens(clause))),
            None => (Fate::Added, diff(&[], &tokens(clause))),
        };
        compared.push(Compared { id: clause.id.clone(), title: clause.title.clone(), fate, runs });
        if in_old(&clause.id) {
            removed_after(Some(&clause.id), &old.clauses, &in_new, &mut compared);
        }
    }
    compared
}

/// The clauses that followed one in the old text, up to the next one that is still there.
fn removed_after<'n>(
    id: Option<&str>,
    old: &[Clause],
    in_new: &dyn Fn(&str) -> Option<&'n Clause>,
    compared: &mut Vec<Compared>,
) {
    let start = id.and_then(|id| old.iter().position(|clause| clause.id == id)).map_or(0, |at| at + 1);
    for clause in old[start..].iter().take_while(|clause| in_new(&clause.id).is_none()) {
        let (id, title) = (clause.id.clone(), clause.title.clone());
        compared.push(Compared { id, title, fate: Fate::Removed, runs: diff(&tokens(clause), &[]) });
    }
}

/// A clause as tokens: everything of it that a reader sees.
pub fn tokens(clause: &Clause) -> Vec<Token> {
    let mut tokens = vec![Token::Break(Part::Title)];
    split(&clause.title, &Style::Text, &mut tokens);
    if !clause.summary.is_empty() {
        part(Part::Summary, &clause.summary, &mut tokens);
    }
    for block in &clause.blocks {
        match block {
            Block::Paragraph(words) => part(Part::Paragraph, words, &mut tokens),
            Block::Heading(words) => part(Part::Heading, words, &mut tokens),
            Block::Bullets(points) => points.iter().for_each(|words| part(Part::Bullet, words, &mut tokens)),
            Block::Numbers(points) => points.iter().for_each(|words| part(Part::Number, words, &mut tokens)),
        }
    }
    tokens
}

fn part(part: Part, words: &[Inline], tokens: &mut Vec<Token>) {
    tokens.push(Token::Break(part));
    for inline in words {
        match inline {
            Inline::Text { text } => split(text, &Style::Text, tokens),
            Inline::Strong { text } => split(text, &Style::Strong, tokens),
            Inline::Emphasis { text } => split(text, &Style::Emphasis, tokens),
            Inline::Link { href, text } => split(text, &Style::Link(href.clone()), tokens),
        }
    }
}

/// Words, each with the space behind it, so that the tokens put together are the text.
fn split(text: &str, style: &Style, tokens: &mut Vec<Token>) {
    tokens.extend(text.split_inclusive(' ').map(|word| Token::Word(word.to_owned(), style.clone())));
}

/// From the old tokens of a clause to the new ones, part by part: a point that was rewritten stands as a whole beside the new one, and no
/// word of it is torn away to a neighbour.
fn by_parts(old: &[Token], new: &[Token]) -> Vec<Run> {
    let (old, new) = (parts(old), parts(new));
    let mut runs = Vec::new();
    let (mut x, mut y) = (0, 0);
    let ends = std::iter::once((old.len(), new.len()));
    for (a, b) in pairs(&old, &new).into_iter().chain(ends) {
        old[x..a].iter().for_each(|part| add(&mut runs, Fate::Removed, part));
        new[y..b].iter().for_each(|part| add(&mut runs, Fate::Added, part));
        if let (Some(before), Some(after)) = (old.get(a), new.get(b)) {
            diff(before, after).iter().for_each(|run| add(&mut runs, run.fate, &run.tokens));
        }
        (x, y) = (a + 1, b + 1);
    }
    runs
}

/// The parts of a text, each with the break that it begins with.
fn parts(tokens: &[Token]) -> Vec<&[Token]> {
    let is_break = |token: &Token| matches!(token, Token::Break(_));
    let starts: Vec<_> = tokens.iter().enumerate().filter(|(at, token)| *at == 0 || is_break(token)).collect();
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain(std::iter::once(tokens.len()));
    starts.iter().zip(ends).map(|((start, _), end)| &tokens[*start..end]).collect()
}

/// Which parts are the same ones, in order: so that as many words as possible stay.
fn pairs(old: &[&[Token]], new: &[&[Token]]) -> Vec<(usize, usize)> {
    let alike: Vec<Vec<usize>> = old.iter().map(|a| new.iter().map(|b| common(a, b)).collect()).collect();
    // `best[x][y]`: how many words stay of the parts from `x` and from `y` on.
    let mut best = vec![vec![0; new.len() + 1]; old.len() + 1];
    for x in (0..old.len()).rev() {
        for y in (0..new.len()).rev() {
            let paired = if alike[x][y] > 0 { alike[x][y] + best[x + 1][y + 1] } else { 0 };
            best[x][y] = paired.max(best[x + 1][y]).max(best[x][y + 1]);
        }
    }
    let (mut x, mut y, mut pairs) = (0, 0, Vec::new());
    while x < old.len() && y < new.len() {
        if alike[x][y] > 0 && best[x][y] == alike[x][y] + best[x + 1][y + 1] {
            pairs.push((x, y));
            (x, y) = (x + 1, y + 1);
        } else if best[x][y] == best[x + 1][y] {
            x += 1;
        } else {
            y += 1;
        }
    }
    pairs
}

/// How many tokens two parts have in common; 0 when these are less than half of the shorter one, or the parts are of two kinds.
fn common(old: &[Token], new: &[Token]) -> usize {
    if old.first() != new.first() {
        return 0;
    }
    let mut left: HashMap<&Token, usize> = HashMap::new();
    old.iter().for_each(|token| *left.entry(token).or_default() += 1);
    let mut common = 0;
    for token in new {
        if let Some(count) = left.get_mut(token).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    if 2 * common >= old.len().min(new.len()) { common } else { 0 }
}

/// So many differences are looked for; texts that differ more are no more alike than two other texts.
const MOST: usize = 1500;

/// The shortest way from the old tokens to the new ones: kept and removed runs put together are the old ones, kept and added runs
/// the new ones.
pub fn diff<'t>(old: &'t [Token], new: &'t [Token]) -> Vec<Run> {
    let same = |(a, b): &(&Token, &Token)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(same).count();
    let (old_middle, old_tail) = old_rest.split_at(old_rest.len() - tail);
    let new_middle = &new_rest[..new_rest.len() - tail];
    let mut runs = Vec::new();
    add(&mut runs, Fate::Kept, &old[..head]);
    // Numbers are compared faster than words.
    let mut numbers = HashMap::new();
    let mut numbered = |tokens: &'t [Token]| -> Vec<usize> {
        let mut number = |token| {
            let next = numbers.len();
            *numbers.entry(token).or_insert(next)
        };
        tokens.iter().map(&mut number).collect()
    };
    match way(&numbered(old_middle), &numbered(new_middle)) {
        Some(kept) => {
            let (mut x, mut y) = (0, 0);
            for (a, b, length) in kept {
                add(&mut runs, Fate::Removed, &old_middle[x..a]);
                add(&mut runs, Fate::Added, &new_middle[y..b]);
                add(&mut runs, Fate::Kept, &old_middle[a..a + length]);
                (x, y) = (a + length, b + length);
            }
            add(&mut runs, Fate::Removed, &old_middle[x..]);
            add(&mut runs, Fate::Added, &new_middle[y..]);
        }
        None => {
            add(&mut runs, Fate::Removed, old_middle);
            add(&mut runs, Fate::Added, new_middle);
        }
    }
    add(&mut runs, Fate::Kept, old_tail);
    runs
}

fn add(runs: &mut Vec<Run>, fate: Fate, tokens: &[Token]) {
    if tokens.is_empty() {
        return;
    }
    match runs.last_mut().filter(|run| run.fate == fate) {
        Some(run) => run.tokens.extend_from_slice(tokens),
        None => runs.push(Run { fate, tokens: tokens.to_vec() }),
    }
}

/// Where both texts agree on a shortest way: starts in both and length, in order. None when they differ too much.
fn way(old: &[usize], new: &[usize]) -> Option<Vec<(usize, usize, usize)>> {
    // Texts that share nothing have no way but through both of them.
    let known: HashSet<_> = old.iter().collect();
    if !new.iter().any(|token| known.contains(token)) {
        return None;
    }
    let most = (old.len() + new.len()).min(MOST);
    // `ends[most + 1 + k]`: how far in the old text the furthest way of the present length on diagonal `k = x - y` comes.
    let mut ends = vec![0; 2 * most + 3];
    let mut steps: Vec<Vec<usize>> = Vec::new();
    for length in 0..=most {
        steps.push(ends[most + 1 - length..=most + 1 + length].to_vec());
        for at in (most + 1 - length..=most + 1 + length).step_by(2) {
            let down = at == most + 1 - length || (at != most + 1 + length && ends[at - 1] < ends[at + 1]);
            let mut x = if down { ends[at + 1] } else { ends[at - 1] + 1 };
            // A way may leave the texts at their ends; it leads nowhere then.
            let Some(mut y) = (x + most + 1).checked_sub(at) else { continue };
            while x < old.len() && y < new.len() && old[x] == new[y] {
                (x, y) = (x + 1, y + 1);
            }
            ends[at] = x;
            if x == old.len() && y == new.len() {
                return Some(back(&steps, old.len(), new.len()));
            }
        }
    }
    None
}

/// Goes the way back from its end.
fn back(steps: &[Vec<usize>], mut x: usize, mut y: usize) -> Vec<(usize, usize, usize)> {
    let mut kept = Vec::new();
    for (length, ends) in steps.iter().enumerate().rev() {
        // `ends[k + length]` is diagonal `k`, as it was before this step.
        let at = x + length - y;
        let down = length == 0 || at == 0 || (at != 2 * length && ends[at - 1] < ends[at + 1]);
        let (from_x, from_y) = match (length, down) {
            (0, _) => (0, 0),
            (_, true) => (ends[at + 1], ends[at + 1] + length - (at + 1)),
            (_, false) => (ends[at - 1], ends[at - 1] + length - (at - 1)),
        };
        // After the one step down or to the right comes what both texts share.
        let (start_x, start_y) = match (length, down) {
            (0, _) => (0, 0),
            (_, true) => (from_x, from_y + 1),
            (_, false) => (from_x + 1, from_y),
        };
        if x > start_x {
            kept.push((start_x, start_y, x - start_x));
        }
        (x, y) = (from_x, from_y);
    }
    kept.reverse();
    kept
}

#[cfg(test)]
#[path = "compare/tests.rs"]
mod tests;
