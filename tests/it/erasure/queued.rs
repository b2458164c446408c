//! What was to be sent does not leave.

use regulars_tests::Program;
use serde_json::json;

use super::captured;
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

#[tokio::test]
async fn nothing_that_waits_leaves_and_its_quota_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    grant_pack(&program, &merchant).await;
    let gone = reachable(&program, &merchant, "vera@example.com").await;
    let stays = reachable(&program, &merchant, "eva@example.com").await;
    let asked = super::customer(&merchant, "luka@example.com").await;
    owner.post(&format!("{asked}/opt-in-mails"), &json!({})).await.expect(202);
    let newsletter = newsletter_to(&merchant, &[&gone, &stays]).await;
    owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    assert_eq!(owner.get("/v1/quota").await.json()["available"], 9_998);
    for path in [format!("/v1/customers/{gone}"), asked] {
        owner.delete(&path).await.expect(204);
    }
    assert_eq!(owner.get("/v1/quota").await.json()["available"], 9_999);
    program.work().await;
    assert_eq!(
        (captured(owner, "vera@example.com").await, captured(owner, "luka@example.com").await),
        (0, 0)
    );
    assert_eq!(captured(owner, "eva@example.com").await, 1);
    let sent = owner.get(&newsletter).await.expect(200).json();
    assert_eq!(sent["state"], "sent", "{sent}");
    let recipients = owner.get(&format!("{newsletter}/recipients?state=excluded")).await.expect(200).json();
    assert_eq!(recipients["items"][0]["reason"], "erased");
    assert_eq!(recipients["items"][0]["address"], "");
}

#[tokio::test]
async fn what_a_worker_holds_is_settled_and_not_tried_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    grant_pack(&program, &merchant).await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    let iva = reachable(&program, &merchant, "iva@example.com").await;
    let newsletter = newsletter_to(&merchant, &[&ana, &eva, &iva]).await;
    owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    // As a worker leaves it that died: one message was on the wire, one was being prepared.
    let lease = if regulars_tests::is_postgres() {
        "'0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0aaa'"
    } else {
        "x'0192f0c12b3c7d4e8f5a6b7c8d9e0aaa'"
    };
    for (state, address) in [("sending", "ana@example.com"), ("leased", "eva@example.com")] {
        program
            .run_sql(&format!(
                "UPDATE deliveries SET state = '{state}', lease_id = {lease},
                     leased_until = '2026-11-21T09:00:00+00:00' WHERE address = '{address}'"
            ))
            .await;
    }
    for id in [&ana, &eva] {
        owner.delete(&format!("/v1/customers/{id}")).await.expect(204);
    }
    program.work().await;
    let messages = owner.get("/v1/sandbox/messages").await.expect(200).json();
    assert_eq!(messages["items"].as_array().unwrap().len(), 1);
    let recipients = owner.get(&format!("{newsletter}/recipients")).await.expect(200).json();
    let state_of = |id: &str| {
        let items = recipients["items"].as_array().unwrap();
        items.iter().find(|one| one["customer_id"] == id).unwrap()["state"].clone()
    };
    assert_eq!(
        (state_of(&ana), state_of(&eva), state_of(&iva)),
        (json!("unknown"), json!("excluded"), json!("sent"))
    );
    assert_eq!(owner.get(&newsletter).await.json()["state"], "sent");
    assert_eq!(owner.get("/v1/quota").await.json()["available"], 9_998);
}
