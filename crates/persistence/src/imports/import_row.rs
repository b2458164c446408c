//! A row of `customer_imports`, and the import that it means.

use regulars_interchange::{Import, ImportState};
use regulars_kernel::{ImportId, Instant, JobId, StoreError};
use serde_json::Value as Json;
use uuid::Uuid;

use super::columns_json::{columns_from_json, columns_to_json, options_from_json, options_to_json};
use super::counts_json::{counts_from_json, counts_to_json};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

/// An import as it is kept.
#[derive(FromRow, RowColumns)]
pub(super) struct ImportRow {
    id: Uuid,
    file_name: String,
    size: i64,
    state: String,
    problem: Option<String>,
    kind: Option<String>,
    separator: Option<String>,
    encoding: Option<String>,
    layout: Option<String>,
    columns: Json,
    options: Json,
    rows_found: i64,
    at_row: i64,
    counts: Json,
    revision: i64,
    job_id: Uuid,
    created_at: Instant,
    updated_at: Instant,
    undo: Option<String>,
}

/// The table does not say what was written there.
pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("customer_imports", what)
}

/// A count as the store keeps it.
pub(super) fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What is being taken back, or has been, is kept as written, with what is done to it beside.
const fn kept_state(state: ImportState) -> ImportState {
    match state {
        ImportState::Undoing | ImportState::Undone => ImportState::Committed,
        other => other,
    }
}

impl ImportRow {
    pub(super) fn of(import: &Import) -> Self {
        let Import {
            id,
            file_name,
            size,
            state,
            problem,
            kind,
            dialect,
            layout,
            columns,
            options,
            rows,
            at_row,
            counts,
            revision,
            job,
            created_at,
            updated_at,
        } = import;
        Self {
            id: id.value(),
            file_name: file_name.as_str().to_owned(),
            size: count(*size),
            state: kept_state(*state).name().to_owned(),
            problem: problem.map(|problem| problem.name().to_owned()),
            kind: kind.map(|kind| kind.name().to_owned()),
            separator: dialect.as_ref().map(|(separator, _)| separator.to_string()),
            encoding: dialect.as_ref().map(|(_, encoding)| encoding.clone()),
            layout: layout.map(|layout| layout.name().to_owned()),
            columns: columns_to_json(columns),
            options: options_to_json(options),
            rows_found: count(*rows),
            at_row: count(*at_row),
            counts: counts_to_json(counts),
            revision: *revision,
            job_id: job.value(),
            created_at: *created_at,
            updated_at: *updated_at,
            undo: (kept_state(*state) != *state).then(|| state.name().to_owned()),
        }
    }

    pub(super) fn convert(self) -> Result<Import, StoreError> {
        let separator = self.separator.and_then(|separator| separator.chars().next());
        Ok(Import {
            id: ImportId::new(self.id),
            file_name: self.file_name.parse().map_err(wrong)?,
            size: self.size.try_into().map_err(wrong)?,
            state: self.undo.unwrap_or(self.state).parse().map_err(wrong)?,
            problem: self.problem.map(|problem| problem.parse().map_err(wrong)).transpose()?,
            kind: self.kind.map(|kind| kind.parse().map_err(wrong)).transpose()?,
            dialect: separator.zip(self.encoding),
            layout: self.layout.map(|layout| layout.parse().map_err(wrong)).transpose()?,
            columns: columns_from_json(&self.columns)?,
            options: options_from_json(&self.options)?,
            rows: self.rows_found.try_into().map_err(wrong)?,
            at_row: self.at_row.try_into().map_err(wrong)?,
            counts: counts_from_json(&self.counts),
            revision: self.revision,
            job: JobId::new(self.job_id),
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}
