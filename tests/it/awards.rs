mod birthdays;
mod inactivity;
mod pauses;
mod rules;
mod surveys;
mod ten_years;
mod welcome;

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use crate::customers::add;
use crate::loyalty::{accounts, operations, standing, with};

/// A rule that gives so many points on an occasion of that kind.
pub fn on(trigger: &str, points: &str, fields: Value) -> Value {
    let effect = json!({"kind": "fixed", "points": points});
    with(json!({"name": format!("Za {trigger}"), "trigger": trigger, "effect": effect}), &fields)
}

/// Moves the merchant's clock there, and lets a worker do what is due then.
pub async fn live_until(program: &Program, owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
    program.work().await;
}

/// The same, at noon of a day.
pub async fn live_until_noon(program: &Program, owner: &Client, day: &str) {
    live_until(program, owner, &format!("{day}T11:00:00Z")).await;
}

/// A customer with these fields, who is in the programme.
pub async fn member(owner: &Client, programme: &str, fields: Value) -> Value {
    let customer = add(owner, fields).await;
    join(owner, programme, &customer).await;
    customer
}

/// Brings a customer into a programme.
pub async fn join(owner: &Client, programme: &str, customer: &Value) {
    owner.post(&format!("{programme}/members"), &json!({"customer_id": customer["id"]})).await.expect(201);
}

/// What a customer has available, over all accounts.
pub async fn has(owner: &Client, customer: &Value) -> i64 {
    accounts(owner, customer).await.iter().map(|account| standing(account).0).sum()
}

/// What rules gave to a customer on occasions, the latest first: which occasion, how many points, and as of when.
pub async fn awards(owner: &Client, customer: &Value) -> Vec<(String, i64, String)> {
    let mut found = Vec::new();
    for account in accounts(owner, customer).await {
        for operation in operations(owner, &account).await {
            let Some(occasion) = operation["award"]["occasion"].as_str() else { continue };
            let at = operation["occurred_at"].as_str().unwrap().to_owned();
            found.push((occasion.to_owned(), operation["points"].as_i64().unwrap(), at));
        }
    }
    found
}
