//! What is left of each line of a receipt after what points and gift cards, and for some rules coupons, paid of it.

use super::base::EarningBase;
use super::fraction::rounded;
use super::largest_remainder::shared;
use super::receipt_facts::ReceiptView;
use crate::programme::point_type::Rounding;

/// What is left of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineBase {
    /// Of what it cost, in minor units; where tax counts for nothing, without it.
    pub amount: i128,
    /// Of how much was bought, in parts of a thousandth of which [`BaseOfLines::parts`] make one.
    pub quantity: i128,
}

/// What is left of the lines of a receipt, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseOfLines {
    /// Of each.
    pub lines: Vec<LineBase>,
    /// Into how many parts a thousandth is divided, so that a share of a quantity is exact.
    pub parts: i128,
    /// Whether nothing is left of the receipt.
    pub all_paid: bool,
}

impl LineBase {
    /// Whether anything is left of the line. Of one that was given away its quantity is.
    pub const fn is_left(self) -> bool {
        self.amount != 0 || self.quantity != 0
    }
}

impl BaseOfLines {
    /// What is left of the lines. What was paid is paid of those that cost something, in proportion; what is handed back is left
    /// whole. None where the numbers are too large.
    pub fn of(receipt: &ReceiptView, base: EarningBase) -> Option<Self> {
        let totals: Vec<_> = receipt.lines.iter().map(|line| i128::from(line.total)).collect();
        let due = i128::from(receipt.total);
        let points =
            i128::from(receipt.paid_with_points().max(0)) + i128::from(receipt.paid_with_gift_cards().max(0));
        let coupons = match base {
            EarningBase::Gross | EarningBase::Net => 0,
            EarningBase::PaidByMoney => i128::from(receipt.paid_with_coupons().max(0)),
        };
        // One after the other: a coupon never leaves more of a line than there was without it.
        let amounts = without(&without(&totals, points, due)?, coupons, due - points)?;
        let paid = points + coupons;

        let costing = || totals.iter().zip(&amounts).filter(|(total, _)| **total > 0);
        let parts = costing().map(|(total, _)| *total).sum::<i128>().max(1);
        let left: i128 = costing().map(|(_, amount)| *amount).sum();
        let mut lines = Vec::with_capacity(amounts.len());
        for (line, amount) in receipt.lines.iter().zip(&amounts) {
            let share = if line.total > 0 { left } else { parts };
            let quantity = i128::from(line.quantity).checked_mul(share)?;
            let amount = match base {
                EarningBase::Net => without_tax(*amount, line.tax)?,
                EarningBase::Gross | EarningBase::PaidByMoney => *amount,
            };
            lines.push(LineBase { amount, quantity });
        }
        Some(Self { lines, parts, all_paid: paid > 0 && paid >= due })
    }
}

/// An amount without the tax in it, of so many hundredths of a percent, to the minor unit, as invoices have it.
fn without_tax(amount: i128, tax: i64) -> Option<i128> {
    Some(rounded(amount.checked_mul(10_000)?, 10_000 + i128::from(tax.max(0)), Rounding::HalfUp))
}

