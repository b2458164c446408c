//! Makes a filter ready to be evaluated.

use std::collections::{BTreeMap, BTreeSet};

use regulars_filters::{
    Filter, FilterError, FilterNotReady, ReactedNewsletter, ResolvedFilter, inline_segments,
};
use regulars_kernel::{Instant, MerchantCalendar, NewsletterId, SegmentId, StoreError};

use crate::SegmentReads;
use crate::bind_attributes::{BindAttributesError, bind_attributes};
use crate::built_in_id::built_in_of;
use crate::check_assignees::check_assignees;
use crate::check_filter::find;
use crate::check_programmes::check_programmes;
use crate::check_redeemed::check_redeemed;
use crate::check_rfm_classes::check_rfm_classes;
use crate::reacted::{check_reactions, reacted_newsletters};

/// Why a filter cannot be evaluated.
#[derive(Debug, thiserror::Error)]
pub enum ResolveFilterError {
    /// It refers to a segment that does not exist, or grows too large with what it refers to.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// A reference was left over, which is a defect.
    #[error(transparent)]
    NotReady(#[from] FilterNotReady),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<BindAttributesError> for ResolveFilterError {
    fn from(error: BindAttributesError) -> Self {
        match error {
            BindAttributesError::Filter(error) => Self::Filter(error),
            BindAttributesError::Store(error) => Self::Store(error),
        }
    }
}

/// The filter with the segments that it refers to put in, as it is meant at `now` in the merchant's calendar.
pub async fn resolve_filter(
    store: &mut dyn SegmentReads,
    filter: &Filter,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<ResolvedFilter, ResolveFilterError> {
    let known = KnownToFilter::load(store, filter).await?;
    known.resolve(&known.bound, calendar, now)
}

/// A filter with everything that it refers to.
pub(crate) struct KnownToFilter {
    /// The filter, its attributes looked up.
    pub(crate) bound: Filter,
    segments: BTreeMap<SegmentId, Filter>,
    newsletters: BTreeMap<NewsletterId, ReactedNewsletter>,
}

impl KnownToFilter {
    /// Looks everything up and checks that the filter can be evaluated.
    pub(crate) async fn load(
        store: &mut dyn SegmentReads,
        filter: &Filter,
    ) -> Result<Self, ResolveFilterError> {
        let known = Self::load_for_one(store, filter).await?;
        inline_segments(&known.bound, &|id| find(&known.segments, id))?.check_cost()?;
        Ok(known)
    }

    /// The same for a filter that is evaluated for one customer alone, whatever it costs.
    pub(crate) async fn load_for_one(
        store: &mut dyn SegmentReads,
        filter: &Filter,
    ) -> Result<Self, ResolveFilterError> {
        let mut bound = filter.clone();
        bind_attributes(store, &mut bound).await?;
        let segments = load_referred(store, &bound).await?;
        // Those in stored segments were checked when they were stored, and what was sent never changes.
        let newsletters = reacted_newsletters(store, segments.values().chain([&bound])).await?;
        check_rfm_classes(store, &bound).await??;
        check_assignees(store, &bound).await??;
        check_programmes(store, &bound).await??;
        check_redeemed(store, &bound).await??;
        check_reactions(&bound, &newsletters)?;
        Ok(Self { bound, segments, newsletters })
    }

    /// The filter, or a part of it, as it is meant at `now` in the merchant's calendar.
    pub(crate) fn resolve(
        &self,
        part: &Filter,
        calendar: &MerchantCalendar,
        now: Instant,
    ) -> Result<ResolvedFilter, ResolveFilterError> {
        let inlined = inline_segments(part, &|id| find(&self.segments, id))?;
        let positions = |newsletter, link: &str| {
            let known = self.newsletters.get(&newsletter);
            known.map(|newsletter| newsletter.positions_of(link)).unwrap_or_default()
        };
        Ok(inlined.resolve_with_links(calendar, now, &positions)?)
    }
}

/// The filters of all stored segments that the filter refers to, and of those that these refer to.
async fn load_referred(
    store: &mut dyn SegmentReads,
    filter: &Filter,
) -> Result<BTreeMap<SegmentId, Filter>, StoreError> {
    let mut loaded = BTreeMap::new();
    let mut asked = BTreeSet::new();
    let mut wanted = filter.stored_segments();
    loop {
        wanted.retain(|id| built_in_of(*id).is_none() && asked.insert(*id));
        if wanted.is_empty() {
            return Ok(loaded);
        }
        let found = store.filters_of_segments(&wanted).await?;
        wanted = found.values().flat_map(Filter::stored_segments).collect();
        loaded.extend(found);
    }
}
