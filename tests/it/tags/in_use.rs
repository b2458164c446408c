use regulars_tests::{Merchant, Program};
use serde_json::{Value, json};

use crate::customers::add;
use crate::segments::{id_of, segment};

/// First names of those in the segment.
async fn members(merchant: &Merchant, segment: &str) -> Vec<String> {
    let page = merchant.owner.get(&format!("{segment}/customers")).await.expect(200).json();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["first_name"].as_str().unwrap().to_owned()).collect()
}

async fn tag(merchant: &Merchant, name: &str) -> String {
    let made = merchant.owner.post("/v1/tags", &json!({"name": name})).await.expect(201);
    made.header("location").unwrap().to_owned()
}

fn users(problem: &Value) -> Vec<(&str, &str)> {
    let users = problem["users"].as_array().unwrap().iter();
    users.map(|user| (user["kind"].as_str().unwrap(), user["name"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn a_renamed_tag_changes_nobody_s_meaning() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (gold, silver) = (tag(&merchant, "Zlato").await, tag(&merchant, "Srebro").await);
    add(&merchant.owner, json!({"first_name": "Ana", "tags": ["Zlato"]})).await;
    add(&merchant.owner, json!({"first_name": "Eva", "tags": ["Srebro"]})).await;
    let path = segment(&merchant, "Best", json!({"all": [{"tag": "ЗЛАТО"}]})).await;
    let audience = json!({"filter": {"tag": "zlato"}});
    let body = json!({"name": "Jesen", "audience": audience});
    let newsletter = merchant.owner.post("/v1/newsletters", &body).await.expect(201).json();
    assert_eq!(newsletter["audience"], json!({"filter": {"tag": "Zlato"}}));
    assert_eq!(members(&merchant, &path).await, ["Ana"]);

    // The two change their names.
    merchant.owner.patch(&gold, &json!({"name": "Dijamant"})).await.expect(200);
    merchant.owner.patch(&silver, &json!({"name": "Zlato"})).await.expect(200);
    assert_eq!(members(&merchant, &path).await, ["Ana"]);
    let shown = merchant.owner.get(&path).await.expect(200).json();
    assert_eq!(shown["filter"], json!({"all": [{"tag": "Dijamant"}]}));
    let listed = merchant.owner.get("/v1/segments").await.expect(200).json();
    let own = listed["items"].as_array().unwrap().iter().find(|item| item["id"] == id_of(&path)).unwrap();
    assert_eq!(own["filter"], shown["filter"]);
    let newsletter = format!("/v1/newsletters/{}", newsletter["id"].as_str().unwrap());
    let shown = merchant.owner.get(&newsletter).await.expect(200).json();
    assert_eq!(shown["audience"], json!({"filter": {"tag": "Dijamant"}}));
    let recap = merchant.owner.get(&format!("{newsletter}/recap")).await.expect(200).json();
    assert_eq!(recap["audience"], 1);
}

#[tokio::test]
async fn a_tag_that_a_filter_names_stays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = tag(&merchant, "Zlato").await;
    let segment = segment(&merchant, "Best", json!({"not": {"tag": "Zlato"}})).await;
    let body = json!({"name": "Jesen", "audience": {"filter": {"any": [{"tag": "Zlato"}]}}});
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    let newsletter = made.header("location").unwrap();
    let refused = merchant.owner.delete(&path).await.expect_problem(409, "in_use");
    assert_eq!(users(&refused), [("segment", "Best"), ("newsletter", "Jesen")]);
    merchant.owner.patch(newsletter, &json!({"audience": null})).await.expect(200);
    let refused = merchant.owner.delete(&path).await.expect_problem(409, "in_use");
    assert_eq!(users(&refused), [("segment", "Best")]);
    merchant.owner.delete(&segment).await.expect(204);
    merchant.owner.delete(&path).await.expect(204);
}

#[tokio::test]
async fn a_filter_that_is_stored_names_tags_that_are_there() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let filter = json!({"all": [{"field": "city", "op": "exists"}, {"not": {"tag": "Zlato"}}]});
    let body = json!({"name": "Best", "filter": filter});
    let refused = merchant.owner.post("/v1/segments", &body).await.expect_invalid("/filter/all/1/not/tag");
    assert_eq!(refused["errors"][0]["code"], "unknown_tag");
    let body = json!({"name": "Jesen", "audience": {"filter": {"tag": "Zlato"}}});
    merchant.owner.post("/v1/newsletters", &body).await.expect_invalid("/audience/filter/tag");
    // A search stores nothing.
    merchant.owner.post("/v1/customers/search", &json!({"filter": filter})).await.expect(200);
}

/// Whoever comes first, no filter names a tag that is gone.
#[tokio::test(flavor = "multi_thread")]
async fn a_tag_is_not_deleted_while_a_filter_begins_to_name_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for round in 0..20 {
        let name = format!("Tag {round}");
        let path = tag(&merchant, &name).await;
        let segment = json!({"name": name, "filter": {"tag": name}});
        let newsletter = json!({"name": name, "audience": {"filter": {"tag": name}}});
        let (deleted, named, meant) = tokio::join!(
            merchant.owner.delete(&path),
            merchant.owner.post("/v1/segments", &segment),
            merchant.owner.post("/v1/newsletters", &newsletter),
        );
        let is_gone = deleted.status == 204;
        if !is_gone {
            deleted.expect_problem(409, "in_use");
        }
        // One that was refused came after the deletion.
        for answer in [named, meant] {
            assert_eq!(answer.status, if is_gone { 422 } else { 201 }, "{}", answer.text);
        }
    }
}
