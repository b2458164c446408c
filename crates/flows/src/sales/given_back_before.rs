//! Lines of which something was given back before they earn: an invoice that is paid when a part of it was credited.

use std::collections::BTreeMap;

use regulars_loyalty::{Earned, EarnedLine, KeptEarning, due_to_take_back};
use regulars_purchases::PurchaseLine;

use super::take_back_points::share;

/// How much of lines was given back already, by their numbers.
#[derive(Default)]
pub struct GivenBackBefore(BTreeMap<u32, Part>);

#[derive(Clone, Copy)]
struct Part {
    /// How much was bought, in thousandths.
    bought: i64,
    /// How much of it was given back.
    back: i64,
}

impl GivenBackBefore {
    /// What was given back of these lines.
    pub fn of(lines: &[PurchaseLine]) -> Self {
        let parts = lines.iter().filter(|line| line.refunded_thousandths > 0).map(|line| {
            let bought = line.line.quantity.thousandths();
            (line.number, Part { bought, back: line.refunded_thousandths })
        });
        Self(parts.collect())
    }

    /// Notes with what a line earned what is taken of it at once.
    pub fn noted(&self, earning: KeptEarning) -> KeptEarning {
        let part = self.0.get(&earning.line);
        let taken = part.map_or(0, |part| due_to_take_back(&earning, part.bought, part.back));
        KeptEarning { taken_back: taken, ..earning }
    }

    /// What a rule gives for what is left of the lines. `kept` is what they earned whole, with what is taken of it at once.
    pub fn left_of(&self, earned: &Earned, kept: &[KeptEarning]) -> Earned {
        if self.0.is_empty() {
            return earned.clone();
        }
        let left = earned.lines.iter().zip(kept).map(|(line, kept)| {
            let Some(part) = self.0.get(&line.line) else { return line.clone() };
            let rest = |of: i64| of - share(of, part.back, part.bought);
            EarnedLine {
                line: line.line,
                points: line.points - kept.taken_back,
                quantity: rest(line.quantity),
                amount: rest(line.amount),
            }
        });
        let lines: Vec<EarnedLine> = left.collect();
        Earned {
            points: lines.iter().map(|line| line.points).sum(),
            quantity: lines.iter().map(|line| line.quantity).sum(),
            amount: lines.iter().map(|line| line.amount).sum(),
            lines,
            ..earned.clone()
        }
    }
}
