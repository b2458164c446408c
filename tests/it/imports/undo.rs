use regulars_tests::{Answer, Client, Contents, Method, Program};
use serde_json::{Value, json};

use super::consents::advertising;
use super::{check, commit, customers, path_of, rows};
use crate::customers::{add, path_of as customer_path};
use crate::merges::merge;
use crate::newsletters::audience::reachable;
use crate::pages::links;

/// Takes an import back.
pub async fn undo(program: &Program, client: &Client, import: &Value) -> Value {
    client.post(&format!("{}/undo", path_of(import)), &json!({})).await.expect(202);
    program.work().await;
    client.get(&path_of(import)).await.expect(200).json()
}

/// The customers as they are shown, but for when they were changed last.
pub async fn as_shown(client: &Client) -> Vec<Value> {
    let mut shown = customers(client).await;
    for customer in &mut shown {
        customer.as_object_mut().unwrap().remove("updated_at");
    }
    shown
}

/// What became of taking back each row.
async fn undos(client: &Client, import: &Value) -> Vec<Value> {
    rows(client, import).await.into_iter().map(|row| row["undo"].clone()).collect()
}

async fn say(client: &Client, customer: &Value, state: &str) {
    let said = json!({"purpose": "advertising", "channel": "email", "state": state, "source": "shop"});
    client.post(&format!("{}/consents", customer_path(customer)), &said).await.expect(201);
}

async fn standing(client: &Client, customer: &Value) -> Value {
    let consents = client.get(&format!("{}/consents", customer_path(customer))).await.expect(200).json();
    consents["items"].clone()
}

#[tokio::test]
async fn what_was_added_goes_and_what_was_changed_comes_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for name in ["VIP", "Nov"] {
        merchant.owner.post("/v1/tags", &json!({"name": name})).await.expect(201);
    }
    let shoe = json!({"key": "shoe", "name": "Broj cipela", "type": "integer"});
    merchant.owner.post("/v1/attributes", &shoe).await.expect(201);
    let ana = json!({
        "external_id": "K-1", "first_name": "Ana", "email": "ana@example.com", "phone": "+381641234567",
        "address": {"city": "Bgd", "postcode": "01100"}, "tags": ["VIP"], "attributes": {"shoe": 39}
    });
    add(&merchant.owner, ana).await;
    add(&merchant.owner, json!({"first_name": "Eva", "email": "eva@example.com"})).await;
    let before = as_shown(&merchant.owner).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let text = "external_id;first_name;email;phone;city;tags;attributes.shoe;birth_date\n\
        K-1;Anna;anna@example.com;+381647654321;Niš;Nov;41;1990-05-17\nK-2;Eva;eva@example.com;;Niš;;;\n\
        K-3;Ida;ida@example.com;;;VIP;38;\n";
    let checked = check(&program, &merchant.owner, text).await;
    assert_eq!((&checked["counts"]["update"], &checked["counts"]["create"]), (&json!(2), &json!(1)));
    let committed = commit(&program, &merchant.owner, &checked).await;
    assert_eq!(customers(&merchant.owner).await.len(), 3);
    program.clock.advance(chrono::Duration::seconds(1));
    let undone = undo(&program, &merchant.owner, &committed).await;
    assert_eq!(
        (&undone["state"], &undone["counts"]["undone"], &undone["counts"]["conflict"]),
        (&json!("undone"), &json!(3), &json!(0))
    );
    assert_eq!(as_shown(&merchant.owner).await, before);
    let undos = undos(&merchant.owner, &undone).await;
    let fields = json!([
        "address.city",
        "attributes.shoe",
        "birth_date",
        "birthday",
        "email",
        "first_name",
        "phone",
        "tags"
    ]);
    assert_eq!(undos[0], json!({"outcome": "undone", "reason": null, "fields": fields}));
    assert_eq!(undos[2], json!({"outcome": "undone", "reason": null, "fields": []}));
    // The same file makes the same of them again.
    let again = check(&program, &merchant.owner, text).await;
    assert_eq!(again["counts"]["create"], 1);
    assert_eq!(again["counts"]["update"], 2);
}

