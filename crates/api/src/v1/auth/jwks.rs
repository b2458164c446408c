//! `GET /.well-known/jwks.json`.

use actix_web::{get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::application::Application;
use crate::auth::PublicKey;
use crate::respond::Single;

/// A key set (RFC 7517).
#[derive(Serialize, ToSchema)]
pub struct KeySetBody {
    /// The keys, the newest first.
    keys: Vec<PublicKey>,
}

/// List the keys that verify access tokens.
///
/// Another service that wants to verify access tokens finds the public keys here.
#[utoipa::path(tag = "Auth", responses((status = 200, description = "The keys", body = KeySetBody)))]
#[get("/.well-known/jwks.json")]
pub async fn get_jwks(application: web::Data<Application>) -> Single<KeySetBody> {
    Single(KeySetBody { keys: application.tokens.public_keys() })
}
