//! Which coupons together are best for the customer.
//!
//! Coupons come one after the other, by priority, then by their campaigns and codes, and each is reckoned of what those before it
//! have left. Of all choices that may go together the one is taken that takes off the most, of equal ones that with the most coupons
//! that give points, then that with the fewest others, and of those still equal the one that has the earlier coupons. So points never
//! cost anybody a discount. Up to 12 coupons every choice is looked at.

use std::cmp::Reverse;

use regulars_kernel::{CouponCampaignId, Label};

use super::code::CouponCode;
use super::effect::CouponEffect;
use super::given::{given, means_something};
use super::line::CouponBasket;
use super::refusal::CouponRefusal;
use super::store::FoundCoupon;

/// What a coupon takes off a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CouponDiscount {
    /// The number of the line.
    pub line: u32,
    /// How much, in minor units; more than 0.
    pub amount: i64,
}

/// A coupon that is used, and what it takes off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedCoupon {
    /// The code.
    pub code: CouponCode,
    /// Its campaign.
    pub campaign: CouponCampaignId,
    /// What that is called.
    pub name: Label,
    /// All that it takes off, in minor units.
    pub discount: i64,
    /// Of which lines.
    pub lines: Vec<CouponDiscount>,
    /// What its campaign takes off, or gives in points.
    pub effect: CouponEffect,
}

/// What was decided about the coupons of a receipt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponSolution {
    /// Those that are used, in the order in which they are reckoned.
    pub applied: Vec<AppliedCoupon>,
    /// Those that are not, and why.
    pub passed_over: Vec<(CouponCode, CouponRefusal)>,
}

impl CouponSolution {
    /// Whether one of the codes is none, or belongs to another customer.
    pub fn names_unknown(&self) -> bool {
        let is_unknown =
            |refusal: CouponRefusal| matches!(refusal, CouponRefusal::Unknown | CouponRefusal::OtherHolder);
        self.passed_over.iter().any(|(_, refusal)| is_unknown(*refusal))
    }
}

impl CouponSolution {
    /// How many coupons are weighed against each other.
    pub const MOST_WEIGHED: usize = 12;
}

/// Some of the coupons: their places, and what each takes off the lines.
#[derive(Clone, Debug, Default)]
struct Choice {
    total: i64,
    /// How many of them give points.
    giving: usize,
    picks: Vec<(usize, Vec<i64>)>,
}

struct Search<'a> {
    basket: &'a CouponBasket,
    /// In their order, each with what it takes off alone.
    coupons: Vec<(&'a FoundCoupon, i64)>,
    best: Choice,
}

/// The choice among coupons that may be used which is best for the customer.
pub fn best_for_customer(basket: &CouponBasket, coupons: &[FoundCoupon]) -> CouponSolution {
    let left: Vec<i64> = basket.lines.iter().map(|line| line.left).collect();
    let alone = |coupon: &FoundCoupon| sum(&given(&coupon.campaign.terms, basket, &left));
    let mut weighed: Vec<(&FoundCoupon, i64)> = coupons.iter().map(|one| (one, alone(one))).collect();
    weighed.sort_by_key(|(coupon, alone)| (Reverse(*alone), place_of(coupon)));
    let mut solution = CouponSolution::default();
    for (coupon, _) in weighed.iter().skip(CouponSolution::MOST_WEIGHED) {
        solution.passed_over.push((coupon.code.clone(), CouponRefusal::TooMany));
    }
    weighed.truncate(CouponSolution::MOST_WEIGHED);
    weighed.sort_by_key(|(coupon, _)| place_of(coupon));
    let mut search = Search { basket, coupons: weighed, best: Choice::default() };
    search.visit(0, &left, &mut Choice::default());
    search.tell(&mut solution);
    solution
}

