//! `POST /v1/newsletters/{id}/cancel`.

use actix_web::{post, web};
use regulars_flows::cancel_newsletter as cancel;
use regulars_kernel::NewsletterId;

use super::body::NewsletterBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Cancel a newsletter.
///
/// A scheduled one is `ready` again. One that is being sent or paused ends for good: what has left stays sent, everything
/// else is cancelled, and its quota comes back to where it came from.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd2")), responses(
    (status = 200, description = "The newsletter as it is now", body = NewsletterBody),
    (status = 409, description = "There is nothing to cancel"),
))]
#[post("/v1/newsletters/{id}/cancel")]
pub async fn cancel_newsletter(
    caller: Caller<access::cancel_newsletter>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<NewsletterBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let environment = caller.environment(&application);
    let newsletter = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { cancel(tx, &environment, id).await.map_err(ApiError::from) })
        })
        .await?;
    Ok(Single(newsletter.into()))
}
