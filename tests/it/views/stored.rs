use regulars_tests::Program;
use serde_json::json;

use super::{make, path_of};

#[tokio::test]
async fn a_view_is_stored_changed_and_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let filter = json!({"field": "city", "op": "eq", "value": "Niš"});
    let body = json!({"name": "Niš", "columns": ["id", "last_name"], "filter": filter, "sort": "-last_name"});
    let sent = merchant.owner.post("/v1/views", &body).await.expect(201);
    let view = sent.json();
    assert_eq!(sent.header("location"), Some(path_of(&view).as_str()));
    for (field, value) in [
        ("name", json!("Niš")),
        ("columns", json!(["id", "last_name"])),
        ("filter", filter),
        ("sort", json!("-last_name")),
        ("shared", json!(false)),
    ] {
        assert_eq!(view[field], value, "{field}");
    }
    let read = merchant.owner.get(&path_of(&view)).await.expect(200);
    assert_eq!(read.json(), view);
    let stale = merchant.owner.with_header("If-Match", "\"stale\"");
    stale.patch(&path_of(&view), &json!({"shared": true})).await.expect(412);
    program.clock.advance(chrono::Duration::seconds(1));
    let fresh = merchant.owner.with_header("If-Match", read.header("etag").unwrap());
    let patch = json!({"shared": true, "filter": null, "columns": null, "sort": "created_at", "name": "Svi"});
    let changed = fresh.patch(&path_of(&view), &patch).await.expect(200).json();
    assert_eq!(
        (&changed["shared"], &changed["filter"], &changed["columns"], &changed["sort"], &changed["name"]),
        (&json!(true), &json!(null), &json!([]), &json!("created_at"), &json!("Svi"))
    );
    assert_eq!(merchant.owner.get("/v1/views").await.expect(200).json()["items"], json!([changed]));
    let trail = format!("/v1/audit-events?subject_id={}", view["id"].as_str().unwrap());
    let trail = merchant.owner.get(&trail).await.expect(200).json();
    let actions: Vec<_> =
        trail["items"].as_array().unwrap().iter().map(|event| event["action"].clone()).collect();
    assert_eq!(actions, ["updated", "created"]);
    merchant.owner.delete(&path_of(&view)).await.expect(204);
    merchant.owner.get(&path_of(&view)).await.expect(404);
    merchant.owner.delete(&path_of(&view)).await.expect(404);
}

#[tokio::test]
async fn what_a_view_cannot_hold_is_refused_with_its_place() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (body, pointer) in [
        (json!({}), "/name"),
        (json!({"name": ""}), "/name"),
        (json!({"name": "x", "columns": ["id", "nothing"]}), "/columns/1"),
        (json!({"name": "x", "columns": ["attributes.none"]}), "/columns/0"),
        (json!({"name": "x", "filter": {"tag": "Nema"}}), "/filter/tag"),
        (json!({"name": "x", "sort": "colour"}), "/sort"),
    ] {
        merchant.owner.post("/v1/views", &body).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn a_view_that_is_not_shared_is_seen_by_whoever_made_it_alone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let own = make(&merchant.owner, &json!({"name": "Own"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let shared = make(&merchant.owner, &json!({"name": "Shared", "shared": true})).await;
    let marketer = merchant.staff("marketer").await;
    assert_eq!(marketer.get("/v1/views").await.expect(200).json()["items"], json!([shared]));
    marketer.get(&path_of(&shared)).await.expect(200);
    marketer.get(&path_of(&own)).await.expect(404);
    marketer.patch(&path_of(&own), &json!({"shared": true})).await.expect(404);
    marketer.delete(&path_of(&own)).await.expect(404);
    let list = format!("/v1/customers?view={}", own["id"].as_str().unwrap());
    marketer.get(&list).await.expect(404);
    let export = json!({"view_id": own["id"], "format": "csv"});
    marketer.post("/v1/customers/exports", &export).await.expect(404);
    merchant.owner.get(&list).await.expect(200);
    let page = merchant.owner.get("/v1/views?limit=1").await.expect(200).json();
    let next = format!("/v1/views?limit=1&cursor={}", page["next"].as_str().unwrap());
    let next = merchant.owner.get(&next).await.expect(200).json();
    assert_eq!(
        (&page["items"], &next["items"], &next["next"]),
        (&json!([own]), &json!([shared]), &json!(null))
    );
}
