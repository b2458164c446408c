//! Customers by their points and by the programmes that they are in.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{account, adjust, buy, give_back, paying, per_hundred, programme, receipt, tenders, with};
use crate::customers::add;
use crate::programmes::id_of;

async fn found(client: &Client, filter: Value) -> Vec<String> {
    let body = json!({"filter": filter, "sort": "first_name"});
    let page = client.post("/v1/customers/search", &body).await.expect(200).json();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["first_name"].as_str().unwrap().to_owned()).collect()
}

/// Tests begin on 21 November 2026.
#[tokio::test]
async fn customers_are_found_by_what_points_they_have_and_had() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points = with(paying(), &json!({"expiry": {"count": 10, "unit": "day", "to": "exact"}}));
    let club = programme(owner, json!({}), points, &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let mut people = Vec::new();
    for name in ["Ana", "Boris", "Ceca"] {
        people.push(add(owner, json!({"first_name": name})).await);
    }
    buy(&till, &receipt("1", &people[0], 500_000, json!({}))).await;
    let bought = buy(&till, &receipt("2", &people[1], 500_000, json!({}))).await;
    let paid = receipt("3", &people[1], 2_000, json!({"tenders": tenders(2_000, 20)}));
    buy(&till, &paid).await;
    give_back(&till, &bought, "R1", &[(1, "0.8")]).await;
    let of = |fields: Value| json!({"points": with(json!({"type": "points"}), &fields)});
    let id = id_of(&club);
    for (filter, expected) in [
        (of(json!({})), vec!["Ana"]),
        (of(json!({"op": "eq", "value": 0})), vec!["Ceca"]),
        (of(json!({"op": "lt", "value": 0})), vec!["Boris"]),
        (of(json!({"of": "earned", "op": "between", "value": [10, 50]})), vec!["Ana", "Boris"]),
        (of(json!({"of": "earned", "op": "gt", "value": 10})), vec!["Ana"]),
        (of(json!({"of": "spent"})), vec!["Boris"]),
        (of(json!({"of": "spent", "within": {"month": -1}})), vec![]),
        (of(json!({"of": "expiring", "days": 9})), vec!["Ana"]),
        (of(json!({"of": "expiring", "days": 3})), vec![]),
        (json!({"points": {"type": "stars"}}), vec![]),
        (json!({"points": {"programme_id": id}}), vec!["Ana"]),
        (json!({"programme": {}}), vec!["Ana", "Boris"]),
        (
            json!({"programme": {"programme_id": id, "joined": {"last": 1, "unit": "day"}}}),
            vec!["Ana", "Boris"],
        ),
        (json!({"not": {"programme": {"programme_id": id}}}), vec!["Ceca"]),
        (json!({"programme": {"joined": {"month": -1}}}), vec![]),
    ] {
        assert_eq!(found(owner, filter.clone()).await, expected, "{filter}");
    }
    // What has expired is not there, whether or not that was written; what staff credit is there and was not earned.
    owner.put("/v1/test-clock", &json!({"now": "2026-12-20T10:00:00Z"})).await.expect(200);
    assert_eq!(found(owner, of(json!({}))).await, Vec::<String>::new());
    adjust(owner, &account(owner, &people[0]).await, 5, &json!({})).await.expect(201);
    assert_eq!(found(owner, of(json!({}))).await, ["Ana"]);
    assert_eq!(
        found(owner, of(json!({"of": "earned", "op": "gt", "value": 50}))).await,
        Vec::<String>::new()
    );

    let fields = owner.get("/v1/segments/fields").await.expect(200).json();
    let told = &fields["programmes"][0];
    assert_eq!((&told["id"], &told["point_types"][0]["code"]), (&json!(id), &json!("points")), "{fields}");
    let other = program.merchant().await;
    for (filter, pointer) in [
        (json!({"programme": {"programme_id": id}}), "/filter/programme/programme_id"),
        (json!({"points": {"programme_id": id}}), "/filter/points/programme_id"),
        (json!({"points": {"of": "lost"}}), "/filter/points/of"),
    ] {
        let body = json!({ "filter": filter });
        other.owner.post("/v1/customers/search", &body).await.expect_invalid(pointer);
    }
}
