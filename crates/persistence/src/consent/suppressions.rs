//! Addresses that no message goes to.

use regulars_consent::{ContactAddress, Suppression, SuppressionReason};
use regulars_kernel::{Channel, Instant, Page, PageRequest, StoreError};

use super::named_column::named;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

const TABLE: &str = "suppressions";

#[derive(FromRow)]
struct SuppressionRow {
    channel: String,
    address: String,
    reason: String,
    source: String,
    created_at: Instant,
    expires_at: Option<Instant>,
}

impl TryFrom<SuppressionRow> for Suppression {
    type Error = StoreError;

    fn try_from(row: SuppressionRow) -> Result<Self, StoreError> {
        Ok(Self {
            channel: named(TABLE, &row.channel)?,
            address: ContactAddress::from_stored(row.address),
            reason: named(TABLE, &row.reason)?,
            source: named(TABLE, &row.source)?,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }
}

pub(super) async fn find(
    tx: &ReadTx,
    channel: Channel,
    address: &ContactAddress,
) -> Result<Option<Suppression>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT channel, address, reason, source, created_at, expires_at FROM suppressions
         WHERE merchant_id = $1 AND channel = $2 AND address = $3",
    );
    let row: Option<SuppressionRow> = tx.optional(FIND, values![channel.name(), address.expose()]).await?;
    row.map(Suppression::try_from).transpose()
}

pub(super) async fn put(tx: &WriteTx, suppression: &Suppression) -> Result<(), StoreError> {
    // The reasons in the order of the alphabet happen to be in the order of their strength.
    const PUT: ScopedSql = ScopedSql::new(
        "INSERT INTO suppressions (merchant_id, channel, address, reason, source, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (merchant_id, channel, address) DO UPDATE
         SET reason = excluded.reason, source = excluded.source, created_at = excluded.created_at,
             expires_at = excluded.expires_at
         WHERE excluded.reason >= suppressions.reason OR suppressions.expires_at <= excluded.created_at",
    );
    let Suppression { channel, address, reason, source, created_at, expires_at } = suppression;
    let new =
        values![channel.name(), address.expose(), reason.name(), source.as_str(), *created_at, *expires_at];
    tx.execute(PUT, new).await.map(drop)
}

pub(super) async fn delete(
    tx: &WriteTx,
    channel: Channel,
    address: &ContactAddress,
    reason: SuppressionReason,
) -> Result<bool, StoreError> {
    const DELETE: ScopedSql = ScopedSql::new(
        "DELETE FROM suppressions WHERE merchant_id = $1 AND channel = $2 AND address = $3 AND reason = $4",
    );
    Ok(tx.execute(DELETE, values![channel.name(), address.expose(), reason.name()]).await? == 1)
}

pub(super) async fn list(
    tx: &ReadTx,
    channel: Channel,
    page: PageRequest<ContactAddress>,
) -> Result<Page<Suppression, ContactAddress>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT channel, address, reason, source, created_at, expires_at FROM suppressions
         WHERE merchant_id = $1 AND channel = $2 AND address > $3 ORDER BY address LIMIT $4",
    );
    let after = page.after.map(|address| address.expose().to_owned()).unwrap_or_default();
    let limit = i64::from(page.size.get()) + 1;
    let rows: Vec<SuppressionRow> = tx.all(LIST, values![channel.name(), after, limit]).await?;
    let suppressions = rows.into_iter().map(Suppression::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(suppressions, page.size, |one| one.address.clone()))
}
