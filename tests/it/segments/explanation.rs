//! Why a customer is in a segment, or is not.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::people::add;
use super::{id_of, segment};

fn told(explanation: &Value) -> Vec<(String, String, bool)> {
    let items = explanation["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let text = |name: &str| item[name].as_str().unwrap().to_owned();
            (text("pointer"), text("kind"), item["holds"].as_bool().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn every_condition_says_whether_it_holds_for_the_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let women = json!({"field": "gender", "op": "eq", "value": "female"});
    let women = segment(&merchant, "Žene", women).await;
    let spent = json!({"purchases": {"fn": "sum", "of": "total", "op": "gte", "value": 1}});
    let city = json!({"field": "city", "op": "in", "value": ["Novi Sad", "Niš"]});
    let filter = json!({"all": [{"segment": id_of(&women)}, {"any": [city, {"not": spent}]}]});
    let path = segment(&merchant, "Gošće", filter).await;
    let ana = json!({"first_name": "Ana", "gender": "female", "address": {"city": "Нови Сад"}});
    let (ana, mika) = (add(&merchant, ana).await, add(&merchant, json!({"first_name": "Mika"})).await);
    let explained = async |customer: &str, segment: &str| {
        let path = format!("/v1/customers/{customer}/segments/{segment}/explanation");
        owner.get(&path).await.expect(200).json()
    };
    let own = |holds: [bool; 6]| {
        let nodes = [
            ("", "all"),
            ("/all/0", "condition"),
            ("/all/1", "any"),
            ("/all/1/any/0", "condition"),
            ("/all/1/any/1", "not"),
            ("/all/1/any/1/not", "condition"),
        ];
        let nodes = nodes.into_iter().zip(holds);
        nodes.map(|((place, kind), holds)| (place.to_owned(), kind.to_owned(), holds)).collect::<Vec<_>>()
    };
    let of_ana = explained(&ana, id_of(&path)).await;
    assert_eq!(told(&of_ana), own([true, true, true, true, true, false]));
    assert_eq!(of_ana["is_in"], true);
    assert_eq!(of_ana["items"][0]["condition"], json!(null));
    assert_eq!(of_ana["items"][3]["condition"]["value"], json!(["Novi Sad", "Niš"]));
    let of_mika = explained(&mika, id_of(&path)).await;
    assert_eq!(told(&of_mika), own([false, false, true, false, true, false]));
    assert_eq!(of_mika["is_in"], false);
    // A built-in one is explained by its key, and what is not there is not found.
    assert_eq!(explained(&ana, "all_verified").await["is_in"], false);
    for path in [
        format!("/v1/customers/{ana}/segments/nobody/explanation"),
        format!("/v1/customers/{}/segments/all_verified/explanation", id_of(&path)),
    ] {
        owner.get(&path).await.expect_problem(404, "not_found");
    }
    let other = program.merchant().await;
    let theirs = format!("/v1/customers/{ana}/segments/all_verified/explanation");
    other.owner.get(&theirs).await.expect_problem(404, "not_found");
}
