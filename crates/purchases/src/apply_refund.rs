//! The arithmetic of refunds.

use regulars_kernel::Quantity;

use crate::{LineKind, Purchase, PurchaseLine, RefundLine, RefundProblem, RefundProblemReason, RefundedLine};

/// The most lines of a refund: as many as a receipt can have.
const MAX_LINES: usize = 500;

/// What a refund does to its purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// What is paid back for which line.
    pub lines: Vec<RefundedLine>,
    /// What is paid back in all.
    pub total: i64,
    /// Whether every item that was sold has been given back whole after it.
    pub completes: bool,
}

/// What has been paid back for a line of `total` once `refunded` of its `quantity` was given back: the share, rounded
/// half up. Taken of the cumulative quantity, so that any partition of a line gives back exactly its total.
fn paid_back(total: i64, refunded: i64, quantity: i64) -> i64 {
    let (total, refunded, quantity) = (i128::from(total), i128::from(refunded), i128::from(quantity));
    let rounded = (2 * total * refunded + quantity).div_euclid(2 * quantity);
    // Between zero and the total, because `refunded` is between zero and `quantity`.
    i64::try_from(rounded).unwrap_or_default()
}

/// What giving back `parts` does to `purchase`, or all that is wrong with it.
pub fn effect(purchase: &Purchase, parts: &[RefundLine]) -> Result<Effect, Vec<RefundProblem>> {
    let mut problems = check_count(parts);
    let mut lines = Vec::with_capacity(parts.len() + 1);
    for (index, part) in parts.iter().enumerate() {
        let twice = parts[..index].iter().any(|earlier| earlier.line == part.line);
        let judged =
            if twice { Err(("line", RefundProblemReason::Twice)) } else { give_back(purchase, *part) };
        match judged {
            Ok(line) => lines.push(line),
            Err((field, reason)) => {
                problems.push(RefundProblem { pointer: format!("/lines/{index}/{field}"), reason });
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let sold = |line: &&PurchaseLine| line.line.kind == LineKind::Item && !line.line.is_handed_back();
    let completes = purchase.lines.iter().filter(sold).all(|line| {
        let now = lines.iter().find(|part| part.line == line.number);
        line.refunded_thousandths + now.map_or(0, |part| part.quantity.thousandths())
            == line.line.quantity.thousandths()
    });
    if completes {
        let rounding = purchase.lines.iter().filter(|line| line.line.kind == LineKind::Rounding);
        lines.extend(rounding.map(|line| RefundedLine {
            line: line.number,
            quantity: line.line.quantity,
            total: line.line.total,
        }));
    }
    lines.sort_by_key(|line| line.line);
    Ok(Effect { total: lines.iter().map(|line| line.total).sum(), lines, completes })
}

/// What is wrong with the number of lines.
pub fn check_count(parts: &[RefundLine]) -> Vec<RefundProblem> {
    let reason = RefundProblemReason::Count(1, MAX_LINES);
    let fits = (1..=MAX_LINES).contains(&parts.len());
    if fits { Vec::new() } else { vec![RefundProblem { pointer: "/lines".to_owned(), reason }] }
}

fn give_back(
    purchase: &Purchase,
    part: RefundLine,
) -> Result<RefundedLine, (&'static str, RefundProblemReason)> {
    let found: Option<&PurchaseLine> = purchase.lines.iter().find(|line| line.number == part.line);
    let line = found.ok_or(("line", RefundProblemReason::UnknownLine))?;
    if line.line.kind == LineKind::Rounding {
        return Err(("line", RefundProblemReason::NotAnItem));
    }
    if line.line.is_handed_back() {
        return Err(("line", RefundProblemReason::HandedBack));
    }
    let bought = line.line.quantity.thousandths();
    let after = line.refunded_thousandths + part.quantity.thousandths();
    if after > bought {
        let left =
            line.refundable().map_or(RefundProblemReason::NothingLeft, RefundProblemReason::MoreThanBought);
        return Err(("quantity", left));
    }
    let total = paid_back(line.line.total, after, bought) - line.refunded_total;
    Ok(RefundedLine {
        line: part.line,
        quantity: Quantity::from_thousandths(part.quantity.thousandths()),
        total,
    })
}

#[cfg(test)]
#[path = "apply_refund_tests.rs"]
mod tests;
