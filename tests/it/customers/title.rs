//! The academic title of a customer.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{add, path_of};

#[tokio::test]
async fn a_title_is_given_changed_cleared_and_found() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let fields = json!({"title": " Prof. Dr. ", "first_name": "Ana", "last_name": "Jović"});
    let ana = add(owner, fields).await;
    assert_eq!(ana["title"], "Prof. Dr.");
    let none = add(owner, json!({"first_name": "Petar"})).await;
    assert_eq!(none["title"], Value::Null);
    assert_eq!(owner.get(&path_of(&ana)).await.expect(200).json()["title"], "Prof. Dr.");

    let path = path_of(&ana);
    let changed = owner.patch(&path, &json!({"title": "Dr."})).await.expect(200).json();
    assert_eq!((&changed["title"], &changed["first_name"]), (&json!("Dr."), &json!("Ana")));
    let kept = owner.patch(&path, &json!({"first_name": "Anica"})).await.expect(200).json();
    assert_eq!((&kept["title"], &kept["first_name"]), (&json!("Dr."), &json!("Anica")));

    let search = async |filter: Value| {
        let body = json!({"filter": filter, "fields": ["id", "title"]});
        let found = owner.post("/v1/customers/search", &body).await.expect(200).json();
        found["items"].as_array().unwrap().clone()
    };
    let titled = json!([{"id": ana["id"], "title": "Dr."}]);
    for (operator, value) in
        [("eq", json!("dr.")), ("starts_with", json!("DR")), ("in", json!(["Dr.", "mr"]))]
    {
        let found = search(json!({"field": "title", "op": operator, "value": value})).await;
        assert_eq!(json!(found), titled, "{operator}");
    }
    assert_eq!(json!(search(json!({"field": "title", "op": "exists"})).await), titled);
    assert_eq!(search(json!({"field": "title", "op": "ne", "value": "Dr."})).await[0]["id"], none["id"]);
    let quick = owner.get("/v1/customers?q=dr.&q=jovic&fields=title").await.expect(200).json();
    assert_eq!(quick["items"], json!([{"title": "Dr."}]));

    let cleared = owner.patch(&path, &json!({"title": null})).await.expect(200).json();
    assert_eq!(cleared["title"], Value::Null);
    assert_eq!(search(json!({"field": "title", "op": "exists"})).await, Vec::<Value>::new());
    assert_eq!(owner.get("/v1/customers?q=dr.").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_title_is_one_line_of_at_most_fifty_characters() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let longest = "x".repeat(50);
    let ana = add(&merchant.owner, json!({"title": longest})).await;
    assert_eq!(ana["title"], json!(longest));
    for wrong in [json!("x".repeat(51)), json!(""), json!("a\nb"), json!(5)] {
        let body = super::person(&json!({"title": wrong}));
        merchant.owner.post("/v1/customers", &body).await.expect_invalid("/title");
        merchant.owner.patch(&path_of(&ana), &json!({"title": wrong})).await.expect_invalid("/title");
    }
}
