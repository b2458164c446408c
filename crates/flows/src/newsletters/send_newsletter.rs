//! Freezes the audience of a newsletter, reserves its quota, and lets its sending begin.

use regulars_kernel::{Environment, NewsletterId, StoreError, SurveyId};
use regulars_newsletters::{
    AudienceReach, CompileError, IllegalNewsletterMove, Newsletter, NewsletterMove, write_moved,
};
use regulars_quota::{QuotaExhausted, ReserveError, Reserved, Spender, reserve};

use super::audience::{ResolveAudienceError, resolve_audience};
use super::cannot_leave::CannotLeave;
use super::closed_surveys::closed_survey;
use super::coupon_shortfall::{CouponShortfall, coupon_shortfall};
use super::send_store::{SendStore, SendingTerms};

/// A newsletter whose sending has begun.
#[derive(Clone, Debug, PartialEq)]
pub struct SentNewsletter {
    /// The newsletter as it is now.
    pub newsletter: Newsletter,
    /// Who was meant, and who of them is reached.
    pub reach: AudienceReach,
    /// Where its quota came from.
    pub reserved: Reserved,
}

/// Why a newsletter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SendNewsletterError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// It is a draft, or was sent before.
    #[error(transparent)]
    Illegal(#[from] IllegalNewsletterMove),
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
    /// A survey in it is not open.
    #[error("the survey {0} in it is not open")]
    SurveyNotOpen(SurveyId),
    /// Nobody would get it.
    #[error("nobody would get it: of {} customers none is reached", .0.audience)]
    EmptyAudience(AudienceReach),
    /// Its campaign has no coupons for all of them.
    #[error(transparent)]
    Coupons(#[from] CouponShortfall),
    /// There is too little quota for the whole audience.
    #[error(transparent)]
    QuotaExhausted(#[from] QuotaExhausted),
    /// Its audience names a segment that is gone.
    #[error(transparent)]
    Audience(#[from] ResolveAudienceError),
    /// It does not compile, which saving it should have found.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ReserveError> for SendNewsletterError {
    fn from(error: ReserveError) -> Self {
        match error {
            ReserveError::Exhausted(error) => Self::QuotaExhausted(error),
            ReserveError::Store(error) => Self::Store(error),
        }
    }
}

/// Sends a newsletter: writes a delivery for everybody in its audience whom the contact gate lets through, each address
/// once, and reserves quota for all of them. All of it is done or nothing. Workers do the rest.
pub async fn send_newsletter(
    store: &mut dyn SendStore,
    environment: &Environment,
    terms: SendingTerms,
    id: NewsletterId,
) -> Result<SentNewsletter, SendNewsletterError> {
    let newsletter = store.find_newsletter(id).await?.ok_or(SendNewsletterError::UnknownNewsletter)?;
    newsletter.state.after(NewsletterMove::Send)?;
    let merchant = store.own_merchant().await?;
    terms.check(&merchant)?;
    let now = environment.now();
    if let Some(survey) = closed_survey(store, &newsletter, now).await? {
        return Err(SendNewsletterError::SurveyNotOpen(survey));
    }
    let reach = match &newsletter.audience {
        Some(audience) => {
            let resolved = resolve_audience(store, audience, &merchant.calendar, now).await?;
            let reach = store.reach_of_audience(&resolved, now).await?;
            let reachable = store.freeze_audience(id, &resolved, now).await?;
            AudienceReach { reachable, ..reach }
        }
        None => AudienceReach::default(),
    };
    if reach.reachable == 0 {
        return Err(SendNewsletterError::EmptyAudience(reach));
    }
    let calendar = &merchant.calendar;
    let lacking = coupon_shortfall(store, environment, calendar, &newsletter, reach.reachable).await?;
    if let Some(lacking) = lacking {
        return Err(lacking.into());
    }
    let units =
        u32::try_from(reach.reachable).map_err(|error| StoreError::inconsistent("customers", error))?;
    let reserved = reserve(store, environment, Spender::Newsletter(id), units).await?;
    let started = newsletter.clone().started(reach.clone(), now)?;
    write_moved(store, environment, &newsletter, &started).await?;
    Ok(SentNewsletter { newsletter: started, reach, reserved })
}
