use proptest::prelude::*;
use regulars_kernel::ProgrammeId;
use uuid::Uuid;

use super::super::effect::{CouponPoints, PointGift};
use super::super::sample::{basket, coupon, terms};
use super::*;
use crate::earning::selector::LineMatch;

fn amount(number: u8, amount: i64) -> FoundCoupon {
    coupon(number, terms(CouponEffect::Amount { amount }))
}

fn applied(solution: &CouponSolution) -> Vec<(&str, i64)> {
    solution.applied.iter().map(|one| (one.code.as_str(), one.discount)).collect()
}

#[test]
fn one_that_goes_with_no_other_is_alone_where_that_is_better() {
    let mut exclusive = amount(1, 250);
    exclusive.campaign.terms.stacking.exclusive = true;
    let receipt = basket(&[(1_000, 1_000)]);
    let two = best_for_customer(&receipt, &[exclusive.clone(), amount(2, 150), amount(3, 120)]);
    assert_eq!(applied(&two), [("CODE02", 150), ("CODE03", 120)]);
    assert_eq!(two.passed_over, [("CODE01".parse().unwrap(), CouponRefusal::OutdoneByOthers)]);
    let alone = best_for_customer(&receipt, &[exclusive, amount(2, 100)]);
    assert_eq!(applied(&alone), [("CODE01", 250)]);
}

#[test]
fn of_a_group_and_of_a_campaign_there_is_one_and_of_equal_ones_the_first() {
    let in_group = |number, taken| {
        let mut one = amount(number, taken);
        one.campaign.terms.stacking.group = Some("vikend".parse().unwrap());
        one
    };
    let receipt = basket(&[(1_000, 1_000)]);
    let chosen = best_for_customer(&receipt, &[in_group(2, 100), in_group(1, 100), amount(3, 50)]);
    assert_eq!(applied(&chosen), [("CODE01", 100), ("CODE03", 50)]);
    let mut same = amount(1, 100);
    same.code = "OTHER".parse().unwrap();
    assert_eq!(applied(&best_for_customer(&receipt, &[amount(1, 100), same])), [("CODE01", 100)]);
}

#[test]
fn priority_says_what_is_reckoned_of_what_is_left() {
    let mut half = coupon(1, terms(CouponEffect::Percentage { percent: "50".parse().unwrap(), most: None }));
    let receipt = basket(&[(1_000, 1_000)]);
    let solution = best_for_customer(&receipt, &[half.clone(), amount(2, 200)]);
    assert_eq!(applied(&solution), [("CODE01", 500), ("CODE02", 200)]);
    half.campaign.terms.stacking.priority = -1;
    let solution = best_for_customer(&receipt, &[half, amount(2, 200)]);
    assert_eq!(applied(&solution), [("CODE02", 200), ("CODE01", 400)]);
}

#[test]
fn what_is_not_meant_or_not_paid_for_is_passed_over() {
    let mut tea = amount(1, 100);
    let tea_only = LineMatch { sku: Some("tea".parse().unwrap()), category: None, unit: None };
    tea.campaign.terms.lines.include.push(tea_only);
    let mut poor = amount(2, 100);
    poor.campaign.terms.budget = Some(1_000);
    poor.campaign.spent = 901;
    let solution = best_for_customer(&basket(&[(1_000, 1_000)]), &[tea, poor]);
    assert!(solution.applied.is_empty());
    let reasons: Vec<CouponRefusal> = solution.passed_over.iter().map(|(_, because)| *because).collect();
    assert_eq!(reasons, [CouponRefusal::NoLines, CouponRefusal::BudgetSpent]);
}

#[test]
fn more_than_twelve_are_weighed_by_what_they_give_alone() {
    let many: Vec<FoundCoupon> = (1..=14).map(|number| amount(number, i64::from(number))).collect();
    let solution = best_for_customer(&basket(&[(1_000, 1_000)]), &many);
    assert_eq!(solution.applied.len(), 12);
    let passed: Vec<&str> = solution.passed_over.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(passed, ["CODE02", "CODE01"]);
}

/// Every choice of coupons in their order, reckoned from the beginning.
fn by_force(basket: &CouponBasket, coupons: &[&FoundCoupon]) -> (i64, Vec<usize>) {
    let mut best = (0, Vec::new());
    for mask in 0_u32..1 << coupons.len() {
        let picks: Vec<usize> = (0..coupons.len()).filter(|place| mask & (1 << place) != 0).collect();
        let pairs = picks.iter().flat_map(|one| picks.iter().map(move |other| (*one, *other)));
        let mut pairs = pairs.filter(|(one, other)| one < other);
        if pairs.any(|(one, other)| !go_together(coupons[one], coupons[other])) {
            continue;
        }
        let mut left: Vec<i64> = basket.lines.iter().map(|line| line.left).collect();
        let (mut total, mut fits) = (0, true);
        for place in &picks {
            let taken = given(&coupons[*place].campaign.terms, basket, &left);
            fits &= sum(&taken) > 0 && is_within_budget(coupons[*place], sum(&taken));
            total += sum(&taken);
            left.iter_mut().zip(&taken).for_each(|(left, taken)| *left -= taken);
        }
        let better = total > best.0
            || (total == best.0 && picks.len() < best.1.len())
            || (total == best.0 && picks.len() == best.1.len() && picks < best.1);
        if fits && better {
            best = (total, picks);
        }
    }
    best
}