/// By what coupons are put in their order.
fn place_of(coupon: &FoundCoupon) -> (Reverse<i32>, CouponCampaignId, CouponCode) {
    (Reverse(coupon.campaign.terms.stacking.priority), coupon.campaign.id, coupon.code.clone())
}

fn sum(amounts: &[i64]) -> i64 {
    amounts.iter().copied().fold(0, i64::saturating_add)
}

fn is_within_budget(coupon: &FoundCoupon, amount: i64) -> bool {
    let campaign = &coupon.campaign;
    campaign.terms.budget.is_none_or(|budget| amount <= budget.saturating_sub(campaign.spent))
}

/// Whether two coupons may stand on one receipt.
fn go_together(one: &FoundCoupon, other: &FoundCoupon) -> bool {
    let (first, second) = (&one.campaign.terms.stacking, &other.campaign.terms.stacking);
    let same_group = first.group.is_some() && first.group == second.group;
    one.campaign.id != other.campaign.id && !same_group && !first.exclusive && !second.exclusive
}

impl Choice {
    /// What makes one choice better than another: more that is taken off, then more that give points, then fewer others.
    fn worth(&self) -> (i64, usize, Reverse<usize>) {
        (self.total, self.giving, Reverse(self.picks.len() - self.giving))
    }
}

impl Search<'_> {
    /// Whether a coupon gives points for a line of the receipt.
    fn gives(&self, coupon: &FoundCoupon) -> bool {
        let terms = &coupon.campaign.terms;
        terms.effect.points().is_some() && means_something(terms, self.basket)
    }

    /// Looks at every choice that has what is chosen and some of the coupons from that place on.
    fn visit(&mut self, place: usize, left: &[i64], chosen: &mut Choice) {
        let Some((coupon, _)) = self.coupons.get(place).copied() else {
            if chosen.worth() > self.best.worth() {
                self.best = chosen.clone();
            }
            return;
        };
        let mut others = chosen.picks.iter().filter_map(|(other, _)| self.coupons.get(*other));
        if others.all(|(other, _)| go_together(coupon, other)) {
            let taken = given(&coupon.campaign.terms, self.basket, left);
            let amount = sum(&taken);
            let gives = self.gives(coupon);
            if gives || (amount > 0 && is_within_budget(coupon, amount)) {
                let after: Vec<i64> = left.iter().zip(&taken).map(|(left, taken)| left - taken).collect();
                chosen.total += amount;
                chosen.giving += usize::from(gives);
                chosen.picks.push((place, taken));
                self.visit(place + 1, &after, chosen);
                chosen.picks.pop();
                chosen.giving -= usize::from(gives);
                chosen.total -= amount;
            }
        }
        self.visit(place + 1, left, chosen);
    }

    fn tell(self, solution: &mut CouponSolution) {
        for (place, (coupon, alone)) in self.coupons.iter().enumerate() {
            let Some((_, taken)) = self.best.picks.iter().find(|(picked, _)| *picked == place) else {
                let because = match *alone {
                    ..=0 if self.gives(coupon) => CouponRefusal::OutdoneByOthers,
                    ..=0 => CouponRefusal::NoLines,
                    alone if !is_within_budget(coupon, alone) => CouponRefusal::BudgetSpent,
                    _ => CouponRefusal::OutdoneByOthers,
                };
                solution.passed_over.push((coupon.code.clone(), because));
                continue;
            };
            let of_lines = self.basket.lines.iter().zip(taken).filter(|(_, amount)| **amount > 0);
            solution.applied.push(AppliedCoupon {
                code: coupon.code.clone(),
                campaign: coupon.campaign.id,
                name: coupon.campaign.name.clone(),
                discount: sum(taken),
                effect: coupon.campaign.terms.effect.clone(),
                lines: of_lines
                    .map(|(line, amount)| CouponDiscount { line: line.facts.number, amount: *amount })
                    .collect(),
            });
        }
    }
}

#[cfg(test)]
#[path = "solve_tests.rs"]
mod tests;
