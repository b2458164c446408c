//! Birthdays without a year: beside dates of birth, in groups, on the dashboard, in lists, bulk edits and merges.

use chrono::Duration;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{add, path_of};

async fn shown(client: &Client, customer: &Value) -> (Value, Value) {
    let found = client.get(&path_of(customer)).await.expect(200).json();
    (found["birth_date"].clone(), found["birthday"].clone())
}

#[tokio::test]
async fn a_birthday_follows_from_the_date_of_birth_or_stands_alone() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let null = json!(null);
    for (given, birth_date, birthday) in [
        (json!({"birth_date": "1990-05-17"}), json!("1990-05-17"), json!("--05-17")),
        (json!({"birth_date": "1990-05-17", "birthday": "--05-17"}), json!("1990-05-17"), json!("--05-17")),
        (json!({"birth_date": null, "birthday": "--02-29"}), null.clone(), json!("--02-29")),
        (json!({"birthday": null}), null.clone(), null.clone()),
    ] {
        let mut body = given.clone();
        body["first_name"] = json!("Ana");
        let made = add(&owner, body).await;
        assert_eq!((&made["birth_date"], &made["birthday"]), (&birth_date, &birthday), "{given}");
        assert_eq!(shown(&owner, &made).await, (birth_date, birthday), "{given}");
    }
    for birthday in ["05-17", "--5-17", "--02-30", "--13-01", "1990-05-17", ""] {
        let body = json!({"birthday": birthday, "data_consent": {"source": "form"}});
        owner.post("/v1/customers", &body).await.expect_invalid("/birthday");
    }
    let apart =
        json!({"birth_date": "1990-05-17", "birthday": "--05-18", "data_consent": {"source": "form"}});
    owner.post("/v1/customers", &apart).await.expect_invalid("/birthday");
    let body = json!({"birth_date": "--05-17", "data_consent": {"source": "form"}});
    owner.post("/v1/customers", &body).await.expect_invalid("/birth_date");
}

#[tokio::test]
async fn an_update_keeps_both_in_step() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let ana = add(&owner, json!({"first_name": "Ana", "birthday": "--05-17"})).await;
    let null = json!(null);
    for (change, birth_date, birthday) in [
        (json!({"first_name": "Anka"}), null.clone(), json!("--05-17")),
        (json!({"birth_date": null}), null.clone(), null.clone()),
        (json!({"birthday": "--06-18"}), null.clone(), json!("--06-18")),
        (json!({"birth_date": "1990-05-17"}), json!("1990-05-17"), json!("--05-17")),
        (json!({"birthday": "--05-17"}), json!("1990-05-17"), json!("--05-17")),
        (json!({"birth_date": "1991-07-19"}), json!("1991-07-19"), json!("--07-19")),
        (json!({"birth_date": null, "birthday": "--07-19"}), null.clone(), json!("--07-19")),
        (json!({"birthday": null}), null.clone(), null.clone()),
        (json!({"birth_date": "1990-05-17", "birthday": "--05-17"}), json!("1990-05-17"), json!("--05-17")),
        (json!({"birth_date": null}), null.clone(), null.clone()),
    ] {
        let changed = owner.patch(&path_of(&ana), &change).await.expect(200).json();
        assert_eq!((&changed["birth_date"], &changed["birthday"]), (&birth_date, &birthday), "{change}");
        assert_eq!(shown(&owner, &ana).await, (birth_date, birthday), "{change}");
    }
    owner.patch(&path_of(&ana), &json!({"birth_date": "1990-05-17"})).await.expect(200);
    for change in [
        json!({"birthday": "--05-18"}),
        json!({"birthday": null}),
        json!({"birth_date": "1991-07-19", "birthday": "--05-17"}),
        json!({"birthday": "05-17"}),
    ] {
        owner.patch(&path_of(&ana), &change).await.expect_invalid("/birthday");
    }
    assert_eq!(shown(&owner, &ana).await, (json!("1990-05-17"), json!("--05-17")));
}

async fn found(client: &Client, filter: Value) -> Vec<String> {
    let body = json!({"filter": filter, "sort": "first_name"});
    let page = client.post("/v1/customers/search", &body).await.expect(200).json();
    first_names(&page)
}

fn first_names(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["first_name"].as_str().unwrap().to_owned()).collect()
}

