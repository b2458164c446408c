//! Birthdays: once in each year, on the merchant's day, whatever becomes of the date of birth.

use regulars_tests::Program;
use serde_json::json;

use super::{awards, has, live_until, live_until_noon, member, on};
use crate::customers::{add, path_of};
use crate::loyalty::programme;
use crate::merges::merge;
use crate::timeline::kinds;

fn told(years: &[(i32, &str)]) -> Vec<(String, i64, String)> {
    years.iter().rev().map(|(year, at)| (format!("year:{year}"), 100, (*at).to_owned())).collect()
}

#[tokio::test]
async fn a_birthday_is_given_when_its_day_begins_where_the_merchant_is() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[on("birthday", "100", json!({}))]).await;
    let ana = member(owner, &club, json!({"birth_date": "1990-12-01"})).await;
    // Whoever is in no programme gets nothing, and a birthday without a year is one.
    let outside = add(owner, json!({"birth_date": "1990-12-01"})).await;
    let mila = member(owner, &club, json!({"birthday": "--12-01"})).await;
    live_until(&program, owner, "2026-11-30T22:59:59Z").await;
    assert_eq!(has(owner, &ana).await, 0, "it is still 30 November in Belgrade");
    live_until(&program, owner, "2026-11-30T23:00:00Z").await;
    let given = told(&[(2026, "2026-11-30T23:00:00Z")]);
    for (customer, expected) in [(&ana, &given), (&mila, &given), (&outside, &Vec::new())] {
        assert_eq!(awards(owner, customer).await, *expected, "{customer}");
    }
    // However often a worker looks.
    for _ in 0..2 {
        live_until_noon(&program, owner, "2026-12-01").await;
    }
    assert_eq!(has(owner, &ana).await, 100);
    let page = owner.get(&format!("{}/timeline?kinds=award", path_of(&ana))).await;
    let entries = page.expect(200).json()["items"].as_array().unwrap().clone();
    assert_eq!(kinds(&entries), ["award"]);
    let award = &entries[0]["award"];
    assert_eq!(
        (&award["trigger"], &award["points"], &award["name"]),
        (&json!("birthday"), &json!(100), &json!("Za birthday"))
    );
}

#[tokio::test]
async fn what_a_worker_has_missed_is_made_up_for_within_a_week() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[on("birthday", "100", json!({}))]).await;
    // When the worker runs next is noon of 10 December.
    let table = [
        ("--12-02", false, "more than seven days ago"),
        ("--12-03", true, "seven days ago"),
        ("--12-10", true, "today"),
        ("--12-11", false, "tomorrow"),
    ];
    let mut people = Vec::new();
    for (birthday, ..) in table {
        people.push(member(owner, &club, json!({"birthday": birthday})).await);
    }
    live_until_noon(&program, owner, "2026-11-22").await;
    let late = add(owner, json!({"birthday": "--12-08"})).await;
    live_until_noon(&program, owner, "2026-12-10").await;
    for (person, (birthday, is_given, why)) in people.iter().zip(table) {
        assert_eq!(has(owner, person).await, if is_given { 100 } else { 0 }, "{birthday}: {why}");
    }
    // Who comes in behind their birthday has had it elsewhere; who comes in on it has it here.
    super::join(owner, &club, &late).await;
    let today = member(owner, &club, json!({"birthday": "--12-10"})).await;
    live_until_noon(&program, owner, "2026-12-11").await;
    assert_eq!((has(owner, &late).await, has(owner, &today).await), (0, 100));
}

