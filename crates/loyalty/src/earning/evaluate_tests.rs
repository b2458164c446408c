use std::collections::BTreeSet;

use regulars_filters::Filter;

use super::super::base::EarningBase;
use super::super::cap::CapMeasure::{Amount, Points, Quantity, Times};
use super::super::cap::CapPeriod::{Day, Month, Receipt, Week};
use super::super::cap::CapScope::{AllStores, EachStore};
use super::super::condition::{ReceiptCondition, ReceiptTest};
use super::super::effect::{EarningEffect, PointRate};
use super::super::receipt_facts::{LineFacts, TenderFacts};
use super::super::rule::StackingMode::{BestOf, First};
use super::super::sample::{
    cap, capped, fixed, in_category, line, multiplier, per_amount, per_quantity, percentage, points,
    programme, receipt, rsd, rule, rule_id, stacked, store, uses_of,
};
use super::super::selector::{LineMatch, LineSelector};
use super::*;
use crate::programme::point_type::{PointType, PointValue, RoundingLevel};

const MONDAY: &str = "2026-11-02T08:00:00";

fn earned(evaluation: &Evaluation) -> Vec<(&str, i64)> {
    evaluation.earned.iter().map(|earned| (earned.name.as_str(), earned.points)).collect()
}

fn passed_over_of(evaluation: &Evaluation) -> Vec<(&str, &PassedOverBecause)> {
    evaluation.passed_over.iter().map(|passed| (passed.name.as_str(), &passed.because)).collect()
}

fn lines_of(evaluation: &Evaluation, index: usize) -> Vec<(u32, i64)> {
    evaluation.earned[index].lines.iter().map(|line| (line.line, line.points)).collect()
}

fn in_unit(unit: &str, line: LineFacts) -> LineFacts {
    LineFacts { unit: Some(unit.parse().unwrap()), ..line }
}

fn of_fuel(number: u8, unit: &str, points: &str) -> EarningRule {
    let meant = LineMatch { unit: Some(unit.parse().unwrap()), ..in_category("fuel") };
    let lines = LineSelector { include: vec![meant], exclude: vec![in_category("fuel/heating")] };
    EarningRule { lines, ..rule(number, "fuel", per_quantity(points, 1000)) }
}

/// Points with one decimal, of which one pays a dinar: 4.5 for a litre, 1.5 for a kilogram, 2 percent on the shop.
fn fuel_retailer() -> Configuration {
    let kind = PointType { value: Some(PointValue { points: 10, amount: 100 }), ..points(1) };
    let litres = vec![
        cap(Quantity, 80_000, Day, EachStore),
        cap(Quantity, 120_000, Day, AllStores),
        cap(Quantity, 130_000, Week, AllStores),
        cap(Amount, 3_000_000, Month, AllStores),
    ];
    let shop = rule(3, "shop", percentage("2"));
    let lines = LineSelector { exclude: vec![in_category("shop/tobacco")], ..shop.lines };
    let shop = EarningRule { lines, ..shop };
    programme(kind, vec![capped(litres, of_fuel(1, "l", "4.5")), of_fuel(2, "kg", "1.5"), shop])
}

/// So many litres at 200 dinars.
fn fill(at: &str, in_store: u8, litres: i64) -> ReceiptView {
    let line = in_unit("l", line(1, "fuel/diesel", litres * 1000, litres * 20_000));
    ReceiptView { store: Some(store(in_store)), ..receipt(at, vec![line]) }
}

#[test]
fn a_rule_for_certain_customers_gives_nothing_to_others() {
    let everybody = rule(1, "", fixed("5"));
    let certain = EarningRule { customers: Some(Filter::everybody()), ..rule(2, "", fixed("7")) };
    let programme = programme(points(0), vec![everybody, certain]);
    let mut receipt = receipt(MONDAY, vec![line(1, "shop", 1000, 1000)]);
    assert_eq!(earned(&evaluate(&programme, rsd(), &receipt, &[])), vec![("rule 1", 5), ("rule 2", 7)]);
    // Rules that are for everybody give whatever was looked up.
    receipt.circumstances.for_others = BTreeSet::from([rule_id(1), rule_id(2)]);
    let evaluation = evaluate(&programme, rsd(), &receipt, &[]);
    assert_eq!(earned(&evaluation), vec![("rule 1", 5)]);
    assert_eq!(passed_over_of(&evaluation), vec![("rule 2", &PassedOverBecause::OtherCustomers)]);
}

