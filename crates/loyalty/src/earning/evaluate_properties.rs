//! Random programmes and receipts, held against what must never break.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use regulars_kernel::{Date, Decimal};

use super::super::base::EarningBase;
use super::super::cap::{CapMeasure, CapPeriod, CapScope};
use super::super::effect::{EarningEffect, PointRate};
use super::super::receipt_facts::{LineFacts, TenderFacts};
use super::super::rule::StackingMode;
use super::super::sample::{
    cap, capped, line, points, programme, receipt, rsd, rule, stacked, store, uses_of,
};
use super::*;
use crate::programme::point_type::{PointType, PointValue, Rounding, RoundingLevel};

const CATEGORIES: [&str; 3] = ["fuel", "fuel/diesel", "shop"];

fn rate() -> impl Strategy<Value = PointRate> {
    (1..9_000_000_i64, 1..3_000_i64, any::<bool>()).prop_map(|(millionths, per, whole)| PointRate {
        points: Decimal::from_millionths(millionths),
        per,
        whole,
    })
}

fn effect() -> impl Strategy<Value = EarningEffect> {
    let once = (1..200_i64).prop_map(|points| Decimal::from_millionths(points * 1_000_000));
    let percent = (1..20_000_000_i64).prop_map(Decimal::from_millionths);
    let factor = (1_000_001..4_000_000_i64).prop_map(Decimal::from_millionths);
    prop_oneof![
        once.prop_map(|points| EarningEffect::Fixed { points }),
        rate().prop_map(EarningEffect::PerAmount),
        rate().prop_map(EarningEffect::PerQuantity),
        percent.prop_map(|percent| EarningEffect::Percentage { percent }),
        factor.prop_map(|factor| EarningEffect::Multiplier { factor }),
    ]
}

fn some_cap() -> impl Strategy<Value = Cap> {
    (select(CapMeasure::ALL), 1..60_000_i64, select(CapPeriod::ALL), select(CapScope::ALL)).prop_map(
        |(of, most, per, scope)| {
            let most = if of == CapMeasure::Times { 1 + most % 4 } else { most };
            cap(of, most, per, scope)
        },
    )
}

fn rules() -> impl Strategy<Value = Vec<EarningRule>> {
    let category = select(vec!["", "fuel", "shop"]);
    let caps = vec(some_cap(), 0..3);
    let one = (category, select(EarningBase::ALL), effect(), caps, select(StackingMode::ALL));
    vec(one, 1..5).prop_map(|some| {
        let numbered = (1_u8..).zip(some).map(|(number, (category, base, effect, caps, mode))| {
            let rule = capped(caps, EarningRule { base, ..rule(number, category, effect) });
            if mode == StackingMode::Add { rule } else { stacked(mode, rule) }
        });
        numbered.collect::<Vec<_>>()
    })
}

fn kind() -> impl Strategy<Value = PointType> {
    (0..3_u8, select(Rounding::ALL), select(RoundingLevel::ALL), any::<bool>()).prop_map(
        |(decimals, rounding, rounding_level, pays)| {
            let value = pays.then_some(PointValue { points: 10, amount: 100 });
            PointType { rounding, rounding_level, value, ..points(decimals) }
        },
    )
}

fn configuration() -> impl Strategy<Value = Configuration> {
    (kind(), rules()).prop_map(|(kind, rules)| programme(kind, rules))
}

/// Lines that are mostly bought and sometimes handed back, from `least` on for each.
fn lines(least: i64) -> impl Strategy<Value = Vec<LineFacts>> {
    let one = (select(CATEGORIES.to_vec()), 1..30_000_i64, least..20_000_i64, 0..5_u8);
    vec(one, 1..6).prop_map(|some| {
        let numbered = (1..).zip(some).map(|(number, (category, quantity, total, luck))| {
            let sign = if luck == 0 { -1 } else { 1 };
            line(number, category, sign * quantity, sign * total)
        });
        numbered.collect::<Vec<_>>()
    })
}

/// Receipts of two stores and some months, of which points and coupons pay a part.
fn some_receipt() -> impl Strategy<Value = ReceiptView> {
    (lines(0), 0..70_u64, 1..3_u8, 0..9_i64, 0..4_i64).prop_map(
        |(lines, days, in_store, points_pay, coupons_pay)| {
            let day: Date = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() + Days::new(days);
            let mut receipt = receipt(&format!("{day}T10:00:00"), lines);
            receipt.store = Some(store(in_store));
            let total = receipt.total.max(0);
            let part = |eighths: i64| total * eighths / 8;
            receipt.tenders =
                vec![TenderFacts::Points(part(points_pay)), TenderFacts::Coupon(part(coupons_pay))];
            receipt
        },
    )
}

fn hold_together(configuration: &Configuration, evaluation: &Evaluation) -> Result<(), TestCaseError> {
    let told = evaluation.earned.len() + evaluation.passed_over.len();
    prop_assert_eq!(told, configuration.earning_rules.len());
    for earned in &evaluation.earned {
        let sum = |of: fn(&EarnedLine) -> i64| earned.lines.iter().map(of).sum::<i64>();
        prop_assert_eq!(sum(|line| line.points), earned.points);
        prop_assert_eq!(sum(|line| line.quantity), earned.quantity);
        prop_assert_eq!(sum(|line| line.amount), earned.amount);
        for line in &earned.lines {
            let way = line.quantity.signum();
            prop_assert!(line.points == 0 || way == 0 || line.points.signum() == way, "{line:?}");
        }
    }
    for (index, earned) in evaluation.earned.iter().enumerate() {
        let rule = configuration.rule(earned.rule).unwrap();
        let alone = evaluation.earned.iter().skip(index + 1).all(|other| {
            let other = configuration.rule(other.rule).unwrap();
            rule.stacking.mode == StackingMode::Add || rule.stacking != other.stacking
        });
        prop_assert!(alone, "two of one group");
    }
    Ok(())
}

