//! How long the comparison of two policies of 6,500 words takes: `cargo xtask bench compare`.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use vet2b_contract::lang::Lang;
use vet2b_contract::policy::compare::compare;
use vet2b_contract::policy::{Block, Clause, Inline, Policy};

const WORDS: usize = 6500;
const CLAUSES: usize = 23;
const ROUNDS: usize = 51;
/// The bar: a comparison takes less.
const LIMIT: Duration = Duration::from_millis(30);

fn main() -> ExitCode {
    let old = policy(|at| format!("word{} ", at % 700));
    let cases = [
        (
            "one word in twelve is another",
            policy(|at| format!("{}{} ", if at % 12 == 5 { "new" } else { "word" }, at % 700)),
        ),
        ("whole paragraphs moved", policy(|at| format!("word{} ", (at + at / 400 * 40) % 700))),
        ("every word is another", policy(|at| format!("other{} ", at % 700))),
    ];
    eprintln!("comparison of two policies of {WORDS} words in {CLAUSES} clauses, {ROUNDS} rounds each:");
    let mut holds = true;
    for (name, new) in &cases {
        let mut times: Vec<Duration> = (0..ROUNDS).map(|_| time(&old, new)).collect();
        times.sort();
        let (median, longest) = (times[ROUNDS / 2], times[ROUNDS - 1]);
        eprintln!("  {name:<32} median {median:>10.2?}  longest {longest:>10.2?}  of {LIMIT:?}");
        holds &= median < LIMIT;
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn time(old: &Policy, new: &Policy) -> Duration {
    let start = Instant::now();
    let compared = compare(old, new);
    let time = start.elapsed();
    assert_eq!(compared.len(), CLAUSES);
    time
}

fn policy(word: impl Fn(usize) -> String) -> Policy {
    let clause = |number: usize| {
        let words = WORDS / CLAUSES * number..WORDS / CLAUSES * (number + 1);
        let text = words.map(&word).collect();
        Clause {
            id: format!("clause-{number}"),
            title: format!("Clause {number}"),
            summary: Vec::new(),
            blocks: vec![Block::Paragraph(vec![Inline::Text { text }])],
        }
    };
    Policy {
        version: "1".into(),
        lang: Lang::En,
        title: "Policy".into(),
        effective: "2018-10-05".into(),
        published: "2018-10-05".into(),
        sha256: String::new(),
        changes: Vec::new(),
        clauses: (0..CLAUSES).map(clause).collect(),
    }
}
