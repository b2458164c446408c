//! Tests of the grammar.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::arbitrary::filter_with_references;
use crate::{BuiltIn, Filter, FilterErrorCode};

/// The faults of a filter as pointer and code.
fn faults(value: &Value) -> Vec<(String, &'static str)> {
    let errors = Filter::parse(value).unwrap_err();
    errors.into_iter().map(|error| (error.pointer, error.code.name())).collect()
}

fn assert_fault(value: &Value, pointer: &str, code: FilterErrorCode) {
    assert_eq!(faults(value), [(pointer.to_owned(), code.name())], "{value}");
}

/// A filter that reads, and is written as it was.
fn assert_kept(value: &Value) {
    let filter = Filter::parse(value).unwrap_or_else(|errors| panic!("{value}: {errors:?}"));
    assert_eq!(filter.to_json(), *value);
}

#[test]
fn every_kind_of_condition_is_read() {
    for value in [
        json!({"all": []}),
        json!({"any": [{"tag": "vip"}, {"not": {"segment": "lost"}}]}),
        json!({"segment": "01900000-0000-7000-8000-000000000001"}),
        json!({"consent": {"purpose": "advertising", "channel": "email", "state": "granted"}}),
        json!({"consent": {"purpose": "profiling", "state": "refused"}}),
        json!({"anniversary": {"of": "birth_date", "from_days": 0, "to_days": 28}}),
        json!({"reaction": {"newsletter": "01900000-0000-7000-8000-000000000001", "kind": "not_opened"}}),
        json!({"reaction": {"newsletter": "01900000-0000-7000-8000-000000000001", "kind": "clicked",
            "link": "https://shop.example/a?b=1"}}),
        json!({"field": "city", "op": "in", "value": ["Novi Sad"]}),
        json!({"field": "city", "op": "not_exists"}),
        json!({"field": "type", "op": "not_in", "value": ["member", "non_member"]}),
        json!({"field": "age", "op": "between", "value": [18, 25]}),
        json!({"field": "purchase_total", "op": "gte", "value": 100_000}),
        json!({"field": "birth_date", "op": "before", "value": "1990-01-01"}),
        json!({"field": "last_purchase_at", "op": "before", "value": {"ago": 8, "unit": "month"}}),
        json!({"field": "created_at", "op": "between", "value": ["2026-01-01", "2026-11-21T10:00:00.5Z"]}),
        json!({"field": "first_purchase_at", "op": "in_month", "value": -1}),
        json!({"field": "email_verified", "op": "ne", "value": true}),
    ] {
        match Filter::parse(&value) {
            Ok(filter) if value.to_string().contains("00.5Z") => {
                assert!(filter.to_json().to_string().contains("2026-11-21T10:00:00.500Z"));
            }
            Ok(_) => assert_kept(&value),
            Err(errors) => panic!("{value}: {errors:?}"),
        }
    }
}

#[test]
fn every_kind_of_purchases_condition_is_read() {
    let store = "01900000-0000-7000-8000-000000000001";
    for members in [
        json!({"fn": "sum", "of": "total", "within": {"last": 90, "unit": "day"}, "op": "gte", "value": 100_000}),
        json!({"fn": "count", "of": "lines", "within": {"month": -1}, "op": "between", "value": [1, 3]}),
        json!({"fn": "avg", "of": "line_total", "within": {"from": "2026-01-01"}, "op": "lt", "value": 5}),
        json!({"fn": "max", "of": "quantity", "op": "gt", "value": "10.250"}),
        json!({"fn": "distinct", "of": "stores", "within": {"from": "2026-01-01", "to": "2026-06-30"}, "op": "ne", "value": 2}),
        json!({"fn": "distinct", "of": "days", "where": {"field": "store_id", "op": "eq", "value": store}, "op": "eq", "value": 2}),
        json!({"fn": "share", "of": "purchases", "where": {"field": "sku", "op": "eq", "value": "A"}, "op": "gt", "value": 0}),
        json!({"fn": "share", "of": "quantity", "where": {"field": "sku", "op": "eq", "value": "A"},
            "within": {"month": -1}, "op": "between", "value": [0, 100]}),
        json!({"fn": "sum", "of": "quantity", "where": {"all": [
            {"field": "category", "op": "in", "value": ["fuel"]},
            {"field": "sku", "op": "eq", "value": "DIESEL"},
        ]}, "op": "eq", "value": "0.000"}),
    ] {
        assert_kept(&json!({ "purchases": members }));
    }
    let short = Filter::parse(&json!({"purchases": {"fn": "count", "op": "gte", "value": 1}})).unwrap();
    let long = json!({"purchases": {"fn": "count", "of": "purchases", "op": "gte", "value": 1}});
    assert_eq!(short.to_json(), long);
}

