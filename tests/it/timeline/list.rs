use chrono::Duration;
use regulars_tests::Program;
use serde_json::{Value, json};

use super::{all, kinds, sell, take_back};
use crate::cards::registered;
use crate::customers::{add, path_of};
use crate::interactions::log;

#[tokio::test]
async fn all_that_happened_is_in_one_list_the_newest_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = registered(owner, "2000000000015").await;
    let path = path_of(&customer);
    program.clock.advance(Duration::seconds(10));
    let bought = sell(owner, &customer, "1", "2026-11-21T10:00:05Z").await;
    take_back(owner, &bought, "R1", "2026-11-21T10:00:08Z").await;
    program.clock.advance(Duration::seconds(10));
    owner.patch(&path, &json!({"address": {"city": "Niš"}, "first_name": "Anica"})).await.expect(200);
    program.clock.advance(Duration::seconds(10));
    let (_, call) = log(owner, &path, json!({"subject": "Saturdays", "text": "x".repeat(300)})).await;
    program.clock.advance(Duration::seconds(10));
    let consent = json!({"purpose": "profiling", "state": "granted", "source": "shop"});
    let entry = owner.post(&format!("{path}/consents"), &consent).await.expect(201).json();
    program.clock.advance(Duration::seconds(10));
    let thresholds = json!({"thresholds": {
        "recency_days": [30, 90, 180, 365], "frequency": [2, 4, 7, 12], "monetary": [1_000, 2_000, 3_000, 4_000]
    }});
    owner.put("/v1/rfm/settings", &thresholds).await.expect(200);
    program.work().await;
    let told = all(owner, &format!("{path}/timeline"), 200).await;
    let seen = kinds(&told);
    assert_eq!(seen[..6], ["rfm_move", "consent", "interaction", "edit", "refund", "purchase"], "{seen:?}");
    let (mut begun, mut rest) = (seen[6..].to_vec(), vec!["card", "created"]);
    begun.retain(|kind| rest.contains(kind));
    begun.sort_unstable();
    rest.sort_unstable();
    assert_eq!(begun, rest, "{seen:?}");
    let (moved, consent, talk, edit) = (&told[0], &told[1], &told[2], &told[3]);
    assert_eq!(
        (&moved["rfm_move"]["from"], &moved["rfm_move"]["on"]),
        (&json!("prospect"), &json!("2026-11-21"))
    );
    assert_eq!((&consent["consent"]["id"], &consent["consent"]["state"]), (&entry["id"], &json!("granted")));
    assert_eq!(consent["consent"]["source"], "shop");
    assert_eq!(
        (&talk["interaction"]["id"], &talk["interaction"]["subject"]),
        (&call["id"], &json!("Saturdays"))
    );
    assert_eq!(talk["interaction"]["beginning"], json!("x".repeat(200)));
    assert_eq!(edit["edit"]["fields"], json!(["address.city", "first_name"]));
    let me = owner.get("/v1/me").await.json();
    assert_eq!(edit["edit"]["actor"], json!({"kind": "user", "id": me["id"]}));
    assert_eq!(edit["at"], "2026-11-21T10:00:20Z");
    let refund = &told[4];
    assert_eq!(
        (&refund["at"], &refund["operation"]["total"]["amount"], &refund["operation"]["number"]),
        (&json!("2026-11-21T10:00:08Z"), &json!(9000), &json!("R1"))
    );
    assert_eq!(refund["operation"]["purchase_id"], told[5]["operation"]["id"]);
    assert_eq!((&told[5]["interaction"], &told[5]["message"]), (&json!(null), &json!(null)));
    let card = told.iter().find(|entry| entry["kind"] == "card").unwrap();
    assert_eq!(card["card"], json!({"number": "2000000000015", "status": "active"}));
}

