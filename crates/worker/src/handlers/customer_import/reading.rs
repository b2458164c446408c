//! Reads the file of an import into rows.

use regulars_interchange::{
    Cell, DispositionCounts, FileProblem, Import, ImportMappingReads, ImportReads, ImportState, ImportStore,
    MAX_ROWS, StagedRow, TableProfile, recognise,
};
use regulars_kernel::StoreError;
use regulars_sheets::{Found, ReadError, Stopped, read};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{CustomerImportHandler, Step, Terms};
use crate::work::JobFailure;

/// How many rows are kept at a time.
const ROWS_AT_A_TIME: usize = 250;

impl CustomerImportHandler {
    pub(super) async fn read_file(&self, terms: &Terms, import: Import) -> Result<Step, JobFailure> {
        let one_at_a_time = self.reading.acquire().await;
        let turn = one_at_a_time.map_err(|error| JobFailure::Retry { error: error.to_string() })?;
        let bytes = self.whole_file(terms, &import).await?;
        let (batches, reading) = in_background(bytes);
        let read = self.keep_rows(terms, &import, batches).await?;
        let found = reading.await.map_err(|error| JobFailure::Retry { error: error.to_string() })?;
        drop(turn);
        let end = match found {
            Ok(found) if read.rows > 0 => End::Table(Box::new((found, read))),
            Ok(_) => End::Problem(FileProblem::Empty),
            Err(ReadError::Problem(problem)) => End::Problem(problem),
            Err(ReadError::Stopped) => {
                return Err(JobFailure::Retry { error: "the rows could not be kept".to_owned() });
            }
        };
        self.end_reading(terms, import, end).await?;
        Ok(Step::Over)
    }

    async fn whole_file(&self, terms: &Terms, import: &Import) -> Result<Vec<u8>, StoreError> {
        let id = import.id;
        let mut bytes = Vec::with_capacity(usize::try_from(import.size).unwrap_or_default());
        for number in 0.. {
            let part =
                self.database.read(terms.scope, async move |tx| tx.read_part(id, number).await).await?;
            match part {
                Some(part) => bytes.extend_from_slice(&part),
                None => break,
            }
        }
        Ok(bytes)
    }

    /// Keeps the rows that are not kept yet, and looks at all of them.
    async fn keep_rows(
        &self,
        terms: &Terms,
        import: &Import,
        mut batches: mpsc::Receiver<Vec<StagedRow>>,
    ) -> Result<ReadRows, StoreError> {
        let (id, revision, kept) = (import.id, import.revision, import.at_row);
        let mut read = ReadRows::default();
        while let Some(mut rows) = batches.recv().await {
            if read.headings.is_none() && !rows.is_empty() {
                let headings = rows.remove(0);
                read.headings =
                    Some(headings.cells.iter().map(|cell| cell.text().map(str::to_owned)).collect());
            }
            for row in &rows {
                read.profile.see(&row.cells);
            }
            read.rows += rows.len() as u64;
            rows.retain(|row| row.number > kept);
            let Some(last) = rows.last().map(|row| row.number) else { continue };
            let now = terms.environment.now();
            let is_kept = self
                .database
                .write(terms.scope, move |tx| {
                    Box::pin(async move {
                        let import = tx.find_import_for_change(id).await?;
                        let Some(import) = import.filter(|import| is_being_read(import, revision)) else {
                            return Ok(false);
                        };
                        tx.stage_rows(id, &rows).await?;
                        tx.update_import(&Import { at_row: last, updated_at: now, ..import }).await?;
                        Ok::<_, StoreError>(true)
                    })
                })
                .await?;
            if !is_kept {
                break;
            }
        }
        Ok(read)
    }

    async fn end_reading(&self, terms: &Terms, import: Import, end: End) -> Result<(), StoreError> {
        let (now, revision) = (terms.environment.now(), import.revision);
        self.database
            .write(terms.scope, move |tx| {
                Box::pin(async move {
                    let before = tx.find_import_for_change(import.id).await?;
                    let Some(import) = before.filter(|import| is_being_read(import, revision)) else {
                        return Ok(());
                    };
                    let ended = end.of(Import { updated_at: now, ..import });
                    // One that was deleted since says nothing.
                    let mapping = match ended.options.mapping {
                        Some(id) => tx.find_mapping(id).await?,
                        None => None,
                    };
                    let ended = match mapping {
                        Some(mapping) => Import { columns: mapping.apply(ended.columns), ..ended },
                        None => ended,
                    };
                    tx.update_import(&ended).await
                })
            })
            .await
    }
}

fn is_being_read(import: &Import, revision: i64) -> bool {
    import.state == ImportState::Reading && import.revision == revision
}

/// What was read.
#[derive(Default)]
struct ReadRows {
    headings: Option<Vec<Option<String>>>,
    profile: TableProfile,
    rows: u64,
}

/// How reading ended.
enum End {
    Table(Box<(Found, ReadRows)>),
    Problem(FileProblem),
}

impl End {
    fn of(self, import: Import) -> Import {
        match self {
            Self::Problem(problem) => Import { state: ImportState::Failed, problem: Some(problem), ..import },
            Self::Table(table) => {
                let (Found { kind, dialect }, read) = *table;
                let (columns, layout) = recognise(&read.headings.unwrap_or_default(), &read.profile);
                let rows = read.rows.min(MAX_ROWS);
                let (kind, state) = (Some(kind), ImportState::Checking);
                let counts = DispositionCounts::default();
                Import { state, kind, dialect, layout, columns, rows, at_row: 0, counts, ..import }
            }
        }
    }
}

/// Reads a file beside the threads that wait for others.
fn in_background(bytes: Vec<u8>) -> (mpsc::Receiver<Vec<StagedRow>>, JoinHandle<Result<Found, ReadError>>) {
    let (sender, receiver) = mpsc::channel(2);
    let reading = tokio::task::spawn_blocking(move || {
        let mut batch = Vec::with_capacity(ROWS_AT_A_TIME);
        let found = read(&bytes, &mut |row: StagedRow| {
            // The rows are told from the headings by their place, so a row of nothing but white space is none.
            if row.cells.iter().all(Cell::is_empty) {
                return Ok(());
            }
            batch.push(row);
            if batch.len() < ROWS_AT_A_TIME {
                return Ok(());
            }
            let full = std::mem::replace(&mut batch, Vec::with_capacity(ROWS_AT_A_TIME));
            sender.blocking_send(full).map_err(|_| Stopped)
        })?;
        sender.blocking_send(batch).map_err(|_| ReadError::Stopped)?;
        Ok(found)
    });
    (receiver, reading)
}
