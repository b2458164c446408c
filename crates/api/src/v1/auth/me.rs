//! `GET /v1/me`.

use actix_web::get;
use regulars_kernel::{Actor, MerchantId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::auth::AnyCaller;
use crate::respond::Single;

/// The caller as the server sees it.
#[derive(Serialize, ToSchema)]
pub struct MeBody {
    /// What kind of caller this is.
    #[schema(example = "user")]
    kind: &'static str,
    /// The user's, terminal's or key's id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a")]
    id: Uuid,
    /// The role.
    #[schema(example = "owner")]
    role: &'static str,
    /// The scopes of an integrator's key.
    #[schema(example = json!([]))]
    scopes: Vec<String>,
    /// The merchant that the caller acts for; `null` for an operator.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b")]
    merchant_id: Option<Uuid>,
}

/// Show who is calling.
///
/// The quickest way to see whether a credential holds, and what it may do.
#[utoipa::path(tag = "Auth", responses((status = 200, description = "The caller", body = MeBody)))]
#[get("/v1/me")]
pub async fn get_me(caller: AnyCaller<access::get_me>) -> Single<MeBody> {
    let identity = caller.identity();
    let (kind, id) = match identity.actor {
        Actor::User(user) => ("user", user.value()),
        Actor::Terminal(terminal) => ("terminal", terminal.value()),
        Actor::ApiKey(key) => ("api_key", key.value()),
        Actor::System => ("system", identity.credential),
    };
    Single(MeBody {
        kind,
        id,
        role: identity.role.name(),
        scopes: identity.scopes.clone(),
        merchant_id: identity.merchant.map(MerchantId::value),
    })
}
