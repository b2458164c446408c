use regulars_tests::{Contents, Program};
use serde_json::json;

use super::{id, into, merge};
use crate::customers::{add, path_of};

#[tokio::test]
async fn gaps_are_filled_tags_united_and_the_answer_says_whose_each_value_is() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for tag in ["VIP", "Vino"] {
        owner.post("/v1/tags", &json!({"name": tag, "colour": "#AA3300"})).await.expect(201);
    }
    for (key, kind) in [("size", "integer"), ("diet", "text")] {
        let body = json!({"key": key, "name": key, "type": kind});
        owner.post("/v1/attributes", &body).await.expect(201);
    }
    let ana = json!({"first_name": "Ana", "email": "ana@example.com", "tags": ["VIP"], "attributes": {"size": 38},
        "address": {"city": "Niš"}});
    let anna = json!({"first_name": "Anna", "last_name": "Jović", "email": "anna@example.com", "phone": "+381641234567",
        "tags": ["VIP", "Vino"], "attributes": {"size": 40, "diet": "vegan"}, "external_id": "K-7",
        "address": {"street": "Bulevar 1", "city": "Beograd"}});
    let (ana, anna) = (add(owner, ana).await, add(owner, anna).await);
    let contents = Contents::of(&program.database).await;
    let before = contents.snapshot().await;
    let asked = into(&ana, &[&anna]);
    let preview = owner.post("/v1/customers/merges?dry_run=true", &asked).await.expect(200).json();
    assert_eq!(contents.snapshot().await, before, "a dry run keeps nothing");
    assert_eq!((&preview["merge"]["state"], &preview["merge"]["id"]), (&json!("preview"), &json!(null)));
    let merged = merge(owner, &ana, &[&anna]).await;
    assert_eq!(preview["customer"], merged["customer"], "the preview is what comes");
    for part in ["fields", "moved", "consents"] {
        assert_eq!(preview["merge"][part], merged["merge"][part]);
    }
    let customer = owner.get(&path_of(&ana)).await.expect(200).json();
    assert_eq!(customer, merged["customer"]);
    for (field, value) in [
        ("first_name", json!("Ana")),
        ("last_name", json!("Jović")),
        ("email", json!("ana@example.com")),
        ("phone", json!("+381641234567")),
        ("external_id", json!("K-7")),
        ("tags", json!(["Vino", "VIP"])),
        ("attributes", json!({"diet": "vegan", "size": 38})),
    ] {
        assert_eq!(customer[field], value, "{field}");
    }
    assert_eq!((&customer["address"]["street"], &customer["address"]["city"]), (&json!(null), &json!("Niš")));
    let whose = |field: &str| {
        let fields = merged["merge"]["fields"].as_array().unwrap().iter();
        fields.clone().find(|one| one["field"] == field).map(|one| one["customer_id"].clone())
    };
    assert_eq!(whose("first_name"), Some(ana["id"].clone()));
    for field in ["last_name", "external_id", "attributes.diet"] {
        assert_eq!(whose(field), Some(anna["id"].clone()), "{field}");
    }
    assert_eq!(merged["merge"]["moved"]["tags"], 1);
    let found = owner.get("/v1/customers?q=vegan").await.expect(200).json();
    assert_eq!(found["items"][0]["id"], ana["id"], "the quick search finds the survivor");
    let shown = format!("/v1/customers/merges/{}", merged["merge"]["id"].as_str().unwrap());
    assert_eq!(owner.get(&shown).await.expect(200).json(), merged["merge"]);
    let listed = owner.get("/v1/customers/merges").await.expect(200).json();
    assert_eq!(listed["items"], json!([merged["merge"]]));
}

