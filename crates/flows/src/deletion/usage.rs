//! Who refers to a tag, a custom attribute, a segment, or what programmes have.

use regulars_customers::{AttributeDefinition, AttributeKey, CustomerStore, Tag};
use regulars_filters::{Filter, Redeemed, SegmentReference, fold};
use regulars_kernel::{
    AttributeId, CouponCampaignId, PageRequest, PageSize, ProgrammeId, RewardId, RfmClass, SegmentId,
    StoreError, UsedBy, UserKind,
};
use regulars_loyalty::{
    AccrualReads, CouponCampaign, CouponPoints, CouponReads, PointTypeCode, ProgrammeReads, Reward,
    RewardReads,
};
use regulars_newsletters::{Audience, DraftingStore, MergeAttribute, NewsletterUsageReads};
use regulars_segments::{SegmentStore, View, ViewReads};

/// Everything that deleting needs.
pub trait DeletionStore:
    SegmentStore
    + CustomerStore
    + DraftingStore
    + NewsletterUsageReads
    + ViewReads
    + CouponReads
    + AccrualReads
    + ProgrammeReads
    + RewardReads
{
}

impl<T> DeletionStore for T where
    T: SegmentStore
        + CustomerStore
        + DraftingStore
        + NewsletterUsageReads
        + ViewReads
        + CouponReads
        + AccrualReads
        + ProgrammeReads
        + RewardReads
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
    users.extend(rewards_for(store, segment).await?);
    Ok(users)
}