#[test]
fn no_more_is_given_than_is_left_of_a_budget() {
    let programme = programme(points(0), vec![rule(1, "", per_amount("1", 100))]);
    let mut receipt = receipt(MONDAY, vec![line(1, "shop", 1000, 700), line(2, "shop", 1000, 300)]);
    for (left, given, is_spent) in [(11, vec![(1, 7), (2, 3)], false), (10, vec![(1, 7), (2, 3)], false)] {
        receipt.circumstances.left_of_budgets.insert(rule_id(1), left);
        let evaluation = evaluate(&programme, rsd(), &receipt, &[]);
        assert_eq!((lines_of(&evaluation, 0), evaluation.earned[0].budget_spent), (given, is_spent));
    }
    receipt.circumstances.left_of_budgets.insert(rule_id(1), 4);
    let evaluation = evaluate(&programme, rsd(), &receipt, &[]);
    assert_eq!((lines_of(&evaluation, 0), evaluation.earned[0].points), (vec![(1, 3), (2, 1)], 4));
    assert!(evaluation.earned[0].budget_spent);
    receipt.circumstances.left_of_budgets.insert(rule_id(1), 0);
    let evaluation = evaluate(&programme, rsd(), &receipt, &[]);
    assert_eq!(passed_over_of(&evaluation), vec![("rule 1", &PassedOverBecause::Budget)]);
}

#[test]
fn rules_give_for_what_they_are_and_say_nothing_of_the_rest() {
    let paid = EarningRule { trigger: EarningTrigger::InvoicePaid, ..rule(2, "", fixed("7")) };
    let programme = programme(points(0), vec![rule(1, "", fixed("5")), paid]);
    let mut receipt = receipt(MONDAY, vec![line(1, "shop", 1000, 700)]);
    for (trigger, given) in [
        (EarningTrigger::Purchase, vec![("rule 1", 5)]),
        (EarningTrigger::Invoice, Vec::new()),
        (EarningTrigger::InvoicePaid, vec![("rule 2", 7)]),
    ] {
        receipt.trigger = trigger;
        let evaluation = evaluate(&programme, rsd(), &receipt, &[]);
        assert_eq!(earned(&evaluation), given, "{trigger}");
        assert!(evaluation.passed_over.is_empty(), "{trigger}");
    }
}

#[test]
fn litres_kilograms_and_a_percentage_on_the_shop_are_exact_to_the_tenth() {
    let lines = vec![
        in_unit("l", line(1, "fuel/diesel", 40_000, 800_000)),
        in_unit("kg", line(2, "fuel/lpg", 12_345, 150_000)),
        in_unit("l", line(3, "fuel/heating", 100_000, 1_500_000)),
        line(4, "shop/coffee", 1000, 25_000),
        line(5, "shop/tobacco", 1000, 50_000),
        line(6, "wash", 1000, 90_000),
    ];
    let evaluation = evaluate(&fuel_retailer(), rsd(), &receipt(MONDAY, lines), &[]);
    assert_eq!(earned(&evaluation), vec![("rule 1", 1800), ("rule 2", 185), ("rule 3", 50)]);
    let lines: Vec<_> = (0..3).map(|index| lines_of(&evaluation, index)).collect();
    assert_eq!(lines, vec![vec![(1, 1800)], vec![(2, 185)], vec![(4, 50)]]);
    assert_eq!(evaluation.passed_over, Vec::new());
}

