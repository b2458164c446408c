//! `POST /v1/newsletters/{id}/schedule`.

use actix_web::{post, web};
use chrono::NaiveDateTime;
use regulars_flows::{ScheduledFor, schedule_newsletter as schedule};
use regulars_kernel::{NewsletterId, local_without_leap_second, parse_instant};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::NewsletterBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id};
use crate::respond::Single;

/// When a newsletter is to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"at": "2030-03-30T09:00:00"}))]
pub struct ScheduleBody {
    /// An instant such as `2030-03-30T08:00:00Z`, or a time on the merchant's clocks such as `2030-03-30T09:00:00`. A time
    /// that the clocks skip is moved behind the gap; of a time that comes twice the first is meant.
    #[schema(max_length = 40)]
    at: String,
}

impl ScheduleBody {
    fn check(self) -> Result<ScheduledFor, ApiError> {
        let text = self.at.trim();
        if let Some(instant) = parse_instant(text) {
            return Ok(ScheduledFor::Instant(instant));
        }
        let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        local.map(local_without_leap_second).map(ScheduledFor::Local).ok_or_else(|| {
            let detail =
                "must be an instant such as 2030-03-30T08:00:00Z or a local time such as 2030-03-30T09:00:00";
            ApiError::invalid_field("/at", "invalid", detail)
        })
    }
}

/// Schedule a newsletter.
///
/// Sets the instant at which it is sent by itself, or another one. Who gets it is decided at that instant. When it cannot
/// be sent then, it is `ready` again and `not_started` tells why.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd5")),
    request_body = ScheduleBody, responses(
        (status = 200, description = "The newsletter as it is now", body = NewsletterBody),
        (status = 409, description = "It is a draft or was sent before, or there is no address to send from or no mail relay"),
    ), extensions(("x-idempotency" = json!("natural"))))]
#[post("/v1/newsletters/{id}/schedule")]
pub async fn schedule_newsletter(
    caller: Caller<access::schedule_newsletter>,
    application: web::Data<Application>,
    id: Id,
    body: Body<ScheduleBody>,
) -> Result<Single<NewsletterBody>, ApiError> {
    let (id, at) = (NewsletterId::new(id.0), body.value.check()?);
    let (environment, terms) = (caller.environment(&application), application.sending_terms());
    let newsletter = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { schedule(tx, &environment, terms, id, at).await.map_err(ApiError::from) })
        })
        .await?;
    Ok(Single(newsletter.into()))
}
