use proptest::prelude::*;

use super::*;
use crate::lang::Lang;

fn word(text: &str) -> Token {
    Token::Word(text.into(), Style::Text)
}

fn words(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    split(text, &Style::Text, &mut tokens);
    tokens
}

/// What the runs of these fates say, put together.
fn text(runs: &[Run], fates: [Fate; 2]) -> Vec<Token> {
    runs.iter().filter(|run| fates.contains(&run.fate)).flat_map(|run| run.tokens.clone()).collect()
}

const OLD: [Fate; 2] = [Fate::Kept, Fate::Removed];
const NEW: [Fate; 2] = [Fate::Kept, Fate::Added];

fn clause(id: &str, summary: &str, paragraphs: &[&str]) -> Clause {
    let text = |text: &str| vec![Inline::Text { text: text.into() }];
    let blocks = paragraphs.iter().map(|paragraph| Block::Paragraph(text(paragraph))).collect();
    Clause { id: id.into(), title: id.to_uppercase(), summary: text(summary), blocks }
}

fn policy(clauses: Vec<Clause>) -> Policy {
    let (title, effective, published) = ("T".into(), "2018-10-05".into(), "2018-10-05".into());
    let (version, sha256, changes) = ("1".into(), String::new(), Vec::new());
    Policy { version, lang: Lang::En, title, effective, published, sha256, changes, clauses }
}

/// The length of the longest common subsequence, by the textbook's table.
fn longest_common(old: &[Token], new: &[Token]) -> usize {
    let mut row = vec![0; new.len() + 1];
    for a in old {
        let mut corner = 0;
        for (at, b) in new.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    row[new.len()]
}

#[test]
fn words_that_changed_are_told_from_words_that_stayed() {
    let runs =
        diff(&words("We keep it for two years. Then it goes."), &words("We keep it for one year. Then it goes."));
    let said: Vec<_> = runs.iter().map(|run| (run.fate, run.tokens.len())).collect();
    assert_eq!(said, [(Fate::Kept, 4), (Fate::Removed, 2), (Fate::Added, 2), (Fate::Kept, 3)]);
    assert_eq!(runs[1].tokens, [word("two "), word("years. ")]);
}

#[test]
fn another_address_behind_the_same_words_is_a_change() {
    let link = |href: &str| Token::Word("terms".into(), Style::Link(href.into()));
    assert_eq!(diff(&[link("/lv/legal")], &[link("https://example.org")]).len(), 2);
}

#[test]
fn texts_that_have_nothing_in_common_are_replaced_as_a_whole() {
    let many = |mark: &str| (0..2000).map(|n| word(&format!("{mark}{n} "))).collect::<Vec<_>>();
    let runs = diff(&many("a"), &many("b"));
    assert_eq!(runs.iter().map(|run| run.fate).collect::<Vec<_>>(), [Fate::Removed, Fate::Added]);
}

#[test]
fn clauses_are_matched_by_their_ids() {
    let old = policy(vec![
        clause("gone", "s", &["x"]),
        clause("a", "s", &["one two"]),
        clause("left", "s", &["y"]),
        clause("b", "s", &["z"]),
    ]);
    let new = policy(vec![clause("b", "s", &["z"]), clause("a", "s", &["one three"]), clause("new", "s", &["w"])]);
    let compared = compare(&old, &new);
    let said: Vec<_> = compared.iter().map(|c| (c.id.as_str(), c.fate, c.is_changed())).collect();
    assert_eq!(
        said,
        [
            ("gone", Fate::Removed, true),
            ("b", Fate::Kept, false),
            ("a", Fate::Kept, true),
            ("left", Fate::Removed, true),
            ("new", Fate::Added, true)
        ]
    );
    assert!(compare(&old, &old).iter().all(|clause| !clause.is_changed()));
}

#[test]
fn a_point_that_was_rewritten_lends_no_word_to_its_neighbour() {
    let old = clause("a", "s", &["the pages that you visit;", "date and time of each visit."]);
    let new = clause("a", "s", &["the pages that you open;", "how often you visit them."]);
    let runs = by_parts(&tokens(&old), &tokens(&new));
    let said = |fate| {
        let run = runs.iter().filter(move |run| run.fate == fate).flat_map(|run| &run.tokens);
        run.map(|token| if let Token::Word(text, _) = token { text.as_str() } else { "/" }).collect::<String>()
    };
    assert_eq!(said(Fate::Removed), "visit;/date and time of each visit.");
    assert_eq!(said(Fate::Added), "open;/how often you visit them.");
}

fn tokens_of(most: usize) -> impl Strategy<Value = Vec<Token>> {
    let word = prop_oneof![
        8 => "[a-d] ?".prop_map(|text| Token::Word(text, Style::Text)),
        1 => Just(Token::Break(Part::Paragraph)),
        1 => "[ab]".prop_map(|text| Token::Word(text, Style::Strong)),
    ];
    prop::collection::vec(word, 0..most)
}

fn clauses() -> impl Strategy<Value = Vec<Clause>> {
    let clause = ("[a-f]", "[xy ]{0,6}", prop::collection::vec("[xyz ]{0,12}", 0..3))
        .prop_map(|(id, summary, texts)| clause(&id, &summary, &texts.iter().map(String::as_str).collect::<Vec<_>>()));
    prop::collection::vec(clause, 0..6).prop_map(|mut clauses| {
        let mut seen = Vec::new();
        clauses.retain(|clause| {
            let first = !seen.contains(&clause.id);
            seen.push(clause.id.clone());
            first
        });
        clauses
    })
}

proptest! {
    #[test]
    fn applied_to_the_old_text_it_gives_the_new_one(old in tokens_of(60), new in tokens_of(60)) {
        let runs = diff(&old, &new);
        prop_assert_eq!(text(&runs, OLD), old.clone());
        prop_assert_eq!(text(&runs, NEW), new.clone());
        prop_assert!(runs.windows(2).all(|pair| pair[0].fate != pair[1].fate), "runs of one fate are one run");
        let kept: usize = runs.iter().filter(|run| run.fate == Fate::Kept).map(|run| run.tokens.len()).sum();
        prop_assert_eq!(kept, longest_common(&old, &new), "nothing is said to have changed that has not");
    }

    #[test]
    fn part_by_part_it_gives_the_new_text_as_well(old in tokens_of(60), new in tokens_of(60)) {
        let runs = by_parts(&old, &new);
        prop_assert_eq!(text(&runs, OLD), old);
        prop_assert_eq!(text(&runs, NEW), new);
        prop_assert!(runs.windows(2).all(|pair| pair[0].fate != pair[1].fate), "runs of one fate are one run");
    }

    #[test]
    fn every_clause_of_both_texts_is_compared_once(old in clauses(), new in clauses()) {
        let compared = compare(&policy(old.clone()), &policy(new.clone()));
        let ids = |leave: Fate| compared.iter().filter(|c| c.fate != leave).map(|c| c.id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(ids(Fate::Removed), new.iter().map(|clause| clause.id.clone()).collect::<Vec<_>>());
        let mut in_old = ids(Fate::Added);
        let mut expected: Vec<_> = old.iter().map(|clause| clause.id.clone()).collect();
        in_old.sort();
        expected.sort();
        prop_assert_eq!(in_old, expected);
        for clause in &compared {
            for (clauses, fates) in [(&old, OLD), (&new, NEW)] {
                let there = clauses.iter().find(|other| other.id == clause.id).map(tokens);
                prop_assert_eq!(text(&clause.runs, fates), there.unwrap_or_default());
            }
        }
    }
}
