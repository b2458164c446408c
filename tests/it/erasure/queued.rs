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
