//! Tests of who passes a filter.

use std::collections::BTreeMap;

use proptest::prelude::*;
use regulars_kernel::{Channel, ConsentState, Instant, Purpose, StoreId, SurveyId, SurveyKind};
use serde_json::{Value, json};
use uuid::Uuid;

use super::matches;
use crate::arbitrary::{calendar, filter, now, record};
use crate::{
    BuiltIn, Filter, Record, RecordAnswer, RecordCard, RecordConsent, RecordLine, RecordPurchase,
    ResolvedFilter, TextField, fold,
};

fn nobody_special() -> Record {
    Record {
        customer_type: "non_member".to_owned(),
        gender: None,
        language: None,
        created_by: "user".to_owned(),
        texts: BTreeMap::new(),
        email: None,
        email_verified: false,
        phone: None,
        country: None,
        external_id: None,
        cards: Vec::new(),
        birth_date: None,
        created_at: now(),
        updated_at: now(),
        rfm: None,
        regular_since: None,
        last_utm_at: None,
        tags: Vec::new(),
        attributes: BTreeMap::new(),
        consents: Vec::new(),
        purchases: Vec::new(),
        invoices: Vec::new(),
        carts: Vec::new(),
        answers: Vec::new(),
        employments: Vec::new(),
        cases: Vec::new(),
        programmes: Vec::new(),
        points: Vec::new(),
        tiers: Vec::new(),
        redemptions: Vec::new(),
        reactions: Vec::new(),
    }
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

fn store(number: u128) -> StoreId {
    StoreId::new(Uuid::from_u128(number))
}

fn line(sku: &str, category: &str, quantity: i64, total: i64) -> RecordLine {
    RecordLine { sku: sku.to_owned(), category: Some(category.to_owned()), quantity, total }
}

fn purchase(occurred_at: &str, lines: Vec<RecordLine>) -> RecordPurchase {
    let occurred_at = instant(occurred_at);
    RecordPurchase {
        store: Some(store(1)),
        occurred_at,
        business_date: calendar().date_of(occurred_at),
        total: lines.iter().map(|line| line.total).sum(),
        fully_refunded: lines.iter().all(|line| line.quantity == 0),
        lines,
    }
}

fn bought_at(instants: &[&str]) -> Record {
    let purchases = instants.iter().map(|at| purchase(at, vec![line("A", "a", 1000, 100)])).collect();
    Record { purchases, ..nobody_special() }
}

fn given_back(occurred_at: &str) -> RecordPurchase {
    purchase(occurred_at, vec![line("A", "a", 0, 0)])
}

fn resolved(filter: &Filter) -> ResolvedFilter {
    filter.resolve(&calendar(), now()).unwrap()
}

fn passes(value: &Value, record: &Record) -> bool {
    matches(&resolved(&Filter::parse(value).unwrap()), record)
}

fn is_in(group: BuiltIn, record: &Record) -> bool {
    matches(&resolved(&group.filter()), record)
}

#[test]
fn first_purchase_last_month() {
    let group = BuiltIn::FirstPurchaseLastMonth;
    assert!(!is_in(group, &nobody_special()));
    assert!(!is_in(group, &bought_at(&["2026-09-30T21:59:59.999999Z"])));
    assert!(is_in(group, &bought_at(&["2026-09-30T22:00:00Z"])));
    assert!(is_in(group, &bought_at(&["2026-10-31T22:59:59.999999Z", "2026-11-20T10:00:00Z"])));
    assert!(!is_in(group, &bought_at(&["2026-10-31T23:00:00Z"])));
    assert!(!is_in(group, &bought_at(&["2025-10-10T10:00:00Z", "2026-10-10T10:00:00Z"])));

    let mut returned = bought_at(&["2026-10-10T10:00:00Z"]);
    returned.purchases.push(given_back("2025-10-10T10:00:00Z"));
    assert!(is_in(group, &returned));
    returned.purchases = vec![given_back("2026-10-10T10:00:00Z")];
    assert!(!is_in(group, &returned));
}

#[test]
fn lost() {
    assert!(!is_in(BuiltIn::Lost, &nobody_special()));
    assert!(is_in(BuiltIn::Lost, &bought_at(&["2026-03-20T22:59:59.999999Z"])));
    assert!(!is_in(BuiltIn::Lost, &bought_at(&["2026-03-20T23:00:00Z"])));
    assert!(!is_in(BuiltIn::Lost, &bought_at(&["2020-01-01T00:00:00Z", "2026-11-20T00:00:00Z"])));

    let mut returned = bought_at(&["2020-01-01T00:00:00Z"]);
    returned.purchases.push(given_back("2026-11-20T00:00:00Z"));
    assert!(is_in(BuiltIn::Lost, &returned));
}

#[test]
fn verified_groups() {
    let of = |customer_type: &str, email_verified: bool| Record {
        customer_type: customer_type.to_owned(),
        email: Some("ana@example.com".to_owned()),
        email_verified,
        ..nobody_special()
    };
    let groups = |record: &Record| {
        [BuiltIn::AllVerified, BuiltIn::MembersVerified, BuiltIn::NonMembersVerified]
            .map(|group| is_in(group, record))
    };
    assert_eq!(groups(&of("regular", true)), [true, true, false]);
    assert_eq!(groups(&of("member", true)), [true, true, false]);
    assert_eq!(groups(&of("non_member", true)), [true, false, true]);
    for customer_type in ["regular", "member", "non_member"] {
        assert_eq!(groups(&of(customer_type, false)), [false, false, false]);
    }
}

#[test]
fn birthday_next_four_weeks() {
    let born = |date: &str| Record { birth_date: Some(date.parse().unwrap()), ..nobody_special() };
    let on = |today: &str, record: &Record| {
        let now = calendar().start_of_day(today.parse().unwrap());
        matches(&BuiltIn::BirthdayNextFourWeeks.filter().resolve(&calendar(), now).unwrap(), record)
    };
    for (birth_date, expected) in
        [("1990-11-20", false), ("1990-11-21", true), ("1990-12-18", true), ("1990-12-19", false)]
    {
        assert_eq!(on("2026-11-21", &born(birth_date)), expected, "{birth_date}");
    }
    assert!(on("2026-12-20", &born("1990-01-16")));
    assert!(!on("2026-12-20", &born("1990-01-17")));
    assert!(on("2026-02-01", &born("1992-02-29")));
    assert!(!on("2026-03-01", &born("1992-02-29")));
    assert!(on("2028-02-29", &born("1992-02-29")));
    assert!(!on("2026-11-21", &nobody_special()));
}

#[test]
fn the_built_in_keys_are_those_of_the_contract() {
    let keys: Vec<&str> = BuiltIn::ALL.iter().map(|group| group.key()).collect();
    let expected = [
        "first_purchase_last_month",
        "lost",
        "all_verified",
        "members_verified",
        "non_members_verified",
        "birthday_next_four_weeks",
    ];
    assert_eq!(keys, expected);
}

#[test]
fn nothing_is_true_of_everything_and_nothing_is_one_of_nothing() {
    assert!(passes(&json!({"all": []}), &nobody_special()));
    assert!(!passes(&json!({"any": []}), &nobody_special()));
}

#[test]
fn a_missing_value_passes_negations_only() {
    let record = nobody_special();
    for (operator, value, expected) in [
        ("eq", json!("Novi Sad"), false),
        ("ne", json!("Novi Sad"), true),
        ("in", json!(["Novi Sad"]), false),
        ("not_in", json!(["Novi Sad"]), true),
        ("contains", json!("a"), false),
        ("starts_with", json!("N"), false),
    ] {
        let condition = json!({"field": "city", "op": operator, "value": value});
        assert_eq!(passes(&condition, &record), expected, "{operator}");
        assert_eq!(passes(&json!({ "not": condition }), &record), !expected, "not {operator}");
    }
    assert!(passes(&json!({"field": "city", "op": "not_exists"}), &record));
    assert!(passes(&json!({"field": "age", "op": "ne", "value": 18}), &record));
    assert!(!passes(&json!({"field": "age", "op": "lt", "value": 150}), &record));
    assert!(passes(&json!({"field": "birth_date", "op": "ne", "value": "1990-01-01"}), &record));
}

#[test]
fn texts_are_compared_without_regard_to_letter_case() {
    let texts = [(TextField::City, "Łódź".to_owned()), (TextField::LastName, "ПЕТРОВИЋ".to_owned())];
    let record = Record { texts: texts.into(), ..nobody_special() };
    assert!(passes(&json!({"field": "city", "op": "eq", "value": "  łÓDŹ"}), &record));
    assert!(passes(&json!({"field": "last_name", "op": "starts_with", "value": "Петр"}), &record));
    assert!(passes(&json!({"field": "last_name", "op": "contains", "value": "вић"}), &record));
    assert!(!passes(&json!({"field": "last_name", "op": "contains", "value": "п%ћ"}), &record));
}

#[test]
fn the_latest_score_of_its_kind_counts_and_any_answered_survey_will_do() {
    let id = |number: u128| SurveyId::new(Uuid::from_u128(number));
    let answer = |survey, kind, score, at: &str| RecordAnswer {
        survey: id(survey),
        kind,
        score,
        answered_at: at.parse().unwrap(),
    };
    let answers = vec![
        answer(1, SurveyKind::Nps, 9, "2026-11-20T10:00:00Z"),
        answer(2, SurveyKind::Nps, 3, "2026-11-10T10:00:00Z"),
        answer(3, SurveyKind::Csat, 2, "2026-11-21T09:00:00Z"),
        answer(3, SurveyKind::Csat, 4, "2026-11-21T09:00:00Z"),
    ];
    let record = Record { answers, ..nobody_special() };
    for (filter, holds) in [
        (json!({"field": "last_nps", "op": "eq", "value": 9}), true),
        (json!({"field": "last_nps", "op": "lt", "value": 7}), false),
        (json!({"field": "last_csat", "op": "eq", "value": 4}), true),
        (json!({"field": "answered_survey", "op": "eq", "value": id(2).to_string()}), true),
        (json!({"field": "answered_survey", "op": "not_in", "value": [id(2).to_string()]}), false),
        (json!({"field": "answered_survey", "op": "eq", "value": id(4).to_string()}), false),
        (
            json!({"field": "last_survey_answer_at", "op": "on_or_after", "value": "2026-11-21T09:00:00Z"}),
            true,
        ),
        (json!({"field": "last_survey_answer_at", "op": "before", "value": "2026-11-21T00:00:00Z"}), false),
    ] {
        assert_eq!(passes(&filter, &record), holds, "{filter}");
    }
    for field in ["last_nps", "last_csat", "answered_survey", "last_survey_answer_at"] {
        assert!(passes(&json!({"field": field, "op": "exists"}), &record), "{field}");
        assert!(passes(&json!({"field": field, "op": "not_exists"}), &nobody_special()), "{field}");
    }
    assert!(!passes(&json!({"field": "last_nps", "op": "gte", "value": 0}), &nobody_special()));
}

#[test]
fn any_active_card_will_do() {
    let card = |number: &str, form: &str| RecordCard { number: number.to_owned(), form: form.to_owned() };
    let cards = vec![card("2900001", "virtual"), card("2900002", "plastic")];
    let record = Record { cards, ..nobody_special() };
    for form in ["virtual", "plastic"] {
        assert!(passes(&json!({"field": "card_form", "op": "eq", "value": form}), &record));
        assert!(!passes(&json!({"field": "card_form", "op": "ne", "value": form}), &record));
    }
    assert!(!passes(&json!({"field": "card_form", "op": "eq", "value": "phone"}), &record));
    assert!(passes(&json!({"field": "card_form", "op": "exists"}), &record));
    assert!(passes(&json!({"field": "card_form", "op": "not_exists"}), &nobody_special()));
    assert!(passes(&json!({"field": "card_number", "op": "eq", "value": "2900002"}), &record));
    assert!(!passes(&json!({"field": "card_number", "op": "ne", "value": "2900002"}), &record));
    assert!(passes(&json!({"field": "card_number", "op": "ne", "value": "2900003"}), &record));
    assert!(passes(&json!({"field": "card_number", "op": "exists"}), &record));
    assert!(passes(&json!({"field": "card_number", "op": "not_exists"}), &nobody_special()));
}

#[test]
fn tags_and_consents() {
    let consents = vec![RecordConsent {
        purpose: Purpose::Advertising,
        channel: Some(Channel::Email),
        state: ConsentState::Granted,
    }];
    let record = Record { tags: vec!["Čest Gost".to_owned()], consents, ..nobody_special() };
    assert!(passes(&json!({"tag": "ČEST gost"}), &record));
    assert!(!passes(&json!({"tag": "čest"}), &record));
    let consent = |value: Value| passes(&json!({ "consent": value }), &record);
    assert!(consent(json!({"purpose": "advertising", "channel": "email", "state": "granted"})));
    assert!(consent(json!({"purpose": "advertising", "state": "granted"})));
    assert!(!consent(json!({"purpose": "advertising", "channel": "sms", "state": "granted"})));
    assert!(!consent(json!({"purpose": "advertising", "state": "withdrawn"})));
}

/// Fuel and a coffee on one day, fuel alone on another, and a purchase that was given back.
fn driver() -> Record {
    let mut other_store = purchase("2026-06-01T08:00:00Z", vec![line("DIESEL", "fuel", 20_000, 4000)]);
    other_store.store = Some(store(2));
    let purchases = vec![
        purchase(
            "2026-11-10T08:00:00Z",
            vec![
                line("DIESEL", "fuel", 10_250, 2000),
                line("COFFEE", "shop", 1000, 300),
                line("MUG", "shop", 0, 0),
            ],
        ),
        other_store,
        given_back("2026-11-11T08:00:00Z"),
    ];
    Record { purchases, ..nobody_special() }
}

#[test]
fn figures_over_purchases() {
    let fuel = json!({"field": "category", "op": "eq", "value": "fuel"});
    let shop = json!({"field": "category", "op": "eq", "value": "shop"});
    let cases = [
        ("count", "purchases", None, json!(2)),
        ("count", "lines", None, json!(3)),
        ("count", "purchases", Some(&shop), json!(1)),
        ("count", "lines", Some(&fuel), json!(2)),
        ("sum", "total", None, json!(6300)),
        ("sum", "total", Some(&fuel), json!(6000)),
        ("sum", "line_total", Some(&shop), json!(300)),
        ("sum", "quantity", Some(&fuel), json!("30.250")),
        ("avg", "total", None, json!(3150)),
        ("avg", "line_total", None, json!(2100)),
        ("max", "total", None, json!(4000)),
        ("max", "total", Some(&shop), json!(300)),
        ("max", "quantity", None, json!("20")),
        ("distinct", "stores", None, json!(2)),
        ("distinct", "skus", None, json!(2)),
        ("distinct", "categories", Some(&fuel), json!(1)),
        ("distinct", "days", None, json!(2)),
    ];
    for (function, of, tests, value) in cases {
        let mut members = json!({"fn": function, "of": of, "op": "eq", "value": value});
        if let Some(tests) = tests {
            members["where"] = tests.clone();
        }
        assert!(passes(&json!({ "purchases": members }), &driver()), "{members}");
    }
}

#[test]
fn figures_over_a_period_and_over_some_stores() {
    let count = |name: &str, value: Value| {
        let mut members = json!({"fn": "count", "op": "eq", "value": 1});
        members[name] = value;
        passes(&json!({ "purchases": members }), &driver())
    };
    assert!(count("within", json!({"last": 30, "unit": "day"})));
    assert!(count("within", json!({"month": 0})));
    assert!(count("within", json!({"to": "2026-06-01"})));
    assert!(!count("within", json!({"last": 1, "unit": "year"})));
    let second = store(2).to_string();
    assert!(count("where", json!({"field": "store_id", "op": "in", "value": [second]})));
}

#[test]
fn a_figure_over_nothing_is_zero_or_missing() {
    let compare = |function: &str, of: &str, operator: &str, value: i64| {
        let members = json!({"fn": function, "of": of, "op": operator, "value": value});
        passes(&json!({ "purchases": members }), &nobody_special())
    };
    assert!(compare("count", "purchases", "eq", 0));
    assert!(compare("sum", "total", "eq", 0));
    assert!(compare("distinct", "days", "lt", 1));
    for function in ["avg", "max"] {
        assert!(!compare(function, "total", "eq", 0));
        assert!(!compare(function, "total", "lt", 1000));
        assert!(compare(function, "total", "ne", 0));
    }
}

#[test]
fn a_share_is_a_part_of_everything_of_the_period_and_is_not_rounded() {
    let fuel = json!({"field": "category", "op": "eq", "value": "fuel"});
    let shop = json!({"field": "category", "op": "eq", "value": "shop"});
    let second = json!({"field": "store_id", "op": "eq", "value": store(2).to_string()});
    let none = json!({"field": "sku", "op": "eq", "value": "TEA"});
    let share = |of: &str, tests: &Value, operator: &str, value: Value, record: &Record| {
        let members = json!({"fn": "share", "of": of, "where": tests, "op": operator, "value": value});
        passes(&json!({ "purchases": members }), record)
    };
    for (of, tests, least, most) in [
        // 6,000 of 6,300, and 300 of it.
        ("total", &fuel, 95, 96),
        ("total", &shop, 4, 5),
        ("total", &none, 0, 0),
        // 30.25 of 31.25.
        ("quantity", &fuel, 96, 97),
        ("purchases", &fuel, 100, 100),
        ("purchases", &shop, 50, 50),
        ("purchases", &second, 50, 50),
        ("purchases", &none, 0, 0),
    ] {
        assert!(share(of, tests, "between", json!([least, most]), &driver()), "{of} {tests}");
        assert_eq!(share(of, tests, "eq", json!(least), &driver()), least == most, "{of} {tests}");
        assert_eq!(share(of, tests, "gt", json!(least), &driver()), least != most, "{of} {tests}");
        assert_eq!(share(of, tests, "lt", json!(most), &driver()), least != most, "{of} {tests}");
    }
    let within = json!({"purchases": {"fn": "share", "of": "total", "where": second, "within": {"last": 30, "unit": "day"},
        "op": "lte", "value": 0}});
    let all_time = share("total", &second, "gt", json!(0), &driver());
    assert!(all_time && passes(&within, &driver()), "the other store was long ago");
    for operator in ["eq", "gt", "gte", "lt", "lte"] {
        for value in [0, 50, 100] {
            assert!(!share("total", &fuel, operator, json!(value), &nobody_special()), "a share of nothing");
        }
    }
    assert!(share("total", &fuel, "ne", json!(0), &nobody_special()));
    // Goods handed back for more than what was bought leave nothing to have a share of.
    let back =
        purchase("2026-11-10T08:00:00Z", vec![line("A", "fuel", 1000, 100), line("B", "shop", -1000, -200)]);
    let record = Record { purchases: vec![back], ..nobody_special() };
    assert!(!share("total", &fuel, "gte", json!(0), &record));
}

#[test]
fn an_average_is_not_rounded() {
    let totals = |totals: &[i64]| {
        let purchases = totals
            .iter()
            .map(|total| purchase("2026-11-10T08:00:00Z", vec![line("A", "a", 1000, *total)]))
            .collect();
        Record { purchases, ..nobody_special() }
    };
    let average = |operator: &str, value: Value, record: &Record| {
        passes(&json!({"purchases": {"fn": "avg", "of": "total", "op": operator, "value": value}}), record)
    };
    let third_over_33 = totals(&[33, 33, 34]);
    assert!(average("gt", json!(33), &third_over_33));
    assert!(average("lt", json!(34), &third_over_33));
    assert!(!average("eq", json!(33), &third_over_33));
    assert!(!average("lte", json!(33), &third_over_33));
    assert!(!average("gte", json!(34), &third_over_33));
    assert!(average("between", json!([33, 34]), &third_over_33));
    assert!(average("between", json!([33, 33]), &totals(&[32, 34])));
}

fn not(filter: Filter) -> Filter {
    Filter::Not(Box::new(filter))
}

fn upper_case(record: Record) -> Record {
    let upper = |text: String| format!(" {} ", text.to_uppercase());
    // The capital of ß is SS, which does not fold back, so that such texts are left alone.
    let kept = |text: String| if text.contains('ß') { text } else { upper(text) };
    let texts = record.texts.into_iter().map(|(field, text)| (field, kept(text))).collect();
    Record { texts, email: record.email.map(upper), ..record }
}

proptest! {
    #[test]
    fn de_morgan(filters in proptest::collection::vec(filter(), 0..4), record in record(0)) {
        let negated: Vec<Filter> = filters.iter().cloned().map(not).collect();
        let passes = |filter: Filter| matches(&resolved(&filter), &record);
        prop_assert_eq!(passes(not(Filter::All(filters.clone()))), passes(Filter::Any(negated.clone())));
        prop_assert_eq!(passes(not(Filter::Any(filters))), passes(Filter::All(negated)));
    }

    #[test]
    fn a_double_negation_changes_nothing(filter in filter(), record in record(0)) {
        let twice = not(not(filter.clone()));
        prop_assert_eq!(matches(&resolved(&twice), &record), matches(&resolved(&filter), &record));
    }

    #[test]
    fn a_filter_or_its_negation_holds(filter in filter(), record in record(0)) {
        let holds = matches(&resolved(&filter), &record);
        prop_assert_ne!(matches(&resolved(&not(filter)), &record), holds);
    }

    #[test]
    fn letter_case_and_surrounding_space_of_a_record_do_not_matter(filter in filter(), record in record(0)) {
        let filter = resolved(&filter);
        prop_assert_eq!(matches(&filter, &upper_case(record.clone())), matches(&filter, &record));
    }

    #[test]
    fn a_text_equals_itself_in_any_letter_case(text in "[a-zA-ZčćžšđČĆŽŠĐа-яА-Яąęłżóż]{1,20}") {
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text.to_lowercase()));
    }

    #[test]
    fn everybody_is_in_exactly_one_phase_of_the_lifecycle(record in record(0)) {
        let is = |name: &str| passes(&json!({"field": "lifecycle", "op": "eq", "value": name}), &record);
        let phases = ["prospect", "active", "lost"].into_iter().filter(|name| is(name)).count();
        prop_assert_eq!(phases, 1);
        prop_assert_eq!(is("lost"), is_in(BuiltIn::Lost, &record));
    }
}

#[test]
fn random_filters_and_records_meet() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut passed = 0;
    for _ in 0..1000 {
        let pair = (filter(), record(3)).new_tree(&mut runner).unwrap().current();
        passed += u32::from(matches(&resolved(&pair.0), &pair.1));
    }
    assert!((250..750).contains(&passed), "{passed} of 1000 pass");
}
