//! `POST /v1/api-keys`.

use actix_web::{post, web};
use chrono::{DateTime, Duration, SubsecRound, Utc};
use regulars_identity::issue_api_key::{NewApiKey, issue_api_key};
use regulars_kernel::{Instant, Label};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::access::is_integrator_scope;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::api_keys::body::ApiKeyBody;

/// A key to be issued to an integrator.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Web shop", "scopes": ["stores:read", "stores:write"]}))]
pub struct NewApiKeyBody {
    /// What its owner calls it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What it may do: the `x-scope` of each operation that it is to call and whose `x-roles` name `integrator`.
    #[schema(min_items = 1, max_items = 100)]
    scopes: Vec<String>,
    /// When it ends by itself, at most a hundred years ahead; without it the key holds until it is revoked.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    expires_at: Option<DateTime<Utc>>,
}

/// A key that was issued, with its secret.
#[derive(Serialize, ToSchema)]
pub struct IssuedApiKeyBody {
    /// The key.
    api_key: ApiKeyBody,
    /// What the integrator sends as its bearer token. It is shown this once.
    #[schema(example = "rk_agjpbqjlhr6u5d22nn6i3hqpdmazf4gbfm6h2tupljwxzdm6b4qq")]
    secret: String,
}

/// The longest that a key can be given to hold.
const LONGEST: Duration = Duration::days(36_525);

impl NewApiKeyBody {
    fn check(self, now: Instant) -> Result<NewApiKey, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        for (index, scope) in self.scopes.iter().enumerate() {
            if !is_integrator_scope(scope) {
                invalid.add(format!("/scopes/{index}"), "invalid", "is not a scope of integrators");
            }
        }
        let expires_at = self.expires_at.map(|instant| instant.trunc_subsecs(6));
        if expires_at.is_some_and(|expires_at| expires_at <= now || expires_at > now + LONGEST) {
            invalid.add("/expires_at", "invalid", "must lie ahead, at most a hundred years");
        }
        let mut scopes = self.scopes;
        scopes.sort();
        scopes.dedup();
        invalid.finish_with(name.map(|name| NewApiKey { name, scopes, expires_at }))
    }
}

/// Issue a key to an integrator.
///
/// Another program sends the secret as its bearer token. The secret is in this answer only: it is not kept for replay
/// under an idempotency key either.
#[utoipa::path(tag = "API keys", request_body = NewApiKeyBody, responses(
    (status = 201, description = "Issued", body = IssuedApiKeyBody)
))]
#[post("/v1/api-keys")]
pub async fn create_api_key(
    caller: Caller<access::create_api_key>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewApiKeyBody>,
) -> Result<Created<IssuedApiKeyBody>, ApiError> {
    let once = Once::new(key, body.fingerprint).with_secret_answer();
    let environment = application.environment.clone();
    let new = body.value.check(environment.now())?;
    let scope = caller.scope();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (key, secret) = issue_api_key(tx, &environment, scope.merchant(), new).await?;
            let location = format!("/v1/api-keys/{}", key.id);
            let body = IssuedApiKeyBody { api_key: key.into(), secret: secret.expose().to_owned() };
            Created::at(location, &body)
        })
    })
    .await
}
