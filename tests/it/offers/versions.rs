use regulars_tests::Program;
use serde_json::{Value, json};

use super::{decide, decide_with_remark, hand_over, write};
use crate::companies::add;
use crate::timeline::{all, kinds};

#[tokio::test]
async fn a_new_version_takes_the_place_of_the_one_before() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = write(owner, &company, json!({})).await;
    let first = hand_over(&program, owner, &path).await;
    let sent = owner.get(&path).await.expect(200).json();
    let keyed = owner.with_header("Idempotency-Key", "once");
    program.clock.advance(chrono::Duration::minutes(1));
    let revised = keyed.post(&format!("{path}/revise"), &Value::Null).await.expect(200);
    assert_eq!(keyed.post(&format!("{path}/revise"), &Value::Null).await.expect(200).text, revised.text);
    let draft = revised.json();
    assert_eq!(
        (&draft["version"], &draft["state"], &draft["number"], &draft["url"], &draft["sent_at"]),
        (&json!(2), &json!("draft"), &json!(1), &json!(null), &json!(null))
    );
    assert_eq!(draft["lines"], sent["lines"]);
    // From then on nobody accepts the old one.
    for answer in [program.client.get(&first).await, decide(&program, &first, "accept", "Ana").await] {
        assert!(answer.expect(410).text.contains("Postoji novija ponuda"));
    }
    let lines = json!([{"description": "Hleb", "unit_price": 9_000}]);
    owner.patch(&path, &json!({"lines": lines, "valid_until": "2026-12-15"})).await.expect(200);
    let second = hand_over(&program, owner, &path).await;
    assert_ne!(first, second);
    let shown = program.client.get(&second).await.expect(200);
    assert!(
        shown.text.contains("Ponuda 1&#x2f;2: Hleb") && shown.text.contains("90,00 RSD"),
        "{}",
        shown.text
    );
    program.client.get(&first).await.expect(410);
    let versions = owner.get(&format!("{path}/versions")).await.expect(200).json();
    let kept = &versions["items"][0];
    assert_eq!(versions["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&kept["version"], &kept["lines"], &kept["sent_at"], &kept["superseded_at"]),
        (&json!(1), &sent["lines"], &sent["sent_at"], &json!("2026-11-21T10:01:00Z"))
    );
    decide_with_remark(&program, &second, "decline", "Ana", "Preskupo").await.expect(200);
    let declined = owner.get(&path).await.expect(200).json();
    assert_eq!((&declined["state"], &declined["decision"]["name"]), (&json!("declined"), &json!("Ana")));
    // What was declined can be offered anew, and the answer stays with what was answered.
    let third = owner.post(&format!("{path}/revise"), &Value::Null).await.expect(200).json();
    assert_eq!((&third["version"], &third["decision"]), (&json!(3), &json!(null)));
    let versions = owner.get(&format!("{path}/versions")).await.expect(200).json();
    let answers = [&versions["items"][0]["decision"], &versions["items"][1]["decision"]];
    let answer = json!({"at": "2026-11-21T10:01:00Z", "name": "Ana", "remark": "Preskupo"});
    assert_eq!((answers, &declined["decision"]), ([&answer, &json!(null)], &answer));
    let timeline = format!("{company}/timeline");
    let whole = all(owner, &timeline, 50).await;
    assert_eq!(kinds(&whole), ["offer_decision", "offer", "offer"]);
    let told: Vec<_> = whole
        .iter()
        .map(|entry| &entry["offer"])
        .map(|offer| (&offer["version"], &offer["state"], &offer["total"]["amount"], &offer["superseded_at"]))
        .collect();
    let (no, open) = (json!("declined"), json!("sent"));
    let (at, less, more) = (json!("2026-11-21T10:01:00Z"), json!(9_000), json!(10_000));
    let (one, two) = (json!(1), json!(2));
    assert_eq!(told, [(&two, &no, &less, &at), (&two, &no, &less, &at), (&one, &open, &more, &at)]);
    for limit in [1, 2] {
        assert_eq!(all(owner, &timeline, limit).await, whole, "{limit}");
    }
    let refused = owner.post(&format!("{path}/revise"), &Value::Null).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "draft");
    owner.delete(&path).await.expect(204);
    owner.get(&format!("{path}/versions")).await.expect_problem(404, "not_found");
    program.client.get(&second).await.expect(404);
}

#[tokio::test]
async fn what_is_withdrawn_is_accepted_by_nobody() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = write(owner, &company, json!({})).await;
    let refused = owner.post(&format!("{path}/withdraw"), &Value::Null).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "draft");
    let page = hand_over(&program, owner, &path).await;
    let refused = owner.delete(&path).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "sent");
    let told = owner.post(&format!("{path}/withdraw"), &Value::Null).await.expect(200).json();
    assert_eq!(
        (&told["state"], &told["withdrawn_at"], &told["decision"], &told["url"]),
        (&json!("withdrawn"), &json!("2026-11-21T10:00:00Z"), &json!(null), &json!(null))
    );
    for answer in [program.client.get(&page).await, decide(&program, &page, "accept", "Ana").await] {
        assert!(answer.expect(410).text.contains("Ponuda je povučena"));
    }
    owner.post(&format!("{path}/withdraw"), &Value::Null).await.expect_problem(409, "conflict");
    let anew = owner.post(&format!("{path}/revise"), &Value::Null).await.expect(200).json();
    assert_eq!((&anew["version"], &anew["withdrawn_at"]), (&json!(2), &json!(null)));
    let versions = owner.get(&format!("{path}/versions")).await.expect(200).json();
    let kept = &versions["items"][0];
    assert_eq!((&kept["withdrawn_at"], &kept["decision"]), (&told["withdrawn_at"], &json!(null)));
}
