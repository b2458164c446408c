//! Makes the audience of a newsletter ready to be looked up.

use regulars_customers::MergeReads;
use regulars_filters::{Filter, FilterError};
use regulars_kernel::{Instant, MerchantCalendar, StoreError};
use regulars_newsletters::{Audience, PickedCustomers, ResolvedAudience};
use regulars_segments::{
    BindAttributesError, BindTagsError, ResolveFilterError, SegmentReads, SegmentStore, bind_attributes,
    bind_tags, resolve_filter,
};

/// Which field of an audience something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudiencePlace {
    /// The target group.
    Segment,
    /// The filter.
    Filter,
}

/// Why an audience cannot be looked up.
#[derive(Debug, thiserror::Error)]
pub enum ResolveAudienceError {
    /// It names a segment that does not exist, or grows too large with what it refers to.
    #[error("{error}")]
    Filter {
        /// The field.
        place: AudiencePlace,
        /// What is wrong.
        error: FilterError,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an audience is looked up in.
pub trait MeantCustomerReads: SegmentReads + MergeReads {}

impl<Store: SegmentReads + MergeReads> MeantCustomerReads for Store {}

/// The audience as it is meant at `now` in the merchant's calendar. Who was picked and is part of another customer by now is
/// meant as that one.
pub(crate) async fn resolve_audience(
    store: &mut dyn MeantCustomerReads,
    audience: &Audience,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<ResolvedAudience, ResolveAudienceError> {
    let Audience::Customers(picked) = audience else {
        return resolve_target(store, audience, calendar, now).await;
    };
    let survivors = store.survivors_of(picked.ids()).await?;
    let meant = picked.ids().iter().map(|id| survivors.get(id).copied().unwrap_or(*id)).collect();
    let meant =
        PickedCustomers::new(meant).map_err(|error| StoreError::inconsistent("newsletters", error))?;
    Ok(ResolvedAudience::Customers(meant))
}

async fn resolve_target(
    store: &mut dyn SegmentReads,
    audience: &Audience,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<ResolvedAudience, ResolveAudienceError> {
    let (filter, place) = match audience {
        Audience::Customers(picked) => return Ok(ResolvedAudience::Customers(picked.clone())),
        Audience::Segment(reference) => (Filter::Segment(*reference), AudiencePlace::Segment),
        Audience::Filter(filter) => (filter.clone(), AudiencePlace::Filter),
    };
    match resolve_filter(store, &filter, calendar, now).await {
        Ok(resolved) => Ok(ResolvedAudience::Filter(resolved)),
        Err(ResolveFilterError::Filter(error)) => Err(ResolveAudienceError::Filter { place, error }),
        Err(ResolveFilterError::NotReady(error)) => Err(StoreError::inconsistent("segments", error).into()),
        Err(ResolveFilterError::Store(error)) => Err(error.into()),
    }
}

/// Checks that what an audience names exists, and gives its tags and attributes their ids. Nobody deletes any of it before this
/// transaction ends.
pub async fn bind_audience(
    store: &mut dyn SegmentStore,
    audience: Option<&mut Audience>,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<(), ResolveAudienceError> {
    let Some(audience) = audience else { return Ok(()) };
    store.lock_segments().await?;
    bind_references(store, audience).await?;
    resolve_target(store, audience, calendar, now).await.map(drop)
}

/// Gives the tags and attributes that an audience names their ids, which is how it is looked up. Some may be deleted meanwhile.
pub(crate) async fn bind_references(
    store: &mut dyn SegmentReads,
    audience: &mut Audience,
) -> Result<(), ResolveAudienceError> {
    let Audience::Filter(filter) = audience else { return Ok(()) };
    bind_tags(store, filter).await.map_err(|error| match error {
        BindTagsError::UnknownTag(error) => {
            ResolveAudienceError::Filter { place: AudiencePlace::Filter, error }
        }
        BindTagsError::Store(error) => error.into(),
    })?;
    bind_attributes(store, filter).await.map_err(|error| match error {
        BindAttributesError::Filter(error) => {
            ResolveAudienceError::Filter { place: AudiencePlace::Filter, error }
        }
        BindAttributesError::Store(error) => error.into(),
    })
}
