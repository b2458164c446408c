//! Who refers to a tag, a custom attribute or a segment.

use regulars_customers::{AttributeDefinition, AttributeKey, CustomerStore, Tag};
use regulars_filters::{Filter, SegmentReference, fold};
use regulars_kernel::{
    AttributeId, PageRequest, PageSize, RfmClass, SegmentId, StoreError, UsedBy, UserKind,
};
use regulars_loyalty::{CouponReads, ProgrammeReads};
use regulars_newsletters::{Audience, DraftingStore, MergeAttribute, NewsletterUsageReads};
use regulars_segments::{SegmentStore, View, ViewReads};

/// Everything that deleting needs.
pub trait DeletionStore:
    SegmentStore + CustomerStore + DraftingStore + NewsletterUsageReads + ViewReads + CouponReads + ProgrammeReads
{
}

impl<T> DeletionStore for T where
    T: SegmentStore
        + CustomerStore
        + DraftingStore
        + NewsletterUsageReads
        + ViewReads
        + CouponReads
        + ProgrammeReads
{
}

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

/// Who refers to the attribute, by its id or, in texts, by its key.
pub(super) async fn users_of_attribute(
    store: &mut dyn DeletionStore,
    definition: &AttributeDefinition,
) -> Result<Vec<UsedBy>, StoreError> {
    let attribute = definition.id;
    let mut users = users(store, &|filter| filter.attribute_ids().contains(&attribute)).await?;
    for newsletter in users_of_key(store, &definition.key).await? {
        if !users.contains(&newsletter) {
            users.push(newsletter);
        }
    }
    for view in store.every_view().await? {
        let user = used_by(&view);
        if view.attributes().any(|column| column == attribute) && !users.contains(&user) {
            users.push(user);
        }
    }
    Ok(users)
}

/// The newsletters whose texts name an attribute by its key.
pub(super) async fn users_of_key(
    store: &mut dyn DeletionStore,
    key: &AttributeKey,
) -> Result<Vec<UsedBy>, StoreError> {
    match MergeAttribute::of_key(key.as_str()) {
        Some(attribute) => store.newsletters_naming_attribute(&attribute).await,
        None => Ok(Vec::new()),
    }
}

fn used_by(view: &View) -> UsedBy {
    UsedBy { kind: UserKind::View, id: view.id.value(), name: view.name.as_str().to_owned() }
}

/// Who compares the attribute with one of these folded options.
pub(super) async fn users_of_options(
    store: &mut dyn DeletionStore,
    attribute: AttributeId,
    folded: &[String],
) -> Result<Vec<UsedBy>, StoreError> {
    users(store, &|filter| filter.compares_with_option(attribute, folded)).await
}

/// Who refers to the segment.
pub(super) async fn users_of_segment(
    store: &mut dyn DeletionStore,
    segment: SegmentId,
) -> Result<Vec<UsedBy>, StoreError> {
    let mut users = users(store, &|filter| filter.stored_segments().contains(&segment)).await?;
    users.extend(store.coupon_campaigns_for(segment).await?.into_iter().map(|(id, name)| UsedBy {
        kind: UserKind::CouponCampaign,
        id: id.value(),
        name: name.into_string(),
    }));
    Ok(users)
}

/// Who asks for one of these RFM classes.
pub(super) async fn users_of_rfm_classes(
    store: &mut dyn DeletionStore,
    classes: &[RfmClass],
) -> Result<Vec<UsedBy>, StoreError> {
    users(store, &|filter| {
        let named = filter.rfm_classes();
        named.iter().any(|(_, name)| classes.iter().any(|class| class.as_str() == name))
    })
    .await
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
    let views = store.every_view().await?;
    let views = views.iter().filter(|view| view.filter.as_ref().is_some_and(refers)).map(used_by);
    let mut found: Vec<UsedBy> = segments.chain(newsletters).chain(views).collect();
    found.extend(rules(store, refers).await?);
    Ok(found)
}

/// The earning rules that are for customers of such a filter, of programmes as they are now.
async fn rules(
    store: &mut dyn DeletionStore,
    refers: &(dyn Fn(&Filter) -> bool + Sync),
) -> Result<Vec<UsedBy>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.list_programmes(PageRequest { size: PageSize::LARGEST, after }).await?;
        let rules = page.items.into_iter().flat_map(|programme| programme.configuration.earning_rules);
        let using = rules.filter(|rule| rule.customers.as_ref().is_some_and(refers));
        found.extend(using.map(|rule| UsedBy {
            kind: UserKind::EarningRule,
            id: rule.id.value(),
            name: rule.name.into_string(),
        }));
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}
