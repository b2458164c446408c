//! Campaigns: found, listed, held and written.

use regulars_kernel::{
    CouponCampaignId, CustomerId, Instant, Label, Page, PageRequest, SegmentId, StoreError,
};
use regulars_loyalty::{CouponCampaign, PersonalCampaign};
use uuid::Uuid;

use super::campaign_row::{CampaignRow, NewCampaignRow, campaign_columns, customer_of, segment_of};
use super::terms_row::{terms_to_json, wrong};
use crate::wall::{FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, values};

const SELECT: ScopedSql = ScopedSql::new(concat!(
    "SELECT ",
    campaign_columns!(),
    " FROM coupon_campaigns AS c WHERE c.merchant_id = $1"
));

#[derive(FromRow)]
struct IdRow {
    #[expect(dead_code, reason = "whether there is one is all that is asked")]
    id: Uuid,
}

pub(super) async fn find(tx: &ReadTx, id: CouponCampaignId) -> Result<Option<CouponCampaign>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND c.id = ?", values![id.value()]);
    let rows: Vec<CampaignRow> = tx.query(query).await?;
    rows.into_iter().next().map(CouponCampaign::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<CouponCampaignId>,
) -> Result<Page<CouponCampaign, CouponCampaignId>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    if let Some(after) = page.after {
        query.push(" AND c.id > ?", values![after.value()]);
    }
    query.push(" ORDER BY c.id LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<CampaignRow> = tx.query(query).await?;
    let campaigns = rows.into_iter().map(CouponCampaign::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(campaigns, page.size, |campaign| campaign.id))
}

/// The row is held by one statement and read by the next one, because a statement that had to wait still reads the batches as they
/// stood before it waited.
pub(super) async fn hold(tx: &WriteTx, id: CouponCampaignId) -> Result<Option<CouponCampaign>, StoreError> {
    const HOLD: ScopedSql =
        ScopedSql::locking_for_deletion("SELECT id FROM coupon_campaigns WHERE merchant_id = $1 AND id = $2");
    let held: Option<IdRow> = tx.optional(HOLD, values![id.value()]).await?;
    if held.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

pub(super) async fn insert(tx: &WriteTx, campaign: &CouponCampaign) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("coupon_campaigns", NewCampaignRow);
    tx.execute(INSERT, NewCampaignRow::of(campaign)?.into_values()).await.map(drop)
}

pub(super) async fn update(tx: &WriteTx, campaign: &CouponCampaign) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE coupon_campaigns SET name = $3, state = $4, terms = $5, per_code = $6, customer_id = $7,
             segment_id = $8, updated_at = $9
         WHERE merchant_id = $1 AND id = $2",
    );
    let CouponCampaign { id, name, state, terms, updated_at, .. } = campaign;
    let row = values![
        id.value(),
        name.as_str(),
        state.name(),
        terms_to_json(terms)?,
        terms.limits.per_code.map(i64::from),
        customer_of(terms.audience).map(CustomerId::value),
        segment_of(terms.audience).map(SegmentId::value),
        *updated_at
    ];
    tx.execute(UPDATE, row).await.map(drop)
}

pub(super) async fn delete(tx: &WriteTx, id: CouponCampaignId) -> Result<(), StoreError> {
    const CODES: ScopedSql =
        ScopedSql::new("DELETE FROM coupon_codes WHERE merchant_id = $1 AND campaign_id = $2");
    const BATCHES: ScopedSql =
        ScopedSql::new("DELETE FROM coupon_batches WHERE merchant_id = $1 AND campaign_id = $2");
    const CAMPAIGN: ScopedSql =
        ScopedSql::new("DELETE FROM coupon_campaigns WHERE merchant_id = $1 AND id = $2");
    for sql in [CODES, BATCHES, CAMPAIGN] {
        tx.execute(sql, values![id.value()]).await?;
    }
    Ok(())
}

pub(super) async fn is_segment(tx: &ReadTx, segment: SegmentId) -> Result<bool, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::locking_in_writes("SELECT id FROM segments WHERE merchant_id = $1 AND id = $2");
    let row: Option<IdRow> = tx.optional(FIND, values![segment.value()]).await?;
    Ok(row.is_some())
}