fn first_day(per: CapPeriod, day: Date) -> Option<Date> {
    match per {
        CapPeriod::Receipt | CapPeriod::Day => Some(day),
        CapPeriod::Week => Some(day.week(Weekday::Mon).first_day()),
        CapPeriod::Month => day.with_day(1),
        CapPeriod::Year => day.with_ordinal(1),
        CapPeriod::Ever => None,
    }
}

/// What a member had of a rule in the period of a receipt, and in its store where the cap counts by store.
fn had(rule: &EarningRule, cap: &Cap, receipt: &ReceiptView, uses: &[RuleUse], earned: &Earned) -> i64 {
    let begin = first_day(cap.per, receipt.at.date());
    let counted = |one: &&RuleUse| {
        let there = cap.scope == CapScope::AllStores || one.store == receipt.store;
        one.rule == rule.id && there && first_day(cap.per, one.day) == begin
    };
    let of = |points, times, quantity, amount| match cap.of {
        CapMeasure::Points => points,
        CapMeasure::Times => times,
        CapMeasure::Quantity => quantity,
        CapMeasure::Amount => amount,
    };
    if cap.per == CapPeriod::Receipt {
        return of(earned.points, i64::from(earned.points > 0), earned.quantity, earned.amount);
    }
    uses.iter().filter(counted).map(|one| of(one.points, one.times, one.quantity, one.amount)).sum()
}

/// Whether a rule gives in proportion to what a cap of it counts. Others may take back points while that grows.
fn is_measured_by(rule: &EarningRule, kind: &PointType, cap: &Cap) -> bool {
    let by_receipt = kind.rounding_level == RoundingLevel::Receipt;
    match (cap.of, rule.effect) {
        (CapMeasure::Points | CapMeasure::Times, _) => true,
        (CapMeasure::Quantity, EarningEffect::PerQuantity(_)) => by_receipt,
        (CapMeasure::Amount, EarningEffect::PerAmount(_) | EarningEffect::Percentage { .. }) => by_receipt,
        (CapMeasure::Quantity | CapMeasure::Amount, _) => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_bought_no_cap_is_passed_and_lines_add_up(
        configuration in configuration(),
        receipts in vec(some_receipt(), 1..25),
    ) {
        let mut uses = Vec::new();
        for receipt in &receipts {
            let evaluation = evaluate(&configuration, rsd(), receipt, &uses);
            hold_together(&configuration, &evaluation)?;
            prop_assert_eq!(&evaluate(&configuration, rsd(), receipt, &uses), &evaluation);
            uses.extend(uses_of(&evaluation, receipt));
            for earned in &evaluation.earned {
                let rule = configuration.rule(earned.rule).unwrap();
                let kind = &configuration.point_types[0];
                for cap in rule.caps.iter().filter(|cap| is_measured_by(rule, kind, cap)) {
                    prop_assert!(had(rule, cap, receipt, &uses, earned) <= cap.most, "{cap:?}");
                }
            }
        }
    }

    #[test]
    fn what_points_paid_whole_earns_nothing(configuration in configuration(), lines in lines(1)) {
        let bought: Vec<_> = lines.into_iter().filter(|line| line.quantity > 0).collect();
        let mut receipt = receipt("2026-11-02T10:00:00", bought);
        receipt.tenders = vec![TenderFacts::Points(receipt.total)];
        let evaluation = evaluate(&configuration, rsd(), &receipt, &[]);
        prop_assert!(evaluation.earned.is_empty());
    }

    #[test]
    fn numbers_of_any_size_are_reckoned_or_give_nothing(
        millionths in any::<i64>(),
        per in any::<i64>(),
        whole in any::<bool>(),
        quantities in vec((any::<i64>(), -1_000_000_000_000..1_000_000_000_000_i64), 1..5),
        paid in 0..1_000_000_000_000_i64,
        most in 1..i64::MAX,
        mode in select(Rounding::ALL),
    ) {
        let rate = PointRate { points: Decimal::from_millionths(millionths), per, whole };
        let factor = Decimal::from_millionths(millionths);
        let caps = vec![
            cap(CapMeasure::Quantity, most, CapPeriod::Day, CapScope::AllStores),
            cap(CapMeasure::Amount, most / 1_000_000, CapPeriod::Day, CapScope::AllStores),
        ];
        let effects = [
            EarningEffect::PerAmount(rate),
            EarningEffect::PerQuantity(rate),
            EarningEffect::Fixed { points: factor },
            EarningEffect::Percentage { percent: factor },
            EarningEffect::Multiplier { factor },
        ];
        let rules = (1..).zip(effects).map(|(number, effect)| capped(caps.clone(), rule(number, "", effect)));
        let configuration = programme(PointType { rounding: mode, ..points(4) }, rules.collect());
        let numbered = (1..).zip(&quantities);
        let lines = numbered.map(|(number, (quantity, total))| line(number, "shop", *quantity, *total));
        let mut receipt = receipt("2026-11-02T10:00:00", lines.collect());
        receipt.tenders = vec![TenderFacts::Points(paid)];
        let evaluation = evaluate(&configuration, rsd(), &receipt, &[]);
        for earned in &evaluation.earned {
            let sum: i128 = earned.lines.iter().map(|line| i128::from(line.points)).sum();
            prop_assert_eq!(sum, i128::from(earned.points));
            prop_assert!(earned.points.abs() <= PointType::MOST_POINTS * 10_000);
        }
    }
}
