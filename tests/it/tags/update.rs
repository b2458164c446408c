use regulars_tests::Program;
use serde_json::json;

use crate::customers::{add, path_of};

#[tokio::test]
async fn customers_show_the_new_name_and_have_a_new_state() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let created =
        merchant.owner.post("/v1/tags", &json!({"name": "VIP", "colour": "#000000"})).await.expect(201);
    let path = created.header("location").unwrap();
    let customer = add(&merchant.owner, json!({"tags": ["VIP"]})).await;
    let seen = merchant.owner.get(&path_of(&customer)).await.expect(200).header("etag").unwrap().to_owned();
    program.clock.advance(chrono::Duration::seconds(1));
    let tag = merchant.owner.patch(path, &json!({"name": "Gold"})).await.expect(200).json();
    assert_eq!((&tag["name"], &tag["colour"]), (&json!("Gold"), &json!("#000000")));
    assert_eq!(tag["updated_at"], "2026-11-21T10:00:01Z");
    let shown = merchant.owner.get(&path_of(&customer)).await.expect(200);
    assert_eq!(shown.json()["tags"], json!(["Gold"]));
    assert_ne!(shown.header("etag"), Some(seen.as_str()));
    // The case of letters may change.
    merchant.owner.patch(path, &json!({"name": "GOLD", "colour": "#ffffff"})).await.expect(200);
}

#[tokio::test]
async fn a_wrong_change_is_refused_and_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "Taken"})).await.expect(201);
    let created = merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let path = created.header("location").unwrap();
    for (body, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"name": ""}), "/name"),
        (json!({"name": "Gold", "colour": null}), "/colour"),
        (json!({"name": "Gold", "colour": "blue"}), "/colour"),
        (json!({"id": "x"}), "/id"),
    ] {
        merchant.owner.patch(path, &body).await.expect_invalid(pointer);
    }
    let taken = merchant.owner.patch(path, &json!({"name": "taken"})).await.expect_problem(409, "conflict");
    assert_eq!(taken["errors"][0]["pointer"], "/name");
    assert_eq!(merchant.owner.get(path).await.json(), created.json());
}

#[tokio::test]
async fn a_state_that_is_gone_is_neither_changed_nor_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let created = merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let path = created.header("location").unwrap();
    let seen = merchant.owner.get(path).await.expect(200).header("etag").unwrap().to_owned();
    let careful = merchant.owner.with_header("If-Match", &seen);
    careful.patch(path, &json!({"name": "Gold"})).await.expect(200);
    careful.patch(path, &json!({"name": "Silver"})).await.expect_problem(412, "precondition_failed");
    careful.delete(path).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(path).await.json()["name"], "Gold");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_changes_at_once_are_both_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for round in 0..20 {
        let body = json!({"name": format!("Tag {round}"), "colour": "#112233"});
        let made = merchant.owner.post("/v1/tags", &body).await.expect(201);
        let path = made.header("location").unwrap();
        let (name, colour) = (json!({"name": format!("Renamed {round}")}), json!({"colour": "#445566"}));
        let (one, other) =
            tokio::join!(merchant.owner.patch(path, &name), merchant.owner.patch(path, &colour));
        one.expect(200);
        other.expect(200);
        let tag = merchant.owner.get(path).await.json();
        assert_eq!((&tag["name"], &tag["colour"]), (&name["name"], &colour["colour"]));
    }
}
