//! `POST /v1/newsletters/{id}/send`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{SentNewsletter, send_newsletter as send};
use regulars_kernel::NewsletterId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::body::NewsletterStateBody;
use super::recap::ExcludedBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, OptionalBody, Query};
use crate::respond::{Created, Once};

/// How a newsletter is sent.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SendParameters {
    /// Answers as if it was sent, and does nothing.
    #[serde(default)]
    #[param(default = false)]
    pub dry_run: bool,
}

/// Nothing needs to be said.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct SendRequestBody {}

/// A newsletter whose sending has begun.
#[derive(Serialize, ToSchema)]
pub struct SentBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")]
    id: Uuid,
    /// Where it stands.
    state: NewsletterStateBody,
    /// How many customers were meant.
    #[schema(example = 120)]
    audience: i64,
    /// How many messages leave.
    #[schema(example = 93)]
    recipients: i64,
    /// Why the others get none.
    excluded: Vec<ExcludedBody>,
    /// Where its quota came from.
    quota: ReservedBody,
}

/// Where the quota of a newsletter came from.
#[derive(Serialize, ToSchema)]
pub struct ReservedBody {
    /// Units of the present month.
    #[schema(example = 93)]
    from_month: i64,
    /// Units of packs.
    #[schema(example = 0)]
    from_packs: i64,
}

impl From<SentNewsletter> for SentBody {
    fn from(sent: SentNewsletter) -> Self {
        let SentNewsletter { newsletter, reach, reserved } = sent;
        Self {
            id: newsletter.id.value(),
            state: newsletter.state.into(),
            audience: reach.audience,
            recipients: reach.reachable,
            excluded: reach.excluded.into_iter().map(ExcludedBody::from).collect(),
            quota: ReservedBody { from_month: reserved.from_month, from_packs: reserved.from_packs },
        }
    }
}

/// Send a newsletter.
///
/// The audience is frozen: everybody whom the contact gate lets through gets one message for each address, and the quota
/// for all of them is reserved. All of it is done or nothing. Messages leave from then on; the gate is asked again as each
/// leaves.
#[utoipa::path(tag = "Newsletters", params(("id" = Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0"), SendParameters),
    request_body(content = Option<SendRequestBody>), responses(
        (status = 202, description = "Sending has begun", body = SentBody),
        (status = 409, description = "It is a draft or was sent before, nobody would get it, there is too little quota \
            (with `needed`, `available` and `shortfall`), or there is no mail relay or no address to send from"),
    ))]
#[post("/v1/newsletters/{id}/send")]
pub async fn send_newsletter(
    caller: Caller<access::send_newsletter>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<SendParameters>,
    key: OnceKey,
    body: OptionalBody<SendRequestBody>,
) -> Result<Created<SentBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let (id, terms) = (NewsletterId::new(id.0), application.sending_terms());
    let environment = caller.environment(&application);
    let answer = move |sent: SentNewsletter| {
        let location = Some(format!("/v1/newsletters/{id}"));
        Created::with_status(StatusCode::ACCEPTED, location, &SentBody::from(sent))
    };
    if parameters.0.dry_run {
        let rehearsed = application.database.rehearse(caller.scope(), move |tx| {
            Box::pin(async move { send(tx, &environment, terms, id).await })
        });
        return answer(rehearsed.await?);
    }
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move { answer(send(tx, &environment, terms, id).await?) })
    })
    .await
}
