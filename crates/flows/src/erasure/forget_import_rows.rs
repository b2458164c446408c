//! What files said about somebody who is erased.

use regulars_interchange::{Disposition, Import, ImportState, TableColumn};
use regulars_kernel::{PageRequest, PageSize, StoreError};

use super::person::Person;
use super::store::ErasureStore;

/// How many rows are looked at at a time.
const STEP: u32 = 500;
/// What is left of an import that is over: the rows that came to nothing, or to no more than a refusal.
const LEFT: [Disposition; 3] = [Disposition::Error, Disposition::MayBeDuplicate, Disposition::Skip];

/// The imports that are still kept. Nobody writes a row of them, or takes one back, before this transaction ends.
pub(super) async fn hold_imports(store: &mut dyn ErasureStore) -> Result<Vec<Import>, StoreError> {
    let mut after = None;
    let mut imports = Vec::new();
    loop {
        let found = store.list_imports(PageRequest { size: PageSize::LARGEST, after }).await?;
        for import in found.items {
            let is_settled = matches!(import.state, ImportState::Failed | ImportState::Undone);
            let held =
                if is_settled { Some(import) } else { store.find_import_for_change(import.id).await? };
            imports.extend(held);
        }
        match found.next {
            Some(next) => after = Some(next),
            None => return Ok(imports),
        }
    }
}

const fn is_over(import: &Import) -> bool {
    import.state.is_written() || matches!(import.state, ImportState::Failed)
}

/// Throws every row about one of these people away. A row that has no more than the name of somebody in it may be about
/// another person: only where it came to nothing anyway it goes as well.
pub(super) async fn forget_import_rows(
    store: &mut dyn ErasureStore,
    imports: &[Import],
    person: &Person,
    country: Option<&str>,
) -> Result<(), StoreError> {
    for import in imports {
        let dispositions: &[Option<Disposition>] = if is_over(import) { &LEFT.map(Some) } else { &[None] };
        let mut rows = Vec::new();
        for disposition in dispositions {
            let mut after = 0;
            loop {
                let found = store.staged_rows(import.id, *disposition, after, STEP).await?;
                let Some(last) = found.last() else { break };
                after = last.number;
                let is_about = |row: &&regulars_interchange::StagedRow| {
                    person.is_in(row, &import.columns, country)
                        || (is_over(import) && person.is_named_in(row))
                };
                rows.extend(found.iter().filter(is_about).map(|row| row.number));
            }
        }
        if rows.is_empty() {
            continue;
        }
        store.forget_import_rows(import.id, &rows).await?;
        // The first values of each column are shown beside it.
        let without = |column: &TableColumn| TableColumn { samples: Vec::new(), ..column.clone() };
        let columns = import.columns.iter().map(without).collect();
        store.update_import(&Import { columns, ..import.clone() }).await?;
    }
    Ok(())
}
