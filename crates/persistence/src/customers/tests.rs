//! The customers' store on real databases.

mod columns;
mod finding;
mod membership;
mod order;
mod records;
mod refresh;
mod tags;

use regulars_customers::{
    AttributeLimits, CreateAttributeError, CustomerRecord, DataConsent, GivenValue, NewAttribute,
    NewCustomer, create_attribute, create_customer,
};
use regulars_kernel::{AttributeKind, CustomerId, Instant, Label, Names, Personal, StoreError};

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
        names: Names { first_name: name(first), last_name: name(last), ..Names::default() },
        data_consent: Some(DataConsent { source: label("paper form"), text_version: None }),
        ..NewCustomer::default()
    }
}

/// Defines the attributes that somebody has, as far as they are not.
async fn define(tx: &mut WriteTx, stage: &Stage, new: &NewCustomer) {
    for (key, value) in &new.attributes {
        let kind = match value {
            GivenValue::Text(_) => AttributeKind::Text,
            GivenValue::Integer(_) => AttributeKind::Integer,
            GivenValue::Boolean(_) => AttributeKind::Boolean,
            GivenValue::List(_) => AttributeKind::Choices,
        };
        let limits = AttributeLimits::default();
        let new = NewAttribute { key: key.clone(), name: label(key.as_str()), kind, limits, position: None };
        match create_attribute(tx, &stage.environment, new).await {
            Ok(_) | Err(CreateAttributeError::KeyTaken) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

async fn add(tx: &mut WriteTx, stage: &Stage, new: NewCustomer) -> CustomerRecord {
    define(tx, stage, &new).await;
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
