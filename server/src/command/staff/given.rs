//! What is given to a command: by its words, or by the standard input, so that it stands in no list of processes and no history of a shell.

use std::io::{BufRead, Read as _};

use contract::privacy::Purpose;

use crate::store::activity::code;

/// Stands for a line of the standard input; the last one of a command for all that is left.
const INPUT: &str = "-";
/// No more is read: a reason, a question and addresses are far shorter.
const MOST_BYTES: u64 = 64 * 1024;

/// Fills in what the standard input is to give, in this order.
pub(super) fn read(fields: Vec<&mut String>, input: &mut (dyn BufRead + Send)) -> Result<(), String> {
    let mut wanted: Vec<&mut String> = fields.into_iter().filter(|field| *field == INPUT).collect();
    let Some(last) = wanted.pop() else { return Ok(()) };
    let unread = |error: std::io::Error| format!("cannot read the standard input: {error}");
    let mut input = input.take(MOST_BYTES);
    for field in wanted {
        let mut line = String::new();
        input.read_line(&mut line).map_err(unread)?;
        *field = text(&line).map_err(of_input)?;
    }
    let mut rest = String::new();
    input.read_to_string(&mut rest).map_err(unread)?;
    *last = text(&rest.replace("\r\n", "\n")).map_err(of_input)?;
    Ok(())
}

fn of_input(why: String) -> String {
    format!("the standard input: what it gives {why}")
}

/// Somebody's name: it is recorded.
pub(in crate::command) fn name(raw: &str) -> Result<String, String> {
    bounded(raw, 100)
}

/// A reason, a question: no empty one.
pub(super) fn text(raw: &str) -> Result<String, String> {
    bounded(raw, 2000)
}

/// A purpose by its code, such as `notify`.
pub(super) fn purpose(raw: &str) -> Result<Purpose, String> {
    let all = || Purpose::ALL.iter().copied();
    all()
        .find(|purpose| code(*purpose) == raw)
        .ok_or_else(|| format!("is none of {}", all().map(code).collect::<Vec<_>>().join(", ")))
}

fn bounded(raw: &str, max: usize) -> Result<String, String> {
    let text = raw.trim();
    match text.chars().count() {
        0 => Err("must not be empty".to_owned()),
        n if n > max => Err(format!("is longer than {max} characters")),
        _ if text.chars().any(|c| c.is_control() && c != '\n') => Err("holds signs that cannot be printed".to_owned()),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(fields: [&str; 3], input: &str) -> Result<[String; 3], String> {
        let mut fields = fields.map(str::to_owned);
        read(fields.iter_mut().collect(), &mut input.as_bytes())?;
        Ok(fields)
    }

    #[test]
    fn each_dash_takes_a_line_and_the_last_one_all_that_is_left() {
        let given = |a: &str, b: &str, c: &str| Ok([a, b, c].map(str::to_owned));
        assert_eq!(filled(["a", "b", "c"], "unread"), given("a", "b", "c"));
        assert_eq!(filled(["a", "-", "c"], " one\r\ntwo\n"), given("a", "one\ntwo", "c"));
        assert_eq!(
            filled(["-", "b", "-"], "anna@example.lv\none\n\ntwo\n"),
            given("anna@example.lv", "b", "one\n\ntwo")
        );
    }

    #[test]
    fn what_the_input_gives_is_checked_like_what_is_typed() {
        for input in ["", "\n", "\u{7}", &"x".repeat(2001)] {
            let why = filled(["a", "-", "c"], input).err();
            assert!(why.is_some_and(|why| why.starts_with("the standard input")), "{input}");
        }
        assert!(filled(["-", "-", "c"], "only one line\n").is_err());
    }
}
