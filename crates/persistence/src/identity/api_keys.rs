//! Machine keys.

use regulars_identity::{ApiKey, KeyGrant};
use regulars_kernel::{ApiKeyId, Instant, Page, PageRequest, StoreError, TerminalId};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct KeyRow {
    id: Uuid,
    name: String,
    role: String,
    scopes: String,
    prefix: String,
    secret_hash: Vec<u8>,
    terminal_id: Option<Uuid>,
    created_at: Instant,
    expires_at: Option<Instant>,
    revoked_at: Option<Instant>,
    merchant_status: String,
}

impl TryFrom<KeyRow> for KeyGrant {
    type Error = StoreError;

    fn try_from(row: KeyRow) -> Result<Self, StoreError> {
        let key = ApiKey {
            id: ApiKeyId::new(row.id),
            name: row.name.parse().map_err(|error| inconsistent("api_keys", error))?,
            role: row.role.parse().map_err(|error| inconsistent("api_keys", error))?,
            scopes: row.scopes.split_whitespace().map(str::to_owned).collect(),
            prefix: row.prefix,
            terminal: row.terminal_id.map(TerminalId::new),
            created_at: row.created_at,
            expires_at: row.expires_at,
            revoked_at: row.revoked_at,
        };
        Ok(Self { key, secret_hash: row.secret_hash, merchant_active: row.merchant_status == "active" })
    }
}

macro_rules! select_keys {
    ($condition:literal) => {
        concat!(
            "SELECT api_keys.id, api_keys.name, api_keys.role, api_keys.scopes, api_keys.prefix, \
             api_keys.secret_hash, api_keys.terminal_id, api_keys.created_at, api_keys.expires_at, \
             api_keys.revoked_at, merchants.status AS merchant_status \
             FROM api_keys JOIN merchants ON merchants.id = api_keys.merchant_id \
             WHERE api_keys.merchant_id = $1 AND ",
            $condition
        )
    };
}

pub(super) async fn insert(tx: &WriteTx, key: &ApiKey, secret_hash: &[u8]) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO api_keys (merchant_id, id, name, role, scopes, prefix, secret_hash, terminal_id, created_at,
             expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    );
    let new = values![
        key.id.value(),
        key.name.as_str(),
        key.role.name(),
        key.scopes.join(" "),
        key.prefix.as_str(),
        secret_hash.to_vec(),
        key.terminal.map(TerminalId::value),
        key.created_at,
        key.expires_at,
    ];
    tx.execute(INSERT, new).await.map(drop)
}

pub(super) async fn find(tx: &ReadTx, id: ApiKeyId) -> Result<Option<KeyGrant>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_keys!("api_keys.id = $2"));
    tx.optional::<KeyRow>(FIND, values![id.value()]).await?.map(KeyGrant::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<ApiKeyId>,
) -> Result<Page<ApiKey, ApiKeyId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_keys!("api_keys.id > $2 ORDER BY api_keys.id LIMIT $3"));
    let after = page.after.map_or(Uuid::nil(), ApiKeyId::value);
    let rows: Vec<KeyRow> = tx.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
    let keys = rows
        .into_iter()
        .map(|row| KeyGrant::try_from(row).map(|grant| grant.key))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(keys, page.size, |key| key.id))
}

pub(super) async fn revoke(tx: &WriteTx, id: ApiKeyId, now: Instant) -> Result<bool, StoreError> {
    const REVOKE: ScopedSql = ScopedSql::new(
        "UPDATE api_keys SET revoked_at = coalesce(revoked_at, $3) WHERE merchant_id = $1 AND id = $2",
    );
    Ok(tx.execute(REVOKE, values![id.value(), now]).await? == 1)
}

pub(super) async fn revoke_of_terminal(
    tx: &WriteTx,
    terminal: TerminalId,
    now: Instant,
) -> Result<Vec<ApiKeyId>, StoreError> {
    #[derive(FromRow)]
    struct Revoked {
        id: Uuid,
    }
    const REVOKE: ScopedSql = ScopedSql::new(
        "UPDATE api_keys SET revoked_at = $3
         WHERE merchant_id = $1 AND terminal_id = $2 AND revoked_at IS NULL RETURNING id",
    );
    let revoked: Vec<Revoked> = tx.all(REVOKE, values![terminal.value(), now]).await?;
    Ok(revoked.into_iter().map(|row| ApiKeyId::new(row.id)).collect())
}