#[test]
fn caps_bind_by_litres_and_amount_in_a_day_a_week_and_a_month_by_store_and_over_all() {
    let configuration = fuel_retailer();
    let caps = &configuration.earning_rules[0].caps;
    let mut uses = Vec::new();
    for (at, in_store, litres, points, counted, by) in [
        ("2026-11-02T08:00:00", 1, 60, 2700, 60, None),
        ("2026-11-02T12:00:00", 1, 60, 900, 20, Some(0)),
        ("2026-11-02T18:00:00", 2, 60, 1800, 40, Some(1)),
        ("2026-11-02T20:00:00", 2, 10, 0, 0, Some(1)),
        ("2026-11-03T08:00:00", 1, 60, 450, 10, Some(2)),
        ("2026-11-08T08:00:00", 1, 10, 0, 0, Some(2)),
        ("2026-11-09T08:00:00", 1, 60, 900, 20, Some(3)),
        ("2026-11-10T08:00:00", 2, 10, 0, 0, Some(3)),
        ("2026-12-01T08:00:00", 2, 60, 2700, 60, None),
    ] {
        let receipt = fill(at, in_store, litres);
        let evaluation = evaluate(&configuration, rsd(), &receipt, &uses);
        if points == 0 {
            let because = &evaluation.passed_over[0].because;
            assert_eq!(*because, PassedOverBecause::Cap(caps[by.unwrap()]), "{at}");
            continue;
        }
        let given = &evaluation.earned[0];
        let expected = (points, counted * 1000, counted * 20_000);
        assert_eq!((given.points, given.quantity, given.amount), expected, "{at}");
        assert_eq!(given.capped_by, by.map(|by: usize| caps[by]).into_iter().collect::<Vec<_>>(), "{at}");
        uses.extend(uses_of(&evaluation, &receipt));
    }
}

#[test]
fn a_line_that_a_cap_cuts_earns_exactly_in_proportion() {
    let litres = capped(vec![cap(Amount, 500_000, Receipt, AllStores)], of_fuel(1, "l", "4.5"));
    let lines = vec![line(1, "fuel", 50_000, 900_000), line(2, "fuel", 1000, 18_000)];
    let lines = lines.into_iter().map(|line| in_unit("l", line)).collect();
    let evaluation = evaluate(&programme(points(1), vec![litres]), rsd(), &receipt(MONDAY, lines), &[]);
    let line = EarnedLine { line: 1, points: 1250, quantity: 27_777, amount: 500_000 };
    assert_eq!(evaluation.earned[0].lines, vec![line], "five ninths of 225.0, not of 27.777 litres");
}

#[test]
fn points_and_coupons_that_pay_earn_nothing() {
    let mut configuration = fuel_retailer();
    configuration
        .earning_rules
        .push(EarningRule { base: EarningBase::PaidByMoney, ..rule(4, "fuel", percentage("10")) });
    configuration.earning_rules.push(rule(5, "", fixed("5")));
    let mut receipt = fill(MONDAY, 1, 40);
    receipt.tenders =
        vec![TenderFacts::Points(200_000), TenderFacts::Coupon(100_000), TenderFacts::Money(500_000, None)];
    let evaluation = evaluate(&configuration, rsd(), &receipt, &[]);
    assert_eq!(earned(&evaluation), vec![("rule 1", 1350), ("rule 4", 5000), ("rule 5", 50)]);
    let line = EarnedLine { line: 1, points: 1350, quantity: 30_000, amount: 600_000 };
    assert_eq!(evaluation.earned[0].lines, vec![line], "three quarters");

    receipt.tenders = vec![TenderFacts::Points(800_000)];
    let evaluation = evaluate(&configuration, rsd(), &receipt, &[]);
    assert!(evaluation.earned.is_empty());
    assert!(passed_over_of(&evaluation).iter().all(|(_, because)| **because == PassedOverBecause::NoLines));

    receipt.tenders = vec![TenderFacts::Points(1)];
    configuration.earns_where_points_pay = false;
    let evaluation = evaluate(&configuration, rsd(), &receipt, &[]);
    assert!(evaluation.earned.is_empty());
    assert!(passed_over_of(&evaluation).iter().all(|(_, because)| **because == PassedOverBecause::PointsPay));
}