/// Amounts without their shares of what was paid. Where that is all that was due, nothing is left beside what is handed back,
/// though the receipt was rounded.
fn without(amounts: &[i128], paid: i128, due: i128) -> Option<Vec<i128>> {
    let costing: Vec<_> = amounts.iter().map(|amount| (*amount).max(0)).collect();
    let most: i128 = costing.iter().sum();
    let all: i128 = amounts.iter().sum();
    let paid = if paid > 0 && paid >= due { paid.max(all) } else { paid };
    let shares = shared(paid.min(most), &costing)?;
    Some(amounts.iter().zip(shares).map(|(amount, share)| amount - share).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::receipt_facts::TenderFacts;
    use super::super::sample::{line, receipt};
    use super::*;

    fn base(totals: &[i64], tenders: &[TenderFacts], base: EarningBase) -> BaseOfLines {
        let sign = |total: i64| if total < 0 { -1 } else { 1 };
        let numbered = (1..).zip(totals);
        let lines = numbered.map(|(number, total)| line(number, "shop", 1000 * sign(*total), *total));
        let mut receipt = receipt("2026-11-02T10:00:00", lines.collect());
        receipt.tenders = tenders.to_vec();
        BaseOfLines::of(&receipt, base).unwrap()
    }

    fn amounts(base: &BaseOfLines) -> Vec<i128> {
        base.lines.iter().map(|line| line.amount).collect()
    }

    #[test]
    fn what_points_paid_is_left_out_of_each_line_and_of_its_quantity() {
        let tenders = [TenderFacts::Points(100), TenderFacts::Coupon(50), TenderFacts::Money(150, None)];
        let gross = base(&[200, 100, 0], &tenders, EarningBase::Gross);
        assert_eq!(amounts(&gross), vec![133, 67, 0]);
        let quantities: Vec<_> = gross.lines.iter().map(|line| line.quantity).collect();
        assert_eq!(quantities, vec![200_000, 200_000, 300_000], "two thirds, and what was free");
        assert_eq!(gross.parts, 300);
        let by_money = base(&[200, 100, 0], &tenders, EarningBase::PaidByMoney);
        assert_eq!(amounts(&by_money), vec![100, 50, 0]);
        assert!(!gross.all_paid && !by_money.all_paid);
    }

    #[test]
    fn what_is_handed_back_is_left_whole() {
        let paid = base(&[1000, -200], &[TenderFacts::Points(800)], EarningBase::Gross);
        assert_eq!(amounts(&paid), vec![200, -200]);
        assert!(paid.all_paid);
        let unpaid = base(&[1000, -200], &[], EarningBase::Gross);
        assert_eq!(amounts(&unpaid), vec![1000, -200]);
        assert!(!unpaid.all_paid);
    }

    #[test]
    fn of_a_rounded_receipt_that_was_paid_with_points_nothing_is_left() {
        let mut rounded = receipt("2026-11-02T10:00:00", vec![line(1, "shop", 1000, 79_960)]);
        rounded.total = 79_900;
        rounded.tenders = vec![TenderFacts::Points(79_900)];
        let base = BaseOfLines::of(&rounded, EarningBase::Gross).unwrap();
        assert_eq!(amounts(&base), vec![0]);
        assert!(base.all_paid && !base.lines[0].is_left());
        rounded.tenders = vec![TenderFacts::Points(40_000), TenderFacts::Coupon(39_900)];
        assert!(!BaseOfLines::of(&rounded, EarningBase::Gross).unwrap().all_paid);
        assert!(BaseOfLines::of(&rounded, EarningBase::PaidByMoney).unwrap().all_paid);
    }

    #[test]
    fn a_gift_card_pays_like_points_and_net_is_without_the_tax() {
        let gift = TenderFacts::Money(200, Some("gift_card".parse().unwrap()));
        let tenders = [gift, TenderFacts::Money(400, Some("card".parse().unwrap()))];
        let gross = base(&[400, 200], &tenders, EarningBase::Gross);
        assert_eq!(amounts(&gross), vec![267, 133]);
        let mut taxed = receipt("2026-11-02T10:00:00", vec![line(1, "shop", 1000, 12_000)]);
        taxed.lines[0].tax = 2_000;
        taxed.lines.push(line(2, "shop", 1000, 1_100));
        taxed.lines[1].tax = 1_000;
        taxed.lines.push(line(3, "shop", -1000, -119));
        taxed.lines[2].tax = 2_000;
        taxed.lines.push(line(4, "shop", 1000, 500));
        taxed.total = 13_481;
        let net = BaseOfLines::of(&taxed, EarningBase::Net).unwrap();
        assert_eq!(amounts(&net), vec![10_000, 1_000, -99, 500]);
        taxed.tenders = vec![TenderFacts::Points(13_481)];
        assert!(BaseOfLines::of(&taxed, EarningBase::Net).unwrap().all_paid);
    }

    proptest! {
        #[test]
        fn what_is_left_is_what_was_not_paid_and_never_more_by_money_than_gross(
            totals in prop::collection::vec(-2_000_i64..10_000, 1..10),
            points in 0_i64..20_000,
            coupons in 0_i64..5_000,
        ) {
            let tenders = [TenderFacts::Points(points), TenderFacts::Coupon(coupons)];
            let gross = base(&totals, &tenders, EarningBase::Gross);
            let by_money = base(&totals, &tenders, EarningBase::PaidByMoney);
            let costing: i64 = totals.iter().filter(|total| **total > 0).sum();
            let all: i64 = totals.iter().sum();
            prop_assert_eq!(amounts(&gross).iter().sum::<i128>(), i128::from(all - points.min(costing)));
            let both = (points + coupons).min(costing);
            prop_assert_eq!(amounts(&by_money).iter().sum::<i128>(), i128::from(all - both));
            for ((total, gross), by_money) in totals.iter().zip(&gross.lines).zip(&by_money.lines) {
                let total = i128::from(*total);
                let fits = if total < 0 {
                    gross.amount == total && by_money.amount == total
                } else {
                    by_money.amount >= 0 && by_money.amount <= gross.amount && gross.amount <= total
                };
                prop_assert!(fits);
            }
        }
    }
}
