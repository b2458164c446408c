use regulars_tests::{Contents, Program};
use serde_json::json;

use super::meet;
use super::{again, customers, done, ids, path_of, results, undone};
use crate::attributes::define;
use crate::customers::path_of as customer_path;

#[tokio::test]
async fn whoever_was_changed_since_stays_and_is_listed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define(&merchant.owner, "shoe", "integer", json!({})).await;
    for name in ["VIP", "Nov"] {
        merchant.owner.post("/v1/tags", &json!({"name": name})).await.expect(201);
    }
    let mut people = Vec::new();
    for name in ["Ana", "Eva", "Ida", "Uma", "Iva"] {
        people.push(meet(&program, &merchant.owner, json!({"first_name": name, "company": "Delta"})).await);
    }
    let changes = json!({
        "set": {"address.city": "Niš", "attributes.shoe": 40}, "clear": ["company"], "tags": {"add": ["VIP"]}
    });
    let before = customers(&merchant.owner).await;
    let edit = done(&program, &merchant.owner, ids(&people), changes).await;
    for (place, change) in [
        (0, json!({"address": {"city": "Zemun"}, "attributes": {"shoe": 41}})),
        (1, json!({"tags": ["VIP", "Nov"]})),
        (2, json!({"phone": "+381641234567", "first_name": "Idalina"})),
        (3, json!({"company": "Omega"})),
    ] {
        merchant.owner.patch(&customer_path(&people[place]), &change).await.expect(200);
    }
    let changed = customers(&merchant.owner).await;
    let edit = undone(&program, &merchant.owner, &edit).await;
    assert_eq!(
        (&edit["state"], &edit["counts"]),
        (
            &json!("undone"),
            &json!({"changed": 0, "unchanged": 0, "refused": 0, "undone": 2, "conflict": 3, "waiting": 0})
        )
    );
    let results = results(&merchant.owner, &edit).await;
    let told: Vec<_> =
        results.iter().map(|result| (&result["outcome"], &result["reason"], &result["fields"])).collect();
    let since = json!("changed_since");
    let (conflict, taken_back, none) = (json!("conflict"), json!("undone"), json!(null));
    let all = json!(["address.city", "attributes.shoe", "company", "tags"]);
    assert_eq!(
        told,
        [
            (&conflict, &since, &json!(["address.city", "attributes.shoe"])),
            (&conflict, &since, &json!(["tags"])),
            (&taken_back, &none, &all),
            (&conflict, &since, &json!(["company"])),
            (&taken_back, &none, &all),
        ]
    );
    let after = customers(&merchant.owner).await;
    for place in [0, 1, 3] {
        assert_eq!(after[place], changed[place], "it stays as it is");
    }
    let ida = &after[2];
    assert_eq!((&ida["first_name"], &ida["phone"]), (&json!("Idalina"), &json!("+381641234567")));
    for field in ["company", "address", "tags", "attributes"] {
        assert_eq!(ida[field], before[2][field], "{field}");
    }
    assert_eq!(after[4], before[4]);
    let only = format!("{}/results?outcome=conflict", path_of(&edit));
    let only = merchant.owner.get(&only).await.expect(200).json();
    assert_eq!(only["items"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn undoing_twice_does_nothing_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana"})).await;
    let edit = done(
        &program,
        &merchant.owner,
        ids(std::slice::from_ref(&ana)),
        json!({"set": {"company": "Delta"}}),
    )
    .await;
    let first = undone(&program, &merchant.owner, &edit).await;
    // The same as the edit has made, by somebody else.
    merchant.owner.patch(&customer_path(&ana), &json!({"company": "Delta"})).await.expect(200);
    let second = undone(&program, &merchant.owner, &edit).await;
    assert_eq!(first, second);
    let ana = merchant.owner.get(&customer_path(&ana)).await.expect(200).json();
    assert_eq!(ana["company"], "Delta");
}

#[tokio::test]
async fn tags_and_attributes_that_were_renamed_are_the_same() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let shoe = define(&merchant.owner, "shoe", "integer", json!({})).await;
    let vip = merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let old = merchant.owner.post("/v1/tags", &json!({"name": "Star"})).await.expect(201);
    let ana = meet(
        &program,
        &merchant.owner,
        json!({"first_name": "Ana", "tags": ["Star"], "attributes": {"shoe": 39}}),
    )
    .await;
    let changes = json!({"clear": ["attributes.shoe"], "tags": {"replace": ["VIP"]}});
    let edit = done(&program, &merchant.owner, ids(std::slice::from_ref(&ana)), changes).await;
    merchant.owner.patch(vip.header("location").unwrap(), &json!({"name": "Zlato"})).await.expect(200);
    merchant.owner.patch(old.header("location").unwrap(), &json!({"name": "Veran"})).await.expect(200);
    merchant.owner.patch(&shoe, &json!({"key": "shoe_size"})).await.expect(200);
    let edit = undone(&program, &merchant.owner, &edit).await;
    assert_eq!(edit["counts"]["undone"], 1, "{edit}");
    let ana = merchant.owner.get(&customer_path(&ana)).await.expect(200).json();
    assert_eq!((&ana["tags"], &ana["attributes"]), (&json!(["Veran"]), &json!({"shoe_size": 39})));
}

