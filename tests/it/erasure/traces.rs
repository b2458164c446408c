//! Somebody leaves every trace there is, is erased, and every table and the file are searched for what was known.

use regulars_tests::{Method, Program, is_postgres};
use serde_json::{Value, json};

use super::captured;
use super::search::{bytes_with, rows_with};
use crate::imports;
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};
use crate::pages::links;

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
/// What is known of the person, in the forms in which it is written down.
const VALUES: &[&str] = &[
    "Zvezdanka",
    "Trnoruzic",
    "Zvezda.Trn@primer.example",
    "stara.trn@primer.example",
    "+381641239871",
    "064/123-98-71",
    "TRN-77812",
    "Ulica Zvezdanog Trna",
    "Trnovgrad",
    "77123-TRN",
    "1971-03-29",
    "plavi-karanfil",
    "trnkampanja",
    "trnpovratak",
    "REF-TRN-5",
    "Trn Komerc",
    "203.0.113.77",
    "Trnorušću",
];

fn person() -> Value {
    json!({
        "first_name": "Zvezdanka", "last_name": "Trnoruzic", "vocative": "Trnorušću", "gender": "female",
        "company": "Trn Komerc", "email": "stara.trn@primer.example", "phone": "+381641239871",
        "external_id": "TRN-77812", "birth_date": "1971-03-29", "language": "sr-RS", "tags": ["VIP"],
        "attributes": {"flower": "plavi-karanfil"},
        "address": {"street": "Ulica Zvezdanog Trna 12", "postcode": "77123-TRN", "city": "Trnovgrad", "country": "RS"},
        "source": {
            "utm": {"campaign": "trnkampanja"}, "last_utm": {"campaign": "trnpovratak"}, "referral_id": "REF-TRN-5"
        },
        "data_consent": {"source": "form", "text_version": "1"}
    })
}

