use regulars_tests::{Program, is_postgres};
use serde_json::json;

use super::{hand_over, listed, mail};
use crate::erasure::customer;
use crate::erasure::search::{bytes_with, rows_with};

#[tokio::test]
async fn what_a_mail_says_is_sealed_and_gone_with_the_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let both = mail(
        "1@e",
        "pekara@example.com",
        "vera@example.com, luka@example.com",
        "trnoruzica",
        "karanfil je plav",
    );
    let luka = customer(&merchant, "luka@example.com").await;
    hand_over(owner, &both).await;
    let values = ["trnoruzica", "karanfil je plav"];
    let clear = rows_with(&program.database, &values, &[]).await;
    assert!(clear.is_empty(), "{clear:?}");
    owner.delete(&vera).await.expect(204);
    let found = rows_with(&program.database, &["vera@example.com"], &[]).await;
    assert!(found.is_empty(), "{found:?}");
    if !is_postgres() {
        assert_eq!(bytes_with(&program.database, &values), Vec::<String>::new());
    }
    // The other one has a copy of its own.
    assert_eq!(listed(owner, &luka).await[0]["subject"], "trnoruzica");
    // Whoever is erased is nobody who is known: the mail does not come back.
    assert_eq!(hand_over(owner, &both).await["matched"], 1);
}

#[tokio::test]
async fn it_is_in_the_export_of_the_customer_s_data_with_its_text() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    for number in 0..25 {
        let id = format!("{number}@e");
        hand_over(owner, mail(&id, "vera@example.com", "pekara@example.com", &id, "Za subotu?")).await;
    }
    let export = crate::data_exports::ready(&program, owner, &vera).await;
    let mails = crate::data_exports::told(owner, &export).await["mails"].clone();
    let mails = mails.as_array().unwrap();
    assert_eq!(mails.len(), 25);
    assert!(
        mails
            .iter()
            .all(|mail| mail["text"] == "Za subotu?" && mail["from"]["address"] == "vera@example.com")
    );
}

#[tokio::test]
async fn mails_move_with_who_is_merged_and_come_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (vera, luka) =
        (customer(&merchant, "vera@example.com").await, customer(&merchant, "luka@example.com").await);
    hand_over(owner, mail("1@e", "vera@example.com", "pekara@example.com", "Od Vere", "a")).await;
    hand_over(owner, mail("2@e", "luka@example.com", "pekara@example.com", "Od Luke", "b")).await;
    let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let body = json!({"survivor_id": id(&luka), "merged_ids": [id(&vera)]});
    let merged = owner.post("/v1/customers/merges", &body).await.expect(200).json();
    assert_eq!(merged["merge"]["moved"]["mails"], 1);
    let mails = listed(owner, &luka).await;
    assert_eq!(mails.len(), 2);
    for mail in &mails {
        let shown =
            owner.get(&format!("{luka}/mails/{}", mail["id"].as_str().unwrap())).await.expect(200).json();
        assert!(["a", "b"].contains(&shown["text"].as_str().unwrap()));
    }
    assert_eq!(crate::timeline::all(owner, &format!("{luka}/timeline?kinds=mail"), 50).await.len(), 2);
    let undo = format!("/v1/customers/merges/{}/undo", merged["merge"]["id"].as_str().unwrap());
    owner.post(&undo, &json!({})).await.expect(200);
    assert_eq!(listed(owner, &vera).await[0]["subject"], "Od Vere");
    assert_eq!(listed(owner, &luka).await.len(), 1);
}
