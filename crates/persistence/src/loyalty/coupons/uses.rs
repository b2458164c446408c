//! Uses of codes: found, counted and released.

use regulars_kernel::{
    CouponBatchId, CouponCampaignId, CouponUseId, CustomerId, Instant, PurchaseId, StoreError,
};
use regulars_loyalty::{CouponCampaign, CouponCode, CouponUse, CouponUseState, ExpiredCoupons};
use uuid::Uuid;

use super::terms_row::wrong;
use super::use_row::CouponUseRow;
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

fn ids_of(campaigns: &[CouponCampaignId]) -> Vec<Uuid> {
    campaigns.iter().map(|id| id.value()).collect()
}

fn uses_of(rows: Vec<CouponUseRow>) -> Result<Vec<CouponUse>, StoreError> {
    rows.into_iter().map(CouponUse::try_from).collect()
}

pub(super) async fn find(tx: &ReadTx, id: CouponUseId) -> Result<Option<CouponUse>, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new(select_from!("coupon_uses", CouponUseRow, "WHERE merchant_id = $1 AND id = $2"));
    let row: Option<CouponUseRow> = tx.optional(FIND, values![id.value()]).await?;
    row.map(CouponUse::try_from).transpose()
}

pub(super) async fn of_purchase(tx: &ReadTx, purchase: PurchaseId) -> Result<Vec<CouponUse>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "coupon_uses",
        CouponUseRow,
        "WHERE merchant_id = $1 AND purchase_id = $2 AND state <> 'released' ORDER BY id"
    ));
    uses_of(tx.all(FIND, values![purchase.value()]).await?)
}

pub(super) async fn reservations(tx: &ReadTx, code: &CouponCode) -> Result<Vec<CouponUse>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "coupon_uses",
        CouponUseRow,
        "WHERE merchant_id = $1 AND code = $2 AND state = 'reserved' ORDER BY id LIMIT 100"
    ));
    uses_of(tx.all(FIND, values![code.as_str()]).await?)
}

/// Some at a time: whoever wants all of them asks again.
pub(super) async fn reservations_of_batch(
    tx: &ReadTx,
    batch: CouponBatchId,
) -> Result<Vec<CouponUse>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "coupon_uses",
        CouponUseRow,
        "WHERE merchant_id = $1 AND state = 'reserved'
             AND campaign_id = (SELECT b.campaign_id FROM coupon_batches AS b WHERE b.merchant_id = $1 AND b.id = $2)
             AND code IN (SELECT k.code FROM coupon_codes AS k WHERE k.merchant_id = $1 AND k.batch_id = $2)
         ORDER BY id LIMIT 100"
    ));
    uses_of(tx.all(FIND, values![batch.value()]).await?)
}

pub(super) async fn reserved_for(tx: &ReadTx, customer: CustomerId) -> Result<Vec<CouponUse>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "coupon_uses",
        CouponUseRow,
        "WHERE merchant_id = $1 AND customer_id = $2 AND state = 'reserved' ORDER BY id"
    ));
    uses_of(tx.all(FIND, values![customer.value()]).await?)
}

pub(super) async fn by_customer(
    tx: &ReadTx,
    customer: CustomerId,
    campaigns: &[CouponCampaignId],
) -> Result<Vec<CouponUse>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_from!(
        "coupon_uses",
        CouponUseRow,
        "WHERE merchant_id = $1 AND customer_id = $2 AND state <> 'released' AND "
    ));
    if campaigns.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![customer.value()]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "campaign_id", &ids_of(campaigns)));
    query.push(" ORDER BY id", []);
    uses_of(tx.query(query).await?)
}

pub(super) async fn expired(
    tx: &ReadTx,
    campaigns: &[CouponCampaignId],
    now: Instant,
) -> Result<Vec<ExpiredCoupons>, StoreError> {
    #[derive(FromRow)]
    struct ExpiredRow {
        campaign_id: Uuid,
        code: String,
        times: i64,
        amount: i64,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT u.campaign_id, u.code, CAST(count(*) AS bigint) AS times, CAST(sum(u.amount) AS bigint) AS amount
         FROM coupon_uses AS u
         WHERE u.merchant_id = $1 AND u.state = 'reserved' AND u.reserved_until <= $2 AND ",
    );
    if campaigns.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![now]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "u.campaign_id", &ids_of(campaigns)));
    query.push(" GROUP BY u.campaign_id, u.code", []);
    let rows: Vec<ExpiredRow> = tx.query(query).await?;
    let over = |row: ExpiredRow| {
        Ok::<_, StoreError>(ExpiredCoupons {
            campaign: CouponCampaignId::new(row.campaign_id),
            code: row.code.parse().map_err(wrong)?,
            times: row.times,
            amount: row.amount,
        })
    };
    rows.into_iter().map(over).collect()
}

