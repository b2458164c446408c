use regulars_tests::Program;
use serde_json::json;

use super::define;
use crate::customers::{add, path_of};
use crate::segments::segment;

#[tokio::test]
async fn customers_and_segments_mean_the_same_attribute_under_another_key() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = define(&merchant.owner, "size", "integer", json!({})).await;
    let other = define(&merchant.owner, "length", "integer", json!({})).await;
    let ana = add(&merchant.owner, json!({"first_name": "Ana", "attributes": {"size": 42}})).await;
    add(&merchant.owner, json!({"first_name": "Eva", "attributes": {"length": 42}})).await;
    let filter = json!({"all": [{"field": "attributes.size", "op": "gte", "value": 42}]});
    let stored = segment(&merchant, "Large", filter).await;
    merchant.owner.patch(&path, &json!({"key": "shoe_size"})).await.expect(200);
    merchant.owner.patch(&other, &json!({"key": "size"})).await.expect(200);
    let shown = merchant.owner.get(&path_of(&ana)).await.expect(200).json();
    assert_eq!(shown["attributes"], json!({"shoe_size": 42}));
    let filter = json!({"all": [{"field": "attributes.shoe_size", "op": "gte", "value": 42}]});
    assert_eq!(merchant.owner.get(&stored).await.expect(200).json()["filter"], filter);
    let members = merchant.owner.get(&format!("{stored}/customers")).await.expect(200).json();
    let names: Vec<_> = members["items"].as_array().unwrap().iter().map(|item| &item["first_name"]).collect();
    assert_eq!(names, ["Ana"]);
    let taken = merchant.owner.patch(&path, &json!({"key": "size"})).await.expect_problem(409, "conflict");
    assert_eq!(taken["errors"][0]["pointer"], "/key");
}

#[tokio::test]
async fn limits_become_narrower_only_as_far_as_the_values_fit() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let size = define(&merchant.owner, "size", "integer", json!({})).await;
    let weight = define(&merchant.owner, "weight", "decimal", json!({"decimals": 3})).await;
    let until = define(&merchant.owner, "until", "date", json!({})).await;
    let club = define(&merchant.owner, "club", "text", json!({})).await;
    let attributes = json!({"size": 42, "weight": "61.5", "until": "2027-05-01", "club": "north"});
    let customer = path_of(&add(&merchant.owner, json!({"attributes": attributes})).await);
    for (path, narrower) in [
        (&size, json!({"min": 43})),
        (&size, json!({"max": 41})),
        (&weight, json!({"min": "61.501"})),
        (&weight, json!({"max": "61.499"})),
        (&weight, json!({"decimals": 2})),
        (&until, json!({"min": "2027-05-02"})),
        (&until, json!({"max": "2027-04-30"})),
        (&club, json!({"max_length": 100})),
        (&club, json!({"min_length": 2})),
    ] {
        let before = merchant.owner.get(path).await.expect(200).json();
        merchant.owner.patch(path, &narrower).await.expect_problem(409, "in_use");
        assert_eq!(merchant.owner.get(path).await.expect(200).json(), before, "{narrower}");
    }
    for (path, fits) in [
        (&size, json!({"min": 42, "max": 42})),
        (&size, json!({"min": null, "max": 50})),
        (&weight, json!({"min": "61.5", "max": "61.5", "decimals": 6})),
        (&until, json!({"min": "2027-05-01", "max": "2027-05-01"})),
    ] {
        merchant.owner.patch(path, &fits).await.expect(200);
    }
    merchant.owner.patch(&customer, &json!({"attributes": null})).await.expect(200);
    merchant.owner.patch(&club, &json!({"min_length": 2, "max_length": 3})).await.expect(200);
    for (path, wrong, pointer) in [
        (&size, json!({"min": "1"}), "/min"),
        (&size, json!({"type": "text"}), "/type"),
        (&size, json!({"options": ["a"]}), "/options"),
        (&size, json!({"name": null}), "/name"),
        (&club, json!({"min_length": 4}), "/max_length"),
    ] {
        merchant.owner.patch(path, &wrong).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn an_option_goes_when_nobody_has_it_and_nothing_names_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let options = json!({"options": ["Hleb", "Voće", "Vino"]});
    let path = define(&merchant.owner, "likes", "enum_set", options).await;
    let customer = add(&merchant.owner, json!({"attributes": {"likes": ["Hleb", "Vino"]}})).await;
    let filter = json!({"not": {"field": "attributes.likes", "op": "in", "value": ["voce"]}});
    let stored = segment(&merchant, "No fruit", filter).await;
    let named = merchant.owner.patch(&path, &json!({"options": ["Hleb", "Vino"]})).await;
    let named = named.expect_problem(409, "in_use");
    assert_eq!(named["users"][0]["name"], "No fruit");
    let had = merchant.owner.patch(&path, &json!({"options": ["Hleb", "Voće"]})).await;
    had.expect_problem(409, "in_use");
    merchant.owner.delete(&stored).await.expect(204);
    let patch = json!({"options": ["Vino", "Sir", "hleb"]});
    let changed = merchant.owner.patch(&path, &patch).await.expect(200).json();
    assert_eq!(changed["options"], json!(["Vino", "Sir", "hleb"]));
    let shown = merchant.owner.get(&path_of(&customer)).await.expect(200).json();
    assert_eq!(shown["attributes"], json!({"likes": ["Hleb", "Vino"]}));
}

#[tokio::test]
async fn a_change_honours_the_state_that_was_seen() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = define(&merchant.owner, "size", "integer", json!({})).await;
    let seen = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    program.clock.advance(chrono::Duration::seconds(1));
    let careful = merchant.owner.with_header("if-match", &seen);
    careful.patch(&path, &json!({"name": "One"})).await.expect(200);
    careful.patch(&path, &json!({"name": "Two"})).await.expect_problem(412, "precondition_failed");
    careful.delete(&path).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(&path).await.json()["name"], "One");
}
