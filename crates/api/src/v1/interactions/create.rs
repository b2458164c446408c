//! `POST /v1/customers/{id}/interactions`.

use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{CustomerId, Label, LetterText, Personal};
use regulars_service::{NewInteraction, log_interaction};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{DirectionBody, InteractionBody, InteractionKindBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// An interaction to be put on record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "call", "direction": "inbound", "subject": "Question about the delivery",
    "text": "Asked whether we deliver on Saturdays. We do, until noon.", "occurred_at": "2025-03-14T09:30:00Z"
}))]
pub struct NewInteractionBody {
    /// How they were in touch.
    kind: InteractionKindBody,
    /// Who turned to whom. Required for a call, a letter, a mail and a message; a note has none, and a web form comes from
    /// the customer.
    direction: Option<DirectionBody>,
    /// What it was about.
    #[schema(min_length = 1, max_length = 200)]
    subject: Option<String>,
    /// What was said. Line breaks stay.
    #[schema(min_length = 1, max_length = 20_000)]
    text: String,
    /// When it was; now, where it is left out. At most a day in the future, and not before 1970.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    occurred_at: Option<DateTime<Utc>>,
}

impl NewInteractionBody {
    fn check(self) -> Result<NewInteraction, ApiError> {
        let mut invalid = Invalid::default();
        let subject = self.subject.map(|subject| subject.parse::<Label>()).transpose();
        let subject = invalid.check("/subject", subject);
        let text = invalid.check("/text", self.text.parse::<LetterText>());
        let (kind, direction, occurred_at) = (self.kind.into(), self.direction, self.occurred_at);
        invalid.finish_with(subject.zip(text).map(|(subject, text)| NewInteraction {
            kind,
            direction: direction.map(Into::into),
            subject: subject.map(Personal::new),
            text: Personal::new(text),
            occurred_at,
        }))
    }
}

/// Put a call, a visit, a letter or a note on record.
///
/// What passed between the merchant and a customer outside of this program. Whoever calls is who put it on record.
#[utoipa::path(tag = "Interactions", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), request_body = NewInteractionBody, responses((status = 201, description = "On record", body = InteractionBody)))]
#[post("/v1/customers/{id}/interactions")]
pub async fn create_interaction(
    caller: Caller<access::create_interaction>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewInteractionBody>,
) -> Result<Created<InteractionBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (customer, new) = (CustomerId::new(id.0), body.value.check()?);
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let interaction = log_interaction(tx, &environment, scope.actor(), customer, new).await?;
            let location = format!("/v1/customers/{customer}/interactions/{}", interaction.id);
            Created::at(location, &InteractionBody::from(interaction))
        })
    })
    .await
}
