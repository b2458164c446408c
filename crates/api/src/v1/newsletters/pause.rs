//! `POST /v1/newsletters/{id}/pause`.

use actix_web::{post, web};
use regulars_kernel::NewsletterId;
use regulars_newsletters::pause_newsletter as pause;

use super::body::NewsletterBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Pause a newsletter that is being sent.
///
/// Messages that are on the wire still leave; the others wait until it is resumed. One that is paused already is answered as
/// it is.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd4")), responses(
    (status = 200, description = "The newsletter as it is now", body = NewsletterBody),
    (status = 409, description = "It is not being sent"),
))]
#[post("/v1/newsletters/{id}/pause")]
pub async fn pause_newsletter(
    caller: Caller<access::pause_newsletter>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<NewsletterBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let environment = caller.environment(&application);
    let newsletter = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { pause(tx, &environment, id).await.map_err(ApiError::from) })
        })
        .await?;
    Ok(Single(newsletter.into()))
}
