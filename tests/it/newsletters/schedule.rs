use regulars_tests::Program;
use serde_json::{Value, json};

use super::audience::{grant_pack, newsletter_to, reachable};

#[tokio::test]
async fn a_local_time_is_that_of_the_merchant_s_clocks() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = reachable(&program, &merchant, "ana@example.com").await;
    let path = newsletter_to(&merchant, &[&customer]).await;
    for (at, instant) in [
        ("2026-12-01T09:00:00", "2026-12-01T08:00:00Z"),
        ("2027-03-28T02:30", "2027-03-28T01:30:00Z"),
        ("2027-10-31T02:30:00", "2027-10-31T00:30:00Z"),
        ("2026-12-01T09:00:00+02:00", "2026-12-01T07:00:00Z"),
    ] {
        let scheduled = merchant.owner.post(&format!("{path}/schedule"), &json!({"at": at})).await;
        let scheduled = scheduled.expect(200).json();
        assert_eq!((&scheduled["state"], &scheduled["scheduled_at"]), (&json!("scheduled"), &json!(instant)));
    }
    for at in ["2026-11-21T09:59:59Z", "2026-11-21T10:30:00", "tomorrow", "2026-13-01T09:00:00", ""] {
        merchant.owner.post(&format!("{path}/schedule"), &json!({"at": at})).await.expect_invalid("/at");
    }
    merchant.owner.post(&format!("{path}/schedule"), &json!({})).await.expect_invalid("/at");
    assert_eq!(merchant.owner.get(&path).await.json()["scheduled_at"], "2026-12-01T07:00:00Z");
    let cancelled = merchant.owner.post(&format!("{path}/cancel"), &json!({})).await.expect(200).json();
    assert_eq!((&cancelled["state"], &cancelled["scheduled_at"]), (&json!("ready"), &Value::Null));
    let draft = merchant.owner.post("/v1/newsletters", &json!({"name": "Jesen"})).await.expect(201);
    let path = draft.header("location").unwrap();
    let at = json!({"at": "2026-12-01T09:00:00"});
    merchant.owner.post(&format!("{path}/schedule"), &at).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn it_is_sent_when_its_instant_has_come() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&customer]).await;
    let at = json!({"at": "2026-12-01T09:00:00"});
    merchant.owner.post(&format!("{path}/schedule"), &at).await.expect(200);
    program.work().await;
    assert_eq!(merchant.owner.get(&path).await.json()["state"], "scheduled");
    merchant.owner.put("/v1/test-clock", &json!({"now": "2026-12-01T08:00:00Z"})).await.expect(200);
    program.work().await;
    let sent = merchant.owner.get(&path).await.json();
    assert_eq!((&sent["state"], &sent["started_at"]), (&json!("sent"), &json!("2026-12-01T08:00:00Z")));
    assert_eq!(merchant.owner.get("/v1/sandbox/messages").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_sent_then_is_ready_again_and_tells_why() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = reachable(&program, &merchant, "ana@example.com").await;
    let path = newsletter_to(&merchant, &[&customer]).await;
    let at = json!({"at": "2026-11-21T11:00:00Z"});
    merchant.owner.post(&format!("{path}/schedule"), &at).await.expect(200);
    program.clock.advance(chrono::Duration::hours(2));
    program.work().await;
    let owner = program.sign_in(&merchant.owner_email).await;
    let found = owner.get(&path).await.json();
    assert_eq!((&found["state"], &found["not_started"]), (&json!("ready"), &json!("quota_exhausted")));
    let saved = owner.patch(&path, &json!({"name": "Zima"})).await.expect(200).json();
    assert_eq!(saved["not_started"], Value::Null);
}

#[tokio::test]
async fn what_is_more_than_a_day_late_is_not_sent_and_a_merchant_may_allow_less_or_more() {
    let program = Program::start().await;
    for (hours, late, state, reason) in [
        (None, "2026-12-02T08:00:00Z", "sent", Value::Null),
        (None, "2026-12-02T08:00:01Z", "ready", json!("schedule_missed")),
        (Some(2), "2026-12-01T10:00:01Z", "ready", json!("schedule_missed")),
        (Some(48), "2026-12-03T08:00:00Z", "sent", Value::Null),
    ] {
        let merchant = program.merchant().await;
        if let Some(hours) = hours {
            let patched = merchant.owner.patch("/v1/merchant", &json!({"schedule_grace_hours": hours})).await;
            assert_eq!(patched.expect(200).json()["schedule_grace_hours"], hours);
        }
        let customer = reachable(&program, &merchant, "ana@example.com").await;
        grant_pack(&program, &merchant).await;
        let path = newsletter_to(&merchant, &[&customer]).await;
        let at = json!({"at": "2026-12-01T08:00:00Z"});
        merchant.owner.post(&format!("{path}/schedule"), &at).await.expect(200);
        merchant.owner.put("/v1/test-clock", &json!({"now": late})).await.expect(200);
        program.work().await;
        let found = merchant.owner.get(&path).await.expect(200).json();
        assert_eq!((&found["state"], &found["not_started"]), (&json!(state), &reason), "{late}");
        let sent = merchant.owner.get("/v1/sandbox/messages").await.json()["items"].as_array().unwrap().len();
        assert_eq!(sent, usize::from(state == "sent"), "{late}");
    }
    let merchant = program.merchant().await;
    for hours in [json!(0), json!(169), json!(null), json!("24")] {
        let body = json!({"schedule_grace_hours": hours});
        merchant.owner.patch("/v1/merchant", &body).await.expect_invalid("/schedule_grace_hours");
    }
}
