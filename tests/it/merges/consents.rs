use regulars_tests::{Contents, Method, Program};
use serde_json::json;

use super::{id, merge, undo_of};
use crate::consents::{advertising, standing};
use crate::customers::{add, path_of};
use crate::newsletters::audience::reachable;
use crate::pages::links;

#[tokio::test]
async fn a_withdrawal_outlives_whoever_said_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let stays = json!({"id": reachable(&program, &merchant, "ana@example.com").await});
    let goes = json!({"id": reachable(&program, &merchant, "anna@example.com").await});
    let unsubscribed = links::unsubscription(&links::keys(&program), &merchant, &path_of(&goes));
    program
        .client
        .send(
            Method::POST,
            &unsubscribed,
            Some("application/x-www-form-urlencoded"),
            b"List-Unsubscribe=One-Click".to_vec(),
        )
        .await
        .expect(200);
    let merged = merge(owner, &stays, &[&goes]).await;
    assert_eq!(standing(owner, &path_of(&stays), "advertising", json!("email")).await, "withdrawn");
    let told = merged["merge"]["consents"].as_array().unwrap().iter();
    let told = told.clone().find(|one| one["channel"] == "email").unwrap().clone();
    assert_eq!((&told["state"], &told["customer_id"]), (&json!("withdrawn"), &goes["id"]));
    let history = owner.get(&format!("{}/consents/history", path_of(&stays))).await.expect(200).json();
    let last = &history["items"][0];
    assert_eq!((&last["state"], &last["source"]), (&json!("withdrawn"), &json!("unsubscribe_link")));
    // Both ledgers are there.
    let contents = Contents::of(&program.database).await;
    let count = contents.column("SELECT CAST(count(DISTINCT customer_id) AS TEXT) FROM consent_events").await;
    assert_eq!(count, ["2"]);
    // Whoever reads the address that is nobody's now has objected: no record opens it but by their own hand.
    let third = add(owner, json!({"first_name": "Anna", "email": "anna@example.com"})).await;
    owner.post(&format!("{}/consents", path_of(&third)), &advertising("email", "granted")).await.expect(201);
    assert_ne!(standing(owner, &path_of(&third), "advertising", json!("email")).await, "granted");
}

#[tokio::test]
async fn a_grant_stays_bound_to_its_address() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let silent = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let subscribed = json!({"id": reachable(&program, &merchant, "anna@example.com").await});
    program.run_sql("UPDATE customers SET email_verified_at = created_at").await;
    let first = merge(owner, &silent, &[&subscribed]).await;
    assert_eq!(standing(owner, &path_of(&silent), "advertising", json!("email")).await, json!(null));
    owner.post(&undo_of(&first), &json!({})).await.expect(200);
    // With the address the grant comes, and its proof.
    let mut asked = super::into(&silent, &[&subscribed]);
    asked["fields"] = json!({"email": id(&subscribed)});
    let merged = owner.post("/v1/customers/merges", &asked).await.expect(200).json();
    assert_eq!(
        (&merged["customer"]["email"], &merged["customer"]["email_verified"]),
        (&json!("anna@example.com"), &json!(true))
    );
    assert_eq!(standing(owner, &path_of(&silent), "advertising", json!("email")).await, "granted");
}

#[tokio::test]
async fn an_old_link_unsubscribes_the_survivor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let nameless = add(owner, json!({"first_name": "Ana"})).await;
    let subscribed = json!({"id": reachable(&program, &merchant, "ana@example.com").await});
    let link = links::unsubscription(&links::keys(&program), &merchant, &path_of(&subscribed));
    merge(owner, &nameless, &[&subscribed]).await;
    assert_eq!(standing(owner, &path_of(&nameless), "advertising", json!("email")).await, "granted");
    program.client.get(&link).await.expect(200);
    program
        .client
        .send(
            Method::POST,
            &link,
            Some("application/x-www-form-urlencoded"),
            b"List-Unsubscribe=One-Click".to_vec(),
        )
        .await
        .expect(200);
    assert_eq!(standing(owner, &path_of(&nameless), "advertising", json!("email")).await, "withdrawn");
}

