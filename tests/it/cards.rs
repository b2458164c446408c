mod assign;
mod block;
mod form;
mod issue;
mod replace;

use regulars_tests::Client;
use serde_json::{Value, json};

/// Registers Ana Ilić with that card, and gives the merchant's record of her.
pub async fn registered(client: &Client, card: &str) -> Value {
    let body =
        json!({"first_name": "Ana", "last_name": "Ilić", "email": "ana@example.com", "card_number": card});
    client.post("/v1/members", &body).await.expect(201).json()["customer"].clone()
}

/// What a lookup by card answers.
pub async fn shown(client: &Client, card: &str) -> Value {
    client.get(&format!("/v1/lookup?card={card}")).await.expect(200).json()
}
