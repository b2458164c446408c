use regulars_tests::Program;
use serde_json::json;

#[tokio::test]
async fn every_field_says_how_it_can_be_compared() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let fields = merchant.owner.get("/v1/segments/fields").await.expect(200).json();
    let fields = fields["items"].as_array().unwrap();
    let gender = fields.iter().find(|field| field["name"] == "gender").unwrap();
    assert_eq!((&gender["type"], &gender["values"]), (&json!("enum"), &json!(["male", "female", "other"])));
    assert_eq!((&gender["title"], &gender["value_titles"]["female"]), (&json!("Gender"), &json!("Female")));
    let serbian = merchant.owner.with_header("Accept-Language", "sr-Cyrl");
    let serbian = serbian.get("/v1/segments/fields").await.expect(200).json();
    let pol = serbian["items"].as_array().unwrap().iter().find(|field| field["name"] == "gender").unwrap();
    assert_eq!((&pol["title"], &pol["value_titles"]["female"]), (&json!("Пол"), &json!("Женски")));
    let city = fields.iter().find(|field| field["name"] == "city").unwrap();
    assert_eq!((&city["type"], &city["values"]), (&json!("text"), &json!([])));
    assert!(fields.iter().all(|field| !field["operators"].as_array().unwrap().is_empty()));
}
