//! `POST /v1/newsletters/{id}/resume`.

use actix_web::{post, web};
use regulars_flows::resume_newsletter as resume;
use regulars_kernel::NewsletterId;

use super::body::NewsletterBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Resume a paused newsletter.
///
/// Its messages leave again, those that waited when it was paused at the next turn of the sender. `pause_reason` tells what
/// to look at before, where it paused by itself.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd4")), responses(
    (status = 200, description = "The newsletter as it is now", body = NewsletterBody),
    (status = 409, description = "It is not paused, or there is no address to send from or no relay"),
))]
#[post("/v1/newsletters/{id}/resume")]
pub async fn resume_newsletter(
    caller: Caller<access::resume_newsletter>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<NewsletterBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let (environment, terms) = (caller.environment(&application), application.sending_terms());
    let newsletter = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { resume(tx, &environment, terms, id).await.map_err(ApiError::from) })
        })
        .await?;
    Ok(Single(newsletter.into()))
}