#[tokio::test]
async fn pages_of_any_size_hold_everything_once_in_one_order_with_ties_and_while_data_change() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let path = path_of(&customer);
    // Several of each kind at the very instant of the beginning, some around it.
    program.clock.advance(Duration::microseconds(500));
    for (number, at) in [
        "2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00Z",
        "2026-11-21T09:59:59.999999Z",
        "2026-11-21T10:00:00.000001Z",
        "2026-11-21T10:00:00.0005Z",
    ]
    .into_iter()
    .enumerate()
    {
        sell(owner, &customer, &format!("{number}"), at).await;
        log(owner, &path, json!({"occurred_at": at})).await;
        owner.patch(&path, &json!({"last_name": format!("Ilić {number}x")})).await.expect(200);
        let consent = json!({"purpose": "third_parties", "state": "refused", "source": format!("{number}"),
            "occurred_at": at});
        owner.post(&format!("{path}/consents"), &consent).await.expect(201);
    }
    let sold = sell(owner, &customer, "back", "2026-11-21T09:00:00Z").await;
    take_back(owner, &sold, "R1", "2026-11-21T10:00:00Z").await;
    take_back(owner, &sold, "R2", "2026-11-21T10:00:00Z").await;
    program.clock.advance(Duration::seconds(1));
    let timeline = format!("{path}/timeline");
    let whole = all(owner, &timeline, 200).await;
    assert!(whole.len() >= 24, "{}", whole.len());
    let at = |entry: &Value| entry["at"].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    assert!(whole.windows(2).all(|pair| at(&pair[0]) >= at(&pair[1])));
    for limit in [1, 2, 3, 5, 7] {
        assert_eq!(all(owner, &timeline, limit).await, whole, "by {limit}");
    }
    // What comes in front meanwhile moves nothing of what follows.
    let first = owner.get(&format!("{timeline}?limit=10")).await.expect(200).json();
    program.clock.advance(Duration::seconds(1));
    log(owner, &path, json!({})).await;
    sell(owner, &customer, "new", "2026-11-21T10:00:02Z").await;
    let next = first["next"].as_str().unwrap();
    let second = owner.get(&format!("{timeline}?limit=10&cursor={next}")).await.expect(200).json();
    assert_eq!(first["items"].as_array().unwrap()[..], whole[..10]);
    assert_eq!(second["items"].as_array().unwrap()[..], whole[10..20]);
    // A period that begins with the instant and ends with it.
    let since =
        all(owner, &format!("{timeline}?from=2026-11-21T10:00:00Z&to=2026-11-21T10:00:00.0005Z"), 3).await;
    let expected: Vec<_> = whole
        .iter()
        .filter(|entry| {
            at(entry) >= "2026-11-21T10:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap()
                && at(entry) < "2026-11-21T10:00:00.0005Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap()
        })
        .cloned()
        .collect();
    assert!(expected.len() > 10);
    assert_eq!(since, expected);
}

#[tokio::test]
async fn kinds_narrow_and_what_is_no_kind_is_refused() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let timeline = format!("{}/timeline", path_of(&customer));
    sell(owner, &customer, "1", "2026-11-20T10:00:00Z").await;
    log(owner, &path_of(&customer), json!({})).await;
    for (query, found) in [
        ("?kinds=purchase", vec!["purchase"]),
        ("?kinds=purchase,interaction", vec!["interaction", "purchase"]),
        ("?kinds=interaction&kinds=purchase", vec!["interaction", "purchase"]),
        ("?kinds=refund", vec![]),
        ("?kinds=created", vec!["created"]),
    ] {
        assert_eq!(kinds(&all(owner, &format!("{timeline}{query}"), 50).await), found, "{query}");
    }
    for (query, pointer) in [
        ("?kinds=purchase,smoke", "?kinds"),
        ("?kinds=", "?kinds"),
        ("?kinds=purchase,", "?kinds"),
        ("?from=yesterday", "?from"),
        ("?cursor=x", "?cursor"),
        ("?limit=201", "?limit"),
        ("?kind=purchase", "?kind"),
    ] {
        owner.get(&format!("{timeline}{query}")).await.expect_invalid(pointer);
    }
    for folder in ["timeline", "operations", "messages"] {
        let path = format!("{}/{folder}", path_of(&customer));
        other.owner.get(&path).await.expect_problem(404, "not_found");
        owner.get(&path).await.expect(200);
    }
}

#[tokio::test]
async fn what_an_erased_key_sealed_is_told_without_its_fields() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana"})).await;
    merchant.owner.patch(&path_of(&customer), &json!({"first_name": "Eva"})).await.expect(200);
    program.run_sql("DELETE FROM customer_keys").await;
    let told = all(&merchant.owner, &format!("{}/timeline?kinds=edit", path_of(&customer)), 50).await;
    assert_eq!((told.len(), &told[0]["edit"]["fields"]), (1, &json!([])));
}