#[test]
fn conditions_on_points_and_programmes_are_read() {
    let club = "01900000-0000-7000-8000-000000000001";
    let month = json!({"last": 1, "unit": "month"});
    for value in [
        json!({"points": {"of": "balance", "type": "points", "op": "lt", "value": -5}}),
        json!({"points": {"of": "earned", "type": "points", "programme_id": club, "within": month,
            "op": "between", "value": [1, 100]}}),
        json!({"points": {"of": "expiring", "type": "stars", "days": 0, "op": "gte", "value": 1}}),
        json!({"programme": {}}),
        json!({"programme": {"programme_id": club, "joined": month}}),
    ] {
        assert_kept(&value);
    }
    let any = json!({"points": {"of": "balance", "op": "gte", "value": 1}});
    assert_eq!(Filter::parse(&json!({"points": {}})).unwrap().to_json(), any);
    let soon = Filter::parse(&json!({"points": {"of": "expiring", "type": "points"}})).unwrap();
    let written = json!({"of": "expiring", "type": "points", "days": 30, "op": "gte", "value": 1});
    assert_eq!(soon.to_json(), json!({ "points": written }));
    for (value, pointer, code) in [
        (json!({"points": {"type": 5}}), "/points/type", FilterErrorCode::WrongType),
        (json!({"points": {"op": "gt"}}), "/points/value", FilterErrorCode::MissingKey),
        (json!({"points": {"of": "lost", "type": "a"}}), "/points/of", FilterErrorCode::InvalidValue),
        (
            json!({"points": {"of": "balance", "type": "a", "within": month}}),
            "/points/within",
            FilterErrorCode::UnknownKey,
        ),
        (
            json!({"points": {"of": "spent", "type": "a", "days": 3}}),
            "/points/days",
            FilterErrorCode::UnknownKey,
        ),
        (
            json!({"points": {"of": "expiring", "type": "a", "days": 3661}}),
            "/points/days",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"programme": {"programme_id": "Klub"}}),
            "/programme/programme_id",
            FilterErrorCode::InvalidValue,
        ),
        (json!({"programme": {"tier": "gold"}}), "/programme/tier", FilterErrorCode::UnknownKey),
    ] {
        assert_fault(&value, pointer, code);
    }
}

#[test]
fn conditions_on_tiers_coupons_and_rewards_are_read() {
    let id = "01900000-0000-7000-8000-000000000001";
    let month = json!({"last": 1, "unit": "month"});
    for value in [
        json!({"tier": {}}),
        json!({"tier": {"programme_id": id, "in": ["gold", "silver"], "on": "2026-01-31"}}),
        json!({"tier": {"in": ["gold"], "on": {"ago": 3, "unit": "month"}}}),
        json!({"coupons": {"op": "eq", "value": 0}}),
        json!({"coupons": {"campaign_id": id, "within": month, "op": "between", "value": [1, 3]}}),
        json!({"rewards": {"reward_id": id, "within": {"from": "2026-01-01"}, "op": "ne", "value": 2}}),
    ] {
        assert_kept(&value);
    }
    let any = json!({"coupons": {"op": "gte", "value": 1}});
    assert_eq!(Filter::parse(&json!({"coupons": {}})).unwrap().to_json(), any);
    let tree = json!({"any": [{"rewards": {"reward_id": id}}, {"not": {"coupons": {"campaign_id": id}}}, {"rewards": {}}]});
    let named: Vec<String> =
        Filter::parse(&tree).unwrap().redeemed().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(named, ["/any/0/rewards/reward_id", "/any/1/not/coupons/campaign_id"]);
    for (value, pointer, code) in [
        (json!({"tier": {"in": []}}), "/tier/in", FilterErrorCode::EmptyList),
        (json!({"tier": {"in": "gold"}}), "/tier/in", FilterErrorCode::WrongType),
        (json!({"tier": {"in": ["gold", 7]}}), "/tier/in/1", FilterErrorCode::WrongType),
        (json!({"tier": {"on": "yesterday"}}), "/tier/on", FilterErrorCode::InvalidValue),
        (json!({"tier": {"was": "gold"}}), "/tier/was", FilterErrorCode::UnknownKey),
        (json!({"coupons": {"campaign_id": "Leto"}}), "/coupons/campaign_id", FilterErrorCode::InvalidValue),
        (json!({"coupons": {"reward_id": id}}), "/coupons/reward_id", FilterErrorCode::UnknownKey),
        (json!({"rewards": {"op": "gte"}}), "/rewards/value", FilterErrorCode::MissingKey),
        (json!({"rewards": {"op": "gte", "value": -1}}), "/rewards/value", FilterErrorCode::InvalidValue),
    ] {
        assert_fault(&value, pointer, code);
    }
}

