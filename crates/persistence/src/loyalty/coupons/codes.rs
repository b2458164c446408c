//! Codes and the batches in which they are made.

use regulars_kernel::{CouponBatchId, CouponCampaignId, Instant, Page, PageRequest, StoreError};
use regulars_loyalty::{CouponBatch, CouponCampaign, CouponCode, FoundCoupon};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::campaign_row::{CampaignRow, campaign_columns};
use super::terms_row::wrong;
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

#[derive(FromRow)]
struct CodeRow {
    code: String,
    used: i64,
}

#[derive(FromRow)]
struct FoundRow {
    code: String,
    code_used: i64,
    #[nested]
    campaign: CampaignRow,
}

/// The columns of `coupon_batches`.
#[derive(FromRow, RowColumns)]
struct BatchRow {
    id: Uuid,
    campaign_id: Uuid,
    prefix: String,
    wanted: i64,
    made: i64,
    created_at: Instant,
}

pub(super) async fn list(
    tx: &ReadTx,
    campaign: CouponCampaignId,
    now: Instant,
    page: PageRequest<CouponCode>,
) -> Result<Page<(CouponCode, i64), CouponCode>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT k.code, CASE WHEN k.used = 0 THEN 0 ELSE k.used - (
             SELECT CAST(count(*) AS bigint) FROM coupon_uses AS u
             WHERE u.merchant_id = $1 AND u.code = k.code AND u.state = 'reserved' AND u.reserved_until <= $3)
             END AS used
         FROM coupon_codes AS k WHERE k.merchant_id = $1 AND k.campaign_id = $2",
    );
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![campaign.value(), now]);
    if let Some(after) = page.after {
        query.push(" AND k.code > ?", values![after.as_str()]);
    }
    query.push(" ORDER BY k.code LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<CodeRow> = tx.query(query).await?;
    let code = |row: CodeRow| Ok::<_, StoreError>((row.code.parse::<CouponCode>().map_err(wrong)?, row.used));
    let codes = rows.into_iter().map(code).collect::<Result<Vec<(CouponCode, i64)>, _>>()?;
    Ok(Page::from_surplus(codes, page.size, |(code, _)| code.clone()))
}

fn texts(codes: &[CouponCode]) -> Vec<String> {
    codes.iter().map(|code| code.as_str().to_owned()).collect()
}

pub(super) async fn find(tx: &ReadTx, codes: &[CouponCode]) -> Result<Vec<FoundCoupon>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(concat!(
        "SELECT k.code, k.used AS code_used, ",
        campaign_columns!(),
        " FROM coupon_codes AS k
         JOIN coupon_campaigns AS c ON c.merchant_id = $1 AND c.id = k.campaign_id
         WHERE k.merchant_id = $1 AND "
    ));
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![]);
    query.push_condition(Condition::one_of_texts(tx.backend(), &["k.code"], &texts(codes)));
    query.push(" ORDER BY c.id, k.code", []);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    let found = |row: FoundRow| {
        Ok::<_, StoreError>(FoundCoupon {
            code: row.code.parse().map_err(wrong)?,
            used: row.code_used,
            campaign: CouponCampaign::try_from(row.campaign)?,
        })
    };
    rows.into_iter().map(found).collect()
}

/// The campaigns are held by one statement, in the order of their ids, and read with the codes by the next one, because a statement
/// that had to wait still reads what it does not lock as it stood before it waited.
pub(super) async fn hold(tx: &WriteTx, codes: &[CouponCode]) -> Result<Vec<FoundCoupon>, StoreError> {
    #[derive(FromRow)]
    struct HeldRow {
        #[expect(dead_code, reason = "the campaign is held, and read with its codes")]
        id: Uuid,
    }
    const HOLD: ScopedSql = ScopedSql::new(
        "SELECT c.id FROM coupon_campaigns AS c WHERE c.merchant_id = $1 AND c.id IN (
             SELECT k.campaign_id FROM coupon_codes AS k WHERE k.merchant_id = $1 AND ",
    );
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    // SQLite has one writer, and nothing to hold.
    if tx.backend() == DbBackend::Postgres {
        let mut query = ScopedQuery::new(HOLD, tx.backend(), values![]);
        query.push_condition(Condition::one_of_texts(tx.backend(), &["k.code"], &texts(codes)));
        query.push(") ORDER BY c.id FOR NO KEY UPDATE", []);
        let _held: Vec<HeldRow> = tx.query(query).await?;
    }
    find(tx, codes).await
}

pub(super) async fn taken(tx: &ReadTx, codes: &[CouponCode]) -> Result<Vec<CouponCode>, StoreError> {
    #[derive(FromRow)]
    struct TakenRow {
        code: String,
    }
    const TAKEN: ScopedSql =
        ScopedSql::new("SELECT k.code FROM coupon_codes AS k WHERE k.merchant_id = $1 AND ");
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(TAKEN, tx.backend(), values![]);
    query.push_condition(Condition::one_of_texts(tx.backend(), &["k.code"], &texts(codes)));
    let rows: Vec<TakenRow> = tx.query(query).await?;
    rows.into_iter().map(|row| row.code.parse::<CouponCode>().map_err(wrong)).collect()
}

pub(super) async fn insert_batch(tx: &WriteTx, batch: &CouponBatch) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("coupon_batches", BatchRow);
    let CouponBatch { id, campaign, prefix, wanted, made, created_at } = batch;
    let row = BatchRow {
        id: id.value(),
        campaign_id: campaign.value(),
        prefix: prefix.as_str().to_owned(),
        wanted: *wanted,
        made: *made,
        created_at: *created_at,
    };
    tx.execute(INSERT, row.into_values()).await.map(drop)
}

pub(super) async fn hold_batch(tx: &WriteTx, id: CouponBatchId) -> Result<Option<CouponBatch>, StoreError> {
    const HOLD: ScopedSql = ScopedSql::locking_in_writes(select_from!(
        "coupon_batches",
        BatchRow,
        "WHERE merchant_id = $1 AND id = $2"
    ));
    let row: Option<BatchRow> = tx.optional(HOLD, values![id.value()]).await?;
    let batch = |row: BatchRow| {
        Ok::<_, StoreError>(CouponBatch {
            id: CouponBatchId::new(row.id),
            campaign: CouponCampaignId::new(row.campaign_id),
            prefix: row.prefix.parse().map_err(wrong)?,
            wanted: row.wanted,
            made: row.made,
            created_at: row.created_at,
        })
    };
    row.map(batch).transpose()
}

pub(super) async fn insert(
    tx: &WriteTx,
    batch: &CouponBatch,
    codes: &[CouponCode],
) -> Result<i64, StoreError> {
    const INSERT: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO coupon_codes (merchant_id, code, campaign_id, used)
         SELECT $1, e.value, $2, 0 FROM json_each($3) AS e WHERE true
         ON CONFLICT (merchant_id, code) DO NOTHING",
        "INSERT INTO coupon_codes (merchant_id, code, campaign_id, used)
         SELECT $1, e.code, $2, 0 FROM jsonb_array_elements_text($3::jsonb) AS e(code)
         ON CONFLICT (merchant_id, code) DO NOTHING",
    );
    const COUNT: ScopedSql =
        ScopedSql::new("UPDATE coupon_batches SET made = made + $3 WHERE merchant_id = $1 AND id = $2");
    let list = serde_json::Value::from(texts(codes)).to_string();
    let added = tx.execute(INSERT, values![batch.campaign.value(), list]).await?;
    let added = i64::try_from(added).map_err(wrong)?;
    tx.execute(COUNT, values![batch.id.value(), added]).await?;
    Ok(added)
}
