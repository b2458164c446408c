//! The examples of the rules: who is in the built-in target groups, at several instants.

use std::collections::BTreeMap;

use regulars_filters::{BuiltIn, Record, RecordLine, RecordPurchase, arbitrary};
use regulars_kernel::{Instant, Scope};

use crate::equality::passing;
use crate::fixture::{Fixture, fixtures};
use crate::insert::{customer_id, insert_merchant_data, insert_record};

fn customer() -> Record {
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
        created_at: instant("2020-01-01 00:00:00"),
        updated_at: instant("2020-01-01 00:00:00"),
        regular_since: None,
        last_utm_at: None,
        tags: Vec::new(),
        attributes: BTreeMap::new(),
        consents: Vec::new(),
        purchases: Vec::new(),
        rfm: None,
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

/// The instant at which the clock of Belgrade shows this.
fn instant(local: &str) -> Instant {
    let local = chrono::NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M:%S%.f").unwrap();
    arbitrary::calendar().instant_of(local)
}

fn bought(at: &str) -> RecordPurchase {
    let occurred_at = instant(at);
    RecordPurchase {
        store: None,
        occurred_at,
        business_date: arbitrary::calendar().date_of(occurred_at),
        total: 500,
        fully_refunded: false,
        lines: vec![RecordLine { sku: "COFFEE".to_owned(), category: None, quantity: 1000, total: 500 }],
    }
}

fn gave_back(at: &str) -> RecordPurchase {
    let mut purchase = bought(at);
    purchase.total = 0;
    purchase.fully_refunded = true;
    purchase.lines[0].quantity = 0;
    purchase.lines[0].total = 0;
    purchase
}

fn buyer(purchases: Vec<RecordPurchase>) -> Record {
    Record { purchases, ..customer() }
}

fn born(date: &str) -> Record {
    Record { birth_date: Some(date.parse().unwrap()), ..customer() }
}

/// Holds the group, at each of the instants, against the names that are expected.
async fn check(test: &str, group: BuiltIn, people: &[(&str, Record)], cases: &[(&str, &[&str])]) {
    for (database, fixture) in fixtures(test).await {
        let scope = fixture.merchant(1).await;
        insert_merchant_data(&fixture, scope).await;
        for (number, (_, record)) in people.iter().enumerate() {
            insert_record(&fixture, scope, number, record).await;
        }
        for (now, expected) in cases {
            let found = members(&fixture, scope, group, people, now).await;
            assert_eq!(found, *expected, "{database}, {} at {now}", group.key());
        }
    }
}

async fn members<'a>(
    fixture: &Fixture,
    scope: Scope,
    group: BuiltIn,
    people: &[(&'a str, Record)],
    now: &str,
) -> Vec<&'a str> {
    let filter = group.filter().resolve(&arbitrary::calendar(), instant(now)).unwrap();
    let found = passing(&fixture.database, scope, &filter, 200).await;
    let is_found = |number: &usize| found.contains(&customer_id(*number));
    (0..people.len()).filter(is_found).map(|number| people[number].0).collect()
}

#[tokio::test]
async fn the_first_purchase_was_made_last_month() {
    let people = [
        ("september's end", buyer(vec![bought("2026-09-30 23:59:59.999999")])),
        ("october's start", buyer(vec![bought("2026-10-01 00:00:00")])),
        ("october's end", buyer(vec![bought("2026-10-31 23:59:59.999999")])),
        ("november's start", buyer(vec![bought("2026-11-01 00:00:00")])),
        ("before and in october", buyer(vec![bought("2025-05-05 12:00:00"), bought("2026-10-10 12:00:00")])),
        ("given back before", buyer(vec![gave_back("2026-05-05 12:00:00"), bought("2026-10-10 12:00:00")])),
        ("given back in october", buyer(vec![gave_back("2026-10-10 12:00:00")])),
        ("december", buyer(vec![bought("2026-12-31 12:00:00")])),
        ("nothing", customer()),
    ];
    let october: &[&str] = &["october's start", "october's end", "given back before"];
    let cases: &[(&str, &[&str])] = &[
        ("2026-11-21 11:00:00", october),
        ("2026-11-01 00:00:00", october),
        ("2026-11-30 23:59:59.999999", october),
        ("2026-10-31 23:59:59.999999", &["september's end"]),
        ("2026-12-01 00:00:00", &["november's start"]),
        ("2027-01-31 12:00:00", &["december"]),
        ("2027-03-31 12:00:00", &[]),
    ];
    check("first", BuiltIn::FirstPurchaseLastMonth, &people, cases).await;
}

#[tokio::test]
async fn the_lost_have_bought_before_and_nothing_in_eight_months() {
    let people = [
        ("february 27", buyer(vec![bought("2026-02-27 23:59:59.999999")])),
        ("february 28", buyer(vec![bought("2026-02-28 00:00:00")])),
        ("march 20", buyer(vec![bought("2026-03-20 23:59:59.999999")])),
        ("march 21", buyer(vec![bought("2026-03-21 00:00:00")])),
        ("long ago and now", buyer(vec![bought("2020-01-01 12:00:00"), bought("2026-10-01 12:00:00")])),
        ("now given back", buyer(vec![bought("2020-01-01 12:00:00"), gave_back("2026-10-01 12:00:00")])),
        ("leap day's eve", buyer(vec![bought("2024-02-28 23:59:59.999999")])),
        ("leap day", buyer(vec![bought("2024-02-29 00:00:00")])),
        ("nothing", customer()),
        ("given back", buyer(vec![gave_back("2020-01-01 12:00:00")])),
    ];
    let before = ["now given back", "leap day's eve", "leap day"];
    let with = |others: &[&'static str]| [others, &before].concat();
    let (march, february) = (with(&["february 27", "february 28", "march 20"]), with(&["february 27"]));
    let cases: &[(&str, &[&str])] = &[
        ("2026-11-21 00:00:00", &march),
        ("2026-11-21 23:59:59", &march),
        ("2026-10-31 12:00:00", &february),
        ("2026-10-28 12:00:00", &february),
        ("2024-10-31 12:00:00", &["now given back", "leap day's eve"]),
    ];
    check("lost", BuiltIn::Lost, &people, cases).await;
}

#[tokio::test]
async fn birthdays_of_the_next_four_weeks_go_over_the_turn_of_the_year() {
    let people = [
        ("november 20", born("1980-11-20")),
        ("november 21", born("1980-11-21")),
        ("december 18", born("1980-12-18")),
        ("december 19", born("1980-12-19")),
        ("december 20", born("2000-12-20")),
        ("january 16", born("1999-01-16")),
        ("january 17", born("1999-01-17")),
        ("february 28", born("1999-02-28")),
        ("february 29", born("2000-02-29")),
        ("march 1", born("1999-03-01")),
        ("unknown", customer()),
    ];
    let cases: &[(&str, &[&str])] = &[
        ("2026-11-21 00:00:00", &["november 21", "december 18"]),
        ("2026-11-20 23:59:59", &["november 20", "november 21"]),
        ("2026-12-20 12:00:00", &["december 20", "january 16"]),
        // In common years 29 February counts on the 28th.
        ("2026-02-28 12:00:00", &["february 28", "february 29", "march 1"]),
        ("2026-03-01 12:00:00", &["march 1"]),
        ("2026-01-31 12:00:00", &[]),
        ("2026-02-01 12:00:00", &["february 28", "february 29"]),
        // In leap years it counts on its own day.
        ("2028-02-01 12:00:00", &["february 28"]),
        ("2028-02-02 12:00:00", &["february 28", "february 29"]),
        ("2028-02-29 12:00:00", &["february 29", "march 1"]),
    ];
    check("birthday", BuiltIn::BirthdayNextFourWeeks, &people, cases).await;
}

#[tokio::test]
async fn the_verified_are_told_apart_by_their_type() {
    let of = |customer_type: &str, email: Option<&str>, email_verified| Record {
        customer_type: customer_type.to_owned(),
        email: email.map(str::to_owned),
        email_verified,
        ..customer()
    };
    let people = [
        ("regular", of("regular", Some("a@example.com"), true)),
        ("member", of("member", Some("b@example.com"), true)),
        ("non-member", of("non_member", Some("c@example.com"), true)),
        ("unverified regular", of("regular", Some("d@example.com"), false)),
        ("unverified non-member", of("non_member", Some("e@example.com"), false)),
        ("member without address", of("member", None, false)),
    ];
    let groups: [(BuiltIn, &[&str]); 3] = [
        (BuiltIn::AllVerified, &["regular", "member", "non-member"]),
        (BuiltIn::MembersVerified, &["regular", "member"]),
        (BuiltIn::NonMembersVerified, &["non-member"]),
    ];
    for (group, expected) in groups {
        check(group.key(), group, &people, &[("2026-11-21 11:00:00", expected)]).await;
    }
}
