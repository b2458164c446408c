//! Writes the rows. What is done to a customer and how far the import is are one transaction: a row is written once, whenever
//! the worker dies.

use regulars_flows::{RowImageStore, import_rows};
use regulars_interchange::{Import, ImportReads, ImportState, ImportStore, TableColumn};
use regulars_kernel::StoreError;
use regulars_persistence::ImportChunk;
use tokio::time::Instant;

use super::pace::{Holds, Pace};
use super::{CustomerImportHandler, Step, Terms, fates};

impl CustomerImportHandler {
    pub(super) async fn commit_rows(
        &self,
        terms: &Terms,
        pace: &mut Pace,
        import: Import,
    ) -> Result<Step, StoreError> {
        let (id, revision, at_most) = (import.id, import.revision, pace.rows());
        let (writing, now) = (terms.clone(), terms.environment.now());
        let (step, rows, took, holds) = self
            .database
            .write(terms.scope, move |tx| {
                Box::pin(async move {
                    let begun = Instant::now();
                    let import = tx.find_import_for_change(id).await?;
                    let is_committing = |import: &Import| {
                        import.state == ImportState::Committing && import.revision == revision
                    };
                    let Some(import) = import.filter(is_committing) else {
                        return Ok((Step::Over, 0, begun.elapsed(), Holds::Nobody));
                    };
                    let rows = tx.staged_rows(id, None, import.at_row, at_most).await?;
                    let Some(last) = rows.last().map(|row| row.number) else {
                        tx.update_import(&committed(Import { updated_at: now, ..import })).await?;
                        return Ok((Step::Over, 0, begun.elapsed(), Holds::Nobody));
                    };
                    let mut chunk = ImportChunk::of(tx);
                    let taking = import_rows(&mut chunk, writing.borrowed(), &import, &rows);
                    let taken = Box::pin(taking).await?;
                    let holds = Holds::by(&chunk);
                    chunk.finish().await?;
                    let before = tx.fates_of_rows(id, import.at_row, last).await?;
                    tx.write_done_rows(&writing.environment, id, &taken).await?;
                    let counts = import.counts.instead(&before, fates(&taken.results));
                    tx.update_import(&Import { at_row: last, counts, updated_at: now, ..import }).await?;
                    Ok::<_, StoreError>((Step::More, rows.len(), begun.elapsed(), holds))
                })
            })
            .await?;
        pace.after(rows, took, holds);
        Ok(step)
    }
}

/// The customers have what the file said; what is kept of it besides the rows that were left out says nothing about anybody.
fn committed(import: Import) -> Import {
    let columns = import.columns.into_iter().map(|column| TableColumn { samples: Vec::new(), ..column });
    Import { state: ImportState::Committed, columns: columns.collect(), ..import }
}
