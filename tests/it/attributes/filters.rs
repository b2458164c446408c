use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use super::define_each;
use crate::customers::add;

async fn names(merchant: &Merchant, filter: &Value) -> Vec<String> {
    let body = json!({"filter": filter, "fields": ["first_name"], "sort": "created_at"});
    let page = merchant.owner.post("/v1/customers/search", &body).await.expect(200).json();
    let mut names: Vec<String> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["first_name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn each_type_is_compared_as_its_values_are() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define_each(&merchant.owner).await;
    let ana = json!({"text": "Žuti", "integer": 42, "decimal": "9.5", "boolean": true, "date": "2026-11-21",
                     "enum": "Vino", "enum_set": ["Hleb", "Vino"]});
    let eva = json!({"text": "Žut", "integer": -1, "decimal": "10.25", "boolean": false, "date": "2025-01-01",
                     "enum": "Hleb", "enum_set": ["Voće"]});
    add(&merchant.owner, json!({"first_name": "Ana", "attributes": ana})).await;
    add(&merchant.owner, json!({"first_name": "Eva", "attributes": eva})).await;
    add(&merchant.owner, json!({"first_name": "Iva"})).await;
    for (kind, op, value, expected) in [
        ("text", "eq", json!("ЖУТИ"), &["Ana"][..]),
        ("text", "ne", json!("zuti"), &["Eva", "Iva"]),
        ("text", "starts_with", json!("zut"), &["Ana", "Eva"]),
        ("text", "contains", json!("uti"), &["Ana"]),
        ("integer", "gt", json!(-1), &["Ana"]),
        ("integer", "between", json!([-1, 42]), &["Ana", "Eva"]),
        ("integer", "ne", json!(42), &["Eva", "Iva"]),
        // As texts 9.5 would be more than 10.25.
        ("decimal", "gt", json!("9.50"), &["Eva"]),
        ("decimal", "lte", json!("9.5"), &["Ana"]),
        ("decimal", "eq", json!("10.250"), &["Eva"]),
        ("boolean", "eq", json!(false), &["Eva"]),
        ("boolean", "ne", json!(false), &["Ana", "Iva"]),
        ("date", "on_or_after", json!({"ago": 0, "unit": "day"}), &["Ana"]),
        ("date", "before", json!("2025-01-02"), &["Eva"]),
        ("date", "eq", json!("2026-11-21"), &["Ana"]),
        ("enum", "in", json!(["vino", "VOĆE"]), &["Ana"]),
        ("enum", "not_in", json!(["Vino"]), &["Eva", "Iva"]),
        ("enum_set", "eq", json!("hleb"), &["Ana"]),
        ("enum_set", "in", json!(["Vino", "Voće"]), &["Ana", "Eva"]),
        ("enum_set", "ne", json!("Vino"), &["Eva", "Iva"]),
    ] {
        let filter = json!({"field": format!("attributes.{kind}"), "op": op, "value": value});
        assert_eq!(names(&merchant, &filter).await, expected, "{filter}");
        let negated = json!({"not": filter});
        assert_eq!(names(&merchant, &negated).await.len(), 3 - expected.len(), "{negated}");
    }
    for kind in ["text", "integer", "decimal", "boolean", "date", "enum", "enum_set"] {
        let filter = json!({"field": format!("attributes.{kind}"), "op": "exists"});
        assert_eq!(names(&merchant, &filter).await, ["Ana", "Eva"], "{filter}");
        let filter = json!({"field": format!("attributes.{kind}"), "op": "not_exists"});
        assert_eq!(names(&merchant, &filter).await, ["Iva"], "{filter}");
    }
    let preview = json!({"filter": {"field": "attributes.integer", "op": "gte", "value": 0}});
    let preview = merchant.owner.post("/v1/segments/preview", &preview).await.expect(200).json();
    assert_eq!((&preview["count"], &preview["sample"][0]["first_name"]), (&json!(1), &json!("Ana")));
}

#[tokio::test]
async fn a_comparison_that_does_not_fit_the_type_is_refused_at_its_place() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define_each(&merchant.owner).await;
    for (kind, op, value, place, code) in [
        ("unheard", "eq", json!(1), "field", "unknown_field"),
        ("text", "gt", json!("a"), "op", "unknown_operator"),
        ("text", "eq", json!(1), "value", "wrong_type"),
        ("integer", "contains", json!("1"), "op", "unknown_operator"),
        ("integer", "eq", json!("1"), "value", "wrong_type"),
        ("integer", "between", json!([2, 1]), "value", "empty_range"),
        ("decimal", "eq", json!(1), "value", "wrong_type"),
        ("decimal", "eq", json!("1,5"), "value", "invalid_value"),
        ("boolean", "in", json!([true]), "op", "unknown_operator"),
        ("date", "before", json!("yesterday"), "value", "invalid_value"),
        ("enum", "eq", json!("Sir"), "value", "invalid_value"),
        ("enum_set", "in", json!(["Vino", "Sir"]), "value/1", "invalid_value"),
        ("enum", "in", json!([]), "value", "empty_list"),
    ] {
        let filter = json!({"any": [{"field": format!("attributes.{kind}"), "op": op, "value": value}]});
        let pointer = format!("/filter/any/0/{place}");
        for (path, body) in [
            ("/v1/customers/search", json!({"filter": filter})),
            ("/v1/segments", json!({"name": "Some", "filter": filter})),
        ] {
            let problem = merchant.owner.post(path, &body).await.expect_invalid(&pointer);
            assert_eq!(problem["errors"][0]["code"], code, "{filter}");
        }
    }
}

#[tokio::test]
async fn what_can_be_filtered_names_the_merchant_s_attributes() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    define_each(&merchant.owner).await;
    let fields = merchant.owner.get("/v1/segments/fields").await.expect(200).json();
    let field = |name: &str| {
        let fields = fields["items"].as_array().unwrap().iter();
        fields.clone().find(|field| field["name"] == name).unwrap().clone()
    };
    assert_eq!(
        field("attributes.enum_set"),
        json!({
            "name": "attributes.enum_set", "type": "enum_set",
            "operators": ["eq", "ne", "in", "not_in", "exists", "not_exists"],
            "values": ["Hleb", "Voće", "Vino"], "value_titles": {}, "title": "The enum_set",
            "description": "The enum_set"
        })
    );
    assert_eq!(field("attributes.decimal")["type"], "decimal");
    let others = other.owner.get("/v1/segments/fields").await.expect(200).json();
    let count = |fields: &Value| fields["items"].as_array().unwrap().len();
    assert_eq!(count(&fields), count(&others) + 7);
}
