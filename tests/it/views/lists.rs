use regulars_tests::Program;
use serde_json::json;

use super::make;
use crate::customers::add;

#[tokio::test]
async fn a_list_and_a_file_go_by_a_view() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (key, kind) in [("shoe", "integer"), ("note", "text")] {
        merchant
            .owner
            .post("/v1/attributes", &json!({"key": key, "name": key, "type": kind}))
            .await
            .expect(201);
    }
    for (name, city) in [("Vesna", "Niš"), ("Ana", "Niš"), ("Eva", "Beograd")] {
        let attributes = json!({"shoe": 40, "note": "x"});
        add(&merchant.owner, json!({"last_name": name, "address": {"city": city}, "attributes": attributes}))
            .await;
    }
    let view = make(
        &merchant.owner,
        &json!({
            "name": "Niš", "columns": ["last_name", "attributes.shoe"], "sort": "last_name",
            "filter": {"field": "city", "op": "eq", "value": "Niš"},
        }),
    )
    .await;
    let list = format!("/v1/customers?view={}", view["id"].as_str().unwrap());
    let page = merchant.owner.get(&format!("{list}&total=exact")).await.expect(200).json();
    let of = |name: &str| json!({"last_name": name, "attributes": {"shoe": 40}});
    assert_eq!((&page["items"], &page["total"]), (&json!([of("Ana"), of("Vesna")]), &json!(2)));
    let first = merchant.owner.get(&format!("{list}&limit=1")).await.expect(200).json();
    let next = format!("{list}&limit=1&cursor={}", first["next"].as_str().unwrap());
    assert_eq!(merchant.owner.get(&next).await.expect(200).json()["items"], json!([of("Vesna")]));
    let other =
        merchant.owner.get(&format!("{list}&fields=last_name&sort=-last_name")).await.expect(200).json();
    assert_eq!(other["items"], json!([{"last_name": "Vesna"}, {"last_name": "Ana"}]));
    merchant.owner.get(&format!("{list}&q=ana")).await.expect_invalid("?view");
    let body = json!({"view_id": view["id"], "format": "csv"});
    let file = crate::exports::customers_file(&program, &merchant.owner, &body).await;
    assert_eq!(crate::exports::lines(&file), ["Prezime,attributes.shoe", "Ana,40", "Vesna,40"]);
    let whole = make(&merchant.owner, &json!({"name": "Svi", "sort": "last_name"})).await;
    let list = format!("/v1/customers?view={}&city=nis", whole["id"].as_str().unwrap());
    let page = merchant.owner.get(&list).await.expect(200).json();
    assert_eq!((page["items"].as_array().unwrap().len(), &page["items"][0]["last_name"]), (2, &json!("Ana")));
    assert!(page["items"][0]["created_at"].is_string(), "a view without columns shows everything");
}
