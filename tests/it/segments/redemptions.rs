//! Customers by the coupons that they used, the rewards that they ordered, and their tiers.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{id_of, segment};
use crate::customers::add;
use crate::loyalty::{buy, draft, paying, per_hundred, receipt, set_state};
use crate::{coupons, rewards};

async fn found(client: &Client, filter: &Value) -> Vec<String> {
    let body = json!({"filter": filter, "sort": "first_name"});
    let page = client.post("/v1/customers/search", &body).await.expect(200).json();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["first_name"].as_str().unwrap().to_owned()).collect()
}

/// An active programme whose customers are bronze, and silver from 10,000 dinars on.
async fn club(owner: &Client) -> String {
    let path = draft(owner, json!({}), paying(), &[per_hundred()]).await;
    let tier = |code: &str, threshold: i64| json!({"code": code, "name": code, "threshold": threshold});
    let scheme = json!({"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
                        "downgrade": "all", "tiers": [tier("bronze", 0), tier("silver", 1_000_000)]});
    owner.put(&format!("{path}/tiers"), &json!({"scheme": scheme})).await.expect(200);
    set_state(owner, &path, "active").await;
    path
}

/// Tests begin on 21 November 2026.
#[tokio::test]
async fn customers_are_found_by_what_they_redeemed_and_by_their_tiers() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner).await;
    let often = coupons::campaign(owner, json!({}), &["CESTO1"]).await;
    let never = coupons::draft(owner, json!({})).await;
    let cup = rewards::offer(owner, &rewards::cup(id_of(&club), json!({}))).await;
    rewards::came_in(owner, &cup, 5).await;
    let mut people = Vec::new();
    for name in ["Ana", "Boris", "Ceca"] {
        people.push(add(owner, json!({"first_name": name})).await);
    }
    let till = merchant.terminal().await;
    let with_coupon = json!({"coupons": ["CESTO1"]});
    for (number, person, total, fields) in [
        ("1", 0, 1_200_000, with_coupon.clone()),
        ("2", 0, 10_000, with_coupon.clone()),
        ("3", 1, 300_000, with_coupon),
        ("4", 2, 300_000, json!({})),
    ] {
        buy(&till, &receipt(number, &people[person], total, fields)).await;
    }
    let had = rewards::order(owner, &cup, &people[2], json!({})).await.expect(201).json();
    rewards::step(owner, &had, "confirm").await.expect(200);
    let called_off = rewards::order(owner, &cup, &people[1], json!({})).await.expect(201).json();
    rewards::step(owner, &called_off, "cancel").await.expect(200);

    for (filter, expected) in [
        (json!({"coupons": {}}), vec!["Ana", "Boris"]),
        (json!({"coupons": {"campaign_id": id_of(&often), "op": "gte", "value": 2}}), vec!["Ana"]),
        (json!({"coupons": {"campaign_id": id_of(&never)}}), vec![]),
        (json!({"coupons": {"op": "eq", "value": 0}}), vec!["Ceca"]),
        (json!({"coupons": {"within": {"last": 30, "unit": "day"}}}), vec!["Ana", "Boris"]),
        (json!({"coupons": {"within": {"month": -1}}}), vec![]),
        (json!({"rewards": {}}), vec!["Ceca"]),
        (json!({"rewards": {"reward_id": id_of(&cup), "op": "lt", "value": 1}}), vec!["Ana", "Boris"]),
        (json!({"rewards": {"within": {"month": -1}}}), vec![]),
        (json!({"tier": {"programme_id": id_of(&club), "in": ["silver"]}}), vec!["Ana"]),
        (
            json!({"tier": {"programme_id": id_of(&club), "in": ["bronze", "silver"]}}),
            vec!["Ana", "Boris", "Ceca"],
        ),
        (
            json!({"all": [{"coupons": {}}, {"not": {"tier": {"programme_id": id_of(&club), "in": ["silver"]}}}]}),
            vec!["Boris"],
        ),
    ] {
        assert_eq!(found(owner, &filter).await, expected, "{filter}");
    }

    let other = program.merchant().await;
    for (filter, pointer) in [
        (json!({"coupons": {"campaign_id": id_of(&often)}}), "/filter/coupons/campaign_id"),
        (json!({"rewards": {"reward_id": id_of(&cup)}}), "/filter/rewards/reward_id"),
        (json!({"coupons": {"op": "eq"}}), "/filter/coupons/value"),
        (json!({"rewards": {"campaign_id": id_of(&often)}}), "/filter/rewards/campaign_id"),
        (json!({"tier": {"programme_id": id_of(&club), "in": ["silver"]}}), "/filter/tier/programme_id"),
    ] {
        let body = json!({ "filter": filter });
        other.owner.post("/v1/customers/search", &body).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn what_a_segment_asks_for_stays_and_can_be_looked_up() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = club(owner).await;
    let campaign = coupons::draft(owner, json!({"name": "Leto"})).await;
    let cup = rewards::cup(id_of(&club), json!({}));
    let cup = owner.post("/v1/rewards", &cup).await.expect(201).header("location").unwrap().to_owned();
    let serbian = owner.with_header("Accept-Language", "sr-Cyrl");
    let fields = serbian.get("/v1/segments/fields").await.expect(200).json();
    let coupons_used =
        fields["loyalty"].as_array().unwrap().iter().find(|one| one["name"] == "coupons").unwrap();
    assert_eq!(coupons_used["title"], "Искоришћени купони", "{fields}");
    assert_eq!(fields["campaigns"], json!([{"id": id_of(&campaign), "name": "Leto"}]));
    assert_eq!(
        (&fields["rewards"][0]["id"], &fields["rewards"][0]["name"]),
        (&json!(id_of(&cup)), &json!("Šolja"))
    );
    assert_eq!(fields["programmes"][0]["tiers"][1]["code"], "silver");

    let used = segment(&merchant, "Kuponi", json!({"coupons": {"campaign_id": id_of(&campaign)}})).await;
    let ordered = segment(&merchant, "Šolje", json!({"not": {"rewards": {"reward_id": id_of(&cup)}}})).await;
    for (path, by) in [(&campaign, &used), (&cup, &ordered)] {
        let problem = owner.delete(path).await.expect_problem(409, "in_use");
        assert_eq!(problem["users"][0]["id"], id_of(by), "{problem}");
        owner.delete(by).await.expect(204);
        owner.delete(path).await.expect(204);
    }
}
