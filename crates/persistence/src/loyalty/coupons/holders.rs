//! Codes that belong to one customer, and codes that are void.

use regulars_kernel::{CustomerId, Instant, Page, PageRequest, StoreError};
use regulars_loyalty::{CouponBatch, CouponCode, CouponVoid, FoundCoupon, HeldCoupon, HeldCouponPosition};
use serde_json::json;

use super::batches;
use super::campaign_row::campaign_columns;
use super::codes::{FoundRow, found_columns, join_batch};
use super::terms_row::wrong;
use crate::wall::{ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

/// Since when something is void, and why.
pub(super) fn void_of(at: Option<Instant>, reason: Option<String>) -> Result<Option<CouponVoid>, StoreError> {
    let void = |(at, reason): (Instant, String)| {
        Ok::<_, StoreError>(CouponVoid { at, reason: reason.parse().map_err(wrong)? })
    };
    at.zip(reason).map(void).transpose()
}

pub(super) async fn held_by(
    tx: &ReadTx,
    customer: CustomerId,
    only_open: bool,
    page: PageRequest<HeldCouponPosition>,
) -> Result<Page<HeldCoupon, HeldCouponPosition>, StoreError> {
    const HELD: ScopedSql = ScopedSql::new(concat!(
        "SELECT ",
        found_columns!(),
        campaign_columns!(),
        " FROM coupon_codes AS k
         JOIN coupon_campaigns AS c ON c.merchant_id = $1 AND c.id = k.campaign_id",
        join_batch!(),
        "WHERE k.merchant_id = $1 AND k.customer_id = $2"
    ));
    let mut query = ScopedQuery::new(HELD, tx.backend(), values![customer.value()]);
    if only_open {
        query.push(
            " AND k.voided_at IS NULL AND b.voided_at IS NULL AND c.state = 'active'
                 AND (c.per_code IS NULL OR k.used < c.per_code OR c.reserved > 0)",
            [],
        );
    }
    if let Some(HeldCouponPosition { given_at, code }) = page.after {
        query.push(" AND (k.given_at, k.code) < (?, ?)", values![given_at, code.as_str()]);
    }
    query.push(" ORDER BY k.given_at DESC, k.code DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    let held = |row: FoundRow| {
        let given_at = row.given_at.ok_or_else(|| wrong("a code belongs to somebody since ever"))?;
        Ok::<_, StoreError>(HeldCoupon { coupon: FoundCoupon::try_from(row)?, given_at })
    };
    let coupons = rows.into_iter().map(held).collect::<Result<Vec<_>, _>>()?;
    let position =
        |one: &HeldCoupon| HeldCouponPosition { given_at: one.given_at, code: one.coupon.code.clone() };
    Ok(Page::from_surplus(coupons, page.size, position))
}

pub(super) async fn give(
    tx: &WriteTx,
    batch: &CouponBatch,
    codes: &[(CustomerId, CouponCode)],
    at: Instant,
) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO coupon_codes (merchant_id, code, campaign_id, used, batch_id, customer_id, given_at)
         SELECT $1, json_extract(e.value, '$.code'), $2, 0, $3,
             unhex(replace(json_extract(e.value, '$.customer'), '-', '')), $4
         FROM json_each($5) AS e WHERE true
         ON CONFLICT (merchant_id, code) DO NOTHING",
        "INSERT INTO coupon_codes (merchant_id, code, campaign_id, used, batch_id, customer_id, given_at)
         SELECT $1, e.code, $2, 0, $3, e.customer, $4
         FROM jsonb_to_recordset($5::jsonb) AS e(code text, customer uuid)
         ON CONFLICT (merchant_id, code) DO NOTHING",
    );
    if codes.is_empty() {
        return Ok(());
    }
    let count = i64::try_from(codes.len()).map_err(wrong)?;
    batches::grow(tx, batch, count).await?;
    let one = |(customer, code): &(CustomerId, CouponCode)| json!({"customer": customer.to_string(), "code": code.as_str()});
    let list: Vec<_> = codes.iter().map(one).collect();
    let list = json!(list).to_string();
    let asked = values![batch.campaign.value(), batch.id.value(), at, list];
    let added = tx.execute(INSERT, asked).await?;
    // One in 2^64 is there already: tried again, it is another one.
    if i64::try_from(added).map_err(wrong)? == count { Ok(()) } else { Err(StoreError::Contended) }
}

pub(super) async fn void_code(tx: &WriteTx, code: &CouponCode, voided: CouponVoid) -> Result<(), StoreError> {
    const VOID: ScopedSql = ScopedSql::new(
        "UPDATE coupon_codes SET voided_at = $3, void_reason = $4
         WHERE merchant_id = $1 AND code = $2 AND voided_at IS NULL",
    );
    tx.execute(VOID, values![code.as_str(), voided.at, voided.reason.name()]).await.map(drop)
}

pub(super) async fn void_held_by(
    tx: &WriteTx,
    customer: CustomerId,
    voided: CouponVoid,
) -> Result<(), StoreError> {
    const VOID: ScopedSql = ScopedSql::new(
        "UPDATE coupon_codes SET voided_at = $3, void_reason = $4
         WHERE merchant_id = $1 AND customer_id = $2 AND voided_at IS NULL",
    );
    tx.execute(VOID, values![customer.value(), voided.at, voided.reason.name()]).await.map(drop)
}
