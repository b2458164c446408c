//! Who refers to a tag or a segment.

use async_trait::async_trait;
use regulars_customers::{CustomerStore, Tag};
use regulars_filters::{Filter, SegmentReference, fold};
use regulars_kernel::{NewsletterId, SegmentId, StoreError, TemplateId, UsedBy, UserKind};
use regulars_newsletters::{Audience, DraftingStore};
use regulars_segments::{SegmentStore, StoredSegment};

/// A newsletter that is not over, and whom it is meant for.
#[derive(Clone, Debug)]
pub struct UsingNewsletter {
    /// Its id.
    pub id: NewsletterId,
    /// Its name.
    pub name: String,
    /// Whom it is meant for.
    pub audience: Audience,
}

/// What of a merchant refers to other things.
#[async_trait]
pub trait UsageStore: Send {
    /// Every segment of the merchant's own.
    async fn every_segment(&mut self) -> Result<Vec<StoredSegment>, StoreError>;
    /// The newsletters that have an audience and are neither sent nor cancelled: what they refer to is looked up when they
    /// are sent, or still shown.
    async fn newsletters_with_audience(&mut self) -> Result<Vec<UsingNewsletter>, StoreError>;
    /// The newsletters with that template, in whatever state: one that was sent must look the same for ever.
    async fn newsletters_with_template(&mut self, template: TemplateId) -> Result<Vec<UsedBy>, StoreError>;
}

/// Everything that deleting needs.
pub trait DeletionStore: UsageStore + SegmentStore + CustomerStore + DraftingStore {}

impl<T: UsageStore + SegmentStore + CustomerStore + DraftingStore> DeletionStore for T {}

/// Who refers to the tag.
pub(super) async fn users_of_tag(
    store: &mut dyn DeletionStore,
    tag: &Tag,
) -> Result<Vec<UsedBy>, StoreError> {
    let folded = fold(tag.name.as_str());
    users(store, &|filter| {
        let mut refers = false;
        filter.clone().for_each_tag(&mut |named, _| {
            refers |= named.id.map_or_else(|| fold(&named.name) == folded, |id| id == tag.id);
        });
        refers
    })
    .await
}

/// Who refers to the segment.
pub(super) async fn users_of_segment(
    store: &mut dyn DeletionStore,
    segment: SegmentId,
) -> Result<Vec<UsedBy>, StoreError> {
    users(store, &|filter| filter.stored_segments().contains(&segment)).await
}

async fn users(
    store: &mut dyn DeletionStore,
    refers: &(dyn Fn(&Filter) -> bool + Sync),
) -> Result<Vec<UsedBy>, StoreError> {
    let segments = store.every_segment().await?;
    let newsletters = store.newsletters_with_audience().await?;
    let segments = segments.into_iter().filter(|segment| refers(&segment.filter)).map(|segment| UsedBy {
        kind: UserKind::Segment,
        id: segment.id.value(),
        name: segment.name.into_string(),
    });
    let newsletters = newsletters.into_iter().filter(|newsletter| match &newsletter.audience {
        Audience::Filter(filter) => refers(filter),
        Audience::Segment(SegmentReference::Stored(id)) => {
            refers(&Filter::Segment(SegmentReference::Stored(*id)))
        }
        Audience::Segment(SegmentReference::BuiltIn(_)) | Audience::Customers(_) => false,
    });
    let newsletters = newsletters.map(|newsletter| UsedBy {
        kind: UserKind::Newsletter,
        id: newsletter.id.value(),
        name: newsletter.name,
    });
    Ok(segments.chain(newsletters).collect())
}
