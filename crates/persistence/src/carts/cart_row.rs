//! A cart as a row.

use regulars_kernel::{
    CartId, CartTimes, Currency, CustomerId, Instant, Label, Personal, PurchaseId, StoreError,
};
use regulars_purchases::{Cart, CartUrl};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::purchases::{decode_lines, encode_lines};
use crate::wall::{FromRow, RowColumns};

pub(super) const TABLE: &str = "carts";

#[derive(FromRow, RowColumns)]
pub(super) struct CartRow {
    id: Uuid,
    external_id: String,
    customer_id: Option<Uuid>,
    stage: String,
    currency: String,
    lines: serde_json::Value,
    total: i64,
    url: Option<String>,
    changed_at: Instant,
    abandons_at: Instant,
    recoverable_until: Instant,
    expires_at: Instant,
    purchase_id: Option<Uuid>,
    bought_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<CartRow> for Cart {
    type Error = StoreError;

    fn try_from(row: CartRow) -> Result<Self, StoreError> {
        let lines = decode_lines(&row.lines.to_string())?;
        Ok(Self {
            id: CartId::new(row.id),
            external_id: row.external_id.parse().map_err(|error| inconsistent(TABLE, error))?,
            customer: row.customer_id.map(CustomerId::new),
            stage: row.stage.parse().map_err(|error| inconsistent(TABLE, error))?,
            currency: Currency::from_stored(&row.currency).map_err(|error| inconsistent(TABLE, error))?,
            lines: lines.into_iter().map(|line| line.line).collect(),
            total: row.total,
            url: row.url.map(CartUrl::from_stored).map(Personal::new),
            changed_at: row.changed_at,
            times: CartTimes {
                abandons_at: row.abandons_at,
                expires_at: row.expires_at,
                bought_at: row.bought_at,
            },
            recoverable_until: row.recoverable_until,
            purchase: row.purchase_id.map(PurchaseId::new),
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl TryFrom<&Cart> for CartRow {
    type Error = StoreError;

    fn try_from(cart: &Cart) -> Result<Self, StoreError> {
        let Cart { id, external_id, customer, stage, currency, lines, total, url, .. } = cart;
        let Cart { changed_at, times, recoverable_until, purchase, created_at, updated_at, .. } = cart;
        let lines =
            serde_json::from_str(&encode_lines(lines)?).map_err(|error| inconsistent(TABLE, error))?;
        Ok(Self {
            id: id.value(),
            external_id: Label::as_str(external_id).to_owned(),
            customer_id: customer.map(CustomerId::value),
            stage: stage.name().to_owned(),
            currency: currency.code().to_owned(),
            lines,
            total: *total,
            url: url.as_ref().map(|url| url.expose().as_str().to_owned()),
            changed_at: *changed_at,
            abandons_at: times.abandons_at,
            recoverable_until: *recoverable_until,
            expires_at: times.expires_at,
            purchase_id: purchase.map(PurchaseId::value),
            bought_at: times.bought_at,
            created_at: *created_at,
            updated_at: *updated_at,
        })
    }
}
