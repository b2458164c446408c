//! Whoever asked for a mail can see what became of it.

use regulars_smtp_server::{Fault, Script, ScriptedSmtpServer, Stage, Weather};
use regulars_tests::{Merchant, Program, TestDatabase};
use serde_json::{Value, json};

use crate::consents::customer;
use crate::newsletters::audience::newsletter_to;

async fn live(script: Script) -> (Program, ScriptedSmtpServer, Merchant) {
    let server = ScriptedSmtpServer::start(script).await.unwrap();
    let relay = server.url().parse().unwrap();
    let program = Program::start_with(TestDatabase::create().await, |settings| {
        settings.smtp_relay = Some(relay);
        settings.smtp_connections = 1;
    })
    .await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    (program, server, merchant)
}

fn refusing(stage: Stage, code: u16, text: &str) -> Script {
    Script::default().with(Fault::at(stage, Weather::Reply(code, text.to_owned())).times(1))
}

async fn job(merchant: &Merchant, id: &Value) -> Value {
    merchant.owner.get(&format!("/v1/jobs/{}", id.as_str().unwrap())).await.expect(200).json()
}

#[tokio::test]
async fn an_opt_in_mail_to_a_mailbox_that_does_not_exist_fails_in_sight_and_stops_the_next() {
    let (program, _server, merchant) = live(refusing(Stage::Recipient, 550, "5.1.1 No such user")).await;
    let customer = customer(&merchant).await;
    let path = format!("{customer}/opt-in-mails");
    let asked = merchant.owner.post(&path, &json!({})).await.expect(202);
    let id = asked.json()["job_id"].clone();
    assert_eq!(asked.header("location"), Some(format!("/v1/jobs/{}", id.as_str().unwrap()).as_str()));
    let waiting = job(&merchant, &id).await;
    assert_eq!((&waiting["kind"], &waiting["status"]), (&json!("opt_in_mail"), &json!("queued")));
    program.work().await;
    let failed = job(&merchant, &id).await;
    assert_eq!((&failed["status"], &failed["error"]), (&json!("failed"), &json!("recipient: 550")));
    assert_eq!(failed["customer_id"], customer.rsplit('/').next().unwrap());
    let listed = merchant.owner.get("/v1/jobs?status=failed").await.expect(200).json();
    assert_eq!(listed["items"], json!([failed]));
    assert_eq!(merchant.owner.get("/v1/jobs?status=done").await.expect(200).json()["items"], json!([]));
    let again = merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(again["reason"], "suppressed");
    let other = program.merchant().await;
    other.owner.get(&format!("/v1/jobs/{}", id.as_str().unwrap())).await.expect_problem(404, "not_found");
    assert_eq!(other.owner.get("/v1/jobs").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_test_that_the_relay_does_not_take_yet_waits_in_sight_and_then_leaves() {
    let (program, server, merchant) =
        live(refusing(Stage::Sender, 530, "5.7.0 Authentication required")).await;
    let customer = customer(&merchant).await;
    let newsletter = newsletter_to(&merchant, &[customer.rsplit('/').next().unwrap()]).await;
    let to = json!({"to": [merchant.owner_email]});
    let sent = merchant.owner.post(&format!("{newsletter}/test-sends"), &to).await.expect(202).json();
    let id = sent["job_ids"][0].clone();
    program.work().await;
    let waiting = job(&merchant, &id).await;
    assert_eq!((&waiting["kind"], &waiting["status"]), (&json!("newsletter_test_mail"), &json!("queued")));
    assert_eq!(waiting["error"], "sender: 530");
    assert_eq!(waiting["newsletter_id"], newsletter.rsplit('/').next().unwrap());
    program.clock.advance(chrono::Duration::hours(1));
    program.work().await;
    let owner = program.sign_in(&merchant.owner_email).await;
    let done = owner.get(&format!("/v1/jobs/{}", id.as_str().unwrap())).await.expect(200).json();
    assert_eq!((&done["status"], &done["error"]), (&json!("done"), &Value::Null));
    assert_eq!(server.accepted(), 1);
}
