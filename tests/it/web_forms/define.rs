use regulars_tests::Program;
use serde_json::json;

use super::form_with;

#[tokio::test]
async fn forms_are_made_changed_and_deleted() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let (form, page) = form_with(owner, json!({})).await;
    assert_eq!(
        (&form["open"], &form["opens_case"], &form["redirect_url"]),
        (&json!(true), &json!(false), &json!(null))
    );
    let path = format!("/v1/web-forms/{}", form["id"].as_str().unwrap());
    assert_eq!(owner.get(&path).await.expect(200).json(), form);
    other.owner.get(&path).await.expect_problem(404, "not_found");
    other.owner.patch(&path, &json!({"open": false})).await.expect_problem(404, "not_found");
    other.owner.delete(&path).await.expect_problem(404, "not_found");
    program.client.get(&page).await.expect(200);
    let patch = json!({"open": false, "opens_case": true, "redirect_url": "https://example.com/hvala"});
    let changed = owner.patch(&path, &patch).await.expect(200).json();
    assert_eq!(
        (&changed["open"], &changed["redirect_url"]),
        (&json!(false), &json!("https://example.com/hvala"))
    );
    program.client.get(&page).await.expect(404);
    assert_eq!(
        owner.patch(&path, &json!({"redirect_url": null})).await.expect(200).json()["redirect_url"],
        json!(null)
    );
    for (body, pointer) in [
        (json!({"name": ""}), "/name"),
        (json!({"name": "a", "redirect_url": "http://example.com"}), "/redirect_url"),
        (json!({"name": "a", "redirect_url": "javascript:alert(1)"}), "/redirect_url"),
        (json!({"name": "a", "colour": "red"}), "/colour"),
        (json!({}), "/name"),
    ] {
        owner.post("/v1/web-forms", &body).await.expect_invalid(pointer);
    }
    let stale = owner.with_header("If-Match", "\"stale\"");
    stale.delete(&path).await.expect_problem(412, "precondition_failed");
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    assert_eq!(owner.get("/v1/web-forms").await.expect(200).json()["items"], json!([]));
    for nowhere in [page.as_str(), "/q/x", "/q/%00"] {
        program.client.get(nowhere).await.expect(404);
    }
}
