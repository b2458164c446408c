//! Tests of what filters mean on given days.

use chrono::{Datelike, Duration};
use regulars_kernel::{Date, Instant, MerchantCalendar};
use serde_json::{Value, json};

use crate::{
    BuiltIn, DateField, Filter, FilterNotReady, HalfOpenRange, InstantField, MonthDayRange, ResolvedFilter,
    ResolvedPurchases, SegmentReference,
};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The filter at noon of a day in Belgrade.
fn resolve_on(today: &str, filter: &Filter) -> ResolvedFilter {
    let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
    filter.resolve(&calendar, calendar.start_of_day(date(today)) + Duration::hours(12)).unwrap()
}

fn resolved(today: &str, value: &Value) -> ResolvedFilter {
    resolve_on(today, &Filter::parse(value).unwrap())
}

fn between<T>(from: T, until: T) -> HalfOpenRange<T> {
    HalfOpenRange { from: Some(from), until: Some(until) }
}

fn lost_before(today: &str) -> Instant {
    match resolve_on(today, &BuiltIn::Lost.filter()) {
        ResolvedFilter::Instant(
            InstantField::LastPurchaseAt,
            HalfOpenRange { from: None, until: Some(until) },
        ) => until,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lost_means_nothing_since_the_start_of_the_day_eight_months_ago() {
    // 2026-03-21 00:00 in Belgrade is still winter time, and so is 2026-02-28.
    assert_eq!(lost_before("2026-11-21"), instant("2026-03-20T23:00:00Z"));
    assert_eq!(lost_before("2026-10-31"), instant("2026-02-27T23:00:00Z"));
    assert_eq!(lost_before("2024-10-31"), instant("2024-02-28T23:00:00Z"));
    assert_eq!(lost_before("2026-12-21"), instant("2026-04-20T22:00:00Z"));
    assert_eq!(lost_before("2026-03-05"), instant("2025-07-04T22:00:00Z"));
}

#[test]
fn the_day_is_that_of_the_merchant() {
    let lost_at = |zone: &str, now: &str| {
        let calendar = MerchantCalendar::of_zone(zone).unwrap();
        BuiltIn::Lost.filter().resolve(&calendar, instant(now)).unwrap()
    };
    let before = |until: &str| {
        let range = HalfOpenRange { from: None, until: Some(instant(until)) };
        ResolvedFilter::Instant(InstantField::LastPurchaseAt, range)
    };
    assert_eq!(lost_at("Europe/Belgrade", "2026-11-20T23:30:00Z"), before("2026-03-20T23:00:00Z"));
    assert_eq!(lost_at("UTC", "2026-11-20T23:30:00Z"), before("2026-03-20T00:00:00Z"));
}

#[test]
fn first_purchase_last_month_is_a_range_of_instants() {
    let october = between(instant("2026-09-30T22:00:00Z"), instant("2026-10-31T23:00:00Z"));
    let filter = BuiltIn::FirstPurchaseLastMonth.filter();
    assert_eq!(
        resolve_on("2026-11-21", &filter),
        ResolvedFilter::Instant(InstantField::FirstPurchaseAt, october)
    );
    let december = between(instant("2026-11-30T23:00:00Z"), instant("2026-12-31T23:00:00Z"));
    assert_eq!(
        resolve_on("2027-01-31", &filter),
        ResolvedFilter::Instant(InstantField::FirstPurchaseAt, december)
    );
}

#[test]
fn a_moment_that_ends_a_range_is_inside() {
    let value = |from: Value, to: Value| json!({"field": "created_at", "op": "between", "value": [from, to]});
    let range = |from: &str, until: &str| {
        ResolvedFilter::Instant(InstantField::CreatedAt, between(instant(from), instant(until)))
    };
    assert_eq!(
        resolved("2026-11-21", &value(json!("2026-11-01"), json!({"ago": 1, "unit": "day"}))),
        range("2026-10-31T23:00:00Z", "2026-11-20T23:00:00Z")
    );
    assert_eq!(
        resolved("2026-11-21", &value(json!("2026-11-01T00:00:00Z"), json!("2026-11-02T00:00:00+01:00"))),
        range("2026-11-01T00:00:00Z", "2026-11-01T23:00:00.000001Z")
    );
}

#[test]
fn units_of_distance_follow_the_calendar() {
    let since = |today: &str, count: u32, unit: &str| {
        let value =
            json!({"field": "birth_date", "op": "on_or_after", "value": {"ago": count, "unit": unit}});
        match resolved(today, &value) {
            ResolvedFilter::Date(DateField::BirthDate, HalfOpenRange { from: Some(from), until: None }) => {
                from
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(since("2026-11-21", 0, "day"), date("2026-11-21"));
    assert_eq!(since("2026-11-21", 30, "day"), date("2026-10-22"));
    assert_eq!(since("2026-11-21", 2, "week"), date("2026-11-07"));
    assert_eq!(since("2026-03-31", 1, "month"), date("2026-02-28"));
    assert_eq!(since("2028-02-29", 1, "year"), date("2027-02-28"));
    assert_eq!(since("2028-02-29", 4, "year"), date("2024-02-29"));
}

fn birth_dates(today: &str, operator: &str, value: Value) -> HalfOpenRange<Date> {
    match resolved(today, &json!({"field": "age", "op": operator, "value": value})) {
        ResolvedFilter::Date(DateField::BirthDate, range) => range,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_age_is_a_range_of_birth_dates() {
    let today = "2026-11-21";
    assert_eq!(birth_dates(today, "eq", json!(18)), between(date("2007-11-22"), date("2008-11-22")));
    assert_eq!(
        birth_dates(today, "between", json!([18, 25])),
        between(date("2000-11-22"), date("2008-11-22"))
    );
    let open = |from, until| HalfOpenRange { from, until };
    assert_eq!(birth_dates(today, "gte", json!(18)), open(None, Some(date("2008-11-22"))));
    assert_eq!(birth_dates(today, "gt", json!(18)), open(None, Some(date("2007-11-22"))));
    assert_eq!(birth_dates(today, "lt", json!(18)), open(Some(date("2008-11-22")), None));
    assert_eq!(birth_dates(today, "lte", json!(18)), open(Some(date("2007-11-22")), None));
    assert_eq!(birth_dates(today, "eq", json!(0)), between(date("2025-11-22"), date("2026-11-22")));
}

#[test]
fn who_was_born_on_a_leap_day_completes_a_year_on_28_february_of_common_years() {
    let of_age_18 = |today: &str| birth_dates(today, "gte", json!(18)).contains(&date("2008-02-29"));
    assert!(!of_age_18("2026-02-27"));
    assert!(of_age_18("2026-02-28"));
    let of_age_20 = |today: &str| birth_dates(today, "gte", json!(20)).contains(&date("2008-02-29"));
    assert!(!of_age_20("2028-02-28"));
    assert!(of_age_20("2028-02-29"));
}

#[test]
fn everybody_has_exactly_one_age_and_the_operators_agree() {
    for today in ["2026-02-28", "2026-03-01", "2028-02-28", "2028-02-29", "2028-03-01", "2026-11-21"] {
        let mut born = date("2004-02-01");
        while born < date("2008-04-01") {
            let ages: Vec<i64> =
                (0..40).filter(|age| birth_dates(today, "eq", json!(age)).contains(&born)).collect();
            assert_eq!(ages.len(), 1, "{born} on {today}");
            assert!(birth_dates(today, "gte", json!(ages[0])).contains(&born));
            assert!(birth_dates(today, "lte", json!(ages[0])).contains(&born));
            assert!(!birth_dates(today, "gt", json!(ages[0])).contains(&born));
            assert!(!birth_dates(today, "lt", json!(ages[0])).contains(&born));
            born = born.succ_opt().unwrap();
        }
    }
}

fn days_of_year(today: &str, from_days: i32, to_days: i32) -> Vec<(u32, u32)> {
    let value = json!({"anniversary": {"of": "birth_date", "from_days": from_days, "to_days": to_days}});
    match resolved(today, &value) {
        ResolvedFilter::MonthDay(ranges) => {
            ranges.into_iter().map(|MonthDayRange { from, to }| (from, to)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_window_of_birthdays_is_half_open_and_goes_over_the_turn_of_the_year() {
    assert_eq!(days_of_year("2026-11-21", 0, 28), [(1121, 1218)]);
    assert_eq!(days_of_year("2026-12-20", 0, 28), [(101, 116), (1220, 1231)]);
    assert_eq!(days_of_year("2026-01-02", -3, 1), [(101, 102), (1230, 1231)]);
    assert_eq!(days_of_year("2026-01-31", 0, 2), [(131, 201)]);
}

#[test]
fn a_leap_day_is_celebrated_on_28_february_of_common_years() {
    assert_eq!(days_of_year("2026-02-28", 0, 1), [(228, 229)]);
    assert_eq!(days_of_year("2026-03-01", 0, 1), [(301, 301)]);
    assert_eq!(days_of_year("2026-02-27", 0, 1), [(227, 227)]);
    assert_eq!(days_of_year("2028-02-28", 0, 1), [(228, 228)]);
    assert_eq!(days_of_year("2028-02-29", 0, 1), [(229, 229)]);
    assert_eq!(days_of_year("2026-02-01", 0, 28), [(201, 229)]);
}

#[test]
fn a_window_of_a_year_holds_everybody() {
    for today in ["2026-11-21", "2027-03-01", "2027-12-31", "2028-01-01", "2028-02-29", "2028-03-01"] {
        assert_eq!(days_of_year(today, 0, 366), [(101, 1231)], "{today}");
        assert_eq!(days_of_year(today, -366, 366), [(101, 1231)], "{today}");
    }
    assert_eq!(days_of_year("2028-01-01", 0, 365), [(101, 1230)]);
}

#[test]
fn every_birthday_is_celebrated_exactly_once_in_every_year() {
    for year in 2026..=2032 {
        let mut celebrations = std::collections::BTreeMap::new();
        let mut day = Date::from_ymd_opt(year, 1, 1).unwrap();
        while day.year() == year {
            for (from, to) in days_of_year(&day.to_string(), 0, 1) {
                for month_day in from..=to {
                    *celebrations.entry(month_day).or_insert(0) += 1;
                }
            }
            day = day.succ_opt().unwrap();
        }
        assert_eq!(celebrations.len(), 366, "{year}");
        assert!(celebrations.values().all(|count| *count == 1), "{year}");
    }
}

#[test]
fn the_lifecycle_is_a_range_of_latest_purchases() {
    let boundary = instant("2026-03-20T23:00:00Z");
    let latest = |range| ResolvedFilter::Instant(InstantField::LastPurchaseAt, range);
    let lifecycle =
        |value: &str| resolved("2026-11-21", &json!({"field": "lifecycle", "op": "eq", "value": value}));
    assert_eq!(
        lifecycle("prospect"),
        ResolvedFilter::Any(vec![latest(HalfOpenRange::unbounded()).negated()])
    );
    let active = latest(HalfOpenRange { from: Some(boundary), until: None });
    assert_eq!(lifecycle("active"), ResolvedFilter::Any(vec![active]));
    let lost = resolve_on("2026-11-21", &BuiltIn::Lost.filter());
    assert_eq!(lifecycle("lost"), ResolvedFilter::Any(vec![lost]));
}

fn purchases(today: &str, members: Value) -> ResolvedPurchases {
    match resolved(today, &json!({ "purchases": members })) {
        ResolvedFilter::Purchases(condition) => condition,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_period_is_a_range_of_instants() {
    let period = |within: Value| {
        purchases("2026-11-21", json!({"fn": "count", "within": within, "op": "gte", "value": 1})).period
    };
    let open = |from, until| HalfOpenRange { from, until };
    let summer = instant("2026-08-22T22:00:00Z");
    assert_eq!(period(json!({"last": 90, "unit": "day"})), open(Some(summer), None));
    let november = between(instant("2026-10-31T23:00:00Z"), instant("2026-11-30T23:00:00Z"));
    assert_eq!(period(json!({"month": 0})), november);
    assert_eq!(period(json!({"from": "2026-11-01", "to": "2026-11-30"})), november);
    assert_eq!(period(json!({"to": "2026-11-30"})), open(None, november.until));
}

#[test]
fn tests_of_the_same_column_are_one_list() {
    let test = |field: &str, values: &[&str]| json!({"field": field, "op": "in", "value": values});
    let condition = purchases(
        "2026-11-21",
        json!({"fn": "count", "where": {"all": [
            test("sku", &["A", "B", "C"]), test("sku", &["C", "B"]), test("category", &["x"]), test("category", &["y"]),
        ]}, "op": "gte", "value": 1}),
    );
    assert_eq!(condition.skus, Some(vec!["B".to_owned(), "C".to_owned()]));
    assert_eq!(condition.categories, Some(Vec::new()));
    assert_eq!(condition.stores, None);
    assert!(condition.reduces_to_lines());
}

#[test]
fn a_reference_must_be_inlined_first() {
    let reference = SegmentReference::BuiltIn(BuiltIn::Lost);
    let calendar = MerchantCalendar::of_zone("UTC").unwrap();
    let filter = Filter::Not(Box::new(Filter::Segment(reference)));
    assert_eq!(
        filter.resolve(&calendar, instant("2026-11-21T00:00:00Z")),
        Err(FilterNotReady::Segment(reference))
    );
}
