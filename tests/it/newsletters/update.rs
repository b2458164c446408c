use regulars_tests::Program;
use serde_json::{Value, json};

use super::complete;

#[tokio::test]
async fn what_is_saved_is_a_draft_or_ready() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = made.header("location").unwrap();
    for (patch, state) in [
        (json!({"subject": null}), "draft"),
        (json!({"subject": "Jesen"}), "ready"),
        (json!({"audience": null}), "draft"),
        (json!({"audience": {"segment_key": "lost"}}), "ready"),
        (json!({"intro": ""}), "ready"),
        (json!({"content": null}), "draft"),
        (json!({"intro": "Zdravo"}), "ready"),
        (json!({"template_id": null, "locale": "pl-PL", "name": "Zima"}), "ready"),
    ] {
        let saved = merchant.owner.patch(path, &patch).await.expect(200).json();
        assert_eq!(saved["state"], state, "{patch}");
        assert_eq!(merchant.owner.get(path).await.json(), saved);
    }
    let saved = merchant.owner.get(path).await.json();
    assert_eq!((&saved["name"], &saved["locale"]), (&json!("Zima"), &json!("pl-PL")));
}

#[tokio::test]
async fn a_wrong_patch_is_refused_with_a_pointer_and_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = made.header("location").unwrap();
    for (patch, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"locale": null}), "/locale"),
        (json!({"subject": "{{ nickname }}"}), "/subject"),
        (json!({"audience": {"segment_key": "x"}}), "/audience/segment_key"),
        (json!({"content": {"blocks": [{"type": "text", "text": "{{"}]}}), "/content/blocks/0/text"),
        (json!({"scheduled_at": "2026-12-01T10:00:00Z"}), "/scheduled_at"),
        (json!({"channels": ["email", "email"]}), "/channels"),
    ] {
        merchant.owner.patch(path, &patch).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get(path).await.json(), made.json());
    let other = program.merchant().await;
    other.owner.patch(path, &json!({"name": "Mine"})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn two_editors_do_not_overwrite_each_other() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = made.header("location").unwrap();
    let seen = merchant.owner.get(path).await.header("etag").unwrap().to_owned();
    let careful = merchant.owner.with_header("If-Match", &seen);
    careful.patch(path, &json!({"name": "First"})).await.expect(200);
    careful.patch(path, &json!({"name": "Second"})).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(path).await.json()["name"], json!("First"));
    assert_ne!(merchant.owner.get(path).await.json()["name"], Value::Null);
}