/// The rewards that have a price for customers in that segment.
async fn rewards_for(store: &mut dyn DeletionStore, segment: SegmentId) -> Result<Vec<UsedBy>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    let is_meant = |reward: &&Reward| reward.terms.prices.iter().any(|price| price.segment == Some(segment));
    loop {
        let page = store.list_rewards(None, PageRequest { size: PageSize::LARGEST, after }).await?;
        found.extend(page.items.iter().filter(is_meant).map(|reward| {
            let name = reward.terms.texts.values().next().map(|text| text.name.as_str().to_owned());
            UsedBy { kind: UserKind::Reward, id: reward.id.value(), name: name.unwrap_or_default() }
        }));
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
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

/// Who asks for the programme or for points of it, beside its own rules.
pub(super) async fn users_of_programme(
    store: &mut dyn DeletionStore,
    programme: ProgrammeId,
) -> Result<Vec<UsedBy>, StoreError> {
    let found = store.find_programme(programme).await?;
    let own: Vec<_> = found
        .iter()
        .flat_map(|found| &found.configuration.earning_rules)
        .map(|rule| rule.id.value())
        .collect();
    let mut users =
        users(store, &|filter| filter.programmes().iter().any(|(_, named)| *named == programme)).await?;
    users.retain(|user| user.kind != UserKind::EarningRule || !own.contains(&user.id));
    users.extend(campaigns_giving(store, &|points| points.programme == programme).await?);
    Ok(users)
}

/// Who asks for points of that type of the programme, or of all programmes where no other one has a type with that code, and who gives
/// some.
pub(super) async fn users_of_point_type(
    store: &mut dyn DeletionStore,
    programme: ProgrammeId,
    code: &PointTypeCode,
) -> Result<Vec<UsedBy>, StoreError> {
    let (mut after, mut stays) = (None, false);
    loop {
        let page = store.list_programmes(PageRequest { size: PageSize::LARGEST, after }).await?;
        let mut others = page.items.iter().filter(|other| other.id != programme);
        stays |= others.any(|other| other.configuration.point_type(code).is_some());
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let is_meant = |named: Option<ProgrammeId>| named.map_or(!stays, |named| named == programme);
    let mut users = users(store, &|filter| filter.asks_for_points(code.as_str(), &is_meant)).await?;
    for accrual in store.accruals_of_point_type(programme, code).await? {
        if !users.contains(&accrual) {
            users.push(accrual);
        }
    }
    let gives = |points: &CouponPoints| points.programme == programme && points.point_type == *code;
    users.extend(campaigns_giving(store, &gives).await?);
    Ok(users)
}

/// The campaigns of coupons that give such points, whatever their state.
async fn campaigns_giving(
    store: &mut dyn DeletionStore,
    gives: &(dyn Fn(&CouponPoints) -> bool + Sync),
) -> Result<Vec<UsedBy>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.list_coupon_campaigns(PageRequest { size: PageSize::LARGEST, after }).await?;
        let giving = |campaign: &CouponCampaign| campaign.terms.effect.points().is_some_and(gives);
        found.extend(page.items.into_iter().filter(giving).map(|campaign| UsedBy {
            kind: UserKind::CouponCampaign,
            id: campaign.id.value(),
            name: campaign.name.into_string(),
        }));
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}

/// Who asks for coupons of the campaign, or brings them.
pub(super) async fn users_of_campaign(
    store: &mut dyn DeletionStore,
    campaign: CouponCampaignId,
) -> Result<Vec<UsedBy>, StoreError> {
    let asks = |of: &(String, Redeemed)| of.1 == Redeemed::Coupons(Some(campaign));
    let mut users = users(store, &|filter| filter.redeemed().iter().any(asks)).await?;
    for newsletter in store.newsletters_with_coupons(campaign).await? {
        if !users.contains(&newsletter) {
            users.push(newsletter);
        }
    }
    Ok(users)
}

/// Who asks for orders of the reward.
pub(super) async fn users_of_reward(
    store: &mut dyn DeletionStore,
    reward: RewardId,
) -> Result<Vec<UsedBy>, StoreError> {
    let asks = |of: &(String, Redeemed)| of.1 == Redeemed::Rewards(Some(reward));
    users(store, &|filter| filter.redeemed().iter().any(asks)).await
}

async fn users(
    store: &mut dyn DeletionStore,
    refers: &(dyn Fn(&Filter) -> bool + Sync),
) -> Result<Vec<UsedBy>, StoreError> {
    let using = filters_in_use(store).await?.into_iter().filter(|(_, filter)| refers(filter));
    Ok(using.map(|(user, _)| user).collect())
}

/// Every filter that is kept, with what keeps it: of segments, newsletters, views, accruals to come, and earning rules.
pub(super) async fn filters_in_use(
    store: &mut dyn DeletionStore,
) -> Result<Vec<(UsedBy, Filter)>, StoreError> {
    let segments = store.every_segment().await?.into_iter().map(|segment| {
        let (kind, id, name) = (UserKind::Segment, segment.id.value(), segment.name.into_string());
        (UsedBy { kind, id, name }, segment.filter)
    });
    let mut found: Vec<(UsedBy, Filter)> = segments.collect();
    found.extend(store.newsletters_with_audience().await?.into_iter().filter_map(|newsletter| {
        let filter = match newsletter.audience {
            Audience::Filter(filter) => filter,
            Audience::Segment(segment @ SegmentReference::Stored(_)) => Filter::Segment(segment),
            Audience::Segment(SegmentReference::BuiltIn(_)) | Audience::Customers(_) => return None,
        };
        let (kind, id, name) = (UserKind::Newsletter, newsletter.id.value(), newsletter.name);
        Some((UsedBy { kind, id, name }, filter))
    }));
    let views = store.every_view().await?;
    found.extend(views.into_iter().filter_map(|view| Some((used_by(&view), view.filter?))));
    found.extend(store.point_accruals_to_come().await?.into_iter().filter_map(|accrual| {
        let (kind, id, name) = (UserKind::PointAccrual, accrual.id.value(), accrual.name.into_string());
        Some((UsedBy { kind, id, name }, accrual.audience?))
    }));
    found.extend(filters_of_rules(store).await?);
    Ok(found)
}

/// The filters of earning rules that are for certain customers, of programmes as they are now.
async fn filters_of_rules(store: &mut dyn DeletionStore) -> Result<Vec<(UsedBy, Filter)>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.list_programmes(PageRequest { size: PageSize::LARGEST, after }).await?;
        let rules = page.items.into_iter().flat_map(|programme| programme.configuration.earning_rules);
        found.extend(rules.filter_map(|rule| {
            let (kind, id, name) = (UserKind::EarningRule, rule.id.value(), rule.name.into_string());
            Some((UsedBy { kind, id, name }, rule.customers?))
        }));
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}