#[test]
fn what_is_handed_back_takes_back_and_no_cap_makes_it_less() {
    let by_day = vec![cap(Quantity, 60_000, Day, AllStores), cap(Times, 1, Day, AllStores)];
    let rules = vec![capped(by_day, of_fuel(1, "l", "4.5")), rule(2, "", fixed("5"))];
    let configuration = programme(points(1), rules);
    let litres = |number: u32, litres: i64| in_unit("l", line(number, "fuel", litres * 1000, litres * 200));
    let both = |taken: i64, back: i64| receipt(MONDAY, vec![litres(1, taken), litres(2, -back)]);

    let more_back = evaluate(&configuration, rsd(), &both(10, 30), &[]);
    assert_eq!(earned(&more_back), vec![("rule 1", -900), ("rule 2", 50)]);
    assert_eq!(lines_of(&more_back, 0), vec![(1, 450), (2, -1350)]);
    assert_eq!(more_back.earned[0].quantity, -20_000);

    let makes_room = evaluate(&configuration, rsd(), &both(70, 10), &[]);
    assert_eq!(lines_of(&makes_room, 0), vec![(1, 3150), (2, -450)]);
    let cut = evaluate(&configuration, rsd(), &both(80, 10), &[]);
    assert_eq!((cut.earned[0].points, lines_of(&cut, 0)), (2700, vec![(1, 3150), (2, -450)]));

    let as_much = evaluate(&configuration, rsd(), &both(10, 10), &[]);
    assert_eq!((as_much.earned[0].points, lines_of(&as_much, 0)), (0, vec![(1, 450), (2, -450)]));

    let only_back = receipt(MONDAY, vec![litres(1, -10)]);
    let uses = uses_of(&evaluate(&configuration, rsd(), &both(20, 10), &[]), &only_back);
    let evaluation = evaluate(&configuration, rsd(), &only_back, &uses);
    assert_eq!(earned(&evaluation), vec![("rule 1", -450)]);
    assert_eq!(passed_over_of(&evaluation), vec![("rule 2", &PassedOverBecause::NoLines)]);
    let again = evaluate(&configuration, rsd(), &both(10, 0), &uses);
    let times = cap(Times, 1, Day, AllStores);
    assert_eq!(again.passed_over[0].because, PassedOverBecause::Cap(times));
}

#[test]
fn what_is_handed_back_takes_no_more_back_than_a_cap_lets_it_earn() {
    let litres =
        |litres: i64| receipt(MONDAY, vec![in_unit("l", line(1, "fuel", litres * 1000, litres * 200))]);
    for (cap, taken) in [
        (cap(Quantity, 60_000, Day, AllStores), -2700),
        (cap(Amount, 12_000, Day, AllStores), -2700),
        (cap(Points, 95, Day, AllStores), -95),
        (cap(Points, 95, Receipt, AllStores), -95),
    ] {
        let configuration = programme(points(1), vec![capped(vec![cap], of_fuel(1, "l", "4.5"))]);
        let back =
            |litres_back: i64, uses: &[RuleUse]| evaluate(&configuration, rsd(), &litres(-litres_back), uses);
        let given = evaluate(&configuration, rsd(), &litres(1_000), &[]);
        assert_eq!(given.earned[0].points, -taken, "{cap:?}");
        // After what was bought on the day, it takes back as much; and once more as much, as if bought on another day.
        let mut uses = uses_of(&given, &litres(1_000));
        for _ in 0..2 {
            let evaluation = back(1_000, &uses);
            assert_eq!(earned(&evaluation), vec![("rule 1", taken)], "{cap:?}");
            assert_eq!(evaluation.earned[0].capped_by, vec![cap]);
            uses.extend(uses_of(&evaluation, &litres(-1_000)));
        }
        if cap.per == Day {
            assert_eq!(back(1_000, &uses).passed_over[0].because, PassedOverBecause::Cap(cap));
        }
        assert_eq!(back(1, &[]).earned[0].points, -45);
    }
}

