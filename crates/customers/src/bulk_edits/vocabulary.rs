//! The tags and attributes that an edit of some customers has to do with, looked up once for all of them.

use regulars_kernel::{Label, StoreError, TagId};

use crate::bulk_edits::changes::BulkChanges;
use crate::{AttributeDefinition, CustomerRecord, Tag, TagReads, fold};

/// Tags and attributes as they are now.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The tags that are named, and those that the customers have.
    pub tags: Vec<Tag>,
    /// Every attribute.
    pub attributes: Vec<AttributeDefinition>,
}

impl Vocabulary {
    /// The tag with that id.
    pub(crate) fn tag(&self, id: TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
    }

    /// The ids of these tags, sorted.
    pub(crate) fn ids_of(&self, names: &[Label]) -> Vec<TagId> {
        let id_of = |name: &Label| {
            let folded = fold(name.as_str());
            self.tags.iter().find(|tag| fold(tag.name.as_str()) == folded).map(|tag| tag.id)
        };
        let mut ids: Vec<TagId> = names.iter().filter_map(id_of).collect();
        ids.sort_unstable();
        ids
    }
}

/// The tags with these ids, and those that the customers have.
pub async fn tags_of(
    store: &mut dyn TagReads,
    ids: &[TagId],
    customers: &[CustomerRecord],
) -> Result<Vec<Tag>, StoreError> {
    let mut tags = store.find_tags(ids).await?;
    let mut held: Vec<String> =
        customers.iter().flat_map(|record| &record.tags).map(|name| fold(name.as_str())).collect();
    held.sort_unstable();
    held.dedup();
    for tag in store.find_tags_named(&held).await? {
        if !tags.iter().any(|known| known.id == tag.id) {
            tags.push(tag);
        }
    }
    Ok(tags)
}

/// The tags that the changes and the customers have to do with, where tags are changed at all.
pub async fn tags_for(
    store: &mut dyn TagReads,
    changes: &BulkChanges,
    customers: &[CustomerRecord],
) -> Result<Vec<Tag>, StoreError> {
    match changes.tags {
        None => Ok(Vec::new()),
        Some(_) => tags_of(store, &changes.tag_ids(), customers).await,
    }
}