#[tokio::test]
async fn nothing_of_somebody_who_was_erased_is_left_anywhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    owner.patch("/v1/merchant", &json!({"tracking": "individual"})).await.expect(200);
    owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    owner.post("/v1/attributes", &json!({"key": "flower", "name": "Cvet", "type": "text"})).await.expect(201);
    grant_pack(&program, &merchant).await;
    let stranger = reachable(&program, &merchant, "eva@example.com").await;

    // The record, its trail, and an address that it had before.
    let keyed = owner.with_header("Idempotency-Key", "made-once");
    let path =
        keyed.post("/v1/customers", &person()).await.expect(201).header("location").unwrap().to_owned();
    let id = path.rsplit('/').next().unwrap().to_owned();
    owner.post(&format!("{path}/opt-in-mails"), &json!({})).await.expect(202);
    program.work().await;
    assert_eq!(captured(owner, "stara.trn@primer.example").await, 1);
    owner.patch(&path, &json!({"email": "Zvezda.Trn@primer.example"})).await.expect(200);

    // Consents, with evidence, and a confirmation by the person.
    let evidence = json!({"ip": "203.0.113.77"});
    for (purpose, channel) in [("profiling", Value::Null), ("advertising", json!("sms"))] {
        let consent = json!({"purpose": purpose, "channel": channel, "state": "granted", "source": "till",
            "evidence": evidence});
        let keyed = owner.with_header("Idempotency-Key", purpose);
        keyed.post(&format!("{path}/consents"), &consent).await.expect(201);
    }
    let confirm = links::opt_in(&program, &merchant, &path, "Zvezda.Trn@primer.example").await;
    program.client.send(Method::POST, &confirm, FORM, b"confirm=yes".to_vec()).await.expect(200);

    // Receipts, by phone and by id, a score, and a newsletter that was sent, opened, and answered.
    for (number, identify) in [("1", json!({"phone": "064 123 98 71"})), ("2", json!({"customer_id": id}))] {
        let mut receipt = crate::purchases::coffee(number);
        receipt["identify"] = identify;
        owner.post("/v1/purchases", &receipt).await.expect(201);
    }
    owner.post("/v1/rfm/recomputations", &json!({})).await;
    let newsletter = newsletter_to(&merchant, &[&id, &stranger]).await;
    owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    program.work().await;
    assert_eq!(captured(owner, "Zvezda.Trn@primer.example").await, 1);

    // What was said about a case, under a key.
    let case = json!({"customer_id": id, "subject": "Torta"});
    let case = owner.post("/v1/cases", &case).await.expect(201).header("location").unwrap().to_owned();
    let said = json!({"kind": "inbound", "text": "Trnoruzic se javila"});
    owner
        .with_header("Idempotency-Key", "said-once")
        .post(&format!("{case}/messages"), &said)
        .await
        .expect(201);

    // What the person answered to a survey.
    let survey = crate::surveys::open(owner, "nps", json!({})).await;
    let asked = crate::surveys::invite(&program, owner, &survey, &json!({"id": id})).await;
    crate::surveys::send(&program, &asked, "9", "Pozdrav%2C+Zvezdanka").await.expect(200);

    // Files: a row that came to nothing, and one that still waits.
    let done = "Ime;Prezime;E-mail;Telefon;Datum rođenja\n\
        Zvezdanka;Trnoruzic;zvezda.trn@PRIMER.example;064/123-98-71;nikad\nMia;Mić;mia@example.com;;\n";
    let done = imports::check(&program, owner, done).await;
    imports::commit(&program, owner, &done).await;
    let waiting = "Šifra kupca;Ime;Prezime;E-mail\nTRN-77812;Zvezdanka;Trnoruzic;zvezda.trn@primer.example\n\
        K-9;Iva;Ić;iva@example.com\n";
    let waiting = imports::check(&program, owner, waiting).await;

    // And what has not left yet.
    let queued = newsletter_to(&merchant, &[&id, &stranger]).await;
    owner.post(&format!("{queued}/send"), &json!({})).await.expect(202);

    let before = rows_with(&program.database, VALUES, &[]).await;
    for table in [
        "captured_messages",
        "consent_events",
        "customer_attributes",
        "customer_import_rows",
        "customers",
        "deliveries",
        "idempotency_keys",
        "survey_invitations",
    ] {
        assert!(before.iter().any(|row| row.starts_with(table)), "{table} holds nothing: {before:?}");
    }
    if !is_postgres() {
        assert!(!bytes_with(&program.database, VALUES).is_empty(), "the file is not searched");
    }
    let revenue = |dashboard: Value| dashboard["counts"].clone();
    let counts = revenue(owner.get("/v1/dashboard").await.expect(200).json());

    let grounds = json!({"reason": "consent_withdrawn", "requested_by_person": true});
    let erased = owner.post(&format!("{path}/erasures"), &grounds).await.expect(200).json();
    assert_eq!((&erased["customer_id"], &erased["receipts_kept"]), (&json!(id), &json!(2)));
    assert_eq!(erased["reason"], "consent_withdrawn");

    let left = rows_with(&program.database, VALUES, &[]).await;
    assert!(left.is_empty(), "{left:#?}");
    if !is_postgres() {
        let left = bytes_with(&program.database, VALUES);
        assert!(left.is_empty(), "{left:#?}");
    }

    // Nobody is there any more, for whoever asks.
    for below in ["", "/purchases", "/rfm", "/consents", "/consents/history"] {
        let answer = owner.get(&format!("{path}{below}")).await;
        assert!(
            answer.status.as_u16() == 404 || answer.json()["items"] == json!([]),
            "{below}: {} {}",
            answer.status,
            answer.text
        );
    }
    owner.get(&path).await.expect_problem(404, "not_found");
    owner.delete(&path).await.expect_problem(404, "not_found");
    assert_eq!(owner.get("/v1/customers?q=Trnoruzic").await.expect(200).json()["items"], json!([]));
    // What comes under the same key is another request: nobody is made anew by a repetition.
    keyed.post("/v1/customers", &person()).await.expect_problem(422, "idempotency_mismatch");

    // Figures stay: receipts are there, and are nobody's.
    let receipts = owner.get("/v1/purchases").await.expect(200).json();
    assert_eq!(receipts["items"].as_array().unwrap().len(), 2);
    assert!(receipts["items"].as_array().unwrap().iter().all(|receipt| receipt["customer_id"].is_null()));
    let after = revenue(owner.get("/v1/dashboard").await.expect(200).json());
    assert!(after != counts || counts.is_null(), "one customer fewer is counted");
    let report = owner.get(&format!("{newsletter}/report")).await.expect(200).json();
    assert_eq!((&report["recipients"], &report["delivered"]), (&json!(2), &json!(2)));

    // The trail tells that it was done and why, and of what was done before that it was.
    let trail = owner.get(&format!("/v1/audit-events?subject_id={id}")).await.expect(200).json();
    let trail = trail["items"].as_array().unwrap();
    let (deleted, others): (Vec<_>, Vec<_>) = trail.iter().partition(|event| event["action"] == "deleted");
    assert!(
        deleted.len() == 1 && deleted[0]["changes"].to_string().contains("consent_withdrawn"),
        "{trail:?}"
    );
    assert!(!others.is_empty() && others.iter().all(|event| event["erased"] == true), "{trail:?}");

    // The waiting file goes on without the person, and so does the newsletter.
    imports::commit(&program, owner, &waiting).await;
    let people = imports::customers(owner).await;
    assert!(people.iter().any(|one| one["first_name"] == "Iva"));
    assert_eq!(captured(owner, "Zvezda.Trn@primer.example").await, 0);
    assert_eq!(captured(owner, "eva@example.com").await, 2);
    assert_eq!(owner.get(&queued).await.json()["state"], "sent");
    let left = rows_with(&program.database, VALUES, &[]).await;
    assert!(left.is_empty(), "{left:#?}");
}