fn any_effect() -> impl Strategy<Value = CouponEffect> {
    prop_oneof![
        (1_i64..=100, prop::option::of(1_i64..500)).prop_map(|(percent, most)| CouponEffect::Percentage {
            percent: percent.to_string().parse().unwrap(),
            most
        }),
        (1_i64..2_000).prop_map(|amount| CouponEffect::Amount { amount }),
        (0_i64..500).prop_map(|price| CouponEffect::Price { price }),
        (1_u32..4).prop_map(|count| CouponEffect::FreeItems { count }),
        (1_u32..4, 1_u32..3).prop_map(|(buy, get)| CouponEffect::BuyAndGet { buy, get }),
    ]
}

fn bonus(number: u8) -> FoundCoupon {
    let points = CouponPoints {
        programme: ProgrammeId::new(Uuid::from_u128(7)),
        point_type: "points".parse().unwrap(),
        gift: PointGift::Bonus("100".parse().unwrap()),
    };
    coupon(number, terms(CouponEffect::Points(points)))
}

#[test]
fn points_never_cost_a_discount_and_go_beside_it_where_they_can() {
    let receipt = basket(&[(1_000, 1_000)]);
    let both = best_for_customer(&receipt, &[bonus(1), amount(2, 100)]);
    assert_eq!(applied(&both), [("CODE01", 0), ("CODE02", 100)]);
    let in_group = |mut one: FoundCoupon| {
        one.campaign.terms.stacking.group = Some("vikend".parse().unwrap());
        one
    };
    let one = best_for_customer(&receipt, &[in_group(bonus(1)), in_group(amount(2, 100))]);
    assert_eq!(applied(&one), [("CODE02", 100)]);
    assert_eq!(one.passed_over, [("CODE01".parse().unwrap(), CouponRefusal::OutdoneByOthers)]);
    let mut exclusive = bonus(1);
    exclusive.campaign.terms.stacking.exclusive = true;
    let two = best_for_customer(&receipt, &[exclusive, bonus(2), bonus(3)]);
    assert_eq!(applied(&two), [("CODE02", 0), ("CODE03", 0)]);
    let mut tea = bonus(1);
    let tea_only = LineMatch { sku: Some("tea".parse().unwrap()), category: None, unit: None };
    tea.campaign.terms.lines.include.push(tea_only);
    let none = best_for_customer(&receipt, &[tea]);
    assert_eq!(none.passed_over, [("CODE01".parse().unwrap(), CouponRefusal::NoLines)]);
}

fn any_coupon(number: u8) -> impl Strategy<Value = FoundCoupon> {
    let stacking = (prop::option::of(0_u8..3), prop::bool::weighted(0.15), -2_i32..3);
    let means = (any::<bool>(), prop::option::of(1_i64..1_500));
    (any_effect(), stacking, means).prop_map(move |(effect, (group, exclusive, priority), (food, budget))| {
        let mut found = coupon(number, terms(effect));
        let terms = &mut found.campaign.terms;
        terms.stacking.group = group.map(|group| group.to_string().parse().unwrap());
        terms.stacking.exclusive = exclusive;
        terms.stacking.priority = priority;
        terms.budget = budget;
        if food {
            let category = Some("food".parse().unwrap());
            terms.lines.include.push(LineMatch { sku: None, category, unit: None });
        }
        found
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_is_better_than_what_is_chosen_and_it_is_always_the_same(
        lines in prop::collection::vec((1_i64..5_000, 0_i64..1_500), 1..5),
        coupons in (1_u8..8).prop_flat_map(|count| (1..=count).map(any_coupon).collect::<Vec<_>>()),
        turned in any::<bool>(),
    ) {
        let receipt = basket(&lines);
        let mut shown = coupons.clone();
        if turned {
            shown.reverse();
        }
        let solution = best_for_customer(&receipt, &shown);
        let mut ordered: Vec<&FoundCoupon> = coupons.iter().collect();
        ordered.sort_by_key(|one| {
            (Reverse(one.campaign.terms.stacking.priority), one.campaign.id, one.code.clone())
        });
        let (total, picks) = by_force(&receipt, &ordered);
        let expected: Vec<&str> = picks.iter().map(|place| ordered[*place].code.as_str()).collect();
        let chosen: Vec<&str> = solution.applied.iter().map(|one| one.code.as_str()).collect();
        prop_assert_eq!(solution.applied.iter().map(|one| one.discount).sum::<i64>(), total);
        prop_assert_eq!(chosen, expected);
        prop_assert_eq!(solution.applied.len() + solution.passed_over.len(), coupons.len());
        for line in &receipt.lines {
            let of_line = solution.applied.iter().flat_map(|one| &one.lines);
            let taken: i64 =
                of_line.filter(|one| one.line == line.facts.number).map(|one| one.amount).sum();
            prop_assert!((0..=line.left.max(0)).contains(&taken));
        }
    }
}
