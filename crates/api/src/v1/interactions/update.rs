//! `PATCH /v1/customers/{id}/interactions/{interaction_id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use regulars_kernel::{CustomerId, Instant, Label, LetterText, Personal, without_leap_second};
use regulars_service::{InteractionPatch, change_interaction, find_interaction_for_change};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{DirectionBody, InteractionBody, InteractionKindBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, InteractionInPath, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` takes a direction or a subject away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"subject": "Delivery on Saturdays"}))]
pub struct InteractionPatchBody {
    /// How they were in touch.
    #[schema(value_type = Option<InteractionKindBody>)]
    #[serde(default)]
    kind: Patched<InteractionKindBody>,
    /// Who turned to whom. It has to fit the kind.
    #[schema(value_type = Option<DirectionBody>)]
    #[serde(default)]
    direction: Patched<DirectionBody>,
    /// What it was about.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    subject: Patched<String>,
    /// What was said.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 20_000)]
    #[serde(default)]
    text: Patched<String>,
    /// When it was.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    #[serde(default)]
    occurred_at: Patched<Instant>,
}

impl InteractionPatchBody {
    fn check(self) -> Result<InteractionPatch, ApiError> {
        let mut invalid = Invalid::default();
        let kind = self.kind.check_required(&mut invalid, "/kind", Ok::<_, Infallible>);
        let direction = self.direction.0.map(Into::into);
        let subject = self.subject.check(&mut invalid, "/subject", |text| text.parse::<Label>());
        let text = self.text.check_required(&mut invalid, "/text", |text| text.parse::<LetterText>());
        let occurred_at = self.occurred_at.check_required(&mut invalid, "/occurred_at", Ok::<_, Infallible>);
        invalid.finish()?;
        Ok(InteractionPatch {
            kind: kind.flatten().map(Into::into),
            direction,
            subject: subject.unwrap_or_default().map(Personal::new),
            text: text.flatten().map(Personal::new),
            occurred_at: occurred_at.flatten().map(without_leap_second),
        })
    }
}

/// Change what is on record of an interaction.
///
/// Absent fields stay as they are. Who put it on record stays too; the audit trail tells who changed it.
#[utoipa::path(tag = "Interactions", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("interaction_id" = uuid::Uuid, Path, description = "The interaction's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e20")
), request_body = InteractionPatchBody, responses(
    (status = 200, description = "The interaction as it is now", body = InteractionBody)
))]
#[patch("/v1/customers/{id}/interactions/{interaction_id}")]
pub async fn update_interaction(
    caller: Caller<access::update_interaction>,
    application: web::Data<Application>,
    id: Id,
    interaction: InteractionInPath,
    if_match: IfMatch,
    body: Body<InteractionPatchBody>,
) -> Result<Single<InteractionBody>, ApiError> {
    let (customer, id) = (CustomerId::new(id.0), interaction.0);
    let patch = body.value.check()?;
    let environment = caller.environment(&application);
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_interaction_for_change(tx, customer, id).await?;
                if_match.check(&InteractionBody::from(before.clone()))?;
                change_interaction(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(changed.into()))
}
