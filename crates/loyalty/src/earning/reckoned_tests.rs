use proptest::prelude::*;
use proptest::sample::select;

use super::super::sample::{fixed, multiplier, per_amount, percentage, points, rsd};
use super::*;
use crate::programme::point_type::{PointValue, Rounding};

fn reckon(effect: &EarningEffect, kind: &PointType, measure: &[i128]) -> i128 {
    Reckoned::of(effect, kind, rsd(), &Parts::whole(measure.to_vec())).unwrap().points
}

fn rounded(rounding: Rounding, rounding_level: RoundingLevel) -> PointType {
    PointType { rounding, rounding_level, ..points(0) }
}

#[test]
fn points_are_rounded_by_receipt_or_by_line_as_their_type_says() {
    use Rounding::{Down, HalfEven, HalfUp, Up};
    use RoundingLevel::{Line, Receipt};
    for (mode, level, amounts, expected) in [
        (Down, Receipt, [150, 150], 3),
        (Down, Line, [150, 150], 2),
        (HalfUp, Receipt, [150, 200], 4),
        (HalfUp, Line, [150, 250], 5),
        (HalfEven, Line, [150, 250], 4),
        (HalfEven, Receipt, [150, 300], 4),
        (Up, Receipt, [101, 110], 3),
        (Up, Line, [101, 110], 4),
        (Down, Receipt, [0, -250], -2),
        (HalfUp, Receipt, [0, -250], -3),
        (HalfEven, Line, [0, -250], -2),
        (Up, Line, [0, -250], -3),
        (Down, Receipt, [1050, -250], 8),
        (Down, Line, [1050, -250], 8),
        (Up, Line, [1050, -250], 8),
        (HalfUp, Receipt, [50, -100], -1),
    ] {
        let points = reckon(&per_amount("1", 100), &rounded(mode, level), &amounts);
        assert_eq!(points, expected, "{mode} by {level}: {amounts:?}");
    }
}

#[test]
fn a_part_of_a_whole_step_gives_nothing() {
    let effect =
        EarningEffect::PerAmount(PointRate { points: "1.5".parse().unwrap(), per: 1000, whole: true });
    let by = |level| rounded(Rounding::Down, level);
    assert_eq!(reckon(&effect, &by(RoundingLevel::Receipt), &[2500, 1700]), 6, "four steps");
    assert_eq!(reckon(&effect, &by(RoundingLevel::Line), &[2500, 1700]), 3 + 1, "two steps and one");
    assert_eq!(reckon(&effect, &by(RoundingLevel::Receipt), &[-1999]), -1);
    assert_eq!(reckon(&effect, &by(RoundingLevel::Receipt), &[999]), 0);
}

#[test]
fn a_percentage_is_worth_as_much_in_points_as_in_money() {
    let pays = PointType { value: Some(PointValue { points: 10, amount: 100 }), ..points(1) };
    assert_eq!(reckon(&percentage("2"), &pays, &[25_000]), 50, "5 dinars are 5.0 points");
    assert_eq!(reckon(&percentage("2.5"), &points(0), &[250_000, 170_000]), 105, "a point for each dinar");
    assert_eq!(reckon(&percentage("2.5"), &points(2), &[250_000, 170_000]), 10_500);
    let broken = PointType { value: Some(PointValue { points: 0, amount: 0 }), ..points(0) };
    assert_eq!(reckon(&percentage("2.5"), &broken, &[420_000]), 105);
}

#[test]
fn what_is_given_once_is_given_whole_and_a_factor_adds_what_is_above_one() {
    let thirds = Parts::new(vec![1, 1, 1], 3).unwrap();
    let by_line = PointType { rounding_level: RoundingLevel::Line, ..points(1) };
    let once = Reckoned::of(&fixed("5"), &by_line, rsd(), &thirds).unwrap();
    assert_eq!(once.points, 50);
    assert_eq!(once.parts.shares_of(50), Some(vec![17, 17, 16]));
    assert_eq!(reckon(&multiplier("1.5"), &points(0), &[5, 4]), 4);
}

#[test]
fn what_is_too_much_is_bounded_and_what_cannot_be_reckoned_is_nothing() {
    assert_eq!(reckon(&per_amount("1000000000", 1), &points(1), &[7, 8]), 10_000_000_000);
    assert_eq!(reckon(&per_amount("1000000000", 1), &points(1), &[-7, -8]), -10_000_000_000);
    let huge = Parts::whole(vec![i128::MAX]);
    assert_eq!(Reckoned::of(&per_amount("7", 3), &points(0), rsd(), &huge), None);
    assert_eq!(Reckoned::of(&per_amount("7", 0), &points(0), rsd(), &Parts::whole(vec![1])), None);
}

proptest! {
    #[test]
    fn handing_back_takes_back_what_buying_gave(
        amounts in prop::collection::vec(-100_000_i128..100_000, 1..8),
        millionths in 1_i64..9_000_000,
        per in 1_i64..5_000,
        whole in any::<bool>(),
        mode in select(Rounding::ALL),
        level in select(RoundingLevel::ALL),
    ) {
        let points_of_step = Decimal::from_millionths(millionths);
        let effect = EarningEffect::PerAmount(PointRate { points: points_of_step, per, whole });
        let kind = PointType { rounding: mode, rounding_level: level, ..points(2) };
        let turned: Vec<_> = amounts.iter().map(|amount| -amount).collect();
        prop_assert_eq!(reckon(&effect, &kind, &turned), -reckon(&effect, &kind, &amounts));
    }
}
