mod birthday;
mod corpus;
mod create;
mod expand;
mod get;
mod last_touch;
mod list;
mod search;
mod sort;
mod texts;
mod title;
mod update;

use regulars_tests::{Client, Program};
use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::{Value, json};

/// A person who is not a member, with these fields.
pub fn person(fields: &Value) -> Value {
    let mut body = json!({"data_consent": {"source": "form in the shop"}});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

/// Adds a customer with these fields.
pub async fn add(client: &Client, fields: Value) -> Value {
    client.post("/v1/customers", &person(&fields)).await.expect(201).json()
}

/// Where a customer is.
pub fn path_of(customer: &Value) -> String {
    format!("/v1/customers/{}", customer["id"].as_str().unwrap())
}

/// What a customer has bought: a count, a sum, and the instants of the first and the last purchase.
pub async fn has_bought(program: &Program, merchant: &str, customer: &Value, bought: (i64, i64, &str, &str)) {
    let connection = Database::connect(&program.database.url).await.unwrap();
    let instant = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let id = |text: &str| text.parse::<uuid::Uuid>().unwrap();
    let (count, total, first, last) = bought;
    let statement = Statement::from_sql_and_values(
        connection.get_database_backend(),
        "INSERT INTO customer_totals (merchant_id, customer_id, purchase_count, purchase_total, first_purchase_at,
             last_purchase_at) VALUES ($1, $2, $3, $4, $5, $6)",
        [
            id(merchant).into(),
            id(customer["id"].as_str().unwrap()).into(),
            count.into(),
            total.into(),
            instant(first).into(),
            instant(last).into(),
        ],
    );
    connection.execute_raw(statement).await.unwrap();
    connection.close().await.unwrap();
}
