//! The present names of the tags that stored filters refer to.

use std::collections::{BTreeSet, HashMap};

use regulars_filters::Filter;
use regulars_kernel::{StoreError, TagId};
use uuid::Uuid;

use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql};

#[derive(FromRow)]
struct NameRow {
    id: Uuid,
    name: String,
}

/// Writes the present names into filters: one statement for all of them, and none where no tag is referred to.
pub(super) async fn refresh_tag_names(tx: &ReadTx, mut filters: Vec<&mut Filter>) -> Result<(), StoreError> {
    const FIND: ScopedSql = ScopedSql::new("SELECT id, name FROM tags WHERE merchant_id = $1 AND ");
    let ids: BTreeSet<TagId> = filters.iter().flat_map(|filter| filter.tag_ids()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = ids.into_iter().map(TagId::value).collect();
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    query.push_condition(Condition::one_of_ids(tx.backend(), "id", &ids));
    let rows: Vec<NameRow> = tx.query(query).await?;
    let names: HashMap<Uuid, String> = rows.into_iter().map(|row| (row.id, row.name)).collect();
    for filter in &mut filters {
        filter.for_each_tag(&mut |tag, _| {
            if let Some(name) = tag.id.and_then(|id| names.get(&id.value())) {
                tag.name.clone_from(name);
            }
        });
    }
    Ok(())
}
