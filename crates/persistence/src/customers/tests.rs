//! The customers' store on real databases.

mod finding;
mod membership;
mod order;
mod records;
mod refresh;
mod tags;

use regulars_customers::{CustomerRecord, DataConsent, NewCustomer, create_customer};
use regulars_kernel::{CustomerId, Instant, Label, Personal, StoreError};

use crate::WriteTx;
use crate::trial::Stage;
use crate::wall::{ScopedSql, values};

fn name(text: &str) -> Option<Personal<Label>> {
    Some(Personal::new(text.parse().unwrap()))
}

fn label(text: &str) -> Label {
    text.parse().unwrap()
}

/// A person of whom the names are known, and that the merchant may store them.
fn person(first: &str, last: &str) -> NewCustomer {
    NewCustomer {
        first_name: name(first),
        last_name: name(last),
        data_consent: Some(DataConsent { source: label("paper form"), text_version: None }),
        ..NewCustomer::default()
    }
}

async fn add(tx: &mut WriteTx, stage: &Stage, new: NewCustomer) -> CustomerRecord {
    create_customer(tx, &stage.environment, &stage.calendar, stage.scope, new).await.unwrap()
}

/// Writes that a customer bought last at `at`.
pub(crate) async fn has_bought(tx: &WriteTx, customer: CustomerId, at: Instant) {
    buy(tx, customer, 100, &at.to_rfc3339()).await.unwrap();
}

/// Writes what a customer has bought.
async fn buy(tx: &WriteTx, customer: CustomerId, total: i64, at: &str) -> Result<(), StoreError> {
    const BUY: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_totals (merchant_id, customer_id, purchase_count, purchase_total, first_purchase_at,
             last_purchase_at)
         VALUES ($1, $2, $3, $4, $5, $5)",
    );
    let at: Instant = at.parse().unwrap();
    tx.execute(BUY, values![customer.value(), 1_i64, total, at]).await.map(drop)
}
