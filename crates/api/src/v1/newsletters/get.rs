//! `GET /v1/newsletters/{id}`.

use actix_web::{get, web};
use regulars_kernel::NewsletterId;
use regulars_newsletters::NewsletterReads;

use super::body::NewsletterBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show a newsletter.
///
/// Its content, who it is meant for, and where it stands.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")),
    responses((status = 200, description = "The newsletter", body = NewsletterBody)))]
#[get("/v1/newsletters/{id}")]
pub async fn get_newsletter(
    caller: Caller<access::get_newsletter>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<NewsletterBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let newsletter =
        application.database.read(caller.scope(), async move |tx| tx.find_newsletter(id).await).await?;
    Ok(Single(newsletter.ok_or_else(|| ApiError::not_found("newsletter"))?.into()))
}
