use regulars_tests::Program;
use serde_json::{Value, json};

use super::{define, define_each};

#[tokio::test]
async fn a_definition_is_shown_as_it_was_made_and_listed_in_the_order_of_forms() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"key": "shoe_size", "name": "Shoe size", "type": "integer", "min": 30, "max": 50});
    let made = merchant.owner.post("/v1/attributes", &body).await.expect(201);
    let shown = merchant.owner.get(made.header("location").unwrap()).await.expect(200);
    assert_eq!(shown.json(), made.json());
    let mut definition = shown.json();
    definition.as_object_mut().unwrap().remove("id");
    let expected = json!({
        "key": "shoe_size", "name": "Shoe size", "type": "integer", "min_length": null, "max_length": null,
        "min": 30, "max": 50, "decimals": null, "options": [], "position": 1,
        "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z"
    });
    assert_eq!(definition, expected);
    define(&merchant.owner, "diet", "enum_set", json!({"options": ["Vegan", "Halal"]})).await;
    define(&merchant.owner, "weight", "decimal", json!({"min": "0.5", "position": 0})).await;
    define(&merchant.owner, "until", "date", json!({"max": "2030-01-31"})).await;
    let list = merchant.owner.get("/v1/attributes").await.expect(200).json();
    let of = |item: &Value| {
        let member = |name: &str| item[name].clone();
        [
            member("key"),
            member("position"),
            member("min"),
            member("max"),
            member("decimals"),
            member("options"),
        ]
    };
    let listed: Vec<_> = list["items"].as_array().unwrap().iter().map(of).collect();
    assert_eq!(
        listed,
        [
            [json!("weight"), json!(0), json!("0.5"), Value::Null, json!(2), json!([])],
            [json!("shoe_size"), json!(1), json!(30), json!(50), Value::Null, json!([])],
            [json!("diet"), json!(2), Value::Null, Value::Null, Value::Null, json!(["Vegan", "Halal"])],
            [json!("until"), json!(3), Value::Null, json!("2030-01-31"), Value::Null, json!([])],
        ]
    );
}

#[tokio::test]
async fn a_wrong_definition_is_refused_with_a_pointer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (limits, kind, pointer) in [
        (json!({"key": "Shoe"}), "text", "/key"),
        (json!({"name": " "}), "text", "/name"),
        (json!({}), "money", "/type"),
        (json!({"min": 1}), "text", "/min"),
        (json!({"min_length": 3, "max_length": 2}), "text", "/max_length"),
        (json!({"max_length": 201}), "text", "/max_length"),
        (json!({"min": 2, "max": 1}), "integer", "/max"),
        (json!({"min": "2"}), "integer", "/min"),
        (json!({"min": 1.5}), "integer", "/min"),
        (json!({"max": 2}), "decimal", "/max"),
        (json!({"decimals": 7}), "decimal", "/decimals"),
        (json!({"min": "1.5"}), "date", "/min"),
        (json!({"max": "2026-02-30"}), "date", "/max"),
        (json!({"decimals": 1}), "boolean", "/decimals"),
        (json!({}), "enum", "/options"),
        (json!({"options": []}), "enum_set", "/options"),
        (json!({"options": ["Niš", "НИШ"]}), "enum", "/options"),
        (json!({"options": ["a", ""]}), "enum", "/options/1"),
        (json!({"options": ["a"]}), "text", "/options"),
        (json!({"unit": "cm"}), "integer", "/unit"),
    ] {
        let mut body = json!({"key": "size", "name": "Size", "type": kind});
        for (name, value) in limits.as_object().unwrap() {
            body[name] = value.clone();
        }
        merchant.owner.post("/v1/attributes", &body).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get("/v1/attributes").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_key_is_one_merchant_s_own() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    define_each(&merchant.owner).await;
    let body = json!({"key": "text", "name": "Another", "type": "date"});
    let taken = merchant.owner.post("/v1/attributes", &body).await.expect_problem(409, "conflict");
    assert_eq!(taken["errors"][0]["pointer"], "/key");
    other.owner.post("/v1/attributes", &body).await.expect(201);
}