#[tokio::test]
async fn consents_and_suppressions_are_as_they_were() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"external_id": "1", "email": "home@example.com"})).await;
    let marko = add(&merchant.owner, json!({"external_id": "2", "email": "home@example.com"})).await;
    let eva = add(&merchant.owner, json!({"external_id": "3", "email": "eva@example.com"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let granted = json!({
        "purpose": "advertising", "channel": "email", "state": "granted", "source": "shop", "text_version": "v7",
        "evidence": {"form": "17"}
    });
    merchant.owner.post(&format!("{}/consents", customer_path(&ana)), &granted).await.expect(201);
    program.clock.advance(chrono::Duration::seconds(1));
    let before = [standing(&merchant.owner, &ana).await, standing(&merchant.owner, &marko).await];
    let text = "external_id,email,advertising_email,advertising_source,advertising_text_version,advertising_date,email_bounced\n\
        1,home@example.com,no,,,,\n3,eva@example.com,yes,fair,v1,2026-11-20,\n4,uma@example.com,,,,,yes\n";
    let checked = check(&program, &merchant.owner, text).await;
    let committed = commit(&program, &merchant.owner, &checked).await;
    let states = |program: &Program| {
        let _ = program;
        let owner = &merchant.owner;
        let (ana, marko, eva) = (&ana, &marko, &eva);
        async move {
            [advertising(owner, ana).await, advertising(owner, marko).await, advertising(owner, eva).await]
        }
    };
    assert_eq!(states(&program).await, ["withdrawn", "withdrawn", "granted"]);
    program.clock.advance(chrono::Duration::seconds(1));
    let undone = undo(&program, &merchant.owner, &committed).await;
    assert_eq!(
        (&undone["counts"]["undone"], &undone["counts"]["conflict"]),
        (&json!(3), &json!(0)),
        "{undone}"
    );
    assert_eq!(states(&program).await, ["granted", "none", "none"]);
    let after = [standing(&merchant.owner, &ana).await, standing(&merchant.owner, &marko).await];
    assert_eq!(after, before, "since when, from where and to which text too");
    let history = format!("{}/consents/history", customer_path(&ana));
    let history = merchant.owner.get(&history).await.expect(200).json();
    let newest = &history["items"][0];
    assert_eq!(
        (&newest["state"], &newest["text_version"], &newest["evidence"]),
        (&json!("granted"), &json!("v7"), &json!({"form": "17"})),
        "the ledger grew: {history}"
    );
    let suppressions = Contents::of(&program.database).await.snapshot().await;
    assert!(suppressions["suppressions"].is_empty(), "the bounce of the wrong file is gone");
    // What was taken back stands in nobody's way: the right file is taken.
    program.clock.advance(chrono::Duration::seconds(1));
    let right = "external_id,email,advertising_email,advertising_source,advertising_text_version,advertising_date\n\
        2,home@example.com,yes,fair,v1,2026-11-20\n3,eva@example.com,yes,fair,v1,2026-11-20\n";
    let checked = check(&program, &merchant.owner, right).await;
    commit(&program, &merchant.owner, &checked).await;
    assert_eq!(states(&program).await, ["granted", "granted", "granted"]);
}

#[tokio::test]
async fn whatever_happened_since_stays_and_is_told() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"external_id": "K-1", "first_name": "Ana"})).await;
    add(&merchant.owner, json!({"external_id": "K-2", "first_name": "Eva", "email": "eva@example.com"}))
        .await;
    let text = "external_id,first_name,email,city\nK-1,Ana,,Niš\nK-2,Eva,eva2@example.com,Niš\nK-3,Ida,ida@example.com,\n\
        K-4,Uma,uma@example.com,\nK-5,Iva,iva@example.com,\nK-6,Lea,lea@example.com,\n";
    let checked = check(&program, &merchant.owner, text).await;
    let committed = commit(&program, &merchant.owner, &checked).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let by_number = |number: &str| {
        let owner = &merchant.owner;
        let number = number.to_owned();
        async move {
            let found = customers(owner).await;
            found.into_iter().find(|customer| customer["external_id"] == number.as_str()).unwrap()
        }
    };
    let (ana, eva) = (by_number("K-1").await, by_number("K-2").await);
    merchant.owner.patch(&customer_path(&ana), &json!({"address": {"city": "Zemun"}})).await.expect(200);
    say(&merchant.owner, &eva, "granted").await;
    let (ida, uma) = (by_number("K-3").await, by_number("K-4").await);
    merchant.owner.patch(&customer_path(&ida), &json!({"first_name": "Idalina"})).await.expect(200);
    say(&merchant.owner, &uma, "withdrawn").await;
    let note = json!({"kind": "call", "direction": "inbound", "text": "Pita za radno vreme."});
    let iva = by_number("K-5").await;
    merchant.owner.post(&format!("{}/interactions", customer_path(&iva)), &note).await.expect(201);
    let before = customers(&merchant.owner).await;
    let undone = undo(&program, &merchant.owner, &committed).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(1), &json!(5)));
    let told: Vec<Value> = undos(&merchant.owner, &undone)
        .await
        .into_iter()
        .map(|undo| json!([undo["outcome"], undo["reason"], undo["fields"]]))
        .collect();
    let since = |fields: Value| json!(["conflict", "changed_since", fields]);
    assert_eq!(
        told,
        [
            since(json!(["address.city"])),
            since(json!(["consents"])),
            since(json!(["changes"])),
            since(json!(["consents"])),
            since(json!(["changes", "interactions"])),
            json!(["undone", null, []]),
        ]
    );
    let after = customers(&merchant.owner).await;
    let stay: Vec<Value> = before.into_iter().filter(|customer| customer["external_id"] != "K-6").collect();
    assert_eq!(after, stay);
    let only = format!("{}/rows?undo=undone", path_of(&undone));
    let only = merchant.owner.get(&only).await.expect(200).json();
    assert_eq!(only["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn an_address_that_was_proven_is_proven_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"external_id": "1", "email": "ana@example.com"})).await;
    let verified = "UPDATE customers SET email_verified_at = created_at";
    program.run_sql(verified).await;
    say(&merchant.owner, &ana, "granted").await;
    program.clock.advance(chrono::Duration::seconds(1));
    let before = as_shown(&merchant.owner).await;
    assert_eq!(before[0]["email_verified"], true);
    let checked = check(&program, &merchant.owner, "external_id,email\n1,other@example.com\n").await;
    let committed = commit(&program, &merchant.owner, &checked).await;
    assert_eq!(advertising(&merchant.owner, &ana).await, "withdrawn");
    undo(&program, &merchant.owner, &committed).await;
    assert_eq!(as_shown(&merchant.owner).await, before);
    assert_eq!(advertising(&merchant.owner, &ana).await, "granted");
}

#[tokio::test]
async fn undoing_is_for_what_was_written_and_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"external_id": "1", "first_name": "Ana", "company": "Alfa"})).await;
    let checked = check(&program, &merchant.owner, "external_id,company\n1,Beta\n").await;
    let path = format!("{}/undo", path_of(&checked));
    merchant.owner.post(&path, &json!({})).await.expect_problem(409, "conflict");
    let committed = commit(&program, &merchant.owner, &checked).await;
    let nothing = json!({});
    let (one, two) = tokio::join!(merchant.owner.post(&path, &nothing), merchant.owner.post(&path, &nothing));
    let (one, two): (Answer, Answer) = (one.expect(202), two.expect(202));
    assert_eq!(one.header("location"), two.header("location"), "there is one job");
    tokio::join!(program.work(), program.work());
    let first = merchant.owner.get(&path_of(&committed)).await.expect(200).json();
    assert_eq!(first["state"], "undone");
    let ana = customers(&merchant.owner).await.remove(0);
    assert_eq!(ana["company"], "Alfa");
    merchant.owner.patch(&customer_path(&ana), &json!({"company": "Beta"})).await.expect(200);
    let second = undo(&program, &merchant.owner, &committed).await;
    assert_eq!(first, second);
    assert_eq!(customers(&merchant.owner).await[0]["company"], "Beta");
    merchant
        .owner
        .send(Method::POST, &format!("{}/commit", path_of(&checked)), None, Vec::new())
        .await
        .expect(409);
}

