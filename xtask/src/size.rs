//! The byte budget of a first visit: what a visitor downloads before a public page works.

use std::fs;
use std::path::Path;

use crate::compress;
use crate::failure::{Failure, OrFail, Outcome};
use crate::fingerprint::files_below;
use crate::site;
use crate::steps::Steps;
use crate::tools::Tools;
use crate::wasm::Module;
use crate::workspace::{Workspace, read_text};

/// HTML, CSS, JavaScript, wasm and fonts after brotli, in bytes (1 kB = 1000 bytes).
const BUDGET: usize = 275_000;

/// The CSS alone, in bytes.
const CSS_BUDGET: usize = 12_000;

const KINDS: [&str; 6] = ["html", "css", "js", "mjs", "wasm", "woff2"];

/// One file, sizes in bytes.
#[derive(Debug)]
struct Item {
    name: String,
    raw: usize,
    sent: usize,
    /// not of a first visit: loaded when a page wants it
    later: bool,
}

/// `cargo xtask size`: builds what is out of date, then checks.
pub fn run(workspace: &Workspace) -> Outcome {
    let mut steps = Steps::default();
    let tools = Tools::set_up(workspace, &mut steps)?;
    site::build(workspace, &tools, &mut steps)?;
    check(workspace)
}

/// Prints every file with its sizes; fails above the budget, with a look into the wasm.
pub fn check(workspace: &Workspace) -> Outcome {
    let site = workspace.site();
    let items = items(&site)?;
    eprintln!("\n{}", table(&items));
    let Some(excess) = excess(&items) else { return Ok(()) };
    for item in items.iter().filter(|item| item.name.ends_with(".wasm")) {
        let bytes = fs::read(site.join(&item.name)).or_fail(&item.name)?;
        match Module::read(&bytes) {
            Some(module) => eprintln!("\n{}:\n{module}", item.name),
            None => eprintln!("\n{}: not a readable wasm module", item.name),
        }
    }
    Err(Failure::new(excess))
}

/// Every file of those kinds. All are loaded at first, but for wasm that the page does not name: the chunks.
fn items(site: &Path) -> Outcome<Vec<Item>> {
    let page = read_text(&site.join("index.html"))?;
    let mut items = Vec::new();
    for file in files_below(site)? {
        let kind = file.extension().and_then(|kind| kind.to_str());
        if !kind.is_some_and(|kind| KINDS.contains(&kind)) {
            continue;
        }
        let bytes = fs::read(&file).or_fail(file.display())?;
        let sent = if compress::shrinks(&file) { brotli_size(&file, &bytes)? } else { bytes.len() };
        let name = file.strip_prefix(site).unwrap_or(&file).display().to_string();
        let later = name.ends_with(".wasm") && !page.contains(&name);
        items.push(Item { name, raw: bytes.len(), sent, later });
    }
    Ok(items)
}

/// The size of the copy that is served, or what one would be.
fn brotli_size(file: &Path, bytes: &[u8]) -> Outcome<usize> {
    let mut copy = file.as_os_str().to_owned();
    copy.push(".br");
    if let Ok(data) = fs::metadata(copy) {
        return usize::try_from(data.len()).or_fail(file.display());
    }
    Ok(compress::brotli(bytes).or_fail(file.display())?.len().min(bytes.len()))
}

fn sum(items: &[Item], kind: &str) -> usize {
    items.iter().filter(|item| !item.later && item.name.ends_with(kind)).map(|item| item.sent).sum()
}

fn excess(items: &[Item]) -> Option<String> {
    let (all, css) = (sum(items, ""), sum(items, ".css"));
    if all > BUDGET {
        Some(format!("a first visit takes {all} bytes, {} above the budget of {BUDGET}", all - BUDGET))
    } else if css > CSS_BUDGET {
        Some(format!("the CSS takes {css} bytes, {} above the budget of {CSS_BUDGET}", css - CSS_BUDGET))
    } else {
        None
    }
}

fn table(items: &[Item]) -> String {
    let width = items.iter().map(|item| item.name.len()).max().unwrap_or(0).max(20);
    let rows = |title: &str, later: bool| {
        let mut rows = format!("  {title:<width$}  {:>10}  {:>10}\n", "raw", "brotli");
        for Item { name, raw, sent, .. } in items.iter().filter(|item| item.later == later) {
            rows.push_str(&format!("  {name:<width$}  {raw:>10}  {sent:>10}\n"));
        }
        rows
    };
    let raw: usize = items.iter().filter(|item| !item.later).map(|item| item.raw).sum();
    let mut lines = String::new();
    if items.iter().any(|item| item.later) {
        lines = rows("when a page wants it", true) + "\n";
    }
    lines.push_str(&rows("first visit", false));
    lines.push_str(&format!("  {:<width$}  {raw:>10}  {:>10}  of {BUDGET}\n", "all", sum(items, "")));
    lines + &format!("  {:<width$}  {:>10}  {:>10}  of {CSS_BUDGET}", "CSS", "", sum(items, ".css"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(name: &str, sent: usize) -> Item {
        Item { name: name.to_owned(), raw: sent * 3, sent, later: false }
    }

    fn chunk(name: &str, sent: usize) -> Item {
        Item { later: true, ..item(name, sent) }
    }

    #[test]
    fn the_budgets_are_limits_and_not_aims() {
        assert_eq!(excess(&[item("a.wasm", 263_000), item("a.css", 12_000)]), None);
        assert_eq!(
            excess(&[item("a.wasm", 263_001), item("a.css", 12_000)]).as_deref(),
            Some("a first visit takes 275001 bytes, 1 above the budget of 275000")
        );
        assert_eq!(
            excess(&[item("a.css", 12_001)]).as_deref(),
            Some("the CSS takes 12001 bytes, 1 above the budget of 12000")
        );
    }

    #[test]
    fn a_chunk_is_listed_and_counts_for_no_first_visit() {
        let items = [item("a.wasm", 275_000), chunk("later.wasm", 9_000)];
        assert_eq!(excess(&items), None);
        let table = table(&items);
        assert!(table.contains("later.wasm") && table.contains(" 275000  of 275000"), "{table}");
    }

    #[test]
    fn the_table_ends_with_the_sums() {
        let table = table(&[item("index.html", 100), item("a.css", 20), chunk("later.wasm", 9)]);
        let last: Vec<&str> = table.lines().rev().take(2).map(str::trim).collect();
        assert!(last[0].starts_with("CSS") && last[0].ends_with("20  of 12000"));
        assert!(last[1].starts_with("all") && last[1].ends_with("120  of 275000"));
    }
}
