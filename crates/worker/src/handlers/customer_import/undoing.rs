//! Takes rows back. What is done and how far it is are one transaction: a row is taken back once, whenever the worker dies.

use regulars_flows::undo_rows;
use regulars_interchange::{Import, ImportState, ImportStore};
use regulars_kernel::StoreError;

use super::{CustomerImportHandler, Step, Terms, UNDONE_AT_A_TIME};

impl CustomerImportHandler {
    pub(super) async fn undo_rows(&self, terms: &Terms, import: Import) -> Result<Step, StoreError> {
        let (id, revision) = (import.id, import.revision);
        let undoing = terms.clone();
        self.database
            .write(terms.scope, move |tx| {
                Box::pin(async move {
                    let import = tx.find_import_for_change(id).await?;
                    let is_undoing =
                        |import: &Import| import.state == ImportState::Undoing && import.revision == revision;
                    let Some(import) = import.filter(is_undoing) else { return Ok(Step::Over) };
                    let import = undo_rows(tx, undoing.borrowed(), import, UNDONE_AT_A_TIME).await?;
                    Ok(if import.state.is_at_work() { Step::More } else { Step::Over })
                })
            })
            .await
    }
}