/// Tests begin on 21 November 2026.
#[tokio::test]
async fn somebody_without_a_year_is_in_the_birthday_group_and_has_no_age() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for (name, born) in [
        ("Ana", json!({"birthday": "--12-18"})),
        ("Boris", json!({"birthday": "--12-19"})),
        ("Ceca", json!({"birth_date": "1990-12-18"})),
        ("Dara", json!({})),
    ] {
        let mut body = born;
        body["first_name"] = json!(name);
        add(owner, body).await;
    }
    assert_eq!(found(owner, json!({"segment": "birthday_next_four_weeks"})).await, ["Ana", "Ceca"]);
    let days = json!({"anniversary": {"of": "birth_date", "from_days": 28, "to_days": 29}});
    assert_eq!(found(owner, days).await, ["Boris"]);
    for filter in [
        json!({"field": "age", "op": "gte", "value": 0}),
        json!({"field": "age", "op": "lte", "value": 150}),
        json!({"field": "birth_date", "op": "exists"}),
    ] {
        assert_eq!(found(owner, filter.clone()).await, ["Ceca"], "{filter}");
    }
    let dashboard = owner.get("/v1/dashboard").await.expect(200).json();
    let birthdays = dashboard["upcoming_birthdays"].as_array().unwrap();
    let of = |name: &str| birthdays.iter().find(|one| one["display_name"] == name).unwrap();
    let ana = of("Ana");
    assert_eq!((&ana["birth_date"], &ana["birthday"]), (&json!(null), &json!("--12-18")));
    assert_eq!((&ana["date"], &ana["age"]), (&json!("2026-12-18"), &json!(null)));
    assert_eq!(of("Ceca")["age"], json!(36));
    // The quick search finds the day as people write it.
    let page = owner.get("/v1/customers?q=18.12.&fields=first_name&sort=first_name").await.expect(200).json();
    assert_eq!(first_names(&page), ["Ana", "Ceca"]);
}

#[tokio::test]
async fn the_leap_day_counts_on_the_day_before_it_in_common_years() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"first_name": "Ana", "birthday": "--02-29"})).await;
    // 27 February 2027.
    program.clock.advance(Duration::days(98));
    let owner = program.sign_in(&merchant.owner_email).await;
    let tomorrow = json!({"anniversary": {"of": "birth_date", "from_days": 1, "to_days": 2}});
    assert_eq!(found(&owner, tomorrow).await, ["Ana"]);
    let dashboard = owner.get("/v1/dashboard").await.expect(200).json();
    assert_eq!(dashboard["upcoming_birthdays"][0]["date"], "2027-02-28");
}

#[tokio::test]
async fn lists_and_searches_go_by_the_next_birthday_over_the_turn_of_the_year() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    for (name, born) in [
        ("Ana", json!({"birthday": "--01-05"})),
        ("Boris", json!({"birth_date": "1985-11-21"})),
        ("Ceca", json!({"birthday": "--11-20"})),
        ("Dara", json!({})),
        ("Eva", json!({"birthday": "--12-31"})),
        ("Filip", json!({"birth_date": "1999-01-05"})),
        ("Goca", json!({"birthday": null})),
    ] {
        program.clock.advance(Duration::seconds(1));
        let mut body = born;
        body["first_name"] = json!(name);
        add(&owner, body).await;
    }
    let expected = ["Boris", "Eva", "Ana", "Filip", "Ceca", "Dara", "Goca"];
    for limit in [1, 2, 3, 7] {
        let (mut listed, mut cursor) = (Vec::new(), String::new());
        let (mut searched, mut body) = (
            Vec::new(),
            json!({"filter": {"all": []}, "sort": "next_birthday", "limit": limit, "fields": ["first_name"]}),
        );
        loop {
            let page = owner
                .get(&format!("/v1/customers?sort=next_birthday&limit={limit}{cursor}"))
                .await
                .expect(200)
                .json();
            listed.extend(first_names(&page));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        loop {
            let page = owner.post("/v1/customers/search", &body).await.expect(200).json();
            searched.extend(first_names(&page));
            body["cursor"] = page["next"].clone();
            if body["cursor"].is_null() {
                break;
            }
        }
        assert_eq!((&listed, &searched), (&expected.map(str::to_owned).to_vec(), &listed), "{limit}");
    }
    owner.get("/v1/customers?sort=-next_birthday").await.expect_invalid("?sort");
}

#[tokio::test]
async fn members_can_keep_the_year_to_themselves() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let body = json!({"first_name": "Nemanja", "last_name": "Ilić", "birthday": "--11-30"});
    let made = merchant.owner.post("/v1/members", &body).await.expect(201).json();
    let told = (&made["customer"]["birth_date"], &made["customer"]["birthday"]);
    assert_eq!(told, (&json!(null), &json!("--11-30")));
    let again = merchant.owner.post("/v1/members", &body).await.expect(409).json();
    assert_eq!(again["code"], "probably_registered");
    let apart =
        json!({"first_name": "N", "last_name": "I", "birth_date": "1990-05-17", "birthday": "--05-18"});
    merchant.owner.post("/v1/members", &apart).await.expect_invalid("/birthday");
    // Elsewhere the member becomes a regular with what the network knows.
    let ana =
        add(&other.owner, json!({"first_name": "Ana", "last_name": "Ilić", "birthday": "--06-18"})).await;
    let enrolled =
        other.owner.post(&format!("{}/enroll", path_of(&ana)), &json!({})).await.expect(201).json();
    let told = (&enrolled["customer"]["birth_date"], &enrolled["customer"]["birthday"]);
    assert_eq!(told, (&json!(null), &json!("--06-18")), "{enrolled}");
}

