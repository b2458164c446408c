//! What hangs on the record of who is merged, and came with other keys or other books.

use regulars_tests::Program;
use serde_json::json;

use super::{id, merge, undo_of};
use crate::customers::{add, path_of};
use crate::files::attach;
use crate::invoices::{bill, pay};
use crate::loyalty::{
    account, adjust, buy, give_back, paying, per_hundred, programme, receipt, stands, sum, tenders,
};

#[tokio::test]
async fn files_and_invoices_go_with_their_customer_there_and_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, other) = (add(owner, json!({"first_name": "Ana"})).await, add(owner, json!({})).await);
    let own = attach(owner, &path_of(&ana), "a.txt", b"Njeno.").await;
    let moved = attach(owner, &path_of(&other), "b.txt", b"Doneto.").await;
    let (invoice, billed) = bill(owner, &other, 2, json!({})).await;
    pay(owner, &invoice, 6_000, json!({})).await;
    let content = async |place: &str| owner.get(&format!("{place}/content")).await.expect(200).bytes;
    let whose = async || owner.get(&invoice).await.expect(200).json()["customer_id"].clone();

    let answer = merge(owner, &ana, &[&other]).await;
    assert_eq!(
        (&answer["merge"]["moved"]["files"], &answer["merge"]["moved"]["invoices"]),
        (&json!(1), &json!(1)),
        "{answer}"
    );
    let at_ana = moved.replace(id(&other), id(&ana));
    assert_eq!((content(&own).await, content(&at_ana).await), (b"Njeno.".to_vec(), b"Doneto.".to_vec()));
    assert_eq!(whose().await, ana["id"]);
    let rest = billed["total"]["amount"].as_i64().unwrap() - 6_000;
    pay(owner, &invoice, rest, json!({})).await;

    program.clock.advance(chrono::Duration::seconds(1));
    owner.post(&undo_of(&answer), &json!({})).await.expect(200);
    assert_eq!((content(&own).await, content(&moved).await), (b"Njeno.".to_vec(), b"Doneto.".to_vec()));
    owner.get(&at_ana).await.expect(404);
    assert_eq!(whose().await, other["id"]);
}

#[tokio::test]
async fn erasing_the_survivor_takes_the_files_of_both() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, other) = (add(owner, json!({})).await, add(owner, json!({})).await);
    attach(owner, &path_of(&other), "b.txt", b"Doneto.").await;
    merge(owner, &ana, &[&other]).await;
    owner.delete(&path_of(&ana)).await.expect(204);
    let contents = regulars_tests::Contents::of(&program.database).await.snapshot().await;
    assert!(contents["customer_files"].is_empty());
    assert!(contents["customer_keys"].is_empty());
}

#[tokio::test]
async fn points_go_with_their_customer_there_and_back_until_something_is_done_with_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let (ana, other) = (add(owner, json!({})).await, add(owner, json!({})).await);
    buy(owner, &receipt("1", &other, 30_000, json!({}))).await;
    let merged = merge(owner, &ana, &[&other]).await;
    let moved = &merged["merge"]["moved"];
    assert_eq!((&moved["point_accounts"], &moved["programmes"]), (&json!(1), &json!(1)), "{merged}");
    assert_eq!(stands(owner, &ana).await, (3, 0, 0));

    program.clock.advance(chrono::Duration::seconds(1));
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(stands(owner, &other).await, (3, 0, 0));

    let merged = merge(owner, &ana, &[&other]).await;
    program.clock.advance(chrono::Duration::seconds(1));
    adjust(owner, &account(owner, &ana).await, 5, &json!({})).await.expect(201);
    let refused = owner.post(&undo_of(&merged), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "points", "{refused}");
}

#[tokio::test]
async fn points_that_both_have_lie_in_one_account_and_no_receipt_loses_its_own() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let (ana, other) = (add(owner, json!({})).await, add(owner, json!({})).await);
    buy(owner, &receipt("1", &ana, 20_000, json!({}))).await;
    let bought = buy(owner, &receipt("2", &other, 30_000, json!({}))).await;
    let merged = merge(owner, &ana, &[&other]).await;
    assert_eq!(merged["merge"]["moved"]["point_accounts"], 1, "{merged}");
    assert_eq!(stands(owner, &ana).await, (5, 0, 0));
    program.clock.advance(chrono::Duration::seconds(1));
    let refused = owner.post(&undo_of(&merged), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "united_points", "{refused}");
    // A refund of what the other one bought takes back what that earned, wherever it lies.
    let refund = give_back(owner, &bought, "R1", &[(1, "1")]).await;
    assert_eq!((sum(&refund, "taken_back"), sum(&refund, "owed")), (3, 0), "{refund}");
    assert_eq!(stands(owner, &ana).await, (2, 0, 0));
}

#[tokio::test]
async fn what_points_paid_is_given_back_once_after_a_merge_however_many_refunds_there_are() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let (ana, other) = (add(owner, json!({})).await, add(owner, json!({})).await);
    buy(owner, &receipt("1", &ana, 20_000, json!({}))).await;
    buy(owner, &receipt("2", &other, 1_000_000, json!({}))).await;
    let lines = json!([{"sku": "1001", "quantity": "10", "unit_price": 1_000, "total": 10_000}]);
    let fields = json!({"lines": lines, "tenders": tenders(10_000, 100)});
    let bought = buy(owner, &receipt("3", &other, 10_000, fields)).await;
    let first = give_back(owner, &bought, "R0", &[(1, "2")]).await;
    merge(owner, &ana, &[&other]).await;
    let mut given_back = sum(&first, "given_back");
    for number in 1..=8 {
        let refund = give_back(owner, &bought, &format!("R{number}"), &[(1, "1")]).await;
        given_back += sum(&refund, "given_back");
    }
    assert_eq!(given_back, 100);
    assert_eq!(stands(owner, &ana).await, (102, 0, 0));
    let again = give_back(owner, &bought, "R8", &[(1, "1")]).await;
    assert_eq!((&again["replayed"], sum(&again, "given_back")), (&json!(true), 10), "{again}");
}

#[tokio::test]
async fn a_merge_brings_nobody_in_who_has_left() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let (ana, other) = (add(owner, json!({})).await, add(owner, json!({})).await);
    buy(owner, &receipt("1", &ana, 20_000, json!({}))).await;
    let members = async || {
        let page = owner.get(&format!("{club}/members")).await.expect(200).json();
        page["items"].as_array().unwrap().clone()
    };
    let left = members().await[0]["id"].as_str().unwrap().to_owned();
    owner.delete(&format!("{club}/members/{left}")).await.expect(204);
    buy(owner, &receipt("2", &other, 30_000, json!({}))).await;
    let merged = merge(owner, &ana, &[&other]).await;
    assert_eq!(merged["merge"]["moved"]["programmes"], 0, "{merged}");
    assert!(members().await.is_empty());
    // The points of both are there, and no receipt earns any more.
    assert_eq!(stands(owner, &ana).await, (5, 0, 0));
    buy(owner, &receipt("3", &ana, 50_000, json!({}))).await;
    assert_eq!((stands(owner, &ana).await, members().await.len()), ((5, 0, 0), 0));
}