#[tokio::test]
async fn an_opt_in_link_of_a_merged_customer_still_opens_its_address() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let nameless = add(owner, json!({"first_name": "Ana"})).await;
    let asked = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let link = links::opt_in(&program, &merchant, &path_of(&asked), "ana@example.com").await;
    merge(owner, &nameless, &[&asked]).await;
    program.client.send(Method::POST, &link, None, Vec::new()).await.expect(200);
    assert_eq!(standing(owner, &path_of(&nameless), "advertising", json!("email")).await, "granted");
    let customer = owner.get(&path_of(&nameless)).await.json();
    assert_eq!(customer["email_verified"], true);
}

#[tokio::test]
async fn a_grant_from_between_two_refusals_opens_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let say = async |customer: &serde_json::Value, state: &str, at: &str| {
        let said = json!({"purpose": "advertising", "channel": "sms", "state": state, "source": "shop",
            "text_version": "v1", "occurred_at": at});
        owner.post(&format!("{}/consents", path_of(customer)), &said).await.expect(201);
    };
    let phone = json!({"phone": "+381641234567"});
    for reversed in [false, true] {
        let (one, other) = (add(owner, phone.clone()).await, add(owner, phone.clone()).await);
        say(&one, "refused", "2026-01-01T00:00:00Z").await;
        say(&other, "withdrawn", "2026-10-01T00:00:00Z").await;
        let (stays, goes) = if reversed { (&other, &one) } else { (&one, &other) };
        let merged = merge(owner, stays, &[goes]).await;
        say(stays, "granted", "2026-06-01T00:00:00Z").await;
        assert_eq!(standing(owner, &path_of(stays), "advertising", json!("sms")).await, "withdrawn");
        owner.post(&undo_of(&merged), &json!({})).await;
    }
}

#[tokio::test]
async fn an_objection_stays_at_its_address_when_a_merge_is_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let stays = json!({"id": reachable(&program, &merchant, "ana@example.com").await});
    let goes = json!({"id": reachable(&program, &merchant, "home@example.com").await});
    let merged = merge(owner, &stays, &[&goes]).await;
    let third = json!({"id": reachable(&program, &merchant, "home@example.com").await});
    let link = links::unsubscription(&links::keys(&program), &merchant, &path_of(&third));
    let form = Some("application/x-www-form-urlencoded");
    program.client.send(Method::POST, &link, form, b"List-Unsubscribe=One-Click".to_vec()).await.expect(200);
    owner.patch(&path_of(&third), &json!({"email": "other@example.com"})).await.expect(200);
    let refused = owner.post(&undo_of(&merged), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "objection");
}

#[tokio::test]
async fn what_a_file_has_closed_meanwhile_stays_closed_when_a_merge_is_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let stays = json!({"id": reachable(&program, &merchant, "ana@example.com").await});
    let goes = json!({"id": reachable(&program, &merchant, "home@example.com").await});
    let merged = merge(owner, &stays, &[&goes]).await;
    program.clock.advance(chrono::Duration::seconds(1));
    reachable(&program, &merchant, "home@example.com").await;
    let checked = crate::imports::check(&program, owner, "E-mail;Unsubscribed\nhome@example.com;yes\n").await;
    crate::imports::commit(&program, owner, &checked).await;
    let refused = owner.post(&undo_of(&merged), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "objection");
}

/// On PostgreSQL the link waits for the merge; on SQLite one of the two is through before the other begins.
#[tokio::test]
async fn an_unsubscription_beside_a_merge_is_not_lost() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let keys = links::keys(&program);
    let form = Some("application/x-www-form-urlencoded");
    for round in 0..6 {
        let email = format!("home{round}@example.com");
        let stays = add(owner, json!({"first_name": "Ana"})).await;
        let goes = json!({"id": reachable(&program, &merchant, &email).await});
        let link = links::unsubscription(&keys, &merchant, &path_of(&goes));
        let asked = super::into(&stays, &[&goes]);
        let one_click = b"List-Unsubscribe=One-Click".to_vec();
        let (merged, unsubscribed) = tokio::join!(
            owner.post("/v1/customers/merges", &asked),
            program.client.send(Method::POST, &link, form, one_click)
        );
        merged.expect(200);
        unsubscribed.expect(200);
        let said = standing(owner, &path_of(&stays), "advertising", json!("email")).await;
        assert_ne!(said, "granted", "round {round}");
    }
}
