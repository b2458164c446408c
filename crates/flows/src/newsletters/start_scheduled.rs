//! Sends a newsletter whose scheduled instant has come.

use regulars_filters::FilterErrorCode;
use regulars_kernel::{Environment, NewsletterId, StoreError};
use regulars_newsletters::{Newsletter, NewsletterState};

use super::audience::ResolveAudienceError;
use super::send_newsletter::SendNewsletterError;
use super::send_store::SendStore;

/// Puts a scheduled newsletter that could not be sent back to ready, with the reason. Call it in a transaction of its
/// own, after the one in which sending was tried has been given up. None when there is nothing to put back: it is no
/// longer scheduled, or the store failed and it is best tried again.
pub async fn put_back_scheduled(
    store: &mut dyn SendStore,
    environment: &Environment,
    id: NewsletterId,
    why: &SendNewsletterError,
) -> Result<Option<Newsletter>, StoreError> {
    let Some(code) = code_of(why) else { return Ok(None) };
    let Some(newsletter) = store.find_newsletter(id).await? else { return Ok(None) };
    if newsletter.state != NewsletterState::Scheduled {
        return Ok(None);
    }
    let Ok(back) = newsletter.not_started(code.to_owned(), environment.now()) else { return Ok(None) };
    store.update_newsletter(&back).await?;
    Ok(Some(back))
}

/// The code of the problem that sending by hand would be answered with.
const fn code_of(why: &SendNewsletterError) -> Option<&'static str> {
    match why {
        SendNewsletterError::CannotLeave(hindrance) => Some(hindrance.code()),
        SendNewsletterError::EmptyAudience(_) => Some("empty_audience"),
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
