//! The newsletters whose reactions a filter asks for.

use std::collections::{BTreeMap, BTreeSet};

use regulars_filters::{Filter, FilterError, FilterErrorCode, ReactedNewsletter, ReactionCondition};
use regulars_kernel::{NewsletterId, StoreError};

use crate::SegmentReads;

/// What is known of the newsletters that these filters ask for.
pub(crate) async fn reacted_newsletters<'a>(
    store: &mut dyn SegmentReads,
    filters: impl Iterator<Item = &'a Filter>,
) -> Result<BTreeMap<NewsletterId, ReactedNewsletter>, StoreError> {
    let ids: BTreeSet<NewsletterId> = filters
        .flat_map(|filter| filter.reactions().into_iter().filter_map(|(_, condition)| condition.newsletter))
        .collect();
    if ids.is_empty() { Ok(BTreeMap::new()) } else { store.newsletters_reacted_to(&ids).await }
}

/// Whether everything that the filter itself asks for can be told.
pub(crate) fn check_reactions(
    filter: &Filter,
    known: &BTreeMap<NewsletterId, ReactedNewsletter>,
) -> Result<(), FilterError> {
    for (pointer, condition) in filter.reactions() {
        let ReactionCondition { newsletter: Some(newsletter), kind, link, within: _ } = condition else {
            continue;
        };
        let fault = |key: &str, code, detail: &str| FilterError {
            pointer: format!("{pointer}/{key}"),
            code,
            detail: detail.to_owned(),
        };
        let Some(known) = known.get(newsletter) else {
            let detail = "is not the id of a newsletter";
            return Err(fault("newsletter", FilterErrorCode::UnknownNewsletter, detail));
        };
        if kind.is_tracked() && !known.names_customers {
            let detail = "was not sent under individual tracking, so nobody who reacted can be named";
            return Err(fault("newsletter", FilterErrorCode::NotIndividual, detail));
        }
        if link.as_deref().is_some_and(|link| known.positions_of(link).is_empty()) {
            return Err(fault("link", FilterErrorCode::UnknownLink, "is no link of that newsletter"));
        }
    }
    Ok(())
}
