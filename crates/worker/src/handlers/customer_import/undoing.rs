//! Takes rows back. What is done and how far it is are one transaction: a row is taken back once, whenever the worker dies.

use regulars_flows::undo_rows;
use regulars_interchange::{Import, ImportState, ImportStore};
use regulars_kernel::StoreError;
use tokio::time::Instant;

use super::pace::{Holds, Pace};
use super::{CustomerImportHandler, Step, Terms};

impl CustomerImportHandler {
    pub(super) async fn undo_rows(
        &self,
        terms: &Terms,
        pace: &mut Pace,
        import: Import,
    ) -> Result<Step, StoreError> {
        let (id, revision, at_most) = (import.id, import.revision, pace.rows());
        let undoing = terms.clone();
        let (step, took) = self
            .database
            .write(terms.scope, move |tx| {
                Box::pin(async move {
                    let begun = Instant::now();
                    let import = tx.find_import_for_change(id).await?;
                    let is_undoing =
                        |import: &Import| import.state == ImportState::Undoing && import.revision == revision;
                    let Some(import) = import.filter(is_undoing) else {
                        return Ok((Step::Over, begun.elapsed()));
                    };
                    let import = undo_rows(tx, undoing.borrowed(), import, at_most).await?;
                    let step = if import.state.is_at_work() { Step::More } else { Step::Over };
                    Ok::<_, StoreError>((step, begun.elapsed()))
                })
            })
            .await?;
        // The last piece may be a short one, and after it there is nothing to keep pace with.
        pace.after(usize::try_from(at_most).unwrap_or(usize::MAX), took, Holds::Customers);
        Ok(step)
    }
}