#[tokio::test]
async fn a_worker_that_dies_takes_nothing_back_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let people: String = (0..130).map(|number| format!("K-{number},Ana {number}\n")).collect();
    let checked = check(&program, &merchant.owner, &format!("external_id,first_name\n{people}")).await;
    let committed = commit(&program, &merchant.owner, &checked).await;
    merchant.owner.post(&format!("{}/undo", path_of(&committed)), &json!({})).await.expect(202);
    program.work().await;
    // As a worker leaves it that dies with half of it done.
    program.run_sql("UPDATE customer_imports SET undo = 'undoing', at_row = 60").await;
    program.run_sql("UPDATE jobs SET state = 'queued' WHERE kind = 'customer_import'").await;
    program.work().await;
    let undone = merchant.owner.get(&path_of(&committed)).await.expect(200).json();
    assert_eq!(undone["state"], "undone");
    assert!(customers(&merchant.owner).await.is_empty());
    let trail = super::super::bulk_edits::every(&merchant.owner, "/v1/audit-events?action=deleted").await;
    assert_eq!(trail.len(), 130, "each was removed once");
}

#[tokio::test]
async fn what_a_row_has_done_is_sealed_and_goes_with_the_key() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = json!({"external_id": "1", "first_name": "Ana", "address": {"street": "Zvezdana 77"}});
    add(&merchant.owner, ana).await;
    let checked = check(&program, &merchant.owner, "external_id,street\n1,Nova 1\n").await;
    let committed = commit(&program, &merchant.owner, &checked).await;
    let contents = Contents::of(&program.database).await.snapshot().await;
    for (table, rows) in &contents {
        assert!(!format!("{rows:?}").to_lowercase().contains("zvezdana"), "{table}");
    }
    // As erasure does.
    program.run_sql("DELETE FROM customer_keys").await;
    let undone = undo(&program, &merchant.owner, &committed).await;
    assert_eq!((&undone["state"], &undone["counts"]["conflict"]), (&json!("undone"), &json!(1)));
    assert_eq!(undos(&merchant.owner, &undone).await[0]["reason"], "customer_gone");
}

