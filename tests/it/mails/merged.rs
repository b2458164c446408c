//! Mails of addresses that customers had before they were merged.

use regulars_tests::Program;
use serde_json::json;

use super::{hand_over, listed, mail};
use crate::customers::{add, path_of};
use crate::erasure::customer;
use crate::merges::{merge, undo_of};

fn from_old_address(id: &str) -> String {
    mail(id, "Vera@posao.example", "pekara@example.com", "Torta", "Za subotu?")
}

#[tokio::test]
async fn a_mail_of_an_old_address_is_put_on_record_with_the_survivor() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let vera = add(owner, json!({"first_name": "Vera", "email": "vera@example.com"})).await;
    let old = add(owner, json!({"first_name": "Vera", "email": "vera@posao.example"})).await;
    let latest = add(owner, json!({"first_name": "Vera", "email": "vera@novo.example"})).await;
    merge(owner, &vera, &[&old]).await;
    merge(owner, &latest, &[&vera]).await;

    let receipt = hand_over(owner, from_old_address("1@e")).await;
    assert_eq!((&receipt["outcome"], &receipt["matched"]), (&json!("filed"), &json!(1)));
    assert_eq!(receipt["mails"][0]["direction"], "inbound");
    // Of two addresses of the survivor the one that wrote says which way the mail went.
    let both =
        mail("2@e", "vera@posao.example", "vera@novo.example, pekara@example.com", "Torta", "Za subotu?");
    assert_eq!(hand_over(owner, both).await["mails"][0]["direction"], "inbound");
    let answer = mail("3@e", "pekara@example.com", "vera@posao.example", "Torta", "Može.");
    assert_eq!(hand_over(owner, answer).await["mails"][0]["direction"], "outbound");
    assert_eq!(listed(owner, &path_of(&latest)).await.len(), 3);
    let timeline = format!("{}/timeline?kinds=mail", path_of(&latest));
    assert_eq!(crate::timeline::all(owner, &timeline, 50).await.len(), 3);
    assert_eq!(hand_over(&other.owner, from_old_address("1@e")).await["outcome"], "unmatched");
}

#[tokio::test]
async fn each_record_has_its_own_address_again_when_the_merge_is_undone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = add(owner, json!({"first_name": "Vera", "email": "vera@example.com"})).await;
    let old = add(owner, json!({"first_name": "Vera", "email": "vera@posao.example"})).await;
    let merged = merge(owner, &vera, &[&old]).await;
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    owner.delete(&path_of(&old)).await.expect(204);
    assert_eq!(hand_over(owner, from_old_address("1@e")).await["outcome"], "unmatched");
    assert!(listed(owner, &path_of(&vera)).await.is_empty());
}

#[tokio::test]
async fn an_old_address_is_whose_it_is_now_and_nobody_s_once_the_survivor_is_erased() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = add(owner, json!({"first_name": "Vera", "email": "vera@example.com"})).await;
    let old = add(owner, json!({"first_name": "Vera", "email": "vera@posao.example"})).await;
    merge(owner, &vera, &[&old]).await;
    let luka = customer(&merchant, "vera@posao.example").await;
    assert_eq!(hand_over(owner, from_old_address("1@e")).await["matched"], 1);
    assert_eq!((listed(owner, &luka).await.len(), listed(owner, &path_of(&vera)).await.len()), (1, 0));
    owner.delete(&luka).await.expect(204);
    assert_eq!(hand_over(owner, from_old_address("2@e")).await["matched"], 1);
    assert_eq!(listed(owner, &path_of(&vera)).await.len(), 1);
    owner.delete(&path_of(&vera)).await.expect(204);
    assert_eq!(hand_over(owner, from_old_address("3@e")).await["outcome"], "unmatched");
}
