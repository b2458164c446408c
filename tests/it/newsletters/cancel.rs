use regulars_tests::Program;
use serde_json::json;

use super::audience::{grant_pack, newsletter_to, reachable};

#[tokio::test]
async fn what_has_not_left_is_cancelled_and_its_quota_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&ana, &eva]).await;
    merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202);
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["packs"]["left"], 9_998);
    let paused = merchant.owner.post(&format!("{path}/pause"), &json!({})).await.expect(200).json();
    assert_eq!(paused["state"], "paused");
    program.work().await;
    assert_eq!(merchant.owner.get("/v1/sandbox/messages").await.json()["items"], json!([]));
    let resumed = merchant.owner.post(&format!("{path}/resume"), &json!({})).await.expect(200).json();
    assert_eq!(resumed["state"], "sending");
    let cancelled = merchant.owner.post(&format!("{path}/cancel"), &json!({})).await.expect(200).json();
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["packs"]["left"], 10_000);
    program.work().await;
    assert_eq!(merchant.owner.get("/v1/sandbox/messages").await.json()["items"], json!([]));
    let report = merchant.owner.get(&format!("{path}/report")).await.json();
    assert_eq!((&report["cancelled"], &report["delivered"]), (&json!(2), &json!(0)));
    let recipients = merchant.owner.get(&format!("{path}/recipients")).await.json();
    assert!(recipients["items"].as_array().unwrap().iter().all(|item| item["state"] == "cancelled"));
    for verb in ["cancel", "pause", "resume", "send"] {
        merchant.owner.post(&format!("{path}/{verb}"), &json!({})).await.expect_problem(409, "conflict");
    }
    merchant.owner.patch(&path, &json!({"name": "A"})).await.expect_problem(409, "conflict");
    merchant.owner.delete(&path).await.expect_problem(409, "conflict");
    let kinds = merchant.owner.get("/v1/quota/ledger").await.json();
    let kinds: Vec<_> =
        kinds["items"].as_array().unwrap().iter().map(|entry| entry["kind"].clone()).collect();
    for kind in ["pack", "reserve", "return"] {
        assert!(kinds.contains(&json!(kind)), "{kinds:?}");
    }
}
