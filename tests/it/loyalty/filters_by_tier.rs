//! Customers by the tiers that they are in, and were in on a day.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{buy, draft, receipt, set_state};
use crate::customers::add;
use crate::programmes::id_of;

async fn found(client: &Client, filter: Value) -> Vec<String> {
    let body = json!({"filter": filter, "sort": "first_name"});
    let page = client.post("/v1/customers/search", &body).await.expect(200).json();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["first_name"].as_str().unwrap().to_owned()).collect()
}

/// Bronze for everybody and gold for 5,000 dinars in a year.
fn scheme() -> Value {
    let tier = |code: &str, threshold: i64| json!({"code": code, "name": code, "threshold": threshold});
    json!({"scheme": {
        "basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once", "downgrade": "all",
        "tiers": [tier("bronze", 0), tier("gold", 500_000)]
    }})
}

async fn go_to(owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
}

/// Tests begin on 21 November 2026.
#[tokio::test]
async fn customers_are_found_by_their_tier_on_a_day() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = draft(owner, json!({"joining": "on_request"}), json!({}), &[]).await;
    owner.put(&format!("{path}/tiers"), &scheme()).await.expect(200);
    set_state(owner, &path, "active").await;
    let mut people = Vec::new();
    for name in ["Ana", "Boris", "Ceca"] {
        people.push(add(owner, json!({"first_name": name})).await);
    }
    let mut memberships = Vec::new();
    for customer in &people[..2] {
        let body = json!({"customer_id": customer["id"]});
        let entered = owner.post(&format!("{path}/members"), &body).await.expect(201).json();
        memberships.push(format!("{path}/members/{}", entered["id"].as_str().unwrap()));
    }
    go_to(owner, "2026-11-22T10:00:00Z").await;
    let large = json!({"source": "kasa-1", "occurred_at": "2026-11-22T09:00:00Z"});
    buy(owner, &receipt("1", &people[0], 600_000, large.clone())).await;
    buy(owner, &receipt("2", &people[2], 600_000, large)).await;
    let of = |fields: Value| json!({ "tier": fields });
    // Nobody has looked at Boris yet: he is found once the worker has.
    assert_eq!(found(owner, of(json!({"in": ["bronze"]}))).await, Vec::<String>::new());
    program.work().await;
    let id = id_of(&path);
    for (filter, expected) in [
        (of(json!({})), vec!["Ana", "Boris"]),
        (of(json!({"in": ["gold"]})), vec!["Ana"]),
        (of(json!({"in": ["bronze"]})), vec!["Boris"]),
        (of(json!({"in": ["bronze", "gold"], "programme_id": id})), vec!["Ana", "Boris"]),
        (of(json!({"in": ["gold"], "on": "2026-11-21"})), vec![]),
        (of(json!({"in": ["gold"], "on": "2026-11-22"})), vec!["Ana"]),
        (of(json!({"in": ["gold"], "on": {"ago": 1, "unit": "day"}})), vec![]),
        (of(json!({"on": "2026-11-20"})), vec![]),
        (json!({"not": of(json!({"in": ["gold"]}))}), vec!["Boris", "Ceca"]),
        (of(json!({"in": ["platinum"]})), vec![]),
    ] {
        assert_eq!(found(owner, filter.clone()).await, expected, "{filter}");
    }
    // A year with nothing bought is over, and she has left.
    go_to(owner, "2028-01-02T03:00:00Z").await;
    program.work().await;
    assert_eq!(found(owner, of(json!({"in": ["gold"]}))).await, Vec::<String>::new());
    assert_eq!(found(owner, of(json!({"in": ["gold"], "on": "2027-12-31"}))).await, ["Ana"]);
    assert_eq!(found(owner, of(json!({"in": ["bronze"]}))).await, ["Ana", "Boris"]);
    owner.delete(&memberships[0]).await.expect(204);
    assert_eq!(found(owner, of(json!({"in": ["bronze"]}))).await, ["Boris"]);
    assert_eq!(found(owner, of(json!({"in": ["gold"], "on": "2027-12-31"}))).await, ["Ana"]);
}

#[tokio::test]
async fn a_scheme_that_is_set_anew_is_found_by_once_the_worker_has_counted() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let path = draft(owner, json!({}), json!({}), &[]).await;
    owner.put(&format!("{path}/tiers"), &scheme()).await.expect(200);
    set_state(owner, &path, "active").await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    buy(owner, &receipt("1", &ana, 100_000, json!({"source": "kasa-1"}))).await;
    program.clock.advance(chrono::Duration::minutes(1));
    let mut easier = scheme();
    easier["scheme"]["tiers"][1]["threshold"] = json!(90_000);
    owner.put(&format!("{path}/tiers"), &easier).await.expect(200);
    program.work().await;
    assert_eq!(found(owner, json!({"tier": {"in": ["gold"]}})).await, ["Ana"]);
}

#[tokio::test]
async fn what_a_filter_of_tiers_names_is_described_and_there() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let path = draft(owner, json!({}), json!({}), &[]).await;
    owner.put(&format!("{path}/tiers"), &scheme()).await.expect(200);
    let fields =
        owner.with_header("Accept-Language", "de").get("/v1/segments/fields").await.expect(200).json();
    assert_eq!(fields["programmes"][0]["tiers"][1], json!({"code": "gold", "name": "gold"}));
    assert_eq!(fields["tier"][2], json!({"name": "on", "title": "Am Tag"}));
    for (filter, pointer) in [
        (json!({"tier": {"programme_id": id_of(&path)}}), "/filter/tier/programme_id"),
        (json!({"tier": {"in": []}}), "/filter/tier/in"),
        (json!({"tier": {"on": "yesterday"}}), "/filter/tier/on"),
    ] {
        let body = json!({ "filter": filter });
        other.owner.post("/v1/customers/search", &body).await.expect_invalid(pointer);
    }
}
