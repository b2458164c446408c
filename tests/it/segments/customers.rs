use regulars_tests::{Client, Merchant, Program};
use serde_json::json;

use crate::purchases::coffee;
use crate::segments::people::{add, each};

async fn names(client: &Client, segment: &str) -> Vec<String> {
    let path = format!("/v1/segments/{segment}/customers?fields=first_name");
    each(&client.get(&path).await.expect(200).json(), "first_name")
}

async fn buy(merchant: &Merchant, customer: &str, number: &str, at: &str) {
    let mut receipt = coffee(number);
    receipt["occurred_at"] = json!(at);
    receipt["identify"] = json!({"customer_id": customer});
    merchant.owner.post("/v1/purchases", &receipt).await.expect(201);
}

#[tokio::test]
async fn purchases_put_customers_into_groups_and_time_takes_them_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant, json!({"first_name": "Ana"})).await;
    let boris = add(&merchant, json!({"first_name": "Boris"})).await;
    add(&merchant, json!({"first_name": "Ceca"})).await;
    buy(&merchant, &ana, "1", "2026-10-31T22:30:00Z").await;
    buy(&merchant, &boris, "2", "2026-03-20T22:30:00Z").await;
    assert_eq!(names(&merchant.owner, "first_purchase_last_month").await, ["Ana"]);
    assert_eq!(names(&merchant.owner, "lost").await, ["Boris"]);
    program.clock.advance(chrono::Duration::days(10));
    let owner = program.sign_in(&merchant.owner_email).await;
    assert!(names(&owner, "first_purchase_last_month").await.is_empty());
    program.clock.advance(chrono::Duration::days(300));
    let owner = program.sign_in(&merchant.owner_email).await;
    assert_eq!(names(&owner, "lost").await.len(), 2);
}

#[tokio::test]
async fn birthdays_come_into_the_window_and_leave_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant, json!({"first_name": "Ana", "birth_date": "1990-12-18"})).await;
    add(&merchant, json!({"first_name": "Boris", "birth_date": "1990-12-19"})).await;
    assert_eq!(names(&merchant.owner, "birthday_next_four_weeks").await, ["Ana"]);
    program.clock.advance(chrono::Duration::days(28));
    let owner = program.sign_in(&merchant.owner_email).await;
    assert_eq!(names(&owner, "birthday_next_four_weeks").await, ["Boris"]);
}

#[tokio::test]
async fn nobody_is_verified_before_an_address_is() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    add(&merchant, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    for key in ["all_verified", "members_verified", "non_members_verified"] {
        assert!(names(&merchant.owner, key).await.is_empty(), "{key}");
    }
}