#[test]
fn a_salon_gives_points_for_a_visit_and_for_each_whole_thousand() {
    let whole =
        EarningEffect::PerAmount(PointRate { points: "1".parse().unwrap(), per: 100_000, whole: true });
    let rules = vec![rule(1, "", fixed("50")), rule(2, "service", whole), rule(3, "goods", fixed("10"))];
    let lines = vec![line(1, "service/hair", 1000, 250_000), line(2, "service/nails", 1000, 170_000)];
    let receipt = receipt(MONDAY, lines);
    let evaluation = evaluate(&programme(points(0), rules.clone()), rsd(), &receipt, &[]);
    assert_eq!(earned(&evaluation), vec![("rule 1", 50), ("rule 2", 4)]);
    assert_eq!(lines_of(&evaluation, 0), vec![(1, 30), (2, 20)]);
    assert_eq!(lines_of(&evaluation, 1), vec![(1, 2), (2, 2)]);
    assert_eq!(passed_over_of(&evaluation), vec![("rule 3", &PassedOverBecause::NoLines)]);

    let by_line = PointType { rounding_level: RoundingLevel::Line, ..points(0) };
    let evaluation = evaluate(&programme(by_line, rules), rsd(), &receipt, &[]);
    assert_eq!(earned(&evaluation), vec![("rule 1", 50), ("rule 2", 3)]);
    assert_eq!(lines_of(&evaluation, 1), vec![(1, 2), (2, 1)]);
}

#[test]
fn of_a_group_the_best_or_the_first_one_gives_alone() {
    let amount = |total| receipt(MONDAY, vec![line(1, "shop", 1000, total)]);
    for (mode, total, expected, other) in [
        (BestOf, 2000, ("rule 2", 30), ("rule 1", 2)),
        (BestOf, 5000, ("rule 1", 50), ("rule 2", 1)),
        (BestOf, 3000, ("rule 1", 30), ("rule 2", 1)),
        (First, 2000, ("rule 1", 20), ("rule 2", 1)),
        (First, 50, ("rule 2", 30), ("rule 1", 0)),
    ] {
        let rules =
            vec![stacked(mode, rule(1, "", per_amount("1", 100))), stacked(mode, rule(2, "", fixed("30")))];
        let evaluation = evaluate(&programme(points(0), rules), rsd(), &amount(total), &[]);
        assert_eq!(earned(&evaluation), vec![expected], "{mode} of {total}");
        let because = match other.1 {
            0 => PassedOverBecause::GivesNothing,
            by => PassedOverBecause::OutdoneBy(rule_id(by)),
        };
        assert_eq!(passed_over_of(&evaluation), vec![(other.0, &because)], "{mode} of {total}");
    }
    let mut configuration = programme(points(0), Vec::new());
    configuration.point_types.push(PointType { code: "stamps".parse().unwrap(), ..points(0) });
    let stamps = EarningRule { point_type: "stamps".parse().unwrap(), ..rule(2, "", fixed("1")) };
    configuration.earning_rules = vec![stacked(BestOf, rule(1, "", fixed("5"))), stacked(BestOf, stamps)];
    let evaluation = evaluate(&configuration, rsd(), &amount(100), &[]);
    assert_eq!(earned(&evaluation), vec![("rule 1", 5), ("rule 2", 1)], "other points are another group");
}

#[test]
fn of_those_that_take_back_the_one_that_would_have_given_the_most_does() {
    let rules = vec![
        stacked(BestOf, rule(1, "", per_amount("1", 100))),
        stacked(BestOf, rule(2, "", per_amount("2", 100))),
    ];
    let configuration = programme(points(0), rules);
    let back = receipt(MONDAY, vec![line(1, "shop", -1000, -500)]);
    assert_eq!(earned(&evaluate(&configuration, rsd(), &back, &[])), vec![("rule 2", -10)]);
}

fn base_of(number: u8) -> EarningRule {
    rule(number, "", per_amount("1", 100))
}

