//! A purchase with its buyer and its lines as one row.

use regulars_kernel::{Currency, Date, Instant, ProgrammeId, PurchaseId, StoreError, StoreId, TerminalId};
use regulars_purchases::{Fingerprint, Identification, Purchase, ReceiptKey, ReturnableBy};
use uuid::Uuid;

use super::line_row::decode_lines;
use super::recorded_row::{BuyerRow, warning_of};
use super::tender_row::{decode_coupons, decode_tenders};
use super::warning_row::decode_warnings;
use crate::error::inconsistent;
use crate::wall::{FromRow, ScopedSql};

macro_rules! select {
    ($list:literal, $object:literal) => {
        concat!(
            "SELECT purchase.id, purchase.source, purchase.business_date, purchase.receipt_number,
                 purchase.fingerprint, purchase.identified_by, purchase.card_number, purchase.buyer_warning,
                 purchase.store_id, purchase.terminal_id, purchase.occurred_at, purchase.recorded_at,
                 purchase.clock_skewed, purchase.counts_as_recorded, purchase.currency, purchase.total, purchase.refunded_total,
                 purchase.fully_refunded, CAST(purchase.tenders AS TEXT) AS tenders,
                 CAST(purchase.coupons AS TEXT) AS coupons, CAST(purchase.warnings AS TEXT) AS warnings,
                 purchase.cart_external_id, purchase.returnable_until, purchase.returnable_programme_id,
                 purchase.returnable_tier,
                 customer.id AS customer_id, customer.customer_type, customer.first_name, customer.last_name,
                 totals.purchase_count, totals.purchase_total, totals.first_purchase_at, totals.last_purchase_at,
                 (SELECT CAST(",
            $list,
            "(",
            $object,
            "('line', line.line, 'kind', line.kind, 'sku', line.sku, 'name', line.name,
                      'category', line.category, 'quantity', line.quantity, 'unit', line.unit,
                      'unit_price', line.unit_price, 'discount', line.discount, 'total', line.total,
                      'refunded_quantity', line.refunded_quantity, 'refunded_total', line.refunded_total)) AS TEXT)
                  FROM purchase_lines AS line
                  WHERE line.merchant_id = $1 AND line.purchase_id = purchase.id) AS lines
             FROM purchases AS purchase
             LEFT JOIN customers AS customer
                 ON customer.merchant_id = $1 AND customer.id = purchase.customer_id
             LEFT JOIN customer_totals AS totals
                 ON totals.merchant_id = $1 AND totals.customer_id = purchase.customer_id
             WHERE purchase.merchant_id = $1"
        )
    };
}

/// Whole purchases; conditions follow.
pub(super) const SELECT: ScopedSql = ScopedSql::by_dialect(
    select!("json_group_array", "json_object"),
    select!("json_agg", "json_build_object"),
);

#[derive(FromRow)]
pub(super) struct PurchaseRow {
    id: Uuid,
    source: String,
    business_date: Date,
    receipt_number: String,
    fingerprint: Vec<u8>,
    identified_by: Option<String>,
    card_number: Option<String>,
    buyer_warning: Option<String>,
    store_id: Option<Uuid>,
    terminal_id: Option<Uuid>,
    occurred_at: Instant,
    recorded_at: Instant,
    clock_skewed: bool,
    counts_as_recorded: bool,
    currency: String,
    total: i64,
    refunded_total: i64,
    fully_refunded: bool,
    tenders: String,
    coupons: String,
    warnings: String,
    cart_external_id: Option<String>,
    returnable_until: Option<Instant>,
    returnable_programme_id: Option<Uuid>,
    returnable_tier: Option<String>,
    lines: Option<String>,
    #[nested]
    buyer: BuyerRow,
}

impl TryFrom<PurchaseRow> for Purchase {
    type Error = StoreError;

    fn try_from(row: PurchaseRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: PurchaseId::new(row.id),
            key: ReceiptKey {
                source: stored(&row.source)?,
                business_date: row.business_date,
                number: stored(&row.receipt_number)?,
            },
            fingerprint: fingerprint_of(&row.fingerprint, "purchases")?,
            customer: row.buyer.brief()?,
            identification: identification(row.identified_by.as_deref(), row.card_number)?,
            warning: warning_of(row.buyer_warning.as_deref())?,
            store: row.store_id.map(StoreId::new),
            terminal: row.terminal_id.map(TerminalId::new),
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
            clock_skewed: row.clock_skewed,
            counts_as_recorded: row.counts_as_recorded,
            currency: Currency::from_stored(&row.currency)
                .map_err(|error| inconsistent("purchases", error))?,
            lines: decode_lines(row.lines.as_deref().unwrap_or("[]"))?,
            total: row.total,
            refunded_total: row.refunded_total,
            fully_refunded: row.fully_refunded,
            tenders: decode_tenders(&row.tenders)?,
            coupons: decode_coupons(&row.coupons)?,
            cart: row.cart_external_id.as_deref().map(stored).transpose()?,
            warnings: decode_warnings(&row.warnings)?,
            returnable_until: row.returnable_until,
            returnable_by: returnable_by(row.returnable_programme_id, row.returnable_tier.as_deref())?,
        })
    }
}

fn returnable_by(programme: Option<Uuid>, tier: Option<&str>) -> Result<Option<ReturnableBy>, StoreError> {
    let Some(programme) = programme else { return Ok(None) };
    let tier = tier.map(stored).transpose()?;
    Ok(Some(ReturnableBy { programme: ProgrammeId::new(programme), tier }))
}

fn stored<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error| inconsistent("purchases", error))
}

pub(super) fn fingerprint_of(bytes: &[u8], table: &'static str) -> Result<Fingerprint, StoreError> {
    bytes.try_into().map(Fingerprint).map_err(|error| inconsistent(table, error))
}

fn identification(by: Option<&str>, card: Option<String>) -> Result<Option<Identification>, StoreError> {
    match (by, card) {
        (None, _) => Ok(None),
        (Some("card"), Some(card)) => Ok(Some(Identification::Card(stored(&card)?))),
        (Some("card"), None) => Ok(Some(Identification::UnreadableCard)),
        (Some("phone"), _) => Ok(Some(Identification::Phone)),
        (Some("customer_id"), _) => Ok(Some(Identification::Customer)),
        (Some(other), _) => Err(inconsistent("purchases", other)),
    }
}