#[tokio::test]
async fn an_objection_at_the_old_address_is_not_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = json!({"id": reachable(&program, &merchant, "home@example.com").await});
    let marko = json!({"id": reachable(&program, &merchant, "home@example.com").await});
    owner.patch(&customer_path(&ana), &json!({"external_id": "1"})).await.expect(200);
    let checked = check(&program, owner, "external_id;email\n1;new@example.com\n").await;
    let committed = commit(&program, owner, &checked).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let link = links::unsubscription(&links::keys(&program), &merchant, &customer_path(&marko));
    let form = Some("application/x-www-form-urlencoded");
    program.client.send(Method::POST, &link, form, b"List-Unsubscribe=One-Click".to_vec()).await.expect(200);
    // Who has objected may go to another address; the objection stays where it is.
    owner.patch(&customer_path(&marko), &json!({"email": "marko@example.com"})).await.expect(200);
    let undone = undo(&program, owner, &committed).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(0), &json!(1)));
    assert_eq!(undos(owner, &undone).await[0]["fields"], json!(["consents"]));
    assert_ne!(advertising(owner, &ana).await, "granted");
}

#[tokio::test]
async fn whom_others_were_merged_into_and_who_has_files_is_not_removed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let old = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let checked = check(&program, owner, "external_id;first_name\n1;Ana\n2;Iva\n").await;
    let committed = commit(&program, owner, &checked).await;
    let made: Vec<Value> =
        rows(owner, &committed).await.iter().map(|row| json!({"id": row["customer_id"]})).collect();
    merge(owner, &made[0], &[&old]).await;
    crate::files::attach(owner, &customer_path(&made[1]), "a.txt", b"x").await;
    let undone = undo(&program, owner, &committed).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(0), &json!(2)));
    let fields: Vec<Value> = undos(owner, &undone).await.iter().map(|undo| undo["fields"].clone()).collect();
    assert!(fields[0].as_array().unwrap().contains(&json!("merges")), "{fields:?}");
    assert!(fields[1].as_array().unwrap().contains(&json!("files")), "{fields:?}");
    for customer in &made {
        owner.get(&customer_path(customer)).await.expect(200);
    }
}

#[tokio::test]
async fn what_another_file_has_closed_meanwhile_is_not_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = json!({"id": reachable(&program, &merchant, "home@example.com").await});
    owner.patch(&customer_path(&ana), &json!({"external_id": "1"})).await.expect(200);
    let checked = check(&program, owner, "external_id;email\n1;new@example.com\n").await;
    let first = commit(&program, owner, &checked).await;
    program.clock.advance(chrono::Duration::seconds(1));
    reachable(&program, &merchant, "home@example.com").await;
    let checked = check(&program, owner, "E-mail;Unsubscribed\nhome@example.com;yes\n").await;
    commit(&program, owner, &checked).await;
    let undone = undo(&program, owner, &first).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(0), &json!(1)));
    assert_ne!(advertising(owner, &ana).await, "granted");
}
