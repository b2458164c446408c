//! Looks at rows: what would become of them. The pieces of a file are looked at one by one, and of none anything is kept; so the
//! earlier rows that a piece has to do with are taken in again before it.

use std::collections::BTreeMap;

use regulars_interchange::{Import, StagedRow};
use regulars_kernel::StoreError;

use crate::imports::import_rows::{ImportTerms, TakenRows, take_read_rows};
use crate::imports::read_ahead::{look_ahead_of, read_rows};
use crate::imports::row_values::RowValues;
use crate::imports::store::ImportingStore;

/// How many earlier rows are taken in again at most. Where more have to do with these, as where a whole file has one address, those
/// come first that share something with these rows themselves, and the earliest of them.
const MOST_AGAIN: usize = 2_000;

/// Looks at rows, in their order, all of which come after those that were looked at. What is written is to be undone.
pub async fn rehearse_rows(
    store: &mut dyn ImportingStore,
    terms: ImportTerms<'_>,
    import: &Import,
    rows: &[StagedRow],
) -> Result<TakenRows, StoreError> {
    let Some(first) = rows.first().map(|row| row.number) else { return Ok(TakenRows::default()) };
    let own = read_rows(store, terms, import, rows).await?;
    let mut keys = look_ahead_of(store, import, &own).await?;
    let mut again: BTreeMap<u64, RowValues> = BTreeMap::new();
    loop {
        let related = keys.related.clone();
        store.look_for_keys(import.id, keys.asked.into_iter().chain(keys.related).collect()).await?;
        let room = u32::try_from(MOST_AGAIN.saturating_sub(again.len())).unwrap_or_default();
        let related = store.earlier_effects(import.id, &related, first, room).await?;
        let new: Vec<StagedRow> =
            related.into_iter().filter(|row| !again.contains_key(&row.number)).collect();
        if new.is_empty() {
            break;
        }
        let read = read_rows(store, terms, import, &new).await?;
        keys = look_ahead_of(store, import, &read).await?;
        again.extend(read);
    }
    let rows = again.into_iter().chain(own).collect();
    let mut taken = Box::pin(take_read_rows(store, terms, import, rows)).await?;
    taken.results.retain(|result| result.number >= first);
    taken.keys.retain(|(_, number)| *number >= first);
    taken.images.retain(|(number, ..)| *number >= first);
    Ok(taken)
}
