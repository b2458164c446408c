//! Terminals.

use regulars_identity::Terminal;
use regulars_kernel::{Instant, Page, PageRequest, StoreError, StoreId, TerminalId};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct TerminalRow {
    id: Uuid,
    name: String,
    store_id: Option<Uuid>,
    paired_at: Option<Instant>,
    revoked_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<TerminalRow> for Terminal {
    type Error = StoreError;

    fn try_from(row: TerminalRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: TerminalId::new(row.id),
            name: row.name.parse().map_err(|error| inconsistent("terminals", error))?,
            store: row.store_id.map(StoreId::new),
            paired_at: row.paired_at,
            revoked_at: row.revoked_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

pub(super) async fn insert(tx: &WriteTx, terminal: &Terminal) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO terminals (merchant_id, id, name, store_id, paired_at, revoked_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    let Terminal { id, name, store, paired_at, revoked_at, created_at, updated_at } = terminal;
    let store = store.map(StoreId::value);
    let new = values![id.value(), name.as_str(), store, *paired_at, *revoked_at, *created_at, *updated_at];
    tx.execute(INSERT, new).await.map(drop)
}

pub(super) async fn update(tx: &WriteTx, terminal: &Terminal) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE terminals SET name = $3, store_id = $4, paired_at = $5, revoked_at = $6, updated_at = $7
         WHERE merchant_id = $1 AND id = $2",
    );
    let Terminal { id, name, store, paired_at, revoked_at, created_at: _, updated_at } = terminal;
    let new =
        values![id.value(), name.as_str(), store.map(StoreId::value), *paired_at, *revoked_at, *updated_at];
    tx.execute(UPDATE, new).await.map(drop)
}

pub(super) async fn revoke(tx: &WriteTx, id: TerminalId, now: Instant) -> Result<(), StoreError> {
    const REVOKE: ScopedSql = ScopedSql::new(
        "UPDATE terminals SET revoked_at = $3, updated_at = $3
         WHERE merchant_id = $1 AND id = $2 AND revoked_at IS NULL",
    );
    tx.execute(REVOKE, values![id.value(), now]).await.map(drop)
}

pub(super) async fn find(tx: &ReadTx, id: TerminalId) -> Result<Option<Terminal>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_in_writes(
        "SELECT id, name, store_id, paired_at, revoked_at, created_at, updated_at FROM terminals
         WHERE merchant_id = $1 AND id = $2",
    );
    tx.optional::<TerminalRow>(FIND, values![id.value()]).await?.map(Terminal::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<TerminalId>,
) -> Result<Page<Terminal, TerminalId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT id, name, store_id, paired_at, revoked_at, created_at, updated_at FROM terminals
         WHERE merchant_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    );
    let after = page.after.map_or(Uuid::nil(), TerminalId::value);
    let rows: Vec<TerminalRow> = tx.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
    let terminals = rows.into_iter().map(Terminal::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(terminals, page.size, |terminal| terminal.id))
}
