use regulars_tests::{Contents, Program};
use serde_json::json;

use super::{open, user};
use crate::customers::{add, path_of};
use crate::timeline::all;

#[tokio::test]
async fn a_case_is_on_record_with_its_first_message_and_on_the_timeline() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let me = user(owner).await;
    let message = json!({"kind": "inbound", "text": "It was a wheat bread."});
    let fields = json!({"assignee_id": me, "due_on": "2026-11-28", "message": message});
    let (path, case) = open(owner, &customer, fields).await;
    assert_eq!(
        (&case["state"], &case["subject"], &case["assignee_id"], &case["due_on"], &case["customer_id"]),
        (&json!("open"), &json!("Wrong loaf"), &me, &json!("2026-11-28"), &customer["id"])
    );
    assert_eq!(case["opened_by"], json!({"kind": "user", "id": me}));
    assert_eq!((&case["resolved_at"], &case["closed_at"]), (&json!(null), &json!(null)));
    assert_eq!(owner.get(&path).await.expect(200).json(), case);
    let messages = owner.get(&format!("{path}/messages")).await.expect(200).json();
    assert_eq!(messages["items"][0]["text"], "It was a wheat bread.");
    let told = all(owner, &format!("{}/timeline?kinds=case", path_of(&customer)), 50).await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0]["case"],
        json!({"id": case["id"], "subject": "Wrong loaf", "state": "open", "assignee_id": me, "due_on": "2026-11-28"})
    );
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_nothing_is_kept() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let foreign = add(&other.owner, json!({})).await;
    let id = &customer["id"];
    for (body, pointer) in [
        (json!({"customer_id": id}), "/subject"),
        (json!({"customer_id": id, "subject": " "}), "/subject"),
        (json!({"customer_id": id, "subject": "two\nlines"}), "/subject"),
        (json!({"subject": "a"}), "/customer_id"),
        (json!({"customer_id": id, "subject": "a", "due_on": "tomorrow"}), "/due_on"),
        (json!({"customer_id": id, "subject": "a", "state": "closed"}), "/state"),
        (
            json!({"customer_id": id, "subject": "a", "message": {"kind": "note", "text": " "}}),
            "/message/text",
        ),
        (
            json!({"customer_id": id, "subject": "a", "message": {"kind": "sung", "text": "a"}}),
            "/message/kind",
        ),
    ] {
        owner.post("/v1/cases", &body).await.expect_invalid(pointer);
    }
    for (body, pointer) in [
        (json!({"customer_id": foreign["id"], "subject": "a"}), "/customer_id"),
        (json!({"customer_id": id, "subject": "a", "assignee_id": user(&other.owner).await}), "/assignee_id"),
    ] {
        let refused = owner.post("/v1/cases", &body).await.expect_problem(404, "not_found");
        assert_eq!(refused["errors"][0]["pointer"], pointer);
    }
    assert_eq!(owner.get("/v1/cases").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn who_may_no_longer_sign_in_is_not_put_in_charge() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let marketer = user(&merchant.staff("marketer").await).await;
    let (path, case) = open(owner, &customer, json!({"assignee_id": marketer})).await;
    let user = format!("/v1/users/{}", marketer.as_str().unwrap());
    owner.patch(&user, &json!({"status": "disabled"})).await.expect(200);
    let again = json!({"customer_id": customer["id"], "subject": "a", "assignee_id": marketer});
    owner.post("/v1/cases", &again).await.expect_problem(404, "not_found");
    // Who is in charge already stays until somebody else is.
    let same = json!({"assignee_id": marketer, "subject": "Wrong bread"});
    assert_eq!(owner.patch(&path, &same).await.expect(200).json()["assignee_id"], case["assignee_id"]);
    let none = owner.patch(&path, &json!({"assignee_id": null})).await.expect(200).json();
    assert_eq!(none["assignee_id"], json!(null));
    owner.patch(&path, &json!({"assignee_id": marketer})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_trail_tells_it_sealed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({})).await;
    let message = json!({"kind": "note", "text": "Kanarinka"});
    let (path, case) =
        open(&merchant.owner, &customer, json!({"subject": "Papagaj", "message": message})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    merchant.owner.patch(&path, &json!({"state": "waiting"})).await.expect(200);
    let of_customer = format!("/v1/audit-events?customer_id={}", customer["id"].as_str().unwrap());
    let told = merchant.owner.get(&format!("{of_customer}&subject_kind=case")).await.expect(200).json();
    assert_eq!(
        told["items"][0]["changes"],
        json!([{"field": "state", "before": "open", "after": "waiting"}])
    );
    assert_eq!(told["items"][1]["subject"]["id"], case["id"]);
    let told =
        merchant.owner.get(&format!("{of_customer}&subject_kind=case_message")).await.expect(200).json();
    let text = json!({"field": "text", "before": null, "after": "Kanarinka"});
    assert!(told["items"][0]["changes"].as_array().unwrap().contains(&text), "{told}");
    let contents = Contents::of(&program.database).await;
    let rows = contents.column("SELECT coalesce(CAST(changes AS TEXT), '-') FROM audit_events").await;
    assert!(!rows.iter().any(|row| row.contains("Kanarinka") || row.contains("Papagaj")), "{rows:?}");
}