#[test]
fn conditions_on_service_cases_are_read() {
    let user = "01900000-0000-7000-8000-000000000001";
    for members in [
        json!({"state": ["open", "waiting"], "overdue": true, "op": "gte", "value": 1}),
        json!({"assignee_id": user, "within": {"last": 30, "unit": "day"}, "op": "eq", "value": 0}),
        json!({"assignee_id": null, "overdue": false, "op": "between", "value": [1, 2]}),
    ] {
        assert_kept(&json!({ "cases": members }));
    }
    let any = json!({"cases": {"op": "gte", "value": 1}});
    assert_eq!(Filter::parse(&json!({"cases": {}})).unwrap().to_json(), any);
    let one = Filter::parse(&json!({"cases": {"state": "open"}})).unwrap();
    assert_eq!(one.to_json(), json!({"cases": {"state": ["open"], "op": "gte", "value": 1}}));
    for (members, pointer, code) in [
        (json!({"state": "lost"}), "/cases/state", FilterErrorCode::InvalidValue),
        (json!({"state": []}), "/cases/state", FilterErrorCode::EmptyList),
        (json!({"overdue": "yes"}), "/cases/overdue", FilterErrorCode::WrongType),
        (json!({"assignee_id": "Ana"}), "/cases/assignee_id", FilterErrorCode::InvalidValue),
        (json!({"op": "gte"}), "/cases/value", FilterErrorCode::MissingKey),
        (json!({"value": 1}), "/cases/op", FilterErrorCode::MissingKey),
        (json!({"op": "gte", "value": -1}), "/cases/value", FilterErrorCode::InvalidValue),
        (json!({"subject": "late"}), "/cases/subject", FilterErrorCode::UnknownKey),
    ] {
        assert_fault(&json!({ "cases": members }), pointer, code);
    }
}

#[test]
fn built_in_groups_are_filters_of_the_same_grammar() {
    for group in BuiltIn::ALL {
        assert_eq!(Filter::parse(&group.filter().to_json()), Ok(group.filter()));
    }
}

#[test]
fn what_is_no_condition_is_refused() {
    assert_fault(&json!([]), "", FilterErrorCode::WrongType);
    assert_fault(&json!({}), "", FilterErrorCode::UnknownCondition);
    assert_fault(&json!({"or": []}), "", FilterErrorCode::UnknownCondition);
    assert_fault(&json!({"all": {}}), "/all", FilterErrorCode::WrongType);
    assert_fault(&json!({"all": [], "any": []}), "/any", FilterErrorCode::UnknownKey);
    assert_fault(&json!({"tag": "vip", "a/b~c": 1}), "/a~1b~0c", FilterErrorCode::UnknownKey);
    assert_fault(&json!({"tag": " "}), "/tag", FilterErrorCode::InvalidValue);
    assert_fault(&json!({"tag": "a\u{0}b"}), "/tag", FilterErrorCode::InvalidValue);
    assert_fault(&json!({"tag": "x".repeat(201)}), "/tag", FilterErrorCode::InvalidValue);
    assert_fault(&json!({"segment": "winners"}), "/segment", FilterErrorCode::InvalidValue);
    assert_fault(
        &json!({"consent": {"purpose": "advertising", "state": "maybe"}}),
        "/consent/state",
        FilterErrorCode::InvalidValue,
    );
    let newsletter = "01900000-0000-7000-8000-000000000001";
    assert_fault(
        &json!({"reaction": {"newsletter": newsletter, "kind": "opened", "link": "https://a.example"}}),
        "/reaction/link",
        FilterErrorCode::UnknownKey,
    );
    assert_fault(
        &json!({"reaction": {"newsletter": newsletter, "kind": "clicked", "link": ""}}),
        "/reaction/link",
        FilterErrorCode::InvalidValue,
    );
    assert_fault(
        &json!({"reaction": {"newsletter": "first", "kind": "clicked"}}),
        "/reaction/newsletter",
        FilterErrorCode::InvalidValue,
    );
    assert_fault(
        &json!({"anniversary": {"of": "birth_date", "from_days": 7, "to_days": 7}}),
        "/anniversary/to_days",
        FilterErrorCode::EmptyRange,
    );
    assert_fault(
        &json!({"anniversary": {"of": "birth_date", "from_days": 0, "to_days": 367}}),
        "/anniversary/to_days",
        FilterErrorCode::InvalidValue,
    );
}

