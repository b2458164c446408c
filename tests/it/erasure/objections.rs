//! Who objected is not reached at the same address again, by whatever way it comes back.

use regulars_tests::{Merchant, Method, Program};
use serde_json::{Value, json};

use super::search::rows_with;
use crate::consents::{advertising, standing};
use crate::imports;
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};
use crate::pages::links;

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// Reachable and excluded by e-mail, of everybody.
async fn reach(merchant: &Merchant) -> (Value, Value) {
    let body = json!({"filter": {"all": []}});
    let preview = merchant.owner.post("/v1/segments/preview", &body).await.expect(200).json();
    (preview["reachable"]["email"].clone(), preview["excluded"].clone())
}

#[tokio::test]
async fn an_objection_by_a_link_outlives_its_customer_until_its_reader_opens_it_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = format!("/v1/customers/{}", reachable(&program, &merchant, "Ana@example.com").await);
    let unsubscribe = links::unsubscription(&links::keys(&program), &merchant, &path);
    program
        .client
        .send(Method::POST, &unsubscribe, FORM, b"List-Unsubscribe=One-Click".to_vec())
        .await
        .expect(200);
    owner.delete(&path).await.expect(204);
    let left = rows_with(&program.database, &["ana@example.com"], &[]).await;
    assert!(left.is_empty(), "{left:?}");

    // A new customer, and one of a file, with the same address in another writing: their grants open nothing.
    let anew = format!("/v1/customers/{}", reachable(&program, &merchant, "ANA@example.com").await);
    assert_ne!(standing(owner, &anew, "advertising", json!("email")).await, "granted");
    let file = "Šifra kupca;Ime;E-mail;Saglasnost za e-mail\nK-1;Ana;ana@Example.com;da\nK-2;Eva;eva@example.com;da\n";
    let file = imports::check(&program, owner, file).await;
    imports::commit(&program, owner, &file).await;
    program.run_sql("UPDATE customers SET email_verified_at = created_at WHERE email IS NOT NULL").await;
    for record in imports::customers(owner).await {
        let path = format!("/v1/customers/{}", record["id"].as_str().unwrap());
        if record["email"].as_str().unwrap().to_lowercase() == "ana@example.com" {
            assert_ne!(standing(owner, &path, "advertising", json!("email")).await, "granted", "{record}");
        }
    }
    // An address of another merchant is another matter.
    let other = program.merchant().await;
    let there = format!("/v1/customers/{}", reachable(&program, &other, "ana@example.com").await);
    assert_eq!(standing(&other.owner, &there, "advertising", json!("email")).await, "granted");
    // The person opens the record by their own hand.
    let link = links::opt_in(&program, &merchant, &anew, "ana@example.com").await;
    program.client.send(Method::POST, &link, FORM, b"confirm=yes".to_vec()).await.expect(200);
    assert_eq!(standing(owner, &anew, "advertising", json!("email")).await, "granted");
}

#[tokio::test]
async fn who_objected_to_every_message_gets_none_as_a_new_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    grant_pack(&program, &merchant).await;
    for reason in ["complaint", "objection"] {
        let email = format!("{reason}@example.com");
        let path = format!("/v1/customers/{}", reachable(&program, &merchant, &email).await);
        let scope = if regulars_tests::is_postgres() {
            format!("'{}'", merchant.id)
        } else {
            format!("x'{}'", merchant.id.replace('-', ""))
        };
        program
            .run_sql(&format!(
                "INSERT INTO suppressions (merchant_id, channel, address, reason, source, created_at)
             VALUES ({scope}, 'email', '{email}', '{reason}', 'test', '2026-11-20T10:00:00+00:00')"
            ))
            .await;
        owner.delete(&path).await.expect(204);
        let left = rows_with(&program.database, &[&email], &[]).await;
        assert!(left.is_empty(), "{left:?}");
        let anew = reachable(&program, &merchant, &email).await;
        let newsletter = newsletter_to(&merchant, &[&anew]).await;
        let recap = owner.get(&format!("{newsletter}/recap")).await.expect(200).json();
        assert_eq!((&recap["audience"], &recap["reachable"]), (&json!(1), &json!(0)), "{recap}");
        // No grant of others opens it, and no service message goes there either.
        assert_eq!(recap["excluded"], json!([{"reason": "no_consent", "count": 1}]));
        let asked =
            owner.post(&format!("/v1/customers/{anew}/opt-in-mails"), &json!({})).await.expect(409).json();
        assert_eq!(asked["reason"], "suppressed", "{asked}");
    }
    let (reachable, excluded) = reach(&merchant).await;
    assert_eq!((reachable, excluded), (json!(0), json!([{"reason": "no_consent", "count": 2}])));
}

#[tokio::test]
async fn a_bounce_and_a_change_of_address_are_no_objections() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = format!("/v1/customers/{}", reachable(&program, &merchant, "ana@example.com").await);
    owner.patch(&path, &json!({"email": "nova@example.com"})).await.expect(200);
    owner.delete(&path).await.expect(204);
    for email in ["ana@example.com", "nova@example.com"] {
        let anew = format!("/v1/customers/{}", reachable(&program, &merchant, email).await);
        assert_eq!(standing(owner, &anew, "advertising", json!("email")).await, "granted", "{email}");
    }
}

#[tokio::test]
async fn who_shares_the_address_keeps_what_holds_for_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = format!("/v1/customers/{}", reachable(&program, &merchant, "dom@example.com").await);
    let eva = format!("/v1/customers/{}", reachable(&program, &merchant, "dom@example.com").await);
    owner.post(&format!("{ana}/consents"), &advertising("email", "withdrawn")).await.expect(201);
    owner.delete(&ana).await.expect(204);
    assert_eq!(owner.get(&eva).await.expect(200).json()["email"], "dom@example.com");
    assert_eq!(standing(owner, &eva, "advertising", json!("email")).await, "granted");
    let later = format!("/v1/customers/{}", reachable(&program, &merchant, "dom@example.com").await);
    assert_ne!(standing(owner, &later, "advertising", json!("email")).await, "granted");
}
