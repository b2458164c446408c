//! Sets the instant at which a newsletter is sent by itself.

use chrono::NaiveDateTime;
use regulars_kernel::{Environment, Instant, NewsletterId, StoreError, SurveyId};
use regulars_newsletters::{IllegalNewsletterMove, Newsletter, write_moved};

use super::cannot_leave::CannotLeave;
use super::closed_surveys::closed_survey;
use super::send_store::{SendStore, SendingTerms};

/// When a newsletter is to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScheduledFor {
    /// At that instant.
    Instant(Instant),
    /// When the clocks of the merchant show that time.
    Local(NaiveDateTime),
}

/// Why a newsletter was not scheduled.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleNewsletterError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// It is a draft, or was sent before.
    #[error(transparent)]
    Illegal(#[from] IllegalNewsletterMove),
    /// The instant has passed.
    #[error("must not lie in the past")]
    Past,
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
    /// A survey in it is not open at that instant.
    #[error("the survey {0} in it is not open then")]
    SurveyNotOpen(SurveyId),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sets the instant, or another one. Who gets the newsletter is decided when that instant has come.
pub async fn schedule_newsletter(
    store: &mut dyn SendStore,
    environment: &Environment,
    terms: SendingTerms,
    id: NewsletterId,
    at: ScheduledFor,
) -> Result<Newsletter, ScheduleNewsletterError> {
    let newsletter = store.find_newsletter(id).await?.ok_or(ScheduleNewsletterError::UnknownNewsletter)?;
    let merchant = store.own_merchant().await?;
    let now = environment.now();
    let at = match at {
        ScheduledFor::Instant(instant) => instant,
        ScheduledFor::Local(local) => merchant.calendar.instant_of(local),
    };
    let scheduled = newsletter.clone().scheduled(at, now)?;
    if at < now {
        return Err(ScheduleNewsletterError::Past);
    }
    terms.check(&merchant)?;
    if let Some(survey) = closed_survey(store, &newsletter, at).await? {
        return Err(ScheduleNewsletterError::SurveyNotOpen(survey));
    }
    write_moved(store, environment, &newsletter, &scheduled).await?;
    Ok(scheduled)
}
