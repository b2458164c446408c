//! Who withdraws the consent to the processing of their data is in no programme any more.

use regulars_tests::Program;
use serde_json::{Value, json};

use crate::customers::{add, path_of};
use crate::loyalty::{buy, per_hundred, programme, receipt, stands};
use crate::merges::merge;

#[tokio::test]
async fn a_withdrawal_in_whole_ends_every_membership_and_a_partial_one_none() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let first = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let second = programme(owner, json!({"joining": "on_request"}), json!({}), &[]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    owner.post(&format!("{second}/members"), &json!({"customer_id": ana["id"]})).await.expect(201);
    buy(&till, &receipt("1", &ana, 500_000, json!({}))).await;
    let members = async |club: &str| {
        let page = owner.get(&format!("{club}/members")).await.expect(200).json();
        page["items"].as_array().unwrap().len()
    };
    let say = async |purpose: &str, channel: Value, state: &str| {
        let body = json!({"purpose": purpose, "channel": channel, "state": state, "source": "call"});
        owner.post(&format!("{}/consents", path_of(&ana)), &body).await.expect(201);
    };
    for (purpose, channel) in
        [("advertising", json!("email")), ("profiling", Value::Null), ("third_parties", Value::Null)]
    {
        say(purpose, channel.clone(), "granted").await;
        say(purpose, channel, "withdrawn").await;
        assert_eq!((members(&first).await, members(&second).await), (1, 1), "{purpose}");
    }
    say("data_processing", Value::Null, "withdrawn").await;
    assert_eq!((members(&first).await, members(&second).await), (0, 0));
    assert_eq!(stands(owner, &ana).await, (50, 0, 0));
    let answer = buy(&till, &receipt("2", &ana, 500_000, json!({}))).await;
    assert_eq!((&answer["points"], members(&first).await), (&json!([]), 0));
    let body = json!({"customer_id": ana["id"]});
    let refused = owner.post(&format!("{second}/members"), &body).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "processing_refused");
    say("data_processing", Value::Null, "granted").await;
    assert_eq!((members(&first).await, members(&second).await), (0, 0));
    owner.post(&format!("{second}/members"), &body).await.expect(201);
    let events = owner.get("/v1/audit-events?subject_kind=programme_membership").await.expect(200).json();
    let left = |event: &&Value| event["action"] == "updated";
    assert_eq!(events["items"].as_array().unwrap().iter().filter(left).count(), 2, "{events}");
}

#[tokio::test]
async fn somebody_who_has_refused_from_the_first_comes_into_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({"joining": "at_registration"}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let no = json!({"purpose": "data_processing", "state": "refused", "source": "terminal"});
    let body = json!({"first_name": "Ana", "last_name": "Ilić", "consents": [no]});
    let ana = till.post("/v1/members", &body).await.expect(201).json()["customer"].clone();
    let answer = buy(&till, &receipt("1", &ana, 500_000, json!({}))).await;
    assert_eq!(answer["points"], json!([]));
    assert_eq!(owner.get(&format!("{club}/members")).await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_merge_with_somebody_who_has_withdrawn_ends_the_membership() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({"joining": "on_request"}), json!({}), &[]).await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let again = add(owner, json!({"first_name": "Anna"})).await;
    owner.post(&format!("{club}/members"), &json!({"customer_id": ana["id"]})).await.expect(201);
    let body = json!({"purpose": "data_processing", "state": "withdrawn", "source": "call"});
    owner.post(&format!("{}/consents", path_of(&again)), &body).await.expect(201);
    merge(owner, &ana, &[&again]).await;
    assert_eq!(owner.get(&format!("{club}/members")).await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn the_membership_of_somebody_who_was_erased_is_nobody_s() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let scheme = json!({"basis": {"kind": "spend"}, "window": {"kind": "calendar_year"}, "upgrade": "at_once",
        "downgrade": "one", "tiers": [{"code": "gold", "name": "Gold", "threshold": 0}]});
    owner.put(&format!("{club}/tiers"), &json!({"scheme": scheme})).await.expect(200);
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    buy(&till, &receipt("1", &ana, 500_000, json!({}))).await;
    let page = owner.get(&format!("{club}/members")).await.expect(200).json();
    let membership = format!("{club}/members/{}", page["items"][0]["id"].as_str().unwrap());
    let lock = json!({"tier": "gold", "reason": "goodwill"});
    owner.put(&format!("{membership}/tier-lock"), &lock).await.expect(200);
    owner.delete(&path_of(&ana)).await.expect(204);
    owner.put(&format!("{membership}/tier-lock"), &lock).await.expect_problem(404, "not_found");
    owner.delete(&membership).await.expect_problem(404, "not_found");
    owner.get(&membership).await.expect_problem(404, "not_found");
    let trail = owner.get("/v1/audit-events?subject_kind=programme_membership").await.expect(200).json();
    let told = trail["items"].as_array().unwrap();
    assert!(!told.is_empty() && told.iter().all(|event| event["erased"] == true), "{trail}");
}
