//! What a row refuses holds also where the row itself is left out.

use regulars_tests::{Client, Contents, Merchant, Method, Program};
use serde_json::{Value, json};

use super::consents::advertising;
use super::undo::undo;
use super::{check, commit, fates, rows};
use crate::customers::{add, path_of as customer_path};
use crate::newsletters::audience::reachable;
use crate::pages::links;

async fn codes(client: &Client, import: &Value) -> Vec<Vec<Value>> {
    let rows = rows(client, import).await;
    let codes = rows.iter().map(|row| row["remarks"].as_array().unwrap().iter());
    codes.map(|remarks| remarks.map(|remark| remark["code"].clone()).collect()).collect()
}

async fn suppressions(program: &Program) -> Vec<String> {
    Contents::of(&program.database).await.snapshot().await["suppressions"].clone()
}

/// Two records that share an address and have both agreed.
async fn two_at_home(program: &Program, merchant: &Merchant) -> [Value; 2] {
    let ana = reachable(program, merchant, "home@example.com").await;
    let marko = reachable(program, merchant, "home@example.com").await;
    [json!({"id": ana}), json!({"id": marko})]
}

async fn states(client: &Client, customers: &[Value; 2]) -> [String; 2] {
    [advertising(client, &customers[0]).await, advertising(client, &customers[1]).await]
}

#[tokio::test]
async fn an_address_that_two_share_is_closed_for_both_and_opened_again_by_the_undo() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let both = two_at_home(&program, &merchant).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let checked = check(&program, owner, "E-mail;Unsubscribed\nhome@example.com;yes\n").await;
    assert_eq!(fates(owner, &checked).await, ["may_be_duplicate"]);
    assert_eq!(codes(owner, &checked).await, [["same_person", "refusal_holds"]]);
    assert_eq!(states(owner, &both).await, ["granted", "granted"], "nothing was written yet");
    let committed = commit(&program, owner, &checked).await;
    assert_eq!(committed["counts"], checked["counts"]);
    assert_eq!(codes(owner, &committed).await, [["same_person", "refusal_holds"]]);
    assert_eq!(states(owner, &both).await, ["withdrawn", "withdrawn"]);
    program.clock.advance(chrono::Duration::seconds(1));
    let undone = undo(&program, owner, &committed).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(1), &json!(0)));
    assert_eq!(states(owner, &both).await, ["granted", "granted"]);
    // The same file once more says the same, and once more again nothing.
    let again = check(&program, owner, "E-mail;Unsubscribed\nhome@example.com;yes\n").await;
    commit(&program, owner, &again).await;
    assert_eq!(states(owner, &both).await, ["withdrawn", "withdrawn"]);
    let third = check(&program, owner, "E-mail;Unsubscribed\nhome@example.com;yes\n").await;
    assert_eq!(codes(owner, &third).await, [["same_person"]]);
}

#[tokio::test]
async fn who_has_objected_since_is_not_revived_by_the_undo() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let both = two_at_home(&program, &merchant).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let checked = check(&program, owner, "E-mail;Unsubscribed\nhome@example.com;yes\n").await;
    let committed = commit(&program, owner, &checked).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let link = links::unsubscription(&links::keys(&program), &merchant, &customer_path(&both[1]));
    let form = Some("application/x-www-form-urlencoded");
    program.client.send(Method::POST, &link, form, b"List-Unsubscribe=One-Click".to_vec()).await.expect(200);
    let undone = undo(&program, owner, &committed).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(0), &json!(1)));
    let states = states(owner, &both).await;
    assert!(!states.contains(&"granted".to_owned()), "{states:?}");
}

