//! Changes a campaign.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, StoreError, StoreId};

use super::campaign::{CouponAudience, CouponCampaign, CouponCampaignState, CouponTerms};
use super::store::CouponStore;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponCampaignPatch {
    /// What it is called.
    pub name: Option<Label>,
    /// Where it stands.
    pub state: Option<CouponCampaignState>,
    /// What it does, all of it.
    pub terms: Option<CouponTerms>,
}

/// Why a campaign was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeCampaignError {
    /// It cannot come from the one state to the other.
    #[error("a campaign that is {from} cannot become {to}")]
    Transition {
        /// Where it stands.
        from: CouponCampaignState,
        /// Where it was to come.
        to: CouponCampaignState,
    },
    /// What it does is not fit, at these places.
    #[error("the campaign is not fit")]
    Faulty(Vec<(&'static str, &'static str)>),
    /// The merchant has no such stores.
    #[error("there is no such store")]
    UnknownStores,
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The merchant has no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// The merchant has no such segment.
    #[error("there is no such segment")]
    UnknownSegment,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a campaign that was found for change. What was used before stays as it was.
pub async fn change_coupon_campaign(
    store: &mut dyn CouponStore,
    environment: &Environment,
    before: CouponCampaign,
    patch: CouponCampaignPatch,
) -> Result<CouponCampaign, ChangeCampaignError> {
    let CouponCampaignPatch { name, state, terms } = patch;
    let mut after = before.clone();
    if let Some(state) = state.filter(|state| *state != before.state) {
        if !before.state.may_become(state) {
            return Err(ChangeCampaignError::Transition { from: before.state, to: state });
        }
        after.state = state;
    }
    if let Some(terms) = terms.filter(|terms| *terms != before.terms) {
        require_terms(store, &terms).await?;
        after.terms = terms;
    }
    after.name = name.unwrap_or(after.name);
    if after == before {
        return Ok(before);
    }
    after.updated_at = environment.now();
    store.update_coupon_campaign(&after).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    Ok(after)
}

/// Nothing, where a campaign can do that.
pub(super) async fn require_terms(
    store: &mut dyn CouponStore,
    terms: &CouponTerms,
) -> Result<(), ChangeCampaignError> {
    let faults = terms.faults();
    if !faults.is_empty() {
        return Err(ChangeCampaignError::Faulty(faults));
    }
    let stores: Vec<StoreId> = terms.stores.iter().copied().collect();
    if !store.unknown_stores(&stores).await?.is_empty() {
        return Err(ChangeCampaignError::UnknownStores);
    }
    if let Some(points) = terms.effect.points() {
        let programme = store.find_programme(points.programme).await?;
        let programme = programme.ok_or(ChangeCampaignError::UnknownProgramme)?;
        if programme.configuration.point_type(&points.point_type).is_none() {
            let fault = ("effect/point_type", "is no type of points of the programme");
            return Err(ChangeCampaignError::Faulty(vec![fault]));
        }
    }
    match terms.audience {
        CouponAudience::Customer(customer) if !store.has_customer(customer).await? => {
            Err(ChangeCampaignError::UnknownCustomer)
        }
        CouponAudience::Segment(segment) if !store.has_segment(segment).await? => {
            Err(ChangeCampaignError::UnknownSegment)
        }
        CouponAudience::Everybody | CouponAudience::Customer(_) | CouponAudience::Segment(_) => Ok(()),
    }
}