#[test]
fn a_field_is_compared_by_its_own_operators_and_values_only() {
    let cases = [
        (json!({"field": "shoe_size", "op": "eq", "value": 1}), "/field", FilterErrorCode::UnknownField),
        (json!({"field": "city", "op": "gt", "value": "a"}), "/op", FilterErrorCode::UnknownOperator),
        (json!({"field": "type", "op": "exists"}), "/op", FilterErrorCode::UnknownOperator),
        (
            json!({"field": "birth_date", "op": "in_month", "value": 0}),
            "/op",
            FilterErrorCode::UnknownOperator,
        ),
        (json!({"field": "city", "op": "eq"}), "/value", FilterErrorCode::MissingKey),
        (json!({"field": "city", "op": "exists", "value": true}), "/value", FilterErrorCode::UnknownKey),
        (json!({"field": "city", "op": "eq", "value": 21000}), "/value", FilterErrorCode::WrongType),
        (json!({"field": "city", "op": "in", "value": []}), "/value", FilterErrorCode::EmptyList),
        (json!({"field": "city", "op": "in", "value": ["a", null]}), "/value/1", FilterErrorCode::WrongType),
        (json!({"field": "type", "op": "eq", "value": "guest"}), "/value", FilterErrorCode::InvalidValue),
        (json!({"field": "age", "op": "gte", "value": 18.5}), "/value", FilterErrorCode::WrongType),
        (json!({"field": "age", "op": "gte", "value": -1}), "/value", FilterErrorCode::InvalidValue),
        (json!({"field": "age", "op": "between", "value": [25, 18]}), "/value", FilterErrorCode::EmptyRange),
        (json!({"field": "age", "op": "between", "value": [18]}), "/value", FilterErrorCode::InvalidValue),
        (
            json!({"field": "purchase_total", "op": "gt", "value": 1_000_000_000_001_i64}),
            "/value",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "birth_date", "op": "eq", "value": "2026-02-29"}),
            "/value",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "birth_date", "op": "eq", "value": "2026-2-9"}),
            "/value",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "birth_date", "op": "eq", "value": "0026-02-09"}),
            "/value",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "created_at", "op": "before", "value": "2026-11-21T10:00:00"}),
            "/value",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "created_at", "op": "before", "value": {"ago": -8, "unit": "month"}}),
            "/value/ago",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "created_at", "op": "before", "value": {"ago": 8, "unit": "moon"}}),
            "/value/unit",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "created_at", "op": "in_month", "value": 1201}),
            "/value",
            FilterErrorCode::InvalidValue,
        ),
        (
            json!({"field": "email_verified", "op": "eq", "value": "yes"}),
            "/value",
            FilterErrorCode::WrongType,
        ),
    ];
    for (value, pointer, code) in cases {
        assert_fault(&value, pointer, code);
    }
}

#[test]
fn a_figure_fits_its_function_and_its_value() {
    let fault = |members: Value, pointer: &str, code| {
        assert_fault(&json!({ "purchases": members }), &format!("/purchases{pointer}"), code);
    };
    fault(
        json!({"fn": "median", "of": "total", "op": "gt", "value": 1}),
        "/fn",
        FilterErrorCode::InvalidValue,
    );
    fault(json!({"fn": "sum", "op": "gt", "value": 1}), "/of", FilterErrorCode::MissingKey);
    fault(
        json!({"fn": "share", "of": "total", "op": "gt", "value": 1}),
        "/where",
        FilterErrorCode::MissingKey,
    );
    let of_nothing = json!({"fn": "share", "of": "total", "where": {"all": []}, "op": "gt", "value": 1});
    fault(of_nothing, "/where", FilterErrorCode::MissingKey);
    let fuel = json!({"field": "category", "op": "eq", "value": "fuel"});
    let too_much = json!({"fn": "share", "of": "total", "where": fuel, "op": "gt", "value": 101});
    fault(too_much, "/value", FilterErrorCode::InvalidValue);
    let of_stores = json!({"fn": "share", "of": "stores", "where": fuel, "op": "gt", "value": 1});
    fault(of_stores, "/of", FilterErrorCode::InvalidValue);
    fault(json!({"fn": "sum", "of": "stores", "op": "gt", "value": 1}), "/of", FilterErrorCode::InvalidValue);
    fault(json!({"fn": "count", "op": "in", "value": [1]}), "/op", FilterErrorCode::UnknownOperator);
    fault(
        json!({"fn": "sum", "of": "quantity", "op": "gt", "value": 1.5}),
        "/value",
        FilterErrorCode::WrongType,
    );
    fault(
        json!({"fn": "sum", "of": "quantity", "op": "gt", "value": "1.2345"}),
        "/value",
        FilterErrorCode::InvalidValue,
    );
    fault(
        json!({"fn": "count", "op": "gt", "value": 1, "within": {"last": 9}}),
        "/within/unit",
        FilterErrorCode::MissingKey,
    );
    fault(
        json!({"fn": "count", "op": "gt", "value": 1, "within": {}}),
        "/within",
        FilterErrorCode::MissingKey,
    );
    fault(
        json!({"fn": "count", "op": "gt", "value": 1, "within": {"from": "2026-02-01", "to": "2026-01-01"}}),
        "/within",
        FilterErrorCode::EmptyRange,
    );
    fault(
        json!({"fn": "count", "op": "gt", "value": 1, "where": {"field": "store_id", "op": "eq", "value": "x"}}),
        "/where/value",
        FilterErrorCode::InvalidValue,
    );
    fault(
        json!({"fn": "count", "op": "gt", "value": 1, "where": {"all": [{"field": "price", "op": "eq", "value": "x"}]}}),
        "/where/all/0/field",
        FilterErrorCode::InvalidValue,
    );
}

