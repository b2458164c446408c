//! Who is in a programme.

use regulars_tests::Program;
use serde_json::json;

use super::{draft, id_of};
use crate::customers::add;

#[tokio::test]
async fn a_customer_comes_into_an_active_programme_once_and_leaves_it() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = draft(owner).await;
    let path = format!("{programme}/members");
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let body = json!({"customer_id": customer["id"]});
    owner.post(&path, &body).await.expect_problem(409, "conflict");
    owner.patch(&programme, &json!({"state": "active"})).await.expect(200);
    let joined = owner.post(&path, &body).await.expect(201);
    let member = joined.json();
    assert_eq!(
        member,
        json!({"id": member["id"], "customer_id": customer["id"], "joined_at": "2026-11-21T10:00:00Z",
               "left_at": null, "terms_version": null, "tier": null})
    );
    assert_eq!(id_of(joined.header("location").unwrap()), member["id"].as_str().unwrap());
    program.clock.advance(chrono::Duration::seconds(1));
    assert_eq!(owner.post(&path, &body).await.expect(200).json(), member);
    assert_eq!(owner.get(&path).await.expect(200).json()["items"], json!([member]));
    let membership = joined.header("location").unwrap();
    assert_eq!(owner.get(membership).await.expect(200).json(), member);
    program.clock.advance(chrono::Duration::seconds(1));
    owner.delete(membership).await.expect(204);
    owner.delete(membership).await.expect_problem(404, "not_found");
    assert_eq!(owner.get(membership).await.expect(200).json()["left_at"], "2026-11-21T10:00:02Z");
    assert_eq!(owner.get(&path).await.expect(200).json()["items"], json!([]));
    program.clock.advance(chrono::Duration::seconds(1));
    let again = owner.post(&path, &body).await.expect(201).json();
    assert_ne!(again["id"], member["id"]);
    assert_eq!(again["joined_at"], "2026-11-21T10:00:03Z");
    let events = owner.get("/v1/audit-events?subject_kind=programme_membership").await.expect(200).json();
    let actions: Vec<_> = events["items"].as_array().unwrap().iter().map(|event| &event["action"]).collect();
    assert_eq!(actions, ["created", "updated", "created"]);
}

#[tokio::test]
async fn whoever_is_not_there_comes_into_nothing() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let programme = draft(owner).await;
    let path = format!("{programme}/members");
    owner.patch(&programme, &json!({"state": "active"})).await.expect(200);
    let stranger = add(&other.owner, json!({"first_name": "Mila"})).await;
    let body = json!({"customer_id": stranger["id"]});
    let problem = owner.post(&path, &body).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/customer_id");
    owner.post(&path, &json!({})).await.expect_invalid("/customer_id");
    other.owner.post(&path, &body).await.expect_problem(404, "not_found");
    let nobody = "01920000-0000-7000-8000-0123456789ab";
    owner.get(&format!("{path}/{nobody}")).await.expect_problem(404, "not_found");
    owner.delete(&format!("{path}/{nobody}")).await.expect_problem(404, "not_found");
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    for state in ["paused", "closed"] {
        owner.patch(&programme, &json!({"state": state})).await.expect(200);
        owner.post(&path, &json!({"customer_id": customer["id"]})).await.expect_problem(409, "conflict");
    }
    assert_eq!(owner.get(&path).await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn members_are_listed_page_by_page_in_the_order_in_which_they_came() {
    let program = Program::start().await;
    let owner = &program.merchant().await.owner;
    let programme = draft(owner).await;
    let path = format!("{programme}/members");
    owner.patch(&programme, &json!({"state": "active"})).await.expect(200);
    let mut joined = Vec::new();
    for name in ["Ana", "Mila", "Vera"] {
        let customer = add(owner, json!({"first_name": name})).await;
        owner.post(&path, &json!({"customer_id": customer["id"]})).await.expect(201);
        joined.push(customer["id"].clone());
        program.clock.advance(chrono::Duration::seconds(1));
    }
    let (mut found, mut next) = (Vec::new(), format!("{path}?limit=2"));
    loop {
        let page = owner.get(&next).await.expect(200).json();
        found.extend(page["items"].as_array().unwrap().iter().map(|member| member["customer_id"].clone()));
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("{path}?limit=2&cursor={cursor}");
    }
    assert_eq!(found, joined);
    owner.get(&format!("{path}?cursor=x")).await.expect_invalid("?cursor");
}