#[tokio::test]
async fn what_an_older_link_asks_for_is_answered_and_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = super::customer(&merchant, "vera@example.com").await;
    let confirm = links::opt_in(&program, &merchant, &path, "vera@example.com").await;
    let keys = links::keys(&program);
    let unsubscribe = links::unsubscription(&keys, &merchant, &path);
    let preferences = links::preferences(&keys, &merchant, &path, "vera@example.com");
    merchant.owner.delete(&path).await.expect(204);
    program.client.get(&confirm).await.expect(404);
    program.client.send(Method::POST, &confirm, FORM, b"confirm=yes".to_vec()).await.expect(404);
    program
        .client
        .send(Method::POST, &unsubscribe, FORM, b"List-Unsubscribe=One-Click".to_vec())
        .await
        .expect(200);
    let page = program.client.get(&preferences).await;
    assert!(!page.status.is_server_error(), "{}", page.text);
    assert!(!page.text.contains("vera"), "{}", page.text);
}

#[tokio::test]
async fn it_is_erased_once_and_only_as_it_was_seen() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let path = super::customer(&merchant, "vera@example.com").await;
    other.owner.delete(&path).await.expect_problem(404, "not_found");
    let stale = merchant.owner.get(&path).await.header("etag").unwrap().to_owned();
    merchant.owner.patch(&path, &json!({"first_name": "Verica"})).await.expect(200);
    merchant
        .owner
        .with_header("If-Match", &stale)
        .delete(&path)
        .await
        .expect_problem(412, "precondition_failed");
    let body = json!({"reason": "Ana je to tražila"});
    merchant.owner.post(&format!("{path}/erasures"), &body).await.expect_invalid("/reason");
    let mut sent = Vec::new();
    for _ in 0..4 {
        let (client, path) = (merchant.owner.clone(), path.clone());
        sent.push(tokio::spawn(async move { client.delete(&path).await.status.as_u16() }));
    }
    let mut answers = Vec::new();
    for answer in sent {
        answers.push(answer.await.unwrap());
    }
    answers.sort_unstable();
    assert_eq!(answers, [204, 404, 404, 404]);
}
