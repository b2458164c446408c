//! What is still to be written.

use regulars_kernel::{ImportId, StoreError, UniqueValue};
use sea_orm::{DbBackend, Value};

use crate::audit::AUDIT_EVENTS;
use crate::consent::{EventRow, StateRow};
use crate::customers::{ATTRIBUTE_VALUES, WrittenCustomerRow};
use crate::imports::keys;
use crate::wall::{BulkTable, RowColumns, WriteTx};

const CUSTOMERS: BulkTable = BulkTable::of_merchant("customers", WrittenCustomerRow::LIST);
const KEYS: BulkTable = BulkTable::of_merchant("customer_keys", "customer_id, sealed_key, created_at");
const TAGS: BulkTable = BulkTable::of_merchant("customer_tags", "customer_id, tag_id");
const EVENTS: BulkTable = BulkTable::of_merchant("consent_events", EventRow::LIST);
const STATES: BulkTable = BulkTable::of_merchant("consent_states", StateRow::LIST);

/// The most parameters of one statement. SQLite finds each of them by a search through all.
const fn parameters(backend: DbBackend) -> usize {
    if matches!(backend, DbBackend::Sqlite) { 200 } else { 30_000 }
}

/// Rows that are still to be written.
#[derive(Default)]
pub(super) struct Pending {
    pub(super) customers: Vec<Vec<Value>>,
    pub(super) keys: Vec<Vec<Value>>,
    pub(super) tags: Vec<Vec<Value>>,
    pub(super) attributes: Vec<Vec<Value>>,
    pub(super) audit: Vec<Vec<Value>>,
    pub(super) events: Vec<Vec<Value>>,
    pub(super) states: Vec<Vec<Value>>,
    pub(super) row_keys: Vec<(String, u64)>,
    /// The import that these keys are of.
    pub(super) import: Option<ImportId>,
}

impl Pending {
    /// Writes all of it, each where what it refers to is there before.
    pub(super) async fn write(&mut self, tx: &WriteTx) -> Result<(), StoreError> {
        let Self { customers, keys: own_keys, tags, attributes, audit, events, states, row_keys, import } =
            self;
        for (table, rows) in [
            (CUSTOMERS, customers),
            (KEYS, own_keys),
            (TAGS, tags),
            (ATTRIBUTE_VALUES, attributes),
            (AUDIT_EVENTS, audit),
            (EVENTS, events),
            (STATES, states),
        ] {
            insert(tx, table, std::mem::take(rows)).await.map_err(|error| match error {
                // Somebody else was quicker.
                StoreError::Taken(UniqueValue::CustomerExternalId) => StoreError::Contended,
                other => other,
            })?;
        }
        match import {
            Some(import) => keys::note(tx, *import, &std::mem::take(row_keys)).await,
            _ => Ok(()),
        }
    }
}

async fn insert(tx: &WriteTx, table: BulkTable, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
    let columns = rows.first().map_or(1, |row| row.len().max(1));
    let mut rows = rows.into_iter();
    loop {
        let few: Vec<_> = rows.by_ref().take((parameters(tx.backend()) / columns).max(1)).collect();
        if few.is_empty() {
            return Ok(());
        }
        tx.insert_rows(table, few).await?;
    }
}