#[tokio::test]
async fn what_cannot_come_back_is_a_conflict() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let diet = define(&merchant.owner, "diet", "enum", json!({"options": ["Vegan", "Halal"]})).await;
    let old = merchant.owner.post("/v1/tags", &json!({"name": "Star"})).await.expect(201);
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana", "tags": ["Star"]})).await;
    let eva =
        meet(&program, &merchant.owner, json!({"first_name": "Eva", "attributes": {"diet": "Vegan"}})).await;
    let changes = json!({"clear": ["attributes.diet"], "tags": {"replace": []}});
    let edit = done(&program, &merchant.owner, ids(&[ana, eva]), changes).await;
    merchant.owner.delete(old.header("location").unwrap()).await.expect(204);
    merchant.owner.patch(&diet, &json!({"options": ["Halal"]})).await.expect(200);
    let edit = undone(&program, &merchant.owner, &edit).await;
    let results = results(&merchant.owner, &edit).await;
    let told: Vec<_> = results.iter().map(|result| (&result["outcome"], &result["reason"])).collect();
    let conflict = json!("conflict");
    assert_eq!(told, [(&conflict, &json!("tag_gone")), (&conflict, &json!("attribute_changed"))]);
}

#[tokio::test]
async fn an_edit_of_an_edit_is_undone_from_the_last_one_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana", "company": "Alfa"})).await;
    let before = customers(&merchant.owner).await;
    let whom = ids(&[ana]);
    let first = done(&program, &merchant.owner, whom.clone(), json!({"set": {"company": "Beta"}})).await;
    let second = done(&program, &merchant.owner, whom, json!({"clear": ["company"]})).await;
    let early = undone(&program, &merchant.owner, &first).await;
    assert_eq!(early["counts"]["conflict"], 1);
    let late = undone(&program, &merchant.owner, &second).await;
    assert_eq!(late["counts"]["undone"], 1);
    assert_eq!(customers(&merchant.owner).await[0]["company"], "Beta");
    assert_ne!(customers(&merchant.owner).await, before);
}

#[tokio::test]
async fn what_was_there_before_is_kept_sealed_and_goes_with_the_key() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana =
        meet(&program, &merchant.owner, json!({"first_name": "Ana", "address": {"street": "Zvezdana 77"}}))
            .await;
    let edit = done(
        &program,
        &merchant.owner,
        ids(std::slice::from_ref(&ana)),
        json!({"clear": ["address.street"]}),
    )
    .await;
    let contents = Contents::of(&program.database).await.snapshot().await;
    for (table, rows) in &contents {
        let rows = format!("{rows:?}").to_lowercase();
        assert!(!rows.contains("zvezdana"), "{table}: {rows}");
    }
    // As erasure does.
    program.run_sql("DELETE FROM customer_keys").await;
    let edit = undone(&program, &merchant.owner, &edit).await;
    assert_eq!((&edit["state"], &edit["counts"]["conflict"]), (&json!("undone"), &json!(1)));
    let results = results(&merchant.owner, &edit).await;
    assert_eq!(results[0]["reason"], "customer_gone");
    assert_eq!(again(&merchant.owner, &edit).await["counts"]["undone"], 0);
}
