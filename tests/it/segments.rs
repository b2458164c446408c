mod create;
mod customers;
mod delete;
mod explanation;
mod fields;
mod list;
pub mod people;
mod preview;
mod redemptions;
mod search_customers;
mod update;
mod written_forms;

use regulars_tests::Merchant;
use serde_json::{Value, json};

/// Makes a segment, and gives its path.
pub async fn segment(merchant: &Merchant, name: &str, filter: Value) -> String {
    let body = json!({"name": name, "filter": filter});
    let made = merchant.owner.post("/v1/segments", &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

/// The id at the end of a path.
pub fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}
