//! `PATCH /v1/newsletters/{id}`.

use actix_web::{patch, web};
use regulars_flows::bind_audience;
use regulars_kernel::{Change, NewsletterId};
use regulars_newsletters::{NewsletterStore, update_newsletter as update};
use regulars_segments::SegmentStore;

use super::body::NewsletterBody;
use super::patch_body::NewsletterPatchBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;

/// Change a newsletter.
///
/// Absent fields stay as they are, `null` clears a field. What is saved is `draft` or `ready`, as something is missing or
/// not: a scheduled newsletter is taken off its schedule, so that nothing leaves that nobody has looked at.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")),
    request_body = NewsletterPatchBody, responses(
        (status = 200, description = "The newsletter as it is now", body = NewsletterBody),
        (status = 404, description = "There is no such newsletter, template, image, segment or customer"),
        (status = 409, description = "It is being sent, or was"),
    ))]
#[patch("/v1/newsletters/{id}")]
pub async fn update_newsletter(
    caller: Caller<access::update_newsletter>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<NewsletterPatchBody>,
) -> Result<Single<NewsletterBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let mut patch = body.value.check(caller.facts().country.as_deref())?;
    let (environment, calendar) = (caller.environment(&application), caller.facts().calendar);
    let newsletter = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Before the newsletter is locked, as whoever deletes what an audience names does.
                if matches!(patch.audience, Change::Set(_)) {
                    tx.lock_segments().await?;
                }
                let before =
                    tx.find_newsletter(id).await?.ok_or_else(|| ApiError::not_found("newsletter"))?;
                if_match.check(&NewsletterBody::from(before.clone()))?;
                if let Change::Set(audience) = &mut patch.audience {
                    bind_audience(tx, Some(audience), &calendar, environment.now()).await?;
                }
                update(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(newsletter.into()))
}
