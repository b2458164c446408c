//! The rules that a receipt must keep before it is recorded.

use chrono::Datelike;
use regulars_kernel::{Currency, Date, Instant, Money};

use crate::carts::cart::NewCart;
use crate::{LineField, LineKind, NewPurchase, ProblemReason, ReceiptLine, ReceiptPlace, ReceiptProblem};

/// The most lines of a receipt.
const MAX_LINES: usize = 500;
/// The most payments and the most coupons of a receipt.
const MAX_TENDERS: usize = 20;
/// How many parts make one unit of a quantity.
const THOUSAND: i128 = 1000;

/// Whether an instant is one that a till can mean and a store can keep.
pub fn is_plausible_instant(instant: Instant) -> bool {
    (1970..=9998).contains(&instant.year())
}

fn is_plausible_date(date: Date) -> bool {
    (1970..=9999).contains(&date.year())
}

/// Everything that is wrong with a receipt.
pub fn check(new: &NewPurchase, currency: Currency) -> Vec<ReceiptProblem> {
    let mut problems = Vec::new();
    let mut refuse = |place, reason| problems.push(ReceiptProblem { place, reason });
    if new.currency != currency {
        refuse(ReceiptPlace::Currency, ProblemReason::OtherCurrency(currency));
    }
    if !is_plausible_instant(new.occurred_at) {
        refuse(ReceiptPlace::OccurredAt, ProblemReason::YearOutOfRange);
    }
    if new.business_date.is_some_and(|date| !is_plausible_date(date)) {
        refuse(ReceiptPlace::BusinessDate, ProblemReason::YearOutOfRange);
    }
    if new.tenders.len() > MAX_TENDERS {
        refuse(ReceiptPlace::Tenders, ProblemReason::Count(0, MAX_TENDERS));
    }
    if new.coupons.len() > MAX_TENDERS {
        refuse(ReceiptPlace::Coupons, ProblemReason::Count(0, MAX_TENDERS));
    }
    for (index, tender) in new.tenders.iter().enumerate() {
        if tender.amount().unsigned_abs() > Money::MAX_AMOUNT.unsigned_abs() {
            let range = ProblemReason::OutOfRange(-Money::MAX_AMOUNT, Money::MAX_AMOUNT);
            refuse(ReceiptPlace::Tender { index }, range);
        }
    }
    if new.lines.is_empty() || new.lines.len() > MAX_LINES {
        refuse(ReceiptPlace::Lines, ProblemReason::Count(1, MAX_LINES));
        return problems;
    }
    check_lines(&new.lines, currency, &mut problems);
    check_total(&new.lines, new.total, &mut problems);
    problems
}

/// Everything that is wrong with a cart: its lines are those of a receipt, and the same rules hold.
pub fn check_cart(new: &NewCart, currency: Currency) -> Vec<ReceiptProblem> {
    let mut problems = Vec::new();
    let mut refuse = |place, reason| problems.push(ReceiptProblem { place, reason });
    if new.currency != currency {
        refuse(ReceiptPlace::Currency, ProblemReason::OtherCurrency(currency));
    }
    if !is_plausible_instant(new.occurred_at) {
        refuse(ReceiptPlace::OccurredAt, ProblemReason::YearOutOfRange);
    }
    if new.lines.is_empty() || new.lines.len() > MAX_LINES {
        refuse(ReceiptPlace::Lines, ProblemReason::Count(1, MAX_LINES));
        return problems;
    }
    check_lines(&new.lines, currency, &mut problems);
    check_total(&new.lines, new.total, &mut problems);
    problems
}

fn check_lines(lines: &[ReceiptLine], currency: Currency, problems: &mut Vec<ReceiptProblem>) {
    let mut rounded = false;
    for (index, line) in lines.iter().enumerate() {
        let outcome = match line.kind {
            LineKind::Item => check_item(line),
            LineKind::Rounding if rounded => Err((LineField::Line, ProblemReason::SecondRounding)),
            LineKind::Rounding => {
                rounded = true;
                check_rounding(line, currency)
            }
        };
        if let Err((field, reason)) = outcome {
            problems.push(ReceiptProblem { place: ReceiptPlace::Line { index, field }, reason });
        }
    }
    if lines.iter().all(|line| line.kind == LineKind::Rounding) {
        problems.push(ReceiptProblem { place: ReceiptPlace::Lines, reason: ProblemReason::NoItem });
    }
}

fn check_total(lines: &[ReceiptLine], total: i64, problems: &mut Vec<ReceiptProblem>) {
    let mut refuse = |reason| problems.push(ReceiptProblem { place: ReceiptPlace::Total, reason });
    let sum: i128 = lines.iter().map(|line| i128::from(line.total)).sum();
    if i128::from(total) != sum {
        refuse(i64::try_from(sum).map_or(either_way(), ProblemReason::SumOfLines));
    } else if !(-Money::MAX_AMOUNT..=Money::MAX_AMOUNT).contains(&total) {
        refuse(either_way());
    }
}

const fn either_way() -> ProblemReason {
    ProblemReason::OutOfRange(-Money::MAX_AMOUNT, Money::MAX_AMOUNT)
}

fn check_item(line: &ReceiptLine) -> Result<(), (LineField, ProblemReason)> {
    // What is handed back has the same amounts with the other sign, save for the price of one.
    let sign = if line.is_handed_back() { -1 } else { 1 };
    let amounts = [
        (LineField::UnitPrice, line.unit_price, 1),
        (LineField::Discount, line.discount, sign),
        (LineField::Total, line.total, sign),
    ];
    if line.sku.is_none() {
        return Err((LineField::Sku, ProblemReason::Missing));
    }
    for (field, amount, sign) in amounts {
        let (from, to) = if sign < 0 { (-Money::MAX_AMOUNT, 0) } else { (0, Money::MAX_AMOUNT) };
        if !(from..=to).contains(&amount) {
            return Err((field, ProblemReason::OutOfRange(from, to)));
        }
    }
    let (discount, total) = (i128::from(sign * line.discount), i128::from(sign * line.total));
    let gross = i128::from(sign * line.quantity.thousandths()) * i128::from(line.unit_price);
    // An exact half may have been rounded either way, so a total is right within half a minor unit.
    let beyond = |amount: i128| THOUSAND * amount - gross;
    if beyond(discount) > THOUSAND / 2 {
        return Err((LineField::Discount, ProblemReason::DiscountAboveGross));
    }
    if beyond(total + discount).abs() > THOUSAND / 2 {
        let expected = i128::from(sign) * ((gross + THOUSAND / 2) / THOUSAND - discount);
        let reason = i64::try_from(expected).map_or(either_way(), ProblemReason::LineTotal);
        return Err((LineField::Total, reason));
    }
    Ok(())
}

fn check_rounding(line: &ReceiptLine, currency: Currency) -> Result<(), (LineField, ProblemReason)> {
    let most = ReceiptLine::max_rounding(currency);
    if line.total.unsigned_abs() > most.unsigned_abs() {
        let range = ProblemReason::OutOfRange(-most, most);
        return Err((LineField::Total, range));
    }
    let plain = line.quantity.thousandths() == 1000 && line.discount == 0 && line.unit_price == line.total;
    if plain { Ok(()) } else { Err((LineField::Line, ProblemReason::NotPlainRounding)) }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