pub(super) async fn release_expired(
    tx: &WriteTx,
    campaigns: &[CouponCampaignId],
    now: Instant,
) -> Result<(), StoreError> {
    const RELEASE: ScopedSql = ScopedSql::new(
        "UPDATE coupon_uses SET state = 'released', settled_at = $2
         WHERE merchant_id = $1 AND state = 'reserved' AND reserved_until <= $2 AND ",
    );
    let over = expired(tx, campaigns, now).await?;
    if over.is_empty() {
        return Ok(());
    }
    let mut query = ScopedQuery::new(RELEASE, tx.backend(), values![now]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "campaign_id", &ids_of(campaigns)));
    tx.run_query(query).await?;
    for ExpiredCoupons { campaign, code, times, amount } in over {
        count(tx, campaign, &code, Counted { used: -times, reserved: -times, spent: -amount }).await?;
    }
    Ok(())
}

/// What a use adds to the counts of its campaign and of its code.
struct Counted {
    used: i64,
    reserved: i64,
    spent: i64,
}

async fn count(
    tx: &WriteTx,
    campaign: CouponCampaignId,
    code: &CouponCode,
    counted: Counted,
) -> Result<(), StoreError> {
    const CAMPAIGN: ScopedSql = ScopedSql::new(
        "UPDATE coupon_campaigns SET used = used + $3, reserved = reserved + $4, spent = spent + $5
         WHERE merchant_id = $1 AND id = $2",
    );
    const CODE: ScopedSql =
        ScopedSql::new("UPDATE coupon_codes SET used = used + $3 WHERE merchant_id = $1 AND code = $2");
    let Counted { used, reserved, spent } = counted;
    tx.execute(CAMPAIGN, values![campaign.value(), used, reserved, spent]).await?;
    tx.execute(CODE, values![code.as_str(), used]).await.map(drop)
}

fn most(limit: Option<u32>) -> i64 {
    limit.map_or(i64::MAX, i64::from)
}

pub(super) async fn take(tx: &WriteTx, taken: &CouponUse, of: &CouponCampaign) -> Result<(), StoreError> {
    const CAMPAIGN: ScopedSql = ScopedSql::new(
        "UPDATE coupon_campaigns SET used = used + 1, reserved = reserved + $3, spent = spent + $4
         WHERE merchant_id = $1 AND id = $2 AND state = 'active' AND used < $5 AND spent + $4 <= $6",
    );
    const CODE: ScopedSql = ScopedSql::new(
        "UPDATE coupon_codes SET used = used + 1
         WHERE merchant_id = $1 AND code = $2 AND used < $3 AND voided_at IS NULL",
    );
    const USE: ScopedSql = insert_into!("coupon_uses", CouponUseRow);
    let reserved = i64::from(taken.state == CouponUseState::Reserved);
    let limits = &of.terms.limits;
    let (in_all, budget) = (most(limits.in_all), of.terms.budget.unwrap_or(i64::MAX));
    let counted = values![taken.campaign.value(), reserved, taken.amount, in_all, budget];
    let code = values![taken.code.as_str(), most(limits.per_code)];
    if tx.execute(CAMPAIGN, counted).await? == 0 || tx.execute(CODE, code).await? == 0 {
        return Err(StoreError::Contended);
    }
    tx.execute(USE, CouponUseRow::from(taken).into_values()).await.map(drop)
}

pub(super) async fn capture(
    tx: &WriteTx,
    reserved: &CouponUse,
    captured: &CouponUse,
    of: &CouponCampaign,
) -> Result<(), StoreError> {
    const USE: ScopedSql = ScopedSql::new(
        "UPDATE coupon_uses SET state = 'redeemed', customer_id = $3, purchase_id = $4, amount = $5, day = $6,
             settled_at = $7
         WHERE merchant_id = $1 AND id = $2 AND state = 'reserved'",
    );
    const CAMPAIGN: ScopedSql = ScopedSql::new(
        "UPDATE coupon_campaigns SET reserved = reserved - 1, spent = spent + $3
         WHERE merchant_id = $1 AND id = $2 AND state = 'active' AND spent + $3 <= $4",
    );
    let CouponUse { id, customer, purchase, amount, day, settled_at, .. } = captured;
    let (customer, purchase) = (customer.map(CustomerId::value), purchase.map(PurchaseId::value));
    let row = values![id.value(), customer, purchase, *amount, *day, *settled_at];
    let budget = of.terms.budget.unwrap_or(i64::MAX);
    let counted = values![captured.campaign.value(), amount - reserved.amount, budget];
    if tx.execute(USE, row).await? == 0 || tx.execute(CAMPAIGN, counted).await? == 0 {
        return Err(StoreError::Contended);
    }
    Ok(())
}

pub(super) async fn release(tx: &WriteTx, released: &CouponUse, now: Instant) -> Result<bool, StoreError> {
    const RELEASE: ScopedSql = ScopedSql::new(
        "UPDATE coupon_uses SET state = 'released', settled_at = $3
         WHERE merchant_id = $1 AND id = $2 AND state = $4",
    );
    if released.state == CouponUseState::Released {
        return Ok(false);
    }
    let row = values![released.id.value(), now, released.state.name()];
    if tx.execute(RELEASE, row).await? == 0 {
        return Ok(false);
    }
    let reserved = -i64::from(released.state == CouponUseState::Reserved);
    let counted = Counted { used: -1, reserved, spent: -released.amount };
    count(tx, released.campaign, &released.code, counted).await?;
    Ok(true)
}
