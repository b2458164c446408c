//! Codes: found, listed, held and added.

use regulars_kernel::{CouponBatchId, CouponCampaignId, CustomerId, Instant, Page, PageRequest, StoreError};
use regulars_loyalty::{CampaignCode, CouponBatch, CouponCampaign, CouponCode, FoundCoupon};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::campaign_row::{CampaignRow, campaign_columns};
use super::holders::void_of;
use super::terms_row::wrong;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct CodeRow {
    code: String,
    used: i64,
    batch_id: Option<Uuid>,
    holder_id: Option<Uuid>,
    given_at: Option<Instant>,
    voided_at: Option<Instant>,
    void_reason: Option<String>,
}

impl TryFrom<CodeRow> for CampaignCode {
    type Error = StoreError;

    fn try_from(row: CodeRow) -> Result<Self, StoreError> {
        Ok(Self {
            code: row.code.parse().map_err(wrong)?,
            used: row.used,
            batch: row.batch_id.map(CouponBatchId::new),
            holder: row.holder_id.map(CustomerId::new).zip(row.given_at),
            voided: void_of(row.voided_at, row.void_reason)?,
        })
    }
}

/// A code `k` with its batch `b`, as it is found.
macro_rules! found_columns {
    () => {
        "k.code, k.used AS code_used, k.customer_id AS holder_id, k.given_at,
             coalesce(k.voided_at, b.voided_at) AS voided_at, coalesce(k.void_reason, b.void_reason) AS void_reason, "
    };
}
pub(super) use found_columns;

/// The batch `b` of a code `k`.
macro_rules! join_batch {
    () => {
        " LEFT JOIN coupon_batches AS b ON b.merchant_id = $1 AND b.id = k.batch_id "
    };
}
pub(super) use join_batch;

/// What [`found_columns`] and the columns of a campaign read.
#[derive(FromRow)]
pub(super) struct FoundRow {
    code: String,
    code_used: i64,
    holder_id: Option<Uuid>,
    pub(super) given_at: Option<Instant>,
    voided_at: Option<Instant>,
    void_reason: Option<String>,
    #[nested]
    campaign: CampaignRow,
}

impl TryFrom<FoundRow> for FoundCoupon {
    type Error = StoreError;

    fn try_from(row: FoundRow) -> Result<Self, StoreError> {
        Ok(Self {
            code: row.code.parse().map_err(wrong)?,
            used: row.code_used,
            holder: row.holder_id.map(CustomerId::new),
            voided: void_of(row.voided_at, row.void_reason)?,
            campaign: CouponCampaign::try_from(row.campaign)?,
        })
    }
}

pub(super) async fn list(
    tx: &ReadTx,
    campaign: CouponCampaignId,
    now: Instant,
    page: PageRequest<CouponCode>,
) -> Result<Page<CampaignCode, CouponCode>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(concat!(
        "SELECT k.code, CASE WHEN k.used = 0 THEN 0 ELSE k.used - (
             SELECT CAST(count(*) AS bigint) FROM coupon_uses AS u
             WHERE u.merchant_id = $1 AND u.code = k.code AND u.state = 'reserved' AND u.reserved_until <= $3)
             END AS used, k.batch_id, k.customer_id AS holder_id, k.given_at,
             coalesce(k.voided_at, b.voided_at) AS voided_at, coalesce(k.void_reason, b.void_reason) AS void_reason
         FROM coupon_codes AS k",
        join_batch!(),
        "WHERE k.merchant_id = $1 AND k.campaign_id = $2",
    ));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![campaign.value(), now]);
    if let Some(after) = page.after {
        query.push(" AND k.code > ?", values![after.as_str()]);
    }
    query.push(" ORDER BY k.code LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<CodeRow> = tx.query(query).await?;
    let codes = rows.into_iter().map(CampaignCode::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(codes, page.size, |one| one.code.clone()))
}

fn texts(codes: &[CouponCode]) -> Vec<String> {
    codes.iter().map(|code| code.as_str().to_owned()).collect()
}

pub(super) async fn find(tx: &ReadTx, codes: &[CouponCode]) -> Result<Vec<FoundCoupon>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(concat!(
        "SELECT ",
        found_columns!(),
        campaign_columns!(),
        " FROM coupon_codes AS k
         JOIN coupon_campaigns AS c ON c.merchant_id = $1 AND c.id = k.campaign_id",
        join_batch!(),
        "WHERE k.merchant_id = $1 AND "
    ));
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), values![]);
    query.push_condition(Condition::one_of_texts(tx.backend(), &["k.code"], &texts(codes)));
    query.push(" ORDER BY c.id, k.code", []);
    let rows: Vec<FoundRow> = tx.query(query).await?;
    rows.into_iter().map(FoundCoupon::try_from).collect()
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

pub(super) async fn insert(
    tx: &WriteTx,
    batch: &CouponBatch,
    codes: &[CouponCode],
) -> Result<i64, StoreError> {
    const INSERT: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO coupon_codes (merchant_id, code, campaign_id, used, batch_id)
         SELECT $1, e.value, $2, 0, $4 FROM json_each($3) AS e WHERE true
         ON CONFLICT (merchant_id, code) DO NOTHING",
        "INSERT INTO coupon_codes (merchant_id, code, campaign_id, used, batch_id)
         SELECT $1, e.code, $2, 0, $4 FROM jsonb_array_elements_text($3::jsonb) AS e(code)
         ON CONFLICT (merchant_id, code) DO NOTHING",
    );
    const COUNT: ScopedSql =
        ScopedSql::new("UPDATE coupon_batches SET made = made + $3 WHERE merchant_id = $1 AND id = $2");
    let list = serde_json::Value::from(texts(codes)).to_string();
    let asked = values![batch.campaign.value(), list, batch.id.value()];
    let added = tx.execute(INSERT, asked).await?;
    let added = i64::try_from(added).map_err(wrong)?;
    tx.execute(COUNT, values![batch.id.value(), added]).await?;
    Ok(added)
}
