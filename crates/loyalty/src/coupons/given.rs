//! What a campaign takes off the lines of a receipt.

use super::campaign::CouponTerms;
use super::effect::CouponEffect;
use super::line::CouponBasket;
use crate::earning::largest_remainder::shared;

/// How many millionths a whole is, in hundredths.
const WHOLE: i128 = 100_000_000;
/// How many parts make one piece.
const PIECE: i64 = 1_000;

/// A line that a campaign means, with something left of it.
struct MeantLine {
    place: usize,
    /// In thousandths, more than 0.
    quantity: i64,
    /// In minor units, more than 0.
    left: i64,
}

/// Whether a campaign means a line that costs something before coupons.
pub(super) fn means_something(terms: &CouponTerms, basket: &CouponBasket) -> bool {
    basket.lines.iter().any(|line| line.left > 0 && line.facts.quantity > 0 && terms.lines.means(&line.facts))
}

/// What is taken off each line of the receipt, of which so much is left each, in minor units and in the order of the lines.
pub(super) fn given(terms: &CouponTerms, basket: &CouponBasket, left: &[i64]) -> Vec<i64> {
    let lines = basket.lines.iter().zip(left).enumerate();
    let meant: Vec<MeantLine> = lines
        .filter(|(_, (line, left))| **left > 0 && line.facts.quantity > 0 && terms.lines.means(&line.facts))
        .map(|(place, (line, left))| MeantLine { place, quantity: line.facts.quantity, left: *left })
        .collect();
    let mut taken = vec![0; basket.lines.len()];
    for (line, amount) in meant.iter().zip(of_meant(&terms.effect, &meant)) {
        if let Some(place) = taken.get_mut(line.place) {
            *place = amount;
        }
    }
    taken
}

fn of_meant(effect: &CouponEffect, meant: &[MeantLine]) -> Vec<i64> {
    let all: i128 = meant.iter().map(|line| i128::from(line.left)).sum();
    match effect {
        CouponEffect::Percentage { percent, most } => {
            let exact = all * i128::from(percent.millionths());
            let due = (exact + WHOLE / 2) / WHOLE;
            spread(most.map_or(due, |most| due.min(i128::from(most))), meant)
        }
        CouponEffect::Amount { amount } => spread(i128::from(*amount).min(all), meant),
        CouponEffect::Price { price } => meant.iter().map(|line| above(line, *price)).collect(),
        CouponEffect::FreeItems { count } => cheapest(i64::from(*count), meant),
        CouponEffect::BuyAndGet { buy, get } => {
            let together = i64::from(*buy) + i64::from(*get);
            let there: i64 = meant.iter().map(pieces).sum();
            cheapest(there / together.max(1) * i64::from(*get), meant)
        }
        // It takes nothing off.
        CouponEffect::Points(_) => vec![0; meant.len()],
    }
}

fn spread(due: i128, meant: &[MeantLine]) -> Vec<i64> {
    let weights: Vec<i128> = meant.iter().map(|line| i128::from(line.left)).collect();
    let shares = shared(due, &weights).unwrap_or_default();
    shares.into_iter().map(|share| i64::try_from(share).unwrap_or_default()).collect()
}

/// What a line costs more than at that price of one.
fn above(line: &MeantLine, price: i64) -> i64 {
    let exact = i128::from(line.quantity) * i128::from(price);
    let at_price = (exact + i128::from(PIECE / 2)) / i128::from(PIECE);
    i64::try_from((i128::from(line.left) - at_price).max(0)).unwrap_or_default()
}

/// What is sold by weight is one piece at least.
fn pieces(line: &MeantLine) -> i64 {
    (line.quantity / PIECE).max(1)
}

/// What so many of the cheapest pieces cost, those of the first lines where several cost the same.
fn cheapest(count: i64, meant: &[MeantLine]) -> Vec<i64> {
    let price = |line: &MeantLine| {
        let price = i128::from(line.left) * i128::from(PIECE) / i128::from(line.quantity.max(PIECE));
        i64::try_from(price).unwrap_or_default()
    };
    let mut by_price: Vec<(usize, i64, i64)> =
        meant.iter().enumerate().map(|(place, line)| (place, price(line), pieces(line))).collect();
    by_price.sort_by_key(|(place, price, _)| (*price, *place));
    let (mut taken, mut wanted) = (vec![0; meant.len()], count);
    for (place, price, there) in by_price {
        let some = there.min(wanted);
        if let Some(amount) = taken.get_mut(place) {
            *amount = price * some;
        }
        wanted -= some;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::super::sample::{basket, terms};
    use super::*;

    fn takes(effect: CouponEffect, lines: &[(i64, i64)]) -> Vec<i64> {
        let basket = basket(lines);
        let left: Vec<i64> = basket.lines.iter().map(|line| line.left).collect();
        given(&terms(effect), &basket, &left)
    }

    #[test]
    fn hundredths_are_rounded_once_and_shared_by_the_largest_remainder() {
        let ten = |most| CouponEffect::Percentage { percent: "10".parse().unwrap(), most };
        assert_eq!(takes(ten(None), &[(1_000, 333), (1_000, 333), (1_000, 333)]), [34, 33, 33]);
        assert_eq!(takes(ten(Some(50)), &[(1_000, 300), (1_000, 700)]), [15, 35]);
        assert_eq!(takes(ten(None), &[(1_000, 0), (-1_000, -500)]), [0, 0]);
    }

    #[test]
    fn an_amount_is_never_more_than_the_lines_cost() {
        assert_eq!(takes(CouponEffect::Amount { amount: 500 }, &[(1_000, 300), (1_000, 100)]), [300, 100]);
        assert_eq!(takes(CouponEffect::Amount { amount: 200 }, &[(1_000, 300), (1_000, 100)]), [150, 50]);
    }

    #[test]
    fn a_price_holds_for_each_piece_and_never_makes_dearer() {
        let lines = [(3_000, 540), (350, 420), (1_000, 50)];
        assert_eq!(takes(CouponEffect::Price { price: 100 }, &lines), [240, 385, 0]);
    }

    #[test]
    fn the_cheapest_pieces_are_free() {
        let lines = [(3_000, 900), (2_000, 400), (350, 420)];
        assert_eq!(takes(CouponEffect::FreeItems { count: 3 }, &lines), [300, 400, 0]);
        // Of six pieces two are free with two and one.
        assert_eq!(takes(CouponEffect::BuyAndGet { buy: 2, get: 1 }, &lines), [0, 400, 0]);
        assert_eq!(takes(CouponEffect::BuyAndGet { buy: 9, get: 1 }, &lines), [0, 0, 0]);
    }
}
