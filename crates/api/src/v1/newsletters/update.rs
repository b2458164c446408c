//! `PATCH /v1/newsletters/{id}`.

use actix_web::{patch, web};
use regulars_flows::bind_audience;
use regulars_kernel::{Change, NewsletterId};
use regulars_newsletters::{
    CheckedDraft, Newsletter, NewsletterPatch, NewsletterReads, SaveNewsletterError,
    update_newsletter as update,
};
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
    let (id, merchant) = (NewsletterId::new(id.0), caller.scope().merchant());
    let country = caller.facts().country.clone();
    let checking = move || body.value.check(country.as_deref());
    let patch = application.processors.run_sized(merchant, body.size, checking).await??;
    for _ in 0..TRIES {
        let saved = save(&application, &caller, id, if_match.clone(), patch.clone()).await?;
        if let Some(newsletter) = saved {
            return Ok(Single(newsletter.into()));
        }
    }
    Err(SaveNewsletterError::ChangedMeanwhile.into())
}

/// How often a newsletter is looked through anew, because somebody else has changed it meanwhile.
const TRIES: usize = 3;

/// Looks the newsletter through as it will be and saves it, unless it is not the same any more by then.
async fn save(
    application: &Application,
    caller: &Caller<access::update_newsletter>,
    id: NewsletterId,
    if_match: IfMatch,
    mut patch: NewsletterPatch,
) -> Result<Option<Newsletter>, ApiError> {
    let reading = application.database.read(caller.scope(), async move |tx| {
        tx.find_newsletter(id).await?.ok_or_else(|| ApiError::not_found("newsletter"))
    });
    let draft = patch.clone().onto(reading.await?).draft();
    let (merchant, size) = (caller.scope().merchant(), draft.size());
    let checked = application.processors.run_sized(merchant, size, move || CheckedDraft::of(draft)).await?;
    let (environment, calendar) = (caller.environment(application), caller.facts().calendar);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Before the newsletter is locked, as whoever deletes what an audience or a text names does.
                if matches!(patch.audience, Change::Set(_)) || checked.names_attributes() {
                    tx.lock_segments().await?;
                }
                let before =
                    tx.find_newsletter(id).await?.ok_or_else(|| ApiError::not_found("newsletter"))?;
                if_match.check(&NewsletterBody::from(before.clone()))?;
                if let Change::Set(audience) = &mut patch.audience {
                    bind_audience(tx, Some(audience), &calendar, environment.now()).await?;
                }
                match update(tx, &environment, before, patch, &checked).await {
                    Err(SaveNewsletterError::ChangedMeanwhile) => Ok(None),
                    saved => Ok(Some(saved?)),
                }
            })
        })
        .await
}