#[test]
fn every_fault_is_reported() {
    let value = json!({"all": [
        {"field": "shoe_size", "op": "near"},
        {"consent": {"state": "maybe", "colour": 1}},
        {"purchases": {"fn": "sum", "of": "stores"}},
    ]});
    let expected = [
        ("/all/0/field", "unknown_field"),
        ("/all/0/op", "unknown_operator"),
        ("/all/1/consent/colour", "unknown_key"),
        ("/all/1/consent/purpose", "missing_key"),
        ("/all/1/consent/state", "invalid_value"),
        ("/all/2/purchases/of", "invalid_value"),
        ("/all/2/purchases/op", "missing_key"),
        ("/all/2/purchases/value", "missing_key"),
    ];
    assert_eq!(faults(&value), expected.map(|(pointer, code)| (pointer.to_owned(), code)));
}

#[test]
fn a_tree_is_bounded() {
    let tags = |count: usize| json!({"all": vec![json!({"tag": "vip"}); count]});
    assert!(Filter::parse(&tags(Filter::MAX_NODES - 1)).is_ok());
    assert_fault(&tags(Filter::MAX_NODES), "", FilterErrorCode::TooManyNodes);

    let nested = |levels: usize| (1..levels).fold(json!({"tag": "vip"}), |inner, _| json!({ "not": inner }));
    assert!(Filter::parse(&nested(Filter::MAX_DEPTH)).is_ok());
    assert_fault(&nested(Filter::MAX_DEPTH + 1), &"/not".repeat(Filter::MAX_DEPTH), FilterErrorCode::TooDeep);

    let cities = |count: usize| json!({"field": "city", "op": "in", "value": vec!["Novi Sad"; count]});
    assert!(Filter::parse(&cities(Filter::MAX_VALUES)).is_ok());
    assert_fault(&cities(Filter::MAX_VALUES + 1), "/value", FilterErrorCode::TooManyValues);

    let test = json!({"field": "sku", "op": "eq", "value": "x"});
    let tests = |count: usize| json!({"purchases": {"fn": "count", "op": "gt", "value": 1, "where": {"all": vec![test.clone(); count]}}});
    assert!(Filter::parse(&tests(Filter::MAX_NODES - 1)).is_ok());
    assert_fault(&tests(Filter::MAX_NODES), "", FilterErrorCode::TooManyNodes);
}

#[test]
fn a_flood_of_faults_is_cut_and_still_names_the_bound() {
    let errors = Filter::parse(&json!({"all": vec![json!({}); 10_000]})).unwrap_err();
    assert_eq!(errors.len(), 100);
    assert_eq!(errors.last().map(|error| error.code), Some(FilterErrorCode::TooManyNodes));
}

proptest! {
    #[test]
    fn a_filter_reads_back_as_it_was_written(filter in filter_with_references()) {
        let mut read = Filter::parse(&filter.to_json()).unwrap();
        prop_assert_eq!(read.bind_attributes(&crate::arbitrary::attributes()), Ok(()));
        prop_assert_eq!(&read, &filter);
        prop_assert_eq!(Filter::parse_stored(&filter.to_stored_json()), Ok(filter));
    }
}
