use regulars_tests::Program;
use serde_json::{Value, json};

use super::audience::{consenting, grant_pack, newsletter_to, reachable};
use super::complete;

#[tokio::test]
async fn everybody_whom_the_gate_lets_through_gets_one_message() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = reachable(&program, &merchant, "Ana@example.com").await;
    let twin = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    let unverified = consenting(&merchant, "iva@example.com").await;
    let body = json!({"first_name": "Mia", "data_consent": {"source": "shop"}});
    let unknown = merchant.owner.post("/v1/customers", &body).await.expect(201).json();
    grant_pack(&program, &merchant).await;
    let picked = [&*ana, &*twin, &*eva, &*unverified, unknown["id"].as_str().unwrap()];
    let path = newsletter_to(&merchant, &picked).await;
    let recap = merchant.owner.get(&format!("{path}/recap")).await.expect(200).json();
    let excluded = json!([
        {"reason": "no_address", "count": 1}, {"reason": "not_verified", "count": 1},
        {"reason": "same_address", "count": 1}
    ]);
    assert_eq!((&recap["audience"], &recap["reachable"]), (&json!(5), &json!(2)));
    assert_eq!(recap["excluded"], excluded);
    assert_eq!(recap["quota"], json!({"needed": 2, "available": 10_000}));
    assert!(!recap["warnings"].to_string().contains("true"), "{recap}");
    let sent = merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202).json();
    assert_eq!((&sent["state"], &sent["recipients"]), (&json!("sending"), &json!(2)));
    assert_eq!(sent["excluded"], excluded);
    assert_eq!(sent["quota"], json!({"from_month": 0, "from_packs": 2}));
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["available"], 9_998);
    program.work().await;
    let newsletter = merchant.owner.get(&path).await.json();
    assert_eq!(newsletter["state"], "sent");
    let messages = merchant.owner.get("/v1/sandbox/messages").await.expect(200).json();
    assert_eq!(messages["items"].as_array().unwrap().len(), 2);
    let messages = merchant.owner.get("/v1/sandbox/messages?channel=email&to=EVA@example.com").await.json();
    assert_eq!(messages["items"][0]["subject"], "Gospodine Petroviću, stigla je jesen");
    assert!(messages["items"][0]["headers"]["List-Unsubscribe"].is_string());
    let recipients = merchant.owner.get(&format!("{path}/recipients?state=sent")).await.expect(200).json();
    assert_eq!(recipients["items"].as_array().unwrap().len(), 2);
    assert!(recipients["items"][0]["sent_at"].is_string());
    let report = merchant.owner.get(&format!("{path}/report")).await.expect(200).json();
    for (name, value) in [("recipients", 2), ("delivered", 2), ("deferred", 0), ("failed", 0), ("unknown", 0)]
    {
        assert_eq!(report[name], value, "{name}: {report}");
    }
    assert_eq!(report["excluded"], excluded);
    assert_eq!(report["rates"], json!({"open": 0.0, "click": 0.0, "unsubscribe": 0.0}));
    assert_eq!(report["clicks"]["by_link"][0]["url"], "https://shop.example/jesen");
}

#[tokio::test]
async fn a_filter_and_a_group_are_looked_up_when_it_is_sent() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    grant_pack(&program, &merchant).await;
    for audience in [
        json!({"segment_key": "all_verified"}),
        json!({"filter": {"field": "last_name", "op": "eq", "value": "Petrović"}}),
    ] {
        let mut body = complete();
        body["audience"] = audience;
        let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
        let path = made.header("location").unwrap();
        reachable(&program, &merchant, &regulars_tests::unique_email("kupac")).await;
        let sent = merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202).json();
        let customers = merchant.owner.get("/v1/customers").await.json();
        assert_eq!(sent["recipients"], customers["items"].as_array().unwrap().len());
    }
}

#[tokio::test]
async fn too_little_quota_sends_nothing_and_tells_the_shortfall() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    let eva = reachable(&program, &merchant, "eva@example.com").await;
    let path = newsletter_to(&merchant, &[&ana, &eva]).await;
    let before = merchant.owner.get(&path).await.json();
    let recap = merchant.owner.get(&format!("{path}/recap")).await.expect(200).json();
    let codes = recap["warnings"].to_string();
    assert!(codes.contains("quota_exhausted"), "{codes}");
    let problem = merchant.owner.post(&format!("{path}/send"), &json!({})).await;
    let problem = problem.expect_problem(409, "quota_exhausted");
    assert_eq!(
        (&problem["needed"], &problem["available"], &problem["shortfall"]),
        (&json!(2), &json!(0), &json!(2))
    );
    assert_eq!(merchant.owner.get(&path).await.json(), before);
    assert_eq!(merchant.owner.get(&format!("{path}/recipients")).await.json()["items"], json!([]));
    assert_eq!(merchant.owner.get("/v1/quota/ledger").await.json()["items"], json!([]));
}

