//! Finds out what each row would do: the rows are taken in, and all of it is undone but the answer.

use regulars_flows::rehearse_rows;
use regulars_interchange::{Disposition, Import, ImportReads, ImportState, ImportStore};
use regulars_kernel::StoreError;
use regulars_persistence::ImportChunk;
use tokio::time::Instant;

use super::pace::{Holds, Pace};
use super::{CustomerImportHandler, Step, Terms, fates};

/// After how many rows the database is told to count them.
const NOTICED_AT: [u64; 4] = [500, 5_000, 50_000, 500_000];

/// Whether the database is to count the rows that were looked at so far, the last of which was that one before.
fn is_to_be_noticed(before: u64, last: u64) -> bool {
    NOTICED_AT.iter().any(|rows| before < *rows && *rows <= last)
}

impl CustomerImportHandler {
    pub(super) async fn check_rows(
        &self,
        terms: &Terms,
        pace: &mut Pace,
        import: Import,
    ) -> Result<Step, StoreError> {
        let (id, at_row, revision) = (import.id, import.at_row, import.revision);
        let (rehearsing, at_most) = (terms.clone(), pace.rows());
        let (last, taken, took, holds) = self
            .database
            .rehearse(terms.scope, move |tx| {
                Box::pin(async move {
                    let begun = Instant::now();
                    let rows = tx.staged_rows(id, None, at_row, at_most).await?;
                    let last = rows.last().map(|row| row.number);
                    // What was not written yet needs not be: it would be undone.
                    let mut chunk = ImportChunk::of(tx);
                    let taking = rehearse_rows(&mut chunk, rehearsing.borrowed(), &import, &rows);
                    let taken = Box::pin(taking).await?;
                    Ok::<_, StoreError>((last, taken, begun.elapsed(), Holds::by(&chunk)))
                })
            })
            .await?;
        pace.after(taken.results.len(), took, holds);
        if last.is_some_and(|last| is_to_be_noticed(at_row, last)) {
            self.database.notice_import_rows().await?;
        }
        let now = terms.environment.now();
        self.database
            .write(terms.scope, move |tx| {
                Box::pin(async move {
                    let import = tx.find_import_for_change(id).await?;
                    let is_where_it_was = |import: &Import| {
                        import.state == ImportState::Checking
                            && import.revision == revision
                            && import.at_row == at_row
                    };
                    let Some(import) = import.filter(is_where_it_was) else { return Ok(Step::Over) };
                    let Some(last) = last else {
                        let checked = Import { state: ImportState::Checked, updated_at: now, ..import };
                        tx.update_import(&checked).await?;
                        return Ok(Step::Over);
                    };
                    let mut results = taken.results;
                    for result in &mut results {
                        // Nobody has been added yet.
                        if result.disposition == Some(Disposition::Create) {
                            result.customer = None;
                        }
                    }
                    tx.write_row_results(id, &results).await?;
                    tx.note_keys(id, &taken.keys).await?;
                    let counts = import.counts.with(fates(&results));
                    tx.update_import(&Import { at_row: last, counts, updated_at: now, ..import }).await?;
                    Ok(Step::More)
                })
            })
            .await
    }
}
