//! Sends a newsletter whose scheduled instant has come.

use regulars_filters::FilterErrorCode;
use regulars_identity::ScheduleGrace;
use regulars_kernel::{Environment, NewsletterId, StoreError};
use regulars_newsletters::{Newsletter, NewsletterState, write_moved};

use super::audience::ResolveAudienceError;
use super::send_newsletter::{SendNewsletterError, send_newsletter};
use super::send_store::{SendStore, SendingTerms};

/// Why a scheduled newsletter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum StartScheduledError {
    /// Its instant has long passed.
    #[error("it was to be sent more than {} hours ago", .0.hours())]
    Missed(ScheduleGrace),
    /// It could not be sent by hand either.
    #[error(transparent)]
    Send(#[from] SendNewsletterError),
}

impl From<StoreError> for StartScheduledError {
    fn from(error: StoreError) -> Self {
        Self::Send(error.into())
    }
}

/// Sends a newsletter as if somebody had done it by hand, unless its instant has passed by more than the merchant allows.
/// Nothing happens to one that is not scheduled: another worker may have started it, or somebody may have taken it off
/// its schedule.
pub async fn start_scheduled(
    store: &mut dyn SendStore,
    environment: &Environment,
    terms: SendingTerms,
    id: NewsletterId,
) -> Result<(), StartScheduledError> {
    let Some(newsletter) = store.find_newsletter(id).await? else { return Ok(()) };
    if newsletter.state != NewsletterState::Scheduled {
        return Ok(());
    }
    let grace = store.own_merchant().await?.schedule_grace;
    if newsletter.scheduled_at.is_some_and(|instant| grace.is_over(instant, environment.now())) {
        return Err(StartScheduledError::Missed(grace));
    }
    Ok(send_newsletter(store, environment, terms, id).await.map(drop)?)
}

/// Puts a scheduled newsletter that could not be sent back to ready, with the reason. Call it in a transaction of its
/// own, after the one in which sending was tried has been given up. None when there is nothing to put back: it is no
/// longer scheduled, or the store failed and it is best tried again.
pub async fn put_back_scheduled(
    store: &mut dyn SendStore,
    environment: &Environment,
    id: NewsletterId,
    why: &StartScheduledError,
) -> Result<Option<Newsletter>, StoreError> {
    let Some(code) = code_of(why) else { return Ok(None) };
    let Some(newsletter) = store.find_newsletter(id).await? else { return Ok(None) };
    if newsletter.state != NewsletterState::Scheduled {
        return Ok(None);
    }
    let Ok(back) = newsletter.clone().not_started(code.to_owned(), environment.now()) else {
        return Ok(None);
    };
    write_moved(store, environment, &newsletter, &back).await?;
    Ok(Some(back))
}

/// The code of the reason: that of the problem that sending by hand would be answered with, if there is one.
const fn code_of(why: &StartScheduledError) -> Option<&'static str> {
    match why {
        StartScheduledError::Missed(_) => Some("schedule_missed"),
        StartScheduledError::Send(error) => code_of_sending(error),
    }
}

const fn code_of_sending(why: &SendNewsletterError) -> Option<&'static str> {
    match why {
        SendNewsletterError::CannotLeave(hindrance) => Some(hindrance.code()),
        SendNewsletterError::EmptyAudience(_) => Some("empty_audience"),
        SendNewsletterError::SurveyNotOpen(_) => Some("survey_not_open"),
        SendNewsletterError::Coupons(_) => Some("coupons_short"),
        SendNewsletterError::QuotaExhausted(_) => Some("quota_exhausted"),
        SendNewsletterError::Audience(ResolveAudienceError::Filter { error, .. }) => Some(match error.code {
            FilterErrorCode::TooExpensive => "too_expensive",
            _ => "unknown_segment",
        }),
        SendNewsletterError::Compile(_) => Some("content_mistakes"),
        SendNewsletterError::UnknownNewsletter
        | SendNewsletterError::Illegal(_)
        | SendNewsletterError::Audience(ResolveAudienceError::Store(_))
        | SendNewsletterError::Store(_) => None,
    }
}