#[tokio::test]
async fn nobody_to_send_to_is_a_problem_and_a_draft_cannot_be_sent() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = consenting(&merchant, "ana@example.com").await;
    let path = newsletter_to(&merchant, &[&customer]).await;
    merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect_problem(409, "empty_audience");
    let recap = merchant.owner.get(&format!("{path}/recap")).await.json();
    assert!(recap["warnings"].to_string().contains("empty_audience"));
    let draft = merchant.owner.post("/v1/newsletters", &json!({"name": "Jesen"})).await.expect(201);
    let path = draft.header("location").unwrap();
    merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect_problem(409, "conflict");
    let recap = merchant.owner.get(&format!("{path}/recap")).await.expect(200).json();
    assert!(recap["warnings"].to_string().contains("no_audience"));
    let other = program.merchant().await;
    for (verb, get) in [("send", false), ("recap", true), ("report", true), ("recipients", true)] {
        let path = format!("{path}/{verb}");
        let answer =
            if get { other.owner.get(&path).await } else { other.owner.post(&path, &json!({})).await };
        answer.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn a_live_merchant_without_a_relay_cannot_send() {
    let program = Program::start().await;
    let merchant = program.merchant_with(json!({"mode": "live"})).await;
    let customer = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&customer]).await;
    merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect_problem(409, "no_mail_relay");
    let at = json!({"at": "2026-12-01T08:00:00Z"});
    merchant.owner.post(&format!("{path}/schedule"), &at).await.expect_problem(409, "no_mail_relay");
    let recap = merchant.owner.get(&format!("{path}/recap")).await.json();
    assert!(recap["warnings"].to_string().contains("no_mail_relay"));
    assert_eq!(merchant.owner.get(&path).await.json()["state"], "ready");
}

#[tokio::test]
async fn a_dry_run_answers_the_same_and_keeps_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = newsletter_to(&merchant, &[&customer]).await;
    let before = merchant.owner.get(&path).await.json();
    let dry = merchant.owner.post(&format!("{path}/send?dry_run=true"), &json!({})).await.expect(202).json();
    assert_eq!(merchant.owner.get(&path).await.json(), before);
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["available"], 10_000);
    assert_eq!(merchant.owner.get(&format!("{path}/recipients")).await.json()["items"], json!([]));
    let sent = merchant.owner.post(&format!("{path}/send"), &json!({})).await.expect(202).json();
    assert_eq!(sent, dry);
    merchant.owner.post(&format!("{path}/send?dry=1"), &json!({})).await.expect_invalid("?dry");
}

#[tokio::test]
async fn it_is_sent_once_however_often_it_is_asked() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let path = format!("{}/send", newsletter_to(&merchant, &[&customer]).await);
    let keyed = merchant.owner.with_header("Idempotency-Key", "send-1");
    let mut asked = Vec::new();
    for _ in 0..8 {
        let (keyed, path) = (keyed.clone(), path.clone());
        asked.push(tokio::spawn(async move { keyed.post(&path, &json!({})).await.expect(202).text }));
    }
    let mut answers = std::collections::BTreeSet::new();
    for answer in asked {
        answers.insert(answer.await.unwrap());
    }
    assert_eq!(answers.len(), 1);
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["available"], 9_999);
    program.work().await;
    let messages = merchant.owner.get("/v1/sandbox/messages").await.json();
    assert_eq!(messages["items"].as_array().map(Vec::len), Some(1));
    assert_ne!(messages["items"][0]["html"], Value::Null);
}

#[tokio::test]
async fn a_segment_that_is_not_there_is_told_when_it_is_saved() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let filter = json!({"field": "city", "op": "eq", "value": "Novi Sad"});
    let segment = json!({"name": "Novi Sad", "filter": filter});
    let foreign = other.owner.post("/v1/segments", &segment).await.expect(201).json();
    let own = merchant.owner.post("/v1/segments", &segment).await.expect(201).json();
    for (audience, pointer) in [
        (json!({"segment_id": foreign["id"]}), "/audience/segment_id"),
        (json!({"filter": {"all": [{"segment": foreign["id"]}]}}), "/audience/filter/all/0/segment"),
    ] {
        let body = json!({"name": "Jesen", "audience": audience});
        let problem = merchant.owner.post("/v1/newsletters", &body).await.expect_problem(404, "not_found");
        assert_eq!(problem["errors"][0]["pointer"], pointer);
    }
    let body = json!({"name": "Jesen", "audience": {"segment_id": own["id"]}});
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201).json();
    assert_eq!(made["audience"], json!({"segment_id": own["id"]}));
}