#[tokio::test]
async fn a_value_can_be_chosen_and_faults_are_pointed_at() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"first_name": "Ana", "company": "Delta"})).await;
    let anna = add(owner, json!({"first_name": "Anna", "email": "anna@example.com"})).await;
    let stranger = add(owner, json!({"first_name": "Eva"})).await;
    let mut asked = into(&ana, &[&anna]);
    for (fields, pointer) in [
        (json!({"first_name": id(&stranger)}), "/fields/first_name"),
        (json!({"member_id": id(&anna)}), "/fields/member_id"),
        (json!({"attributes.Size": id(&anna)}), "/fields/attributes.Size"),
    ] {
        asked["fields"] = fields;
        owner.post("/v1/customers/merges", &asked).await.expect_invalid(pointer);
    }
    asked["fields"] = json!({"first_name": id(&anna), "company": id(&anna)});
    let merged = owner.post("/v1/customers/merges", &asked).await.expect(200).json();
    assert_eq!(merged["customer"]["first_name"], "Anna");
    assert_eq!(
        merged["customer"]["company"],
        json!(null),
        "what is chosen is taken even where it is nothing"
    );
    for merged in [json!([]), json!([id(&ana)]), json!([id(&stranger), id(&stranger)])] {
        let body = json!({"survivor_id": id(&ana), "merged_ids": merged});
        owner.post("/v1/customers/merges", &body).await.expect_invalid("/merged_ids");
    }
    let unknown = json!({"survivor_id": id(&ana), "merged_ids": ["0192f0c1-2b3c-7d4e-8f5a-000000000000"]});
    let refused = owner.post("/v1/customers/merges", &unknown).await.expect_problem(404, "not_found");
    assert_eq!(refused["errors"][0]["pointer"], "/merged_ids/0");
    let theirs = program.merchant().await;
    let foreign = add(&theirs.owner, json!({"first_name": "Iva"})).await;
    let refused = owner.post("/v1/customers/merges", &into(&ana, &[&foreign])).await;
    refused.expect_problem(404, "not_found");
    theirs.owner.get(&path_of(&foreign)).await.expect(200);
}

#[tokio::test]
async fn a_merge_that_is_repeated_is_the_same_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (a, b, c) = (
        add(owner, json!({"first_name": "Ana"})).await,
        add(owner, json!({"first_name": "Ana"})).await,
        add(owner, json!({"first_name": "Ana"})).await,
    );
    let first = merge(owner, &a, &[&b]).await;
    let contents = Contents::of(&program.database).await;
    let before = contents.snapshot().await;
    let again = merge(owner, &a, &[&b]).await;
    assert_eq!(again["merge"], first["merge"]);
    assert_eq!(contents.snapshot().await, before);
    let elsewhere = owner.post("/v1/customers/merges", &into(&c, &[&b])).await;
    let refused = elsewhere.expect_problem(410, "merged");
    assert_eq!(
        (&refused["merged_into"], &refused["errors"][0]["pointer"]),
        (&a["id"], &json!("/merged_ids/0"))
    );
    let turned = owner.post("/v1/customers/merges", &into(&b, &[&c])).await.expect_problem(410, "merged");
    assert_eq!(turned["errors"][0]["pointer"], "/survivor_id");
    let keyed = owner.with_header("Idempotency-Key", "merge-1");
    let one = keyed.post("/v1/customers/merges", &into(&a, &[&c])).await.expect(200);
    let two = keyed.post("/v1/customers/merges", &into(&a, &[&c])).await.expect(200);
    assert_eq!((one.text, two.header("idempotent-replayed")), (two.text.clone(), Some("true")));
}

#[tokio::test]
async fn two_who_merge_each_other_at_once_end_in_one_survivor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for round in 0..4 {
        let a = add(owner, json!({"first_name": "Ana", "external_id": format!("a{round}")})).await;
        let b = add(owner, json!({"first_name": "Ana", "external_id": format!("b{round}")})).await;
        let (one, other) = (into(&a, &[&b]), into(&b, &[&a]));
        let (one, other) = tokio::join!(
            owner.post("/v1/customers/merges", &one),
            owner.post("/v1/customers/merges", &other)
        );
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 410]);
        let left =
            [owner.get(&path_of(&a)).await.status.as_u16(), owner.get(&path_of(&b)).await.status.as_u16()];
        assert_eq!(left.iter().filter(|status| **status == 200).count(), 1);
        assert_eq!(left.iter().filter(|status| **status == 410).count(), 1);
    }
}

#[tokio::test]
async fn both_trails_tell_of_the_merge_and_segments_know_the_survivor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = add(owner, json!({"first_name": "Ana"})).await;
    let b = add(owner, json!({"first_name": "Ana", "address": {"city": "Niš"}})).await;
    merge(owner, &a, &[&b]).await;
    let trail = async |customer: &serde_json::Value| {
        let path = format!("/v1/audit-events?subject_id={}", id(customer));
        owner.get(&path).await.expect(200).json()["items"].clone()
    };
    let of_merged = trail(&b).await;
    let noted = of_merged.as_array().unwrap().iter().find(|event| event["action"] == "deleted").unwrap();
    let changes = noted["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["field"] == "merged_into" && change["after"] == a["id"]));
    let of_survivor = trail(&a).await;
    assert!(of_survivor.to_string().contains("address.city"), "{of_survivor}");
    let filter = json!({"filter": {"field": "city", "op": "eq", "value": "Niš"}});
    let found = owner.post("/v1/segments/preview", &filter).await.expect(200).json();
    assert_eq!(found["count"], 1);
    let all = owner.get("/v1/customers?total=exact").await.expect(200).json();
    assert_eq!(all["total"], 1);
}
