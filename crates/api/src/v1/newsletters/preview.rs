//! `POST /v1/newsletters/{id}/preview`.

use actix_web::{post, web};
use regulars_flows::{NewsletterPreview, PreviewFor, preview_newsletter as preview};
use regulars_kernel::{CustomerId, NewsletterId};
use regulars_newsletters::Warning;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OptionalBody};
use crate::respond::Single;

/// For whom a newsletter is shown.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct NewsletterPreviewRequestBody {
    /// A customer; somebody invented when it is absent.
    customer_id: Option<Uuid>,
}

/// A newsletter as one customer would get it.
#[derive(Serialize, ToSchema)]
pub struct PreviewBody {
    /// The subject.
    #[schema(example = "Gospodine Petroviću, stigla je jesen")]
    subject: String,
    /// The HTML part.
    #[schema(example = "<!doctype html><html lang=\"sr\"><body>Novi ukusi od ponedeljka.</body></html>")]
    html: String,
    /// The plain text part.
    #[schema(example = "Novi ukusi od ponedeljka.")]
    text: String,
    /// What somebody should look at before it leaves.
    warnings: Vec<WarningBody>,
}

/// Something to look at before a newsletter leaves.
#[derive(Serialize, ToSchema)]
pub struct WarningBody {
    /// The kind for programs.
    #[schema(example = "missing_alt")]
    pub code: String,
    /// The kind in words.
    #[schema(example = "block 2: the image has no description")]
    pub detail: String,
    /// Whether the newsletter cannot be sent before this is put right.
    #[schema(example = false)]
    pub blocks_sending: bool,
}

impl From<Warning> for WarningBody {
    fn from(warning: Warning) -> Self {
        Self {
            code: warning.code().to_owned(),
            detail: warning.to_string(),
            blocks_sending: warning.blocks_sending(),
        }
    }
}

impl From<NewsletterPreview> for PreviewBody {
    fn from(preview: NewsletterPreview) -> Self {
        let NewsletterPreview { message, warnings } = preview;
        Self {
            subject: message.subject,
            html: message.html,
            text: message.text,
            warnings: warnings.into_iter().map(WarningBody::from).collect(),
        }
    }
}

/// Preview a newsletter.
///
/// Rendered for a customer, or for somebody invented. Nothing is sent and nothing is counted: links to unsubscribe, to
/// preferences and to the page in the browser are placeholders.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")),
    request_body(content = Option<NewsletterPreviewRequestBody>), responses(
        (status = 200, description = "The message", body = PreviewBody),
        (status = 404, description = "There is no such newsletter or customer"),
    ), extensions(("x-idempotency" = json!("natural"))))]
#[post("/v1/newsletters/{id}/preview")]
pub async fn preview_newsletter(
    caller: Caller<access::preview_newsletter>,
    application: web::Data<Application>,
    id: Id,
    body: OptionalBody<NewsletterPreviewRequestBody>,
) -> Result<Single<PreviewBody>, ApiError> {
    let id = NewsletterId::new(id.0);
    let whom = body.0.value.customer_id.map(CustomerId::new);
    let whom = whom.map_or(PreviewFor::Anybody, PreviewFor::Customer);
    let (addresses, now) = (application.clone(), caller.environment(&application).now());
    let prepared = application
        .database
        .read(caller.scope(), async move |tx| {
            let address = move |merchant: &_, media| addresses.media_address(merchant, media);
            preview(tx, id, whom, &address, now).await
        })
        .await?;
    let merchant = caller.scope().merchant();
    let preview = application.processors.run(merchant, move || prepared.render()).await??;
    Ok(Single(preview.into()))
}
