//! `POST /v1/customers/{id}/objections`.

use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_consent::{ContactAddress, Evidence, LedgerAccess, NewObjection, ObjectedTo, Objection, object};
use regulars_kernel::{CustomerId, Label};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::names::{ChannelBody, PurposeBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// What a customer can object to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObjectedToBody {
    /// Advertising.
    Advertising,
    /// Profiling.
    Profiling,
}

/// An objection.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "advertising", "channel": "email", "source": "phone call"}))]
pub struct NewObjectionBody {
    /// To what the customer objects.
    purpose: ObjectedToBody,
    /// The channel, for advertising. Without it every channel on which the customer has an address is meant.
    channel: Option<ChannelBody>,
    /// Where it was made, such as a form or a call. Never anything about the person.
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    /// What proves it, at most 16 KiB of JSON. It is kept sealed.
    #[schema(value_type = Option<Object>)]
    evidence: Option<Map<String, Value>>,
}

impl NewObjectionBody {
    fn check(self) -> Result<NewObjection, ApiError> {
        let mut invalid = Invalid::default();
        let channel = self.channel.map(Into::into);
        let to = match self.purpose {
            ObjectedToBody::Advertising => ObjectedTo::Advertising(channel),
            ObjectedToBody::Profiling => ObjectedTo::Profiling,
        };
        if to == ObjectedTo::Profiling && channel.is_some() {
            invalid.add("/channel", "invalid", "profiling has no channel");
        }
        let source = invalid.check("/source", self.source.parse::<Label>());
        let evidence = invalid.check_option("/evidence", self.evidence.map(Evidence::new)).flatten();
        invalid.finish_with(source.map(|source| NewObjection { to, source, evidence }))
    }
}

/// What an objection has ended on one channel.
#[derive(Serialize, ToSchema)]
pub struct ObjectionBody {
    /// To what the customer objected.
    purpose: PurposeBody,
    /// The channel.
    channel: Option<ChannelBody>,
    /// The address that no message of the merchant goes to any more.
    #[schema(example = "nada.gost@example.com")]
    address: Option<String>,
    /// When it was recorded.
    #[schema(example = "2026-11-21T10:00:00Z")]
    objected_at: DateTime<Utc>,
}

impl From<Objection> for ObjectionBody {
    fn from(objection: Objection) -> Self {
        let Objection { purpose, channel, address, at } = objection;
        Self {
            purpose: purpose.into(),
            channel: channel.map(Into::into),
            address: address.as_ref().map(ContactAddress::expose).map(str::to_owned),
            objected_at: at,
        }
    }
}

/// What an objection has ended.
#[derive(Serialize, ToSchema)]
pub struct RecordedObjectionBody {
    /// One for each channel.
    #[schema(max_items = 10)]
    objections: Vec<ObjectionBody>,
}

/// Record that a customer objects.
///
/// To advertising, over one channel or over all, or to profiling (GDPR, article 21). An objection to advertising belongs to the
/// address: no message of the merchant goes there any more, to this record or to another one with the same address, whatever is
/// granted later, and it goes on when the customer is erased.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f46")
), request_body = NewObjectionBody, responses(
    (status = 201, description = "Recorded", body = RecordedObjectionBody)
))]
#[post("/v1/customers/{id}/objections")]
pub async fn record_objection(
    caller: Caller<access::record_objection>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewObjectionBody>,
) -> Result<Created<RecordedObjectionBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, new) = (CustomerId::new(id.0), body.value.check()?);
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let sealing = application.sealing.clone();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (merchant, actor) = (scope.merchant(), scope.actor().into());
            let recording = LedgerAccess { environment: &environment, sealing: &sealing, merchant, actor };
            let objections = object(tx, recording, id, new).await?.into_iter().map(Into::into).collect();
            Created::at(format!("/v1/customers/{id}/consents"), &RecordedObjectionBody { objections })
        })
    })
    .await
}