pub(super) async fn for_segment(
    tx: &ReadTx,
    segment: SegmentId,
) -> Result<Vec<(CouponCampaignId, Label)>, StoreError> {
    #[derive(FromRow)]
    struct NamedRow {
        id: Uuid,
        name: String,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT c.id, c.name FROM coupon_campaigns AS c WHERE c.merchant_id = $1 AND c.segment_id = $2 ORDER BY c.id",
    );
    let rows: Vec<NamedRow> = tx.all(FIND, values![segment.value()]).await?;
    let named = |row: NamedRow| {
        Ok::<_, StoreError>((CouponCampaignId::new(row.id), row.name.parse::<Label>().map_err(wrong)?))
    };
    rows.into_iter().map(named).collect()
}

/// A campaign with its first code that was never used, its first code, and the first one that was reserved and is free again, each with
/// how often it is used.
#[derive(FromRow)]
struct PersonalRow {
    #[nested]
    campaign: CampaignRow,
    fresh_code: Option<String>,
    first_code: Option<String>,
    first_used: Option<i64>,
    freed_code: Option<String>,
    freed_used: Option<i64>,
}

/// The code belongs to nobody, and is not void, alone or with its batch.
macro_rules! for_anybody {
    ($code:literal) => {
        concat!(
            $code,
            ".customer_id IS NULL AND ",
            $code,
            ".voided_at IS NULL AND NOT EXISTS (
                 SELECT 1 FROM coupon_batches AS v WHERE v.merchant_id = $1 AND v.id = ",
            $code,
            ".batch_id AND v.voided_at IS NOT NULL)"
        )
    };
}

pub(super) async fn personal(
    tx: &ReadTx,
    customer: CustomerId,
    now: Instant,
    most: u16,
) -> Result<Vec<PersonalCampaign>, StoreError> {
    const PERSONAL: ScopedSql = ScopedSql::new(concat!(
        "SELECT ",
        campaign_columns!(),
        ",
             (SELECT k.code FROM coupon_codes AS k WHERE k.merchant_id = $1 AND k.campaign_id = c.id AND k.used = 0
                  AND ",
        for_anybody!("k"),
        " ORDER BY k.code LIMIT 1) AS fresh_code,
             (SELECT k.code FROM coupon_codes AS k WHERE k.merchant_id = $1 AND k.campaign_id = c.id AND ",
        for_anybody!("k"),
        " ORDER BY k.code LIMIT 1) AS first_code,
             (SELECT k.used FROM coupon_codes AS k WHERE k.merchant_id = $1 AND k.campaign_id = c.id AND ",
        for_anybody!("k"),
        " ORDER BY k.code LIMIT 1) AS first_used,
             (SELECT u.code FROM coupon_uses AS u
              JOIN coupon_codes AS k ON k.merchant_id = $1 AND k.code = u.code AND ",
        for_anybody!("k"),
        " WHERE u.merchant_id = $1 AND u.campaign_id = c.id
                  AND u.state = 'reserved' AND u.reserved_until <= $3
              ORDER BY u.code LIMIT 1) AS freed_code,
             (SELECT k.used - (
                  SELECT CAST(count(*) AS bigint) FROM coupon_uses AS o
                  WHERE o.merchant_id = $1 AND o.code = u.code AND o.state = 'reserved' AND o.reserved_until <= $3)
              FROM coupon_uses AS u
              JOIN coupon_codes AS k ON k.merchant_id = $1 AND k.code = u.code AND ",
        for_anybody!("k"),
        " WHERE u.merchant_id = $1 AND u.campaign_id = c.id AND u.state = 'reserved' AND u.reserved_until <= $3
              ORDER BY u.code LIMIT 1) AS freed_used
         FROM coupon_campaigns AS c
         WHERE c.merchant_id = $1 AND c.state = 'active' AND (c.customer_id = $2 OR c.segment_id IS NOT NULL)
         ORDER BY c.id DESC LIMIT $4"
    ));
    let rows: Vec<PersonalRow> = tx.all(PERSONAL, values![customer.value(), now, i64::from(most)]).await?;
    let mut found = Vec::new();
    for PersonalRow { campaign, fresh_code, first_code, first_used, freed_code, freed_used } in rows {
        let campaign = CouponCampaign::try_from(campaign)?;
        let per_code = campaign.terms.limits.per_code;
        let may_again = |used: i64| per_code.is_none_or(|most| used < i64::from(most));
        let again = first_code.filter(|_| first_used.is_some_and(may_again));
        let freed = freed_code.filter(|_| freed_used.is_some_and(may_again));
        let Some(code) = fresh_code.or(again).or(freed) else { continue };
        found.push(PersonalCampaign { code: code.parse().map_err(wrong)?, campaign });
    }
    Ok(found)
}