#[test]
fn a_multiplier_adds_to_what_stands_of_the_rules_before_it() {
    let lines = vec![line(1, "coffee", 1000, 1000), line(2, "cake", 1000, 500)];
    let receipt = receipt(MONDAY, lines);
    let at_most = |most| vec![cap(Points, most, Receipt, AllStores)];
    let give = |rules| evaluate(&programme(points(0), rules), rsd(), &receipt, &[]);

    let twice = give(vec![base_of(1), rule(2, "coffee", multiplier("2"))]);
    assert_eq!((earned(&twice), lines_of(&twice, 1)), (vec![("rule 1", 15), ("rule 2", 10)], vec![(1, 10)]));
    let cut = give(vec![capped(at_most(6), base_of(1)), rule(2, "coffee", multiplier("2"))]);
    assert_eq!((earned(&cut), lines_of(&cut, 0)), (vec![("rule 1", 6), ("rule 2", 4)], vec![(1, 4), (2, 2)]));
    let bounded = give(vec![base_of(1), capped(at_most(3), rule(2, "", multiplier("2")))]);
    assert_eq!(lines_of(&bounded, 1), vec![(1, 2), (2, 1)]);
    let half_more = give(vec![base_of(1), rule(2, "cake", multiplier("1.5"))]);
    assert_eq!(earned(&half_more), vec![("rule 1", 15), ("rule 2", 2)]);
    let both = give(vec![base_of(1), rule(2, "", multiplier("2")), rule(3, "", multiplier("3"))]);
    assert_eq!(earned(&both), vec![("rule 1", 15), ("rule 2", 15), ("rule 3", 60)]);
    let too_early = give(vec![rule(2, "", multiplier("2")), base_of(1)]);
    assert_eq!(passed_over_of(&too_early), vec![("rule 2", &PassedOverBecause::GivesNothing)]);

    let of_group = |number, factor| stacked(BestOf, rule(number, "", multiplier(factor)));
    let best = give(vec![base_of(1), of_group(2, "2"), of_group(3, "3")]);
    assert_eq!(earned(&best), vec![("rule 1", 15), ("rule 3", 30)]);
    let instead = give(vec![stacked(BestOf, rule(1, "", fixed("50"))), base_of(4), of_group(2, "2")]);
    assert_eq!(earned(&instead), vec![("rule 1", 50), ("rule 4", 15)], "never on another one of its group");
    let outdone = give(vec![
        stacked(BestOf, rule(1, "", fixed("10"))),
        rule(2, "", multiplier("2")),
        stacked(BestOf, rule(3, "", fixed("20"))),
    ]);
    assert_eq!(earned(&outdone), vec![("rule 3", 20)], "nothing for what was outdone later");
}

#[test]
fn a_rule_that_does_not_hold_is_passed_over_with_the_reason() {
    let mut early = rule(1, "", fixed("5"));
    early.validity.from = Some("2026-12-01".parse().unwrap());
    let mut large = rule(2, "", fixed("5"));
    let total = ReceiptTest::Total { from: Some(1000), to: None };
    large.when = Some(ReceiptCondition::All(vec![ReceiptCondition::Test(total)]));
    let small = rule(3, "", per_amount("1", 10_000));
    let mut configuration = programme(points(0), vec![early, large, small]);
    let receipt = receipt(MONDAY, vec![line(1, "shop", 1000, 100)]);
    let evaluation = evaluate(&configuration, rsd(), &receipt, &[]);
    let lacks = PassedOverBecause::ReceiptCondition(ConditionFault { path: "all/0".to_owned() });
    assert_eq!(
        passed_over_of(&evaluation),
        vec![
            ("rule 1", &PassedOverBecause::NotThen),
            ("rule 2", &lacks),
            ("rule 3", &PassedOverBecause::GivesNothing),
        ]
    );
    let words: Vec<_> = evaluation.passed_over.iter().map(|passed| passed.because.reason().name()).collect();
    assert_eq!(words, vec!["not_then", "condition", "gives_nothing"]);
    configuration.stores = BTreeSet::from([store(2)]);
    let elsewhere = evaluate(&configuration, rsd(), &receipt, &[]);
    assert!(passed_over_of(&elsewhere).iter().all(|(_, because)| **because == PassedOverBecause::OtherStore));
    assert_eq!(elsewhere.passed_over.len(), 3);
}
