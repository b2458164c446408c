mod at_once;
mod catalogue;
mod codes;
mod customers;
mod gifts;
mod orders;
mod prices;
mod returns;
mod stock;
mod time;

use regulars_tests::{Answer, Client};
use serde_json::{Value, json};

use crate::customers::add;
use crate::loyalty::{account, accounts, adjust, paying, per_hundred, programme, set_state, with};

/// Makes a programme with points, and tells its id.
pub async fn club(owner: &Client) -> String {
    let path = programme(owner, json!({}), paying(), &[per_hundred()]).await;
    path.rsplit('/').next().unwrap().to_owned()
}

/// A cup for 20 points, with these fields.
pub fn cup(programme: &str, fields: Value) -> Value {
    let body = json!({
        "programme_id": programme, "kind": "goods", "stock": "tracked",
        "texts": [{"language": "sr", "name": "Šolja"}], "prices": [{"point_type": "points", "points": 20}]
    });
    with(body, &fields)
}

/// Makes a reward that can be ordered, and tells where it is.
pub async fn offer(owner: &Client, body: &Value) -> String {
    let path = owner.post("/v1/rewards", body).await.expect(201).header("location").unwrap().to_owned();
    owner.patch(&path, &json!({"state": "active"})).await.expect(200);
    path
}

/// Puts on record that some came in, into the merchant's own stock.
pub async fn came_in(owner: &Client, reward: &str, quantity: i64) {
    let body = json!({"kind": "receipt", "quantity": quantity});
    owner.post(&format!("{reward}/stock-movements"), &body).await.expect(201);
}

/// What there is of a reward in the merchant's own stock: on hand, reserved and available.
pub async fn stock(owner: &Client, reward: &str) -> (i64, i64, i64) {
    let levels = owner.get(&format!("{reward}/stock")).await.expect(200).json();
    let own = levels["items"].as_array().unwrap().iter().find(|level| level["store_id"].is_null()).cloned();
    let own = own.unwrap_or_else(|| json!({"on_hand": 0, "reserved": 0, "available": 0}));
    let part = |name: &str| own[name].as_i64().unwrap();
    (part("on_hand"), part("reserved"), part("available"))
}

/// A customer with so many points.
pub async fn member(owner: &Client, points: i64) -> Value {
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let number = customer["id"].as_str().unwrap();
    let receipt = crate::loyalty::receipt(number, &customer, 10_000, json!({"source": "kasa-1"}));
    owner.post("/v1/purchases", &receipt).await.expect(201);
    // Wherever else receipts earn, too.
    for account in accounts(owner, &customer).await {
        if points > 1 {
            adjust(owner, &account, points - 1, &json!({})).await.expect(201);
        }
    }
    customer
}

/// An order of one, with these fields.
pub fn order_of(reward: &str, customer: &Value, fields: Value) -> Value {
    let reward = reward.rsplit('/').next().unwrap();
    with(json!({"reward_id": reward, "customer_id": customer["id"], "quantity": 1}), &fields)
}

/// Orders a reward.
pub async fn order(client: &Client, reward: &str, customer: &Value, fields: Value) -> Answer {
    client.post("/v1/reward-orders", &order_of(reward, customer, fields)).await
}

/// Does a step with an order.
pub async fn step(client: &Client, order: &Value, step: &str) -> Answer {
    client.post(&format!("/v1/reward-orders/{}/{step}", order["id"].as_str().unwrap()), &Value::Null).await
}

/// What an account has available and reserved, and what it owes.
pub async fn held(owner: &Client, customer: &Value) -> (i64, i64, i64) {
    let account = account(owner, customer).await;
    let part = |name: &str| account["balance"][name].as_i64().unwrap();
    (part("available"), part("reserved"), part("deficit"))
}

/// An address in Belgrade.
pub fn address() -> Value {
    json!({"address": {"recipient": "Ana Anić", "street": "Knez Mihailova 7", "postcode": "11000",
        "city": "Beograd", "country": "rs"}})
}

/// A reward of which there is some, for tests that need any one: its id.
pub async fn on_offer(owner: &Client) -> String {
    let programme = club(owner).await;
    let reward = offer(owner, &cup(&programme, json!({}))).await;
    came_in(owner, &reward, 10).await;
    reward.rsplit('/').next().unwrap().to_owned()
}

/// An order, for tests that need any one: its id.
pub async fn ordered(owner: &Client) -> String {
    let reward = format!("/v1/rewards/{}", on_offer(owner).await);
    let customer = member(owner, 100).await;
    let made = order(owner, &reward, &customer, json!({})).await.expect(201).json();
    made["id"].as_str().unwrap().to_owned()
}

/// Moves the merchant's time.
pub async fn go_to(owner: &Client, instant: &str) {
    owner.put("/v1/test-clock", &json!({"now": instant})).await.expect(200);
}

/// Pauses a programme.
pub async fn pause(owner: &Client, programme: &str) {
    set_state(owner, &format!("/v1/programmes/{programme}"), "paused").await;
}
