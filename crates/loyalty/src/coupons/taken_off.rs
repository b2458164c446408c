//! What coupons have given on a receipt whose lines have their discounts already.
//!
//! A coupon takes off what other discounts have left, and which part of a discount is the coupon's no receipt tells. What was left is
//! found from its end: the lines cost then so much that the coupons bring them to what they cost now. Of several such prices it is the
//! highest one; where there was no other discount that is the price before discounts.

use std::collections::BTreeSet;

use super::code::CouponCode;
use super::line::{CouponBasket, CouponLine};
use super::solve::{CouponSolution, best_for_customer};
use super::store::FoundCoupon;

/// How many choices are looked at until the prices stand still.
const MOST_LOOKED_AT: usize = 512;

/// The choice among coupons that may be used which is best for the customer, on a receipt of which lines cost what coupons have left of
/// them. Those that pay have taken nothing off the lines.
pub fn best_of_taken_off(
    basket: &CouponBasket,
    coupons: &[FoundCoupon],
    paying: &BTreeSet<CouponCode>,
) -> CouponSolution {
    let mut before = basket.clone();
    for line in &mut before.lines {
        line.left = line.gross;
    }
    let choices = 1_usize.checked_shl(u32::try_from(coupons.len()).unwrap_or(u32::MAX)).unwrap_or(usize::MAX);
    let rounds = (MOST_LOOKED_AT / choices.max(1)).max(4);
    let mut solution = best_for_customer(&before, coupons);
    for _ in 0..rounds {
        let left: Vec<i64> = before.lines.iter().map(|line| left_of(line, &solution, paying)).collect();
        if before.lines.iter().zip(&left).all(|(line, left)| line.left == *left) {
            break;
        }
        for (line, left) in before.lines.iter_mut().zip(left) {
            line.left = left;
        }
        solution = best_for_customer(&before, coupons);
    }
    solution
}

/// What a line costs with what the coupons have taken off it, and no more than before any discount.
fn left_of(line: &CouponLine, solution: &CouponSolution, paying: &BTreeSet<CouponCode>) -> i64 {
    let taking = solution.applied.iter().filter(|coupon| !paying.contains(&coupon.code));
    let own = taking.flat_map(|coupon| &coupon.lines).filter(|off| off.line == line.facts.number);
    let taken = own.map(|off| off.amount).fold(0, i64::saturating_add);
    line.facts.total.saturating_add(taken).min(line.gross)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::effect::CouponEffect;
    use super::super::sample::{basket, coupon, terms};
    use super::*;

    /// The lines as a till records them: other discounts and what the coupons gave are taken off.
    fn recorded(asked: &CouponBasket, other: &[i64], solution: &CouponSolution) -> CouponBasket {
        let mut recorded = asked.clone();
        for (line, other) in recorded.lines.iter_mut().zip(other) {
            let of_line = solution.applied.iter().flat_map(|one| &one.lines);
            let taken: i64 = of_line.filter(|off| off.line == line.facts.number).map(|off| off.amount).sum();
            line.gross = line.left + other;
            line.facts.total = line.left - taken;
        }
        recorded
    }

    fn of_all(solution: &CouponSolution) -> i64 {
        solution.applied.iter().map(|one| one.discount).sum()
    }

    #[test]
    fn a_receipt_says_what_was_said_before_it_beside_other_discounts() {
        let ten = coupon(1, terms(CouponEffect::Percentage { percent: "10".parse().unwrap(), most: None }));
        let some = coupon(2, terms(CouponEffect::Amount { amount: 5_000 }));
        let one_free = coupon(3, terms(CouponEffect::BuyAndGet { buy: 2, get: 1 }));
        let asked = basket(&[(3_000, 24_000), (1_000, 10_000)]);
        for coupons in [vec![ten.clone()], vec![some.clone()], vec![one_free], vec![ten.clone(), some]] {
            let told = best_for_customer(&asked, &coupons);
            let sold = recorded(&asked, &[6_000, 0], &told);
            let found = best_of_taken_off(&sold, &coupons, &BTreeSet::new());
            assert_eq!(of_all(&found), of_all(&told));
        }
        // What pays has taken nothing off.
        let told = best_for_customer(&asked, std::slice::from_ref(&ten));
        let sold = recorded(&asked, &[6_000, 0], &CouponSolution::default());
        let paying = BTreeSet::from([ten.code.clone()]);
        assert_eq!(of_all(&best_of_taken_off(&sold, &[ten], &paying)), of_all(&told));
    }

    proptest! {
        #[test]
        fn a_percentage_is_of_what_other_discounts_left_but_for_rounding(
            left in 1_i64..1_000_000,
            other in 0_i64..1_000_000,
            percent in 1_i64..=70,
        ) {
            let effect = CouponEffect::Percentage { percent: percent.to_string().parse().unwrap(), most: None };
            let coupons = [coupon(1, terms(effect))];
            let asked = basket(&[(1_000, left)]);
            let told = of_all(&best_for_customer(&asked, &coupons));
            let sold = recorded(&asked, &[other], &best_for_customer(&asked, &coupons));
            let found = of_all(&best_of_taken_off(&sold, &coupons, &BTreeSet::new()));
            prop_assert!((told..=told + 4).contains(&found), "{told} {found}");
            if other == 0 {
                prop_assert_eq!(found, told);
            }
        }
    }
}
