//! An objection belongs to the address.

use regulars_tests::{Client, Merchant, Method, Program};
use serde_json::{Value, json};

use super::links;
use crate::consents::{advertising, standing};
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// Two records with one address, written differently, and a third with an address of its own.
async fn records(program: &Program, merchant: &Merchant) -> [String; 3] {
    let mut records = Vec::new();
    for email in ["ana@example.com", "Ana@Example.com", "eva@example.com"] {
        records.push(format!("/v1/customers/{}", reachable(program, merchant, email).await));
    }
    records.try_into().unwrap()
}

async fn states(owner: &Client, records: &[String; 3]) -> [Value; 3] {
    let [first, twin, other] = records;
    [
        standing(owner, first, "advertising", json!("email")).await,
        standing(owner, twin, "advertising", json!("email")).await,
        standing(owner, other, "advertising", json!("email")).await,
    ]
}

/// Reachable by e-mail, as the preview and the recap have it.
async fn reach(owner: &Client, newsletter: &str) -> (Value, Value) {
    let body = json!({"filter": {"all": []}});
    let preview = owner.post("/v1/segments/preview", &body).await.expect(200).json();
    let recap = owner.get(&format!("{newsletter}/recap")).await.expect(200).json();
    assert_eq!(preview["excluded"], recap["excluded"]);
    (preview["reachable"]["email"].clone(), recap["reachable"].clone())
}

#[tokio::test]
async fn whoever_objects_is_written_to_through_no_record() {
    let program = Program::start().await;
    for way in ["unsubscribe", "preferences"] {
        let merchant = program.merchant().await;
        let owner = &merchant.owner;
        let records = records(&program, &merchant).await;
        grant_pack(&program, &merchant).await;
        let ids: Vec<&str> = records.iter().map(|path| path.rsplit('/').next().unwrap()).collect();
        let newsletter = newsletter_to(&merchant, &ids).await;
        assert_eq!(reach(owner, &newsletter).await, (json!(2), json!(2)), "{way}");
        let queued = newsletter_to(&merchant, &ids).await;
        owner.post(&format!("{queued}/send"), &json!({})).await.expect(202);
        let keys = links::keys(&program);
        // The link of the younger record; the message that waits is the older one's.
        let (path, body) = match way {
            "unsubscribe" => {
                (links::unsubscription(&keys, &merchant, &records[1]), "List-Unsubscribe=One-Click")
            }
            _ => (links::preferences(&keys, &merchant, &records[1], "ana@example.com"), "preferences=set"),
        };
        program.client.send(Method::POST, &path, FORM, body.into()).await.expect(200);
        assert_eq!(states(owner, &records).await, ["withdrawn", "withdrawn", "granted"], "{way}");
        assert_eq!(reach(owner, &newsletter).await, (json!(1), json!(1)), "{way}");
        program.work().await;
        let messages = owner.get("/v1/sandbox/messages").await.expect(200).json();
        assert_eq!(messages["items"].as_array().unwrap().len(), 1, "{way}: {messages}");
        assert_eq!(messages["items"][0]["to"], "eva@example.com", "{way}");
        // A grant from before that a till uploads late opens neither, nor a record that is new.
        let new =
            json!({"first_name": "Ana", "email": "ana@example.com", "data_consent": {"source": "shop"}});
        let new = owner.post("/v1/customers", &new).await.expect(201);
        let new = new.header("location").unwrap();
        let mut late = advertising("email", "granted");
        late["occurred_at"] = json!("2026-11-21T09:00:00Z");
        for record in [&records[0], &records[1], new] {
            owner.post(&format!("{record}/consents"), &late).await.expect(201);
            assert_ne!(standing(owner, record, "advertising", json!("email")).await, "granted", "{way}");
        }
        // A confirmed opt-in opens the record that it is of.
        let link = links::opt_in(&program, &merchant, &records[0], "ana@example.com").await;
        program.client.send(Method::POST, &link, FORM, b"confirm=yes".to_vec()).await.expect(200);
        assert_eq!(states(owner, &records).await, ["granted", "withdrawn", "granted"], "{way}");
    }
}

#[tokio::test]
async fn a_link_to_an_older_address_stops_those_who_carry_that_one() {
    let program = Program::start().await;
    for way in ["unsubscribe", "preferences"] {
        let merchant = program.merchant().await;
        let owner = &merchant.owner;
        let records = records(&program, &merchant).await;
        grant_pack(&program, &merchant).await;
        let id = records[1].rsplit('/').next().unwrap();
        let newsletter = newsletter_to(&merchant, &[id]).await;
        owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
        program.work().await;
        let (path, body) = match way {
            "unsubscribe" => {
                let messages = owner.get("/v1/sandbox/messages").await.expect(200).json();
                let header = messages["items"][0]["headers"]["List-Unsubscribe"].as_str().unwrap().to_owned();
                let link = header.split(program.client.base()).nth(1).unwrap().split('>').next().unwrap();
                (link.to_owned(), "List-Unsubscribe=One-Click")
            }
            _ => {
                let (keys, twin) = (links::keys(&program), &records[1]);
                let path = links::preferences_in(&keys, &merchant, twin, "ana@example.com", &newsletter);
                (path, "preferences=set")
            }
        };
        owner.patch(&records[1], &json!({"email": "eva@example.com"})).await.expect(200);
        owner.post(&format!("{}/consents", records[1]), &advertising("email", "granted")).await.expect(201);
        program.client.send(Method::POST, &path, FORM, body.into()).await.expect(200);
        // The reader of the old address speaks for that address and for the record that wrote to it, not for the new one's.
        assert_eq!(states(owner, &records).await, ["withdrawn", "withdrawn", "granted"], "{way}");
    }
}

#[tokio::test]
async fn what_the_staff_notes_opens_no_address_whose_reader_objected() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = reachable(&program, &merchant, "ana@example.com").await;
    let newsletter = newsletter_to(&merchant, &[&customer]).await;
    let path = format!("/v1/customers/{customer}");
    let link = links::unsubscription(&links::keys(&program), &merchant, &path);
    let body = "List-Unsubscribe=One-Click".into();
    program.client.send(Method::POST, &link, FORM, body).await.expect(200);
    assert_eq!(reach(owner, &newsletter).await, (json!(0), json!(0)));
    program.clock.advance(chrono::Duration::minutes(1));
    let noted = owner.post(&format!("{path}/consents"), &advertising("email", "granted")).await;
    noted.expect(201);
    assert_eq!(standing(owner, &path, "advertising", json!("email")).await, "withdrawn");
    assert_eq!(reach(owner, &newsletter).await, (json!(0), json!(0)));
    // They can be asked, and open it themselves.
    let link = links::opt_in(&program, &merchant, &path, "ana@example.com").await;
    program.client.send(Method::POST, &link, FORM, b"confirm=yes".to_vec()).await.expect(200);
    assert_eq!(reach(owner, &newsletter).await, (json!(1), json!(1)));
}
