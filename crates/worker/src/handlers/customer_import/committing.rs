//! Writes the rows. What is done to a customer and how far the import is are one transaction: a row is written once, whenever
//! the worker dies.

use regulars_flows::RowImageStore;
use regulars_interchange::{Import, ImportReads, ImportState, ImportStore, TableColumn};
use regulars_kernel::StoreError;

use super::{CustomerImportHandler, ROWS_AT_A_TIME, Step, Terms, taken_in};

impl CustomerImportHandler {
    pub(super) async fn commit_rows(&self, terms: &Terms, import: Import) -> Result<Step, StoreError> {
        let (id, revision) = (import.id, import.revision);
        let (writing, now) = (terms.clone(), terms.environment.now());
        self.database
            .write(terms.scope, move |tx| {
                Box::pin(async move {
                    let import = tx.find_import_for_change(id).await?;
                    let is_committing = |import: &Import| {
                        import.state == ImportState::Committing && import.revision == revision
                    };
                    let Some(import) = import.filter(is_committing) else { return Ok(Step::Over) };
                    let rows = tx.staged_rows(id, None, import.at_row, ROWS_AT_A_TIME).await?;
                    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
                        tx.update_import(&committed(Import { updated_at: now, ..import })).await?;
                        return Ok(Step::Over);
                    };
                    let (first, last) = (first.number, last.number);
                    let taken = taken_in(tx, &writing, &import, &rows).await?;
                    tx.write_row_results(id, &taken.results).await?;
                    tx.keep_row_images(&writing.environment, id, &taken.images).await?;
                    tx.empty_done_rows(id, first, last).await?;
                    tx.update_import(&Import { at_row: last, updated_at: now, ..import }).await?;
                    Ok(Step::More)
                })
            })
            .await
    }
}

/// The customers have what the file said; what is kept of it besides the rows that were left out says nothing about anybody.
fn committed(import: Import) -> Import {
    let columns = import.columns.into_iter().map(|column| TableColumn { samples: Vec::new(), ..column });
    Import { state: ImportState::Committed, columns: columns.collect(), ..import }
}
