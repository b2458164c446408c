//! `POST /v1/segments/preview`.

use actix_web::{post, web};
use regulars_customers::CustomerReads;
use regulars_kernel::Channel;
use regulars_segments::{preview, resolve_filter};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Body;
use crate::v1::segments::preview_body::{PreviewRequestBody, SegmentPreviewBody};

/// The channels whose reach is told; the first one is the one whose exclusions are.
const CHANNELS: [Channel; 2] = [Channel::Email, Channel::Sms];

/// Preview a filter.
///
/// How many customers it means, how many of them advertising reaches, why it does not reach the others, and a sample.
/// Nothing is stored.
#[utoipa::path(tag = "Segments", request_body = PreviewRequestBody,
    extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "Whom the filter means", body = SegmentPreviewBody)))]
#[post("/v1/segments/preview")]
pub async fn preview_segment(
    caller: Caller<access::preview_segment>,
    application: web::Data<Application>,
    body: Body<PreviewRequestBody>,
) -> Result<web::Json<SegmentPreviewBody>, ApiError> {
    let (merchant, country) = (caller.scope().merchant(), caller.facts().country.clone());
    let checking = move || body.value.filter.check(country.as_deref());
    let filter = application.processors.run_sized(merchant, body.size, checking).await??;
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let filter = resolve_filter(tx, &filter, &facts.calendar, now).await?;
            let preview = preview(tx, &filter, &CHANNELS, now).await?;
            let sample = tx.find_customers(&preview.sample).await?;
            Ok::<_, ApiError>(web::Json(SegmentPreviewBody::new(&preview, sample, &facts, now)))
        })
        .await
}