#[tokio::test]
async fn a_whole_year_by_weeks_gives_everybody_one_birthday() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[on("birthday", "100", json!({}))]).await;
    let table = [
        ("1990-01-01", "2027-01-01"),
        ("1992-02-29", "2027-02-28"),
        ("1990-02-28", "2027-02-28"),
        ("1990-03-01", "2027-03-01"),
        ("1985-07-15", "2027-07-15"),
        ("1985-11-20", "2027-11-20"),
        ("1985-12-31", "2026-12-31"),
    ];
    let mut people = Vec::new();
    for (birth_date, _) in table {
        people.push(member(owner, &club, json!({"birth_date": birth_date})).await);
    }
    let first: chrono::NaiveDate = "2026-11-21".parse().unwrap();
    for week in 0..=52 {
        let day = first + chrono::Days::new(7 * week);
        live_until_noon(&program, owner, &day.to_string()).await;
    }
    for (person, (birth_date, given)) in people.iter().zip(table) {
        let awards = awards(owner, person).await;
        let occasions: Vec<&str> = awards.iter().map(|(occasion, ..)| occasion.as_str()).collect();
        assert_eq!(occasions, [format!("year:{}", &given[..4])], "{birth_date}");
        let day = day_in_belgrade(&awards[0].2);
        assert_eq!(day, given, "{birth_date}");
    }
}

/// The day in Belgrade that begins at that instant.
fn day_in_belgrade(instant: &str) -> String {
    let at: chrono::DateTime<chrono::Utc> = instant.parse().unwrap();
    (at + chrono::Duration::hours(2)).date_naive().to_string()
}

#[tokio::test]
async fn whoever_changes_the_date_has_the_next_birthday_next_year() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[on("birthday", "100", json!({}))]).await;
    let ana = member(owner, &club, json!({"birth_date": "1990-12-01"})).await;
    let set = async |birth_date: &str| {
        owner.patch(&path_of(&ana), &json!({"birth_date": birth_date})).await.expect(200);
    };
    // On which day what is written, and what the customer has then.
    let table = [
        ("2026-12-01", "1990-12-05", 100),
        ("2026-12-05", "1990-12-24", 100),
        ("2026-12-24", "1990-12-31", 100),
        ("2026-12-31", "1990-01-02", 100),
        ("2027-01-02", "1990-01-04", 200),
        ("2027-01-04", "1990-12-05", 200),
        ("2027-12-05", "1990-12-05", 200),
        ("2028-12-05", "1990-12-05", 300),
    ];
    for (day, then, points) in table {
        live_until_noon(&program, owner, day).await;
        assert_eq!(has(owner, &ana).await, points, "{day}");
        set(then).await;
    }
    let years: Vec<String> = awards(owner, &ana).await.into_iter().map(|(occasion, ..)| occasion).collect();
    assert_eq!(years, ["year:2028", "year:2027", "year:2026"]);
}

#[tokio::test]
async fn two_who_become_one_have_one_birthday_a_year() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[on("birthday", "100", json!({}))]).await;
    let ana = member(owner, &club, json!({"birthday": "--12-24"})).await;
    let anna = member(owner, &club, json!({"birthday": "--12-01"})).await;
    live_until_noon(&program, owner, "2026-12-01").await;
    assert_eq!((has(owner, &ana).await, has(owner, &anna).await), (0, 100));
    merge(owner, &ana, &[&anna]).await;
    live_until_noon(&program, owner, "2026-12-24").await;
    assert_eq!(has(owner, &ana).await, 100, "the one who was merged had it this year");
    live_until_noon(&program, owner, "2027-12-24").await;
    assert_eq!(has(owner, &ana).await, 200);
}

#[tokio::test]
async fn another_merchant_gives_by_its_own_clock_and_rules() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let birthday = [on("birthday", "100", json!({}))];
    let club = programme(&merchant.owner, json!({}), json!({}), &birthday).await;
    let theirs = programme(&other.owner, json!({}), json!({}), &birthday).await;
    let ana = member(&merchant.owner, &club, json!({"birthday": "--12-01"})).await;
    let eva = member(&other.owner, &theirs, json!({"birthday": "--12-01"})).await;
    live_until_noon(&program, &merchant.owner, "2026-12-01").await;
    assert_eq!((has(&merchant.owner, &ana).await, has(&other.owner, &eva).await), (100, 0));
}
