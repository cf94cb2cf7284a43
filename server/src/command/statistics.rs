//! `statistics`: how the portal is used, as far as devices allow it to be counted.

use clap::Args;

use super::{Desk, unread};
use crate::clock::utc_day;
use crate::store::usage::{self, Day, Family, Page, Summary};

/// Groups of fewer devices are not told apart from nobody but by "<3": they could be somebody known.
const LEAST: i64 = 3;
/// The longest bar.
const BAR: i64 = 40;

/// Which days.
#[derive(Clone, Copy, Debug, Args)]
pub struct Options {
    /// How many days, today included
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=182))]
    pub days: u16,
}

/// Prints sums of the portal's own statistics: nobody's random name, nobody's network.
pub(super) async fn statistics(options: Options, desk: &mut Desk<'_>) -> Result<(), String> {
    let now = desk.clock.now();
    let day = |ago: u16| utc_day(now.plus_seconds(-i64::from(ago) * 86_400));
    let days: Vec<_> = (0..options.days).rev().map(day).collect();
    let since = days.first().cloned().unwrap_or_default();
    let summary = async { usage::summary(&mut desk.db.read().await?, &since, LEAST).await }.await.map_err(unread)?;
    for line in lines(&days, &summary) {
        desk.say(line)?;
    }
    Ok(())
}

fn lines(days: &[String], summary: &Summary) -> Vec<String> {
    let (first, last) = (days.first().map_or("", String::as_str), days.last().map_or("", String::as_str));
    let mut lines = vec![
        format!("Pages opened from {first} to {last} (UTC), on devices that allow statistics."),
        format!("<{LEAST}: fewer than {LEAST} devices."),
        String::new(),
    ];
    let shown = |day: &&Day| day.devices >= LEAST;
    let most = summary.days.iter().filter(shown).map(|day| day.visits).max().unwrap_or_default();
    lines.extend(days.iter().map(|day| bar(day, summary.days.iter().find(|found| found.day == *day), most)));
    if !summary.pages.is_empty() {
        lines.extend([String::new(), format!("{:<40} {:>8} {:>10}", "page", "visits", "mean time")]);
        lines.extend(summary.pages.iter().map(page));
    }
    if !summary.families.is_empty() {
        lines.extend([String::new(), format!("{:<40} {:>8}", "browser", "devices")]);
        lines.extend(summary.families.iter().map(family));
    }
    lines
}

/// A day with its bar; every visit is at least a little of one.
fn bar(day: &str, found: Option<&Day>, most: i64) -> String {
    let Some(found) = found else { return format!("{day} {:>8}", 0) };
    if found.devices < LEAST {
        return format!("{day} {:>8}", format!("<{LEAST}"));
    }
    let most = most.max(1);
    let length = usize::try_from((found.visits * BAR + most - 1) / most).unwrap_or_default();
    format!("{day} {:>8} {}", found.visits, "█".repeat(length)).trim_end().to_owned()
}

fn page(page: &Page) -> String {
    let Page { path, visits, seconds, devices } = page;
    if *devices < LEAST {
        return format!("{path:<40} {:>8}", format!("<{LEAST}"));
    }
    let mean = seconds.checked_div(*visits).map_or_else(String::new, |mean| format!("{}:{:02}", mean / 60, mean % 60));
    format!("{path:<40} {visits:>8} {mean:>10}").trim_end().to_owned()
}

fn family(family: &Family) -> String {
    let devices = if family.devices < LEAST { format!("<{LEAST}") } else { family.devices.to_string() };
    format!("{:<40} {devices:>8}", family.device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart() {
        let day = |day: &str, visits, devices| Day { day: day.into(), visits, devices };
        let page = |path: &str, visits, seconds, devices| Page { path: path.into(), visits, seconds, devices };
        let summary = Summary {
            days: vec![day("2026-11-20", 40, 5), day("2026-11-22", 10, 3), day("2026-11-23", 50, 2)],
            pages: vec![page("/lv", 49, 3000, 5), page("/en", 0, 3000, 5), page("/en/privacy", 1, 3, 1)],
            families: vec![
                Family { device: "firefox".into(), devices: 4 },
                Family { device: "safari".into(), devices: 2 },
            ],
        };
        let days = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"].map(str::to_owned);
        insta::assert_snapshot!(lines(&days, &summary).join("\n"), @"
        Pages opened from 2026-11-20 to 2026-11-23 (UTC), on devices that allow statistics.
        <3: fewer than 3 devices.

        2026-11-20       40 ████████████████████████████████████████
        2026-11-21        0
        2026-11-22       10 ██████████
        2026-11-23       <3

        page                                       visits  mean time
        /lv                                            49       1:01
        /en                                             0
        /en/privacy                                    <3

        browser                                   devices
        firefox                                         4
        safari                                         <3
        ");
    }
}
