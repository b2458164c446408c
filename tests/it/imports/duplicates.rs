use regulars_tests::Program;
use serde_json::{Value, json};

use super::{check, commit, customers, fates, path_of, rows};
use crate::customers::add;

#[tokio::test]
async fn a_shared_mailbox_is_no_certain_duplicate() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana =
        add(&merchant.owner, json!({"first_name": "Ana", "last_name": "Jović", "email": "home@example.com"}))
            .await;
    let text =
        "first_name,last_name,email,city\nMarko,Jović,home@example.com,Niš\nAna,Jovic,home@example.com,Niš\n";
    let checked = check(&program, &merchant.owner, text).await;
    assert_eq!(fates(&merchant.owner, &checked).await, ["may_be_duplicate", "update"]);
    let row = rows(&merchant.owner, &checked).await.remove(0);
    assert_eq!((&row["customer_id"], &row["remarks"][0]["code"]), (&ana["id"], &json!("same_person")));
    merchant.owner.patch(&path_of(&checked), &json!({"possible_duplicates": "create"})).await.expect(200);
    program.work().await;
    assert_eq!(fates(&merchant.owner, &checked).await[0], "create");
    commit(&program, &merchant.owner, &checked).await;
    assert_eq!(customers(&merchant.owner).await.len(), 2);
}

#[tokio::test]
async fn rows_about_the_same_customer_are_known_before_either_is_written() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    // So far apart that no transaction sees both.
    let between: String = (0..120).map(|number| format!("N-{number},Ana{number},,,\n")).collect();
    let text = format!(
        "external_id,first_name,last_name,email,birth_date\nK-1,Ana,Jović,home@example.com,1990-05-17\n{between}\
         K-1,Ana,Jović,,\n,Ana,Jović,home@example.com,\n,Marko,Jović,home@example.com,\n,Ana,Jović,,17.05.1990\nK-2,Eva,Jović,home@example.com,\n"
    );
    let checked = check(&program, &merchant.owner, &text).await;
    let said = fates(&merchant.owner, &checked).await;
    assert_eq!(said[121..], ["skip", "skip", "may_be_duplicate", "may_be_duplicate", "create"]);
    let committed = commit(&program, &merchant.owner, &checked).await;
    assert_eq!(fates(&merchant.owner, &committed).await, said, "what was said is what happened");
    assert_eq!(committed["counts"], checked["counts"]);
    assert_eq!(customers(&merchant.owner).await.len(), 122);
}

#[tokio::test]
async fn what_an_earlier_row_changes_does_not_surprise_a_later_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"external_id": "K-1", "first_name": "Ana", "email": "old@example.com"}))
        .await;
    let between: String = (0..120).map(|number| format!("N-{number},Ana{number},\n")).collect();
    let text =
        format!("external_id,first_name,email\nK-1,Ana,new@example.com\n{between},Ana,old@example.com\n");
    let checked = check(&program, &merchant.owner, &text).await;
    let said = fates(&merchant.owner, &checked).await;
    let committed = commit(&program, &merchant.owner, &checked).await;
    assert_eq!(fates(&merchant.owner, &committed).await, said);
}

#[tokio::test]
async fn number_and_card_of_different_customers_are_an_error() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant.owner, json!({"external_id": "K-1"})).await;
    let member = json!({"first_name": "Uma", "last_name": "Kos"});
    let member = merchant.owner.post("/v1/members", &member).await.expect(201).json();
    let card = member["member"]["cards"][0].as_str().unwrap();
    let text = format!("external_id,card\nK-1,{card}\nK-9,4444333322221111\n");
    let checked = check(&program, &merchant.owner, &text).await;
    let codes: Vec<Value> =
        rows(&merchant.owner, &checked).await.iter().map(|row| row["remarks"][0]["code"].clone()).collect();
    assert_eq!(codes[0], "conflicting");
    assert_eq!(fates(&merchant.owner, &checked).await, ["error", "error"]);
}

#[tokio::test]
async fn an_address_that_more_than_a_hundred_have_says_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let people = |numbers: std::ops::Range<u32>| {
        let rows: String =
            numbers.map(|number| format!("K-{number},Ana{number},none@example.com\n")).collect();
        format!("external_id,first_name,email\n{rows}")
    };
    let one = "first_name,email\nZoran,none@example.com\n";
    for (numbers, fate) in [(0..100, "may_be_duplicate"), (100..101, "create")] {
        let checked = check(&program, owner, &people(numbers.clone())).await;
        let committed = commit(&program, owner, &checked).await;
        assert_eq!(committed["counts"]["create"], numbers.len());
        let checked = check(&program, owner, one).await;
        assert_eq!(fates(owner, &checked).await, [fate]);
    }
}
