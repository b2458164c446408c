//! A row of `customer_bulk_edits`, and the edit that it means.

use regulars_customers::{BulkCounts, BulkEdit};
use regulars_kernel::{BulkEditId, CustomerId, Instant, JobId, StoreError};
use serde_json::Value as Json;
use uuid::Uuid;

use super::changes_json::{changes_from_json, changes_to_json};
use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "customer_bulk_edits";

/// An edit as it is kept.
#[derive(FromRow, RowColumns)]
pub(super) struct EditRow {
    id: Uuid,
    state: String,
    filter: Option<Json>,
    changes: Json,
    customers: i64,
    changed: i64,
    unchanged: i64,
    refused: i64,
    undone: i64,
    conflicts: i64,
    pass_done: i64,
    pass_total: i64,
    at_customer: Option<Uuid>,
    asked_by: String,
    undone_by: Option<String>,
    job_id: Uuid,
    created_at: Instant,
    updated_at: Instant,
}

/// The table does not say what was written there.
pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

fn kept(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn read(count: i64) -> Result<u64, StoreError> {
    count.try_into().map_err(wrong)
}

impl EditRow {
    pub(super) fn of(edit: &BulkEdit) -> Self {
        let BulkEdit {
            id,
            state,
            filter,
            changes,
            customers,
            counts: BulkCounts { changed, unchanged, refused, undone, conflict },
            done,
            total,
            at,
            asked_by,
            undone_by,
            job,
            created_at,
            updated_at,
        } = edit;
        Self {
            id: id.value(),
            state: state.name().to_owned(),
            filter: filter.clone(),
            changes: changes_to_json(changes),
            customers: kept(*customers),
            changed: kept(*changed),
            unchanged: kept(*unchanged),
            refused: kept(*refused),
            undone: kept(*undone),
            conflicts: kept(*conflict),
            pass_done: kept(*done),
            pass_total: kept(*total),
            at_customer: at.map(CustomerId::value),
            asked_by: actor_text(*asked_by),
            undone_by: undone_by.map(actor_text),
            job_id: job.value(),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }

    pub(super) fn convert(self) -> Result<BulkEdit, StoreError> {
        Ok(BulkEdit {
            id: BulkEditId::new(self.id),
            state: self.state.parse().map_err(wrong)?,
            filter: self.filter,
            changes: changes_from_json(&self.changes)?,
            customers: read(self.customers)?,
            counts: BulkCounts {
                changed: read(self.changed)?,
                unchanged: read(self.unchanged)?,
                refused: read(self.refused)?,
                undone: read(self.undone)?,
                conflict: read(self.conflicts)?,
            },
            done: read(self.pass_done)?,
            total: read(self.pass_total)?,
            at: self.at_customer.map(CustomerId::new),
            asked_by: actor_of(TABLE, &self.asked_by)?,
            undone_by: self.undone_by.map(|text| actor_of(TABLE, &text)).transpose()?,
            job: JobId::new(self.job_id),
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}
