use chrono::Duration;
use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::{all, kinds};
use crate::consents::opt_in_mails::link_in_mail;
use crate::customers::{add, path_of};
use crate::newsletters::sent::Sent;

async fn messages(sent: &Sent, customer: usize) -> Vec<Value> {
    all(&sent.merchant.owner, &format!("/v1/customers/{}/messages", sent.customers[customer]), 50).await
}

async fn reactions(sent: &Sent, customer: usize) -> Vec<Value> {
    let path = format!("/v1/customers/{}/timeline?kinds=reaction", sent.customers[customer]);
    all(&sent.merchant.owner, &path, 50).await
}

#[tokio::test]
async fn a_newsletter_is_told_with_its_state_and_the_reactions_that_may_be_told() {
    let sent = Sent::with_tracking("individual").await;
    sent.profiling(0, "granted").await;
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    for links in [&ana, &eva] {
        sent.reader().get(&links.open.clone().unwrap()).await.expect(200);
        sent.program.clock.advance(Duration::minutes(1));
        sent.reader().get(&links.click[0]).await.expect(302);
    }
    sent.program.record_hits().await;
    let told = messages(&sent, 0).await;
    let newsletter = told.iter().find(|message| message["kind"] == "newsletter").unwrap();
    assert_eq!(
        (&newsletter["state"], &newsletter["channel"], &newsletter["address"], &newsletter["at"]),
        (&json!("sent"), &json!("email"), &json!("ana@example.com"), &json!("2026-11-21T10:00:00Z"))
    );
    assert_eq!(newsletter["newsletter_id"], sent.path.rsplit('/').next().unwrap());
    assert_eq!(
        (&newsletter["opened_at"], &newsletter["clicked_at"]),
        (&json!("2026-11-21T10:04:00Z"), &json!("2026-11-21T10:05:00Z"))
    );
    let seen = reactions(&sent, 0).await;
    let did: Vec<_> = seen.iter().map(|entry| (&entry["reaction"]["kind"], &entry["at"])).collect();
    assert_eq!(
        did,
        [
            (&json!("clicked"), &json!("2026-11-21T10:05:00Z")),
            (&json!("opened"), &json!("2026-11-21T10:04:00Z"))
        ]
    );
    // Eva has not consented to being profiled.
    assert_eq!(reactions(&sent, 1).await, Vec::<Value>::new());
    let told = messages(&sent, 1).await;
    let newsletter = told.iter().find(|message| message["kind"] == "newsletter").unwrap();
    assert_eq!((&newsletter["opened_at"], &newsletter["clicked_at"]), (&json!(null), &json!(null)));
    // A withdrawal hides what was.
    sent.profiling(0, "withdrawn").await;
    assert_eq!(reactions(&sent, 0).await, Vec::<Value>::new());
    assert!(messages(&sent, 0).await.iter().all(|message| message["opened_at"].is_null()));
}

#[tokio::test]
async fn under_anonymous_tracking_no_reaction_is_told() {
    let sent = Sent::with_tracking("anonymous").await;
    sent.profiling(0, "granted").await;
    let ana = sent.links("ana@example.com").await;
    sent.reader().get(&ana.open.clone().unwrap()).await.expect(200);
    sent.reader().get(&ana.click[0]).await.expect(302);
    sent.program.record_hits().await;
    assert_eq!(reactions(&sent, 0).await, Vec::<Value>::new());
    assert!(messages(&sent, 0).await.iter().all(|message| message["clicked_at"].is_null()));
}

#[tokio::test]
async fn a_mail_that_asks_for_consent_is_told_until_when_and_whether_it_was_confirmed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let path = path_of(&customer);
    merchant.owner.post(&format!("{path}/opt-in-mails"), &json!({})).await.expect(202);
    program.work().await;
    let told = all(&merchant.owner, &format!("{path}/messages"), 50).await;
    assert_eq!(kinds(&told), ["opt_in"]);
    assert_eq!(
        (&told[0]["address"], &told[0]["at"], &told[0]["expires_at"], &told[0]["confirmed_at"]),
        (
            &json!("ana@example.com"),
            &json!("2026-11-21T10:00:00Z"),
            &json!("2026-11-28T10:00:00Z"),
            &json!(null)
        )
    );
    let link = link_in_mail(&program, &merchant.owner, "ana@example.com", "/c/").await;
    program.clock.advance(Duration::minutes(1));
    let form = Some("application/x-www-form-urlencoded");
    program.client.send(Method::POST, &link, form, b"confirm=yes".to_vec()).await.expect(200);
    let told = all(&merchant.owner, &format!("{path}/messages"), 50).await;
    assert_eq!(told[0]["confirmed_at"], "2026-11-21T10:01:00Z");
}
