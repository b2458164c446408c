use regulars_tests::{Client, Contents, Program};
use serde_json::{Value, json};

use crate::customers::{add, path_of};

async fn events(client: &Client, query: &str) -> Vec<Value> {
    let listed = client.get(&format!("/v1/audit-events{query}")).await.expect(200).json();
    listed["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_change_is_told_with_who_made_it_and_what_stood_there() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let size = json!({"key": "size", "name": "Broj", "type": "integer"});
    merchant.owner.post("/v1/attributes", &size).await.expect(201);
    let customer = add(&merchant.owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    program.clock.advance(chrono::Duration::seconds(5));
    let change = json!({"first_name": "Anica", "address": {"city": "Niš"}, "attributes": {"size": 42}});
    merchant.owner.patch(&path_of(&customer), &change).await.expect(200);
    // What changes nothing is no change.
    merchant.owner.patch(&path_of(&customer), &json!({"first_name": "Anica"})).await.expect(200);
    let told = events(&merchant.owner, &format!("?customer_id={}", customer["id"].as_str().unwrap())).await;
    let [updated, created] = told.as_slice() else { panic!("{told:?}") };
    let me = merchant.owner.get("/v1/me").await.json();
    assert_eq!(updated["actor"], json!({"kind": "user", "id": me["id"]}));
    assert_eq!(
        (&updated["action"], &updated["occurred_at"], &updated["subject"], &updated["erased"]),
        (
            &json!("updated"),
            &json!("2026-11-21T10:00:05Z"),
            &json!({"kind": "customer", "id": customer["id"]}),
            &json!(false)
        )
    );
    assert_eq!(
        updated["changes"],
        json!([
            {"field": "address.city", "before": null, "after": "Niš"},
            {"field": "attributes.size", "before": null, "after": 42},
            {"field": "first_name", "before": "Ana", "after": "Anica"},
        ])
    );
    assert_eq!(created["action"], "created");
    let email = json!({"field": "email", "before": null, "after": "ana@example.com"});
    assert!(created["changes"].as_array().unwrap().contains(&email), "{created}");
}

#[tokio::test]
async fn the_trail_is_narrowed_and_read_page_by_page() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, from) = (&merchant.owner, "2026-11-21T10:00:01Z");
    owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    program.clock.advance(chrono::Duration::seconds(1));
    let tag = owner.post("/v1/tags", &json!({"name": "Gold"})).await.expect(201);
    let path = tag.header("location").unwrap();
    program.clock.advance(chrono::Duration::seconds(1));
    owner.delete(path).await.expect(204);
    let actions = |told: &[Value]| told.iter().map(|event| event["action"].clone()).collect::<Vec<_>>();
    let id = tag.json()["id"].clone();
    let of_tag = format!("?subject_kind=tag&subject_id={}", id.as_str().unwrap());
    assert_eq!(actions(&events(owner, &of_tag).await), ["deleted", "created"]);
    assert_eq!(actions(&events(owner, &format!("{of_tag}&action=deleted")).await), ["deleted"]);
    assert_eq!(events(owner, &format!("?subject_kind=tag&to={from}")).await.len(), 1);
    assert_eq!(events(owner, &format!("?subject_kind=tag&from={from}")).await.len(), 2);
    let nobody = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0000";
    assert_eq!(events(owner, &format!("?actor_id={nobody}")).await, Vec::<Value>::new());
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = owner.get(&format!("/v1/audit-events?limit=1&subject_kind=tag{cursor}")).await.expect(200);
        seen.extend(page.json()["items"].as_array().unwrap().iter().map(|event| event["id"].clone()));
        match page.json()["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 3);
    assert!(seen.windows(2).all(|pair| pair[0].as_str() > pair[1].as_str()), "{seen:?}");
    owner.get("/v1/audit-events?subject_kind=cat").await.expect_invalid("?subject_kind");
}

#[tokio::test]
async fn other_merchants_see_nothing_and_the_operator_is_told() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = add(&merchant.owner, json!({"first_name": "Ana"})).await;
    let of_customer = format!("?customer_id={}", customer["id"].as_str().unwrap());
    assert_eq!(events(&other.owner, &of_customer).await, Vec::<Value>::new());
    let operator = program.operator().await;
    let path = format!("/v1/merchants/{}", merchant.id);
    program.clock.advance(chrono::Duration::seconds(1));
    operator.patch(&path, &json!({"plan": {"multiplier": 3}})).await.expect(200);
    let me = operator.get("/v1/me").await.json();
    let told = events(&merchant.owner, "?subject_kind=merchant&action=updated").await;
    assert_eq!(told[0]["actor"], json!({"kind": "user", "id": me["id"]}));
    assert_eq!(told[0]["changes"], json!([{"field": "plan.multiplier", "before": 2, "after": 3}]));
}

#[tokio::test]
async fn secrets_are_not_told_and_what_is_kept_of_a_customer_is_sealed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let new = json!({"email": "mila.audit@example.com", "password": "a-long-password", "name": "Mila", "role": "marketer"});
    let user = merchant.owner.post("/v1/users", &new).await.expect(201);
    let path = user.header("location").unwrap();
    merchant.owner.patch(path, &json!({"password": "another-long-password"})).await.expect(200);
    let told = events(&merchant.owner, "?subject_kind=user&action=updated").await;
    assert_eq!(told[0]["changes"], json!([{"field": "password", "before": "***", "after": "***"}]));
    let customer = add(&merchant.owner, json!({"first_name": "Kanarinka"})).await;
    let contents = Contents::of(&program.database).await;
    let rows = contents.column("SELECT coalesce(CAST(changes AS TEXT), '-') FROM audit_events").await;
    assert!(!rows.iter().any(|row| row.contains("Kanarinka") || row.contains("long-password")), "{rows:?}");
    // Erasure destroys the key, and with it what was noted.
    program.run_sql("DELETE FROM customer_keys").await;
    let of_customer = format!("?customer_id={}", customer["id"].as_str().unwrap());
    let told = events(&merchant.owner, &of_customer).await;
    assert_eq!((&told[0]["erased"], &told[0]["changes"]), (&json!(true), &json!([])));
}
