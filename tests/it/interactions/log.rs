use regulars_tests::{Contents, Program};
use serde_json::json;

use super::log;
use crate::customers::{add, path_of};

#[tokio::test]
async fn what_was_said_is_kept_with_who_put_it_on_record() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({"first_name": "Ana"})).await;
    let path = path_of(&customer);
    let me = merchant.owner.get("/v1/me").await.json();
    let (call, told) = log(
        &merchant.owner,
        &path,
        json!({"subject": " Delivery ", "text": "Asked\r\n\tabout Saturdays. ".replace('\r', ""),
            "occurred_at": "2026-11-20T09:30:00+01:00"}),
    )
    .await;
    assert_eq!(
        (&told["kind"], &told["direction"], &told["subject"], &told["text"], &told["occurred_at"]),
        (
            &json!("call"),
            &json!("inbound"),
            &json!("Delivery"),
            &json!("Asked\n\tabout Saturdays."),
            &json!("2026-11-20T08:30:00Z")
        )
    );
    assert_eq!(told["recorded_by"], json!({"kind": "user", "id": me["id"]}));
    assert_eq!(
        (&told["customer_id"], &told["created_at"]),
        (&customer["id"], &json!("2026-11-21T10:00:00Z"))
    );
    assert_eq!(merchant.owner.get(&call).await.expect(200).json(), told);
    let (_, note) = log(&merchant.owner, &path, json!({"kind": "note", "direction": null})).await;
    assert_eq!((&note["direction"], &note["subject"]), (&json!(null), &json!(null)));
    assert_eq!(note["occurred_at"], "2026-11-21T10:00:00Z");
    let (_, form) = log(&merchant.owner, &path, json!({"kind": "web_form", "direction": null})).await;
    assert_eq!(form["direction"], "inbound");
    let (_, visit) = log(&merchant.owner, &path, json!({"kind": "visit", "direction": null})).await;
    assert_eq!(visit["direction"], json!(null));
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_nothing_is_kept() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let path = path_of(&add(&merchant.owner, json!({})).await);
    let interactions = format!("{path}/interactions");
    for (body, pointer) in [
        (json!({"direction": "inbound", "text": "a"}), "/kind"),
        (json!({"kind": "smoke", "text": "a"}), "/kind"),
        (json!({"kind": "call", "text": "a"}), "/direction"),
        (json!({"kind": "note", "direction": "inbound", "text": "a"}), "/direction"),
        (json!({"kind": "web_form", "direction": "outbound", "text": "a"}), "/direction"),
        (json!({"kind": "note"}), "/text"),
        (json!({"kind": "note", "text": " \u{200b}"}), "/text"),
        (json!({"kind": "note", "text": "a\u{7}"}), "/text"),
        (json!({"kind": "note", "text": "a".repeat(20_001)}), "/text"),
        (json!({"kind": "note", "text": "a", "subject": "two\nlines"}), "/subject"),
        (json!({"kind": "note", "text": "a", "occurred_at": "2026-11-22T10:00:01Z"}), "/occurred_at"),
        (json!({"kind": "note", "text": "a", "occurred_at": "1969-12-31T23:59:59Z"}), "/occurred_at"),
        (json!({"kind": "note", "text": "a", "author": "me"}), "/author"),
    ] {
        merchant.owner.post(&interactions, &body).await.expect_invalid(pointer);
    }
    let longest = json!({"kind": "note", "direction": null, "text": "š".repeat(20_000)});
    let note = json!({"kind": "note", "text": "a"});
    other.owner.post(&interactions, &note).await.expect_problem(404, "not_found");
    let nobody = "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff/interactions";
    merchant.owner.post(nobody, &note).await.expect_problem(404, "not_found");
    assert_eq!(merchant.owner.get(&interactions).await.expect(200).json()["items"], json!([]));
    log(&merchant.owner, &path, longest).await;
}

#[tokio::test]
async fn what_is_repeated_is_on_record_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = format!("{}/interactions", path_of(&add(&merchant.owner, json!({})).await));
    let once = merchant.owner.with_header("Idempotency-Key", "call-1");
    let note = json!({"kind": "note", "text": "Likes rye."});
    let first = once.post(&path, &note).await.expect(201);
    let again = once.post(&path, &note).await.expect(201);
    assert_eq!((first.json(), again.header("idempotent-replayed")), (again.json(), Some("true")));
    once.post(&path, &json!({"kind": "note", "text": "b"})).await.expect_problem(422, "idempotency_mismatch");
    assert_eq!(merchant.owner.get(&path).await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn notes_of_one_customer_at_once_are_all_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = format!("{}/interactions", path_of(&add(&merchant.owner, json!({})).await));
    let mut sent = Vec::new();
    for number in 0..8 {
        let (owner, path) = (merchant.owner.clone(), path.clone());
        sent.push(tokio::spawn(async move {
            let note = json!({"kind": "note", "text": format!("Note {number}")});
            owner.post(&path, &note).await.expect(201);
        }));
    }
    for task in sent {
        task.await.unwrap();
    }
    assert_eq!(merchant.owner.get(&path).await.json()["items"].as_array().unwrap().len(), 8);
}

#[tokio::test]
async fn the_trail_tells_it_sealed_until_the_key_is_gone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({})).await;
    let path = path_of(&customer);
    let (interaction, made) = log(&merchant.owner, &path, json!({"text": "Kanarinka"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    merchant.owner.patch(&interaction, &json!({"text": "Papagaj"})).await.expect(200);
    // What changes nothing is no change.
    merchant.owner.patch(&interaction, &json!({"text": "Papagaj"})).await.expect(200);
    program.clock.advance(chrono::Duration::seconds(1));
    merchant.owner.delete(&interaction).await.expect(204);
    let query = "/v1/audit-events?subject_kind=interaction";
    let told = merchant.owner.get(query).await.expect(200).json();
    let told = told["items"].as_array().unwrap();
    let actions: Vec<_> = told.iter().map(|event| event["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["deleted", "updated", "created"]);
    assert_eq!(told[1]["changes"], json!([{"field": "text", "before": "Kanarinka", "after": "Papagaj"}]));
    assert_eq!(told[1]["subject"], json!({"kind": "interaction", "id": made["id"]}));
    let contents = Contents::of(&program.database).await;
    let rows = contents.column("SELECT coalesce(CAST(changes AS TEXT), '-') FROM audit_events").await;
    assert!(!rows.iter().any(|row| row.contains("Kanarinka") || row.contains("Papagaj")), "{rows:?}");
    program.run_sql("DELETE FROM customer_keys").await;
    let told = merchant.owner.get(query).await.expect(200).json();
    assert_eq!((&told["items"][0]["erased"], &told["items"][0]["changes"]), (&json!(true), &json!([])));
}