#[tokio::test]
async fn a_bulk_edit_of_dates_and_birthdays_is_undone_whole() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let mut people = Vec::new();
    for born in [
        json!({"birthday": "--05-17"}),
        json!({"birth_date": "1985-05-17"}),
        json!({"birthday": "--06-18"}),
        json!({}),
    ] {
        program.clock.advance(Duration::seconds(1));
        people.push(add(&owner, born).await);
    }
    let mut before = Vec::new();
    for one in &people {
        before.push(shown(&owner, one).await);
    }
    let null = json!(null);
    let date = || (json!("1990-05-17"), json!("--05-17"));
    let day = || (null.clone(), json!("--05-17"));
    let none = || (null.clone(), null.clone());
    for (changes, after) in [
        (json!({"set": {"birth_date": "1990-05-17"}}), [date(), date(), date(), date()]),
        // Who has a date of birth on that day keeps its year.
        (json!({"set": {"birthday": "--05-17"}}), [day(), before[1].clone(), day(), day()]),
        (json!({"clear": ["birth_date"]}), [none(), none(), none(), none()]),
        (json!({"set": {"birthday": "--05-17"}, "clear": ["birth_date"]}), [day(), day(), day(), day()]),
        (json!({"clear": ["birthday", "birth_date"]}), [none(), none(), none(), none()]),
    ] {
        let ids: Vec<&Value> = people.iter().map(|one| &one["id"]).collect();
        let edit = crate::bulk_edits::done(&program, &owner, json!({"ids": ids}), changes.clone()).await;
        assert_eq!(edit["counts"]["refused"], 0, "{edit}");
        for (one, after) in people.iter().zip(after) {
            assert_eq!(shown(&owner, one).await, after, "{changes}");
        }
        crate::bulk_edits::undone(&program, &owner, &edit).await;
        for (one, before) in people.iter().zip(&before) {
            assert_eq!(&shown(&owner, one).await, before, "{changes} undone");
        }
    }
    let ids = json!({"ids": [people[1]["id"]]});
    let refused =
        crate::bulk_edits::done(&program, &owner, ids, json!({"set": {"birthday": "--07-01"}})).await;
    assert_eq!(refused["counts"]["refused"], 1, "{refused}");
}

#[tokio::test]
async fn a_merge_gives_a_birthday_its_year_and_its_undo_takes_it_away() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let mut people = Vec::new();
    for born in [
        json!({"birthday": "--05-17"}),
        json!({"birth_date": "1985-06-18"}),
        json!({"birth_date": "1990-05-17"}),
    ] {
        program.clock.advance(Duration::seconds(1));
        let mut body = born;
        body["first_name"] = json!("Ana");
        body["last_name"] = json!("Ilić");
        people.push(add(&owner, body).await);
    }
    let pairs = owner.get("/v1/customers/duplicates").await.expect(200).json();
    let pair = pairs["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|pair| pair.to_string().contains("\"birthday\""))
        .unwrap();
    assert_eq!(pair["reasons"], json!(["name", "birthday"]), "{pair}");
    let body = json!({"survivor_id": people[0]["id"], "merged_ids": [people[1]["id"], people[2]["id"]]});
    let merged = owner.post("/v1/customers/merges", &body).await.expect(200).json();
    assert_eq!(shown(&owner, &people[0]).await, (json!("1990-05-17"), json!("--05-17")));
    let mut fields = merged["merge"]["fields"].as_array().unwrap().iter();
    let born = fields.find(|one| one["field"] == "birth_date").unwrap();
    assert_eq!(born["customer_id"], people[2]["id"], "{merged}");
    let undo = format!("/v1/customers/merges/{}/undo", merged["merge"]["id"].as_str().unwrap());
    owner.post(&undo, &json!({})).await.expect(200);
    assert_eq!(shown(&owner, &people[0]).await, (json!(null), json!("--05-17")));
}

#[tokio::test]
async fn the_trail_and_the_data_export_tell_the_birthday() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let ana = add(&owner, json!({"first_name": "Ana", "birthday": "--05-17"})).await;
    program.clock.advance(Duration::seconds(1));
    owner.patch(&path_of(&ana), &json!({"birth_date": "1990-05-17"})).await.expect(200);
    let trail = owner.get(&format!("/v1/audit-events?customer_id={}", ana["id"].as_str().unwrap())).await;
    let trail = trail.expect(200).json();
    let changes = trail["items"][0]["changes"].as_array().unwrap();
    let fields: Vec<_> = changes.iter().map(|change| &change["field"]).collect();
    assert_eq!(fields, ["birth_date"], "{trail}");
    let told = trail["items"][1]["changes"].to_string();
    assert!(told.contains("--05-17"), "{trail}");
}
