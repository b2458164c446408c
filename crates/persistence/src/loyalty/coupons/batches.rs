//! Batches: codes that were made, or that came, together.

use regulars_kernel::{CouponBatchId, CouponCampaignId, Instant, Page, PageRequest, StoreError};
use regulars_loyalty::{CouponBatch, CouponVoid};
use uuid::Uuid;

use super::holders::void_of;
use super::terms_row::wrong;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

/// The columns of `coupon_batches`.
#[derive(FromRow, RowColumns)]
struct BatchRow {
    id: Uuid,
    campaign_id: Uuid,
    prefix: String,
    wanted: i64,
    made: i64,
    created_at: Instant,
    voided_at: Option<Instant>,
    void_reason: Option<String>,
}

impl From<&CouponBatch> for BatchRow {
    fn from(batch: &CouponBatch) -> Self {
        let CouponBatch { id, campaign, prefix, wanted, made, created_at, voided } = batch;
        Self {
            id: id.value(),
            campaign_id: campaign.value(),
            prefix: prefix.as_str().to_owned(),
            wanted: *wanted,
            made: *made,
            created_at: *created_at,
            voided_at: voided.map(|voided| voided.at),
            void_reason: voided.map(|voided| voided.reason.name().to_owned()),
        }
    }
}

impl TryFrom<BatchRow> for CouponBatch {
    type Error = StoreError;

    fn try_from(row: BatchRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: CouponBatchId::new(row.id),
            campaign: CouponCampaignId::new(row.campaign_id),
            prefix: row.prefix.parse().map_err(wrong)?,
            wanted: row.wanted,
            made: row.made,
            created_at: row.created_at,
            voided: void_of(row.voided_at, row.void_reason)?,
        })
    }
}

pub(super) async fn list(
    tx: &ReadTx,
    campaign: CouponCampaignId,
    page: PageRequest<CouponBatchId>,
) -> Result<Page<CouponBatch, CouponBatchId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!(
        "coupon_batches",
        BatchRow,
        "WHERE merchant_id = $1 AND campaign_id = $2"
    ));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![campaign.value()]);
    if let Some(after) = page.after {
        query.push(" AND id > ?", values![after.value()]);
    }
    query.push(" ORDER BY id LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<BatchRow> = tx.query(query).await?;
    let batches = rows.into_iter().map(CouponBatch::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(batches, page.size, |batch| batch.id))
}

pub(super) async fn insert(tx: &WriteTx, batch: &CouponBatch) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("coupon_batches", BatchRow);
    tx.execute(INSERT, BatchRow::from(batch).into_values()).await.map(drop)
}

/// Adds a batch of so many codes that are there already, or as many to one that there is.
pub(super) async fn grow(tx: &WriteTx, batch: &CouponBatch, by: i64) -> Result<(), StoreError> {
    const GROW: ScopedSql = insert_into!(
        "coupon_batches",
        BatchRow,
        "ON CONFLICT (merchant_id, id) DO UPDATE SET wanted = coupon_batches.wanted + excluded.wanted,
             made = coupon_batches.made + excluded.made"
    );
    let grown = CouponBatch { wanted: by, made: by, ..batch.clone() };
    tx.execute(GROW, BatchRow::from(&grown).into_values()).await.map(drop)
}

pub(super) async fn hold(tx: &WriteTx, id: CouponBatchId) -> Result<Option<CouponBatch>, StoreError> {
    const HOLD: ScopedSql = ScopedSql::locking_in_writes(select_from!(
        "coupon_batches",
        BatchRow,
        "WHERE merchant_id = $1 AND id = $2"
    ));
    let row: Option<BatchRow> = tx.optional(HOLD, values![id.value()]).await?;
    row.map(CouponBatch::try_from).transpose()
}

pub(super) async fn void(tx: &WriteTx, id: CouponBatchId, voided: CouponVoid) -> Result<(), StoreError> {
    const VOID: ScopedSql = ScopedSql::new(
        "UPDATE coupon_batches SET voided_at = $3, void_reason = $4, wanted = made
         WHERE merchant_id = $1 AND id = $2 AND voided_at IS NULL",
    );
    tx.execute(VOID, values![id.value(), voided.at, voided.reason.name()]).await.map(drop)
}

pub(super) async fn are_unknown(tx: &ReadTx, campaign: CouponCampaignId) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct ThereRow {
        is_there: bool,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT EXISTS (SELECT 1 FROM coupon_codes AS k
             WHERE k.merchant_id = $1 AND k.campaign_id = $2 AND k.batch_id IS NULL) AS is_there",
    );
    let ThereRow { is_there } = tx.one(FIND, values![campaign.value()]).await?;
    Ok(is_there)
}
