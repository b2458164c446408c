use regulars_tests::Program;
use serde_json::{Value, json};

use super::{define, define_each};
use crate::customers::{add, path_of, person};

#[tokio::test]
async fn a_value_of_each_type_is_kept_exactly() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define_each(&merchant.owner).await;
    let given = json!({
        "text": " Zlatni ", "integer": 9_007_199_254_740_993_i64, "decimal": "999999999999.10", "boolean": false,
        "date": "2024-02-29", "enum": "ВИНО", "enum_set": ["vino", "hleb", "VINO"]
    });
    let customer = add(&merchant.owner, json!({"attributes": given})).await;
    let expected = json!({
        "text": "Zlatni", "integer": 9_007_199_254_740_993_i64, "decimal": "999999999999.1", "boolean": false,
        "date": "2024-02-29", "enum": "Vino", "enum_set": ["Hleb", "Vino"]
    });
    assert_eq!(customer["attributes"], expected);
    let path = path_of(&customer);
    assert_eq!(merchant.owner.get(&path).await.expect(200).json()["attributes"], expected);
    let listed = merchant.owner.get("/v1/customers?fields=attributes").await.expect(200).json();
    assert_eq!(listed["items"], json!([{"attributes": expected}]));
    let patch = json!({"attributes": {"decimal": "-0.5", "enum": null, "enum_set": []}});
    let patched = merchant.owner.patch(&path, &patch).await.expect(200).json();
    let kept = &patched["attributes"];
    assert_eq!(kept["decimal"], "-0.5");
    assert_eq!((kept.get("enum"), kept.get("enum_set")), (None, None));
    assert_eq!((&kept["text"], &kept["date"]), (&json!("Zlatni"), &json!("2024-02-29")));
    assert_eq!(merchant.owner.get(&path).await.expect(200).json(), patched);
    let cleared = merchant.owner.patch(&path, &json!({"attributes": null})).await.expect(200).json();
    assert_eq!(cleared["attributes"], json!({}));
}

#[tokio::test]
async fn the_quick_search_finds_what_is_a_text_or_a_number() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define_each(&merchant.owner).await;
    let attributes = json!({
        "text": "Žuti klub", "integer": 4203, "decimal": "61.25", "date": "1987-06-05", "enum": "Voće",
        "enum_set": ["Hleb"]
    });
    let path = path_of(&add(&merchant.owner, json!({"attributes": attributes})).await);
    add(&merchant.owner, json!({"first_name": "Somebody"})).await;
    let found = async |term: &str| {
        let page = merchant.owner.get(&format!("/v1/customers?q={term}")).await.expect(200).json();
        page["items"].as_array().unwrap().len()
    };
    for term in ["zuti", "420", "61.2", "05.06.1987", "voce", "HLEB"] {
        assert_eq!(found(term).await, 1, "{term}");
    }
    merchant.owner.patch(&path, &json!({"attributes": null})).await.expect(200);
    assert_eq!(found("zuti").await, 0);
}

#[tokio::test]
async fn a_value_that_does_not_fit_its_definition_is_refused_with_a_pointer_and_a_code() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define_each(&merchant.owner).await;
    define(&merchant.owner, "size", "integer", json!({"min": 30, "max": 50})).await;
    define(&merchant.owner, "club", "text", json!({"min_length": 3, "max_length": 5})).await;
    define(&merchant.owner, "until", "date", json!({"min": "2026-01-01"})).await;
    let customer = add(&merchant.owner, json!({"attributes": {"size": 38}})).await;
    for (attributes, pointer, code) in [
        (json!({"unheard": 1}), "/attributes/unheard", "unknown"),
        (json!({"unheard": null}), "/attributes/unheard", "unknown"),
        (json!({"size": "38"}), "/attributes/size", "wrong_type"),
        (json!({"size": 29}), "/attributes/size", "too_small"),
        (json!({"size": 51}), "/attributes/size", "too_large"),
        (json!({"club": "ab"}), "/attributes/club", "too_short"),
        (json!({"club": "abcdef"}), "/attributes/club", "too_long"),
        (json!({"club": 5}), "/attributes/club", "wrong_type"),
        (json!({"decimal": 5}), "/attributes/decimal", "wrong_type"),
        (json!({"decimal": "5,0"}), "/attributes/decimal", "wrong_format"),
        (json!({"decimal": "5.001"}), "/attributes/decimal", "wrong_format"),
        (json!({"boolean": "true"}), "/attributes/boolean", "wrong_type"),
        (json!({"date": "29.2.2024"}), "/attributes/date", "wrong_format"),
        (json!({"until": "2025-12-31"}), "/attributes/until", "too_small"),
        (json!({"enum": "Sir"}), "/attributes/enum", "not_allowed"),
        (json!({"enum": ["Vino"]}), "/attributes/enum", "wrong_type"),
        (json!({"enum_set": ["Vino", "Sir"]}), "/attributes/enum_set/1", "not_allowed"),
        (json!({"enum_set": "Vino"}), "/attributes/enum_set", "wrong_type"),
    ] {
        let problem = merchant
            .owner
            .patch(&path_of(&customer), &json!({"attributes": attributes}))
            .await
            .expect_invalid(pointer);
        assert_eq!(problem["errors"][0]["code"], code, "{attributes}");
        if attributes != json!({"unheard": null}) {
            let body = person(&json!({"attributes": attributes}));
            merchant.owner.post("/v1/customers", &body).await.expect_invalid(pointer);
        }
    }
    assert_eq!(merchant.owner.get(&path_of(&customer)).await.json(), customer);
    // Everything that is wrong is told at once.
    let several = json!({"attributes": {"size": 1, "club": "x", "enum": "Sir"}});
    let problem = merchant.owner.patch(&path_of(&customer), &several).await.expect(422).json();
    let told: Vec<&Value> =
        problem["errors"].as_array().unwrap().iter().map(|error| &error["pointer"]).collect();
    assert_eq!(told, ["/attributes/club", "/attributes/enum", "/attributes/size"]);
}

#[tokio::test]
async fn the_fifty_first_attribute_of_a_customer_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for number in 0..51 {
        define(&merchant.owner, &format!("k{number}"), "integer", json!({})).await;
    }
    let fill = |count: usize| -> Value {
        (0..count).map(|number| (format!("k{number}"), json!(1))).collect::<serde_json::Map<_, _>>().into()
    };
    let body = person(&json!({"attributes": fill(51)}));
    merchant.owner.post("/v1/customers", &body).await.expect_invalid("/attributes");
    let customer = add(&merchant.owner, json!({"attributes": fill(50)})).await;
    let path = path_of(&customer);
    merchant.owner.patch(&path, &json!({"attributes": {"k50": 1}})).await.expect_invalid("/attributes");
    merchant.owner.patch(&path, &json!({"attributes": {"k50": 1, "k0": null}})).await.expect(200);
}
