//! Figures of rounds, and the table that they end in.

use std::time::Duration;

/// How fast something went in one round.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How many in a second.
    pub per_second: f64,
    /// The latency in milliseconds that half of them kept.
    pub median: f64,
    /// The latency in milliseconds that 99 of 100 kept.
    pub p99: f64,
}

impl Pace {
    /// The pace of requests that took so many milliseconds each, all of them within `duration`.
    pub fn of(mut latencies: Vec<f64>, duration: Duration) -> Self {
        latencies.sort_by(f64::total_cmp);
        Self {
            per_second: latencies.len() as f64 / duration.as_secs_f64(),
            median: quantile(&latencies, 0.5),
            p99: quantile(&latencies, 0.99),
        }
    }
}

/// The value that `part` of the sorted values do not exceed, or nought of none.
pub fn quantile(sorted: &[f64], part: f64) -> f64 {
    let place = (part * sorted.len() as f64).ceil() as usize;
    sorted.get(place.saturating_sub(1)).or(sorted.last()).copied().unwrap_or_default()
}

/// The median of some rounds, with the least and the most.
#[derive(Clone, Copy, Debug)]
pub struct Spread {
    /// The one in the middle.
    pub median: f64,
    least: f64,
    most: f64,
}

impl Spread {
    /// The spread of at least one round.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Self { median: quantile(&values, 0.5), least: quantile(&values, 0.0), most: quantile(&values, 1.0) }
    }

    /// The median, and from where to where it went.
    pub fn text(&self, unit: &str, decimals: usize) -> String {
        let Self { median, least, most } = self;
        let space = if unit.is_empty() { "" } else { " " };
        format!("{median:.decimals$}{space}{unit} ({least:.decimals$}–{most:.decimals$})")
    }
}

/// One line of the table.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// What was done.
    pub work: String,
    /// What the program did.
    pub ours: String,
    /// What it is held against.
    pub limit: String,
    /// Ours over the limit.
    pub ratio: String,
    /// What was promised.
    pub goal: String,
    /// Whether each part of the goal is met.
    pub met: bool,
    /// Latencies, memory and whatever else was seen.
    pub notes: String,
}

/// Prints the lines as a table of Markdown.
pub fn print(lines: &[Line]) {
    println!("| Work | Ours | Limit | Ratio | Goal | Met | Seen beside it |");
    println!("|---|---|---|---|---|---|---|");
    for Line { work, ours, limit, ratio, goal, met, notes } in lines {
        let met = if *met { "met" } else { "**missed**" };
        println!("| {work} | {ours} | {limit} | {ratio} | {goal} | {met} | {notes} |");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_a_value_that_was_seen() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!((quantile(&values, 0.5), quantile(&values, 0.99)), (50.0, 99.0));
        assert_eq!((quantile(&values, 0.0), quantile(&values, 1.0)), (1.0, 100.0));
        assert_eq!(quantile(&[], 0.5), 0.0);
    }

    #[test]
    fn rounds_have_a_middle_and_two_ends() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0]).text("/s", 0), "2 /s (1–3)");
    }
}
