//! Finds out what each row would do: the rows are taken in, and all of it is undone but the answer.

use regulars_interchange::{Disposition, Import, ImportReads, ImportState, ImportStore};
use regulars_kernel::StoreError;

use super::{CustomerImportHandler, ROWS_AT_A_TIME, Step, Terms, taken_in};

impl CustomerImportHandler {
    pub(super) async fn check_rows(&self, terms: &Terms, import: Import) -> Result<Step, StoreError> {
        let (id, at_row, revision) = (import.id, import.at_row, import.revision);
        let rehearsing = terms.clone();
        let (last, taken) = self
            .database
            .rehearse(terms.scope, move |tx| {
                Box::pin(async move {
                    let rows = tx.staged_rows(id, None, at_row, ROWS_AT_A_TIME).await?;
                    let last = rows.last().map(|row| row.number);
                    let taken = taken_in(tx, &rehearsing, &import, &rows).await?;
                    Ok::<_, StoreError>((last, taken))
                })
            })
            .await?;
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
                    tx.update_import(&Import { at_row: last, updated_at: now, ..import }).await?;
                    Ok(Step::More)
                })
            })
            .await
    }
}