#[tokio::test]
async fn a_mistake_in_another_column_keeps_no_refusal_away() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = json!({"id": reachable(&program, &merchant, "ana@example.com").await});
    let iva = add(owner, json!({"external_id": "K-2", "email": "iva@example.com"})).await;
    let text = "external_id;e-mail;birth_date;unsubscribed;bounced\n;ana@example.com;31.02.1990;yes;\n;nobody@example.com;x;;yes\n\
        K-2;iva@;1990-05-17;;yes\n";
    let checked = check(&program, owner, text).await;
    assert_eq!(fates(owner, &checked).await, ["error"; 3]);
    assert_eq!(
        json!(codes(owner, &checked).await),
        json!([["invalid", "refusal_holds"], ["invalid", "refusal_holds"], ["invalid", "refusal_holds"]])
    );
    assert!(suppressions(&program).await.is_empty());
    let committed = commit(&program, owner, &checked).await;
    assert_eq!(codes(owner, &committed).await, codes(owner, &checked).await);
    assert_eq!(advertising(owner, &ana).await, "withdrawn");
    let closed = format!("{:?}", suppressions(&program).await);
    assert!(closed.contains("nobody@example.com") && closed.contains("iva@example.com"), "{iva} {closed}");
    let undone = undo(&program, owner, &committed).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(3), &json!(0)));
    assert_eq!(advertising(owner, &ana).await, "granted");
    assert!(suppressions(&program).await.is_empty());
}

#[tokio::test]
async fn no_later_row_opens_what_a_row_that_was_left_out_has_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    // So far apart that no transaction sees both.
    let between: String =
        (0..120).map(|number| format!("N-{number};n{number}@example.com;;;;;;\n")).collect();
    let text = format!(
        "external_id;email;birth_date;unsubscribed;advertising_email;advertising_source;advertising_text_version;advertising_date\n\
         ;ana@example.com;never;yes;;;;\n{between}K-1;ana@example.com;;;yes;shop;v1;2026-01-31\n\
         K-2;iva@example.com;;;yes;shop;v1;2026-01-31\nK-2;;;yes;;;;\n"
    );
    let checked = check(&program, owner, &text).await;
    let foreseen = codes(owner, &checked).await;
    assert_eq!(foreseen[121], ["stays_closed"]);
    assert_eq!(foreseen[123], ["repeated", "refusal_holds"]);
    let committed = commit(&program, owner, &checked).await;
    assert_eq!(codes(owner, &committed).await, foreseen);
    for row in [121, 122] {
        let customer = json!({"id": rows(owner, &committed).await[row]["customer_id"]});
        assert_ne!(advertising(owner, &customer).await, "granted", "{row}");
    }
}

#[tokio::test]
async fn a_file_of_our_own_closes_nobody_else_and_an_unreadable_address_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let both = two_at_home(&program, &merchant).await;
    let withdrawn =
        json!({"purpose": "advertising", "channel": "email", "state": "withdrawn", "source": "phone"});
    program.clock.advance(chrono::Duration::seconds(1));
    owner.post(&format!("{}/consents", customer_path(&both[0])), &withdrawn).await.expect(201);
    let id = both[0]["id"].as_str().unwrap();
    let text = format!(
        "regulars_id;email;birth_date;advertising_email\n{id};home@example.com;x;no\n;home@example;x;no\n"
    );
    let checked = check(&program, owner, &text).await;
    assert_eq!(fates(owner, &checked).await, ["error"; 2]);
    commit(&program, owner, &checked).await;
    assert_eq!(states(owner, &both).await, ["withdrawn", "granted"]);
}

#[tokio::test]
async fn what_a_row_has_refused_says_nothing_about_who_was_erased() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let both = two_at_home(&program, &merchant).await;
    let text = "external_id;e-mail;unsubscribed\nK-1;k1@example.com;\n;home@example.com;yes\n";
    let checked = check(&program, owner, text).await;
    let committed = commit(&program, owner, &checked).await;
    assert_eq!(fates(owner, &committed).await, ["create", "may_be_duplicate"]);
    for customer in &both {
        owner.delete(&customer_path(customer)).await.expect(204);
    }
    let contents = Contents::of(&program.database).await.snapshot().await;
    let rows = &contents["customer_import_rows"];
    assert_eq!(rows.len(), 1, "the row about them is gone, and with it what it has done: {rows:?}");
    let undone = undo(&program, owner, &committed).await;
    assert_eq!((&undone["counts"]["undone"], &undone["counts"]["conflict"]), (&json!(1), &json!(0)));
}
