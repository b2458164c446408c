//! Which segments a customer is in.

use std::collections::{BTreeMap, BTreeSet};

use regulars_filters::{BuiltIn, Filter, ResolvedFilter, inline_segments};
use regulars_kernel::{CustomerId, Instant, MerchantCalendar, NewsletterId, SegmentId};

use crate::check_filter::find;
use crate::resolve_filter::ResolveFilterError;
use crate::{AudienceReads, Segment, SegmentReads};

/// How many segments one statement asks about.
const AT_ONCE: usize = 100;

/// The segments that the customer is in at this moment, the built-in ones first and then the merchant's own by name. Nobody else is
/// looked at: the merchant's segments are one statement, what they ask of newsletters one, and whether they hold one for every
/// hundred.
pub async fn segments_of_customer<Store: SegmentReads + AudienceReads + ?Sized>(
    store: &mut Store,
    customer: CustomerId,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<Segment>, ResolveFilterError> {
    let mut own: Vec<Segment> = store.every_segment().await?.into_iter().map(Segment::from).collect();
    own.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    let filters: BTreeMap<SegmentId, Filter> =
        own.iter().map(|segment| (segment.id, segment.filter.clone())).collect();
    let reactions = filters.values().flat_map(Filter::reactions);
    let asked: BTreeSet<NewsletterId> = reactions.filter_map(|(_, condition)| condition.newsletter).collect();
    let newsletters =
        if asked.is_empty() { BTreeMap::new() } else { store.newsletters_reacted_to(&asked).await? };
    let positions = |newsletter, link: &str| {
        newsletters.get(&newsletter).map(|known| known.positions_of(link)).unwrap_or_default()
    };
    let segments: Vec<Segment> = BuiltIn::ALL.iter().copied().map(Segment::from).chain(own).collect();
    let mut holding = Vec::new();
    for some in segments.chunks(AT_ONCE) {
        let resolved = some
            .iter()
            .map(|segment| {
                let inlined = inline_segments(&segment.filter, &|id| find(&filters, id))?;
                Ok(inlined.resolve_with_links(calendar, now, &positions)?)
            })
            .collect::<Result<Vec<ResolvedFilter>, ResolveFilterError>>()?;
        let answers = store.conditions_of_customer(&resolved, customer).await?.unwrap_or_default();
        let held = some.iter().zip(answers).filter(|(_, holds)| *holds);
        holding.extend(held.map(|(segment, _)| segment.clone()));
    }
    Ok(holding)
}
