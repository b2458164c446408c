//! `POST /v1/auth/revoke`.

use actix_web::{post, web};
use regulars_identity::{RefreshToken, revoke};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::application::Application;
use crate::error::ApiError;
use crate::extract::Body;
use crate::respond::NoContent;

/// The session to be ended.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"refresh_token": "q3Vb0dC5m9u2n8x1y7w4s6t3r0p5o2i8u1z4a7b0c3d"}))]
pub struct RevokeBody {
    /// The session's refresh token.
    #[schema(max_length = 200)]
    refresh_token: String,
}

/// Sign out.
///
/// Ends the session of the refresh token. A token that is unknown or has ended is answered the same (RFC 7009). Access
/// tokens of the session hold for at most ten seconds more.
#[utoipa::path(tag = "Auth", request_body = RevokeBody, responses((status = 204, description = "The session has ended")))]
#[post("/v1/auth/revoke")]
pub async fn revoke_token(
    application: web::Data<Application>,
    body: Body<RevokeBody>,
) -> Result<NoContent, ApiError> {
    let environment = application.environment.clone();
    let presented = RefreshToken::presented(body.value.refresh_token);
    application
        .database
        .write_platform(move |system| Box::pin(async move { revoke(system, &environment, &presented).await }))
        .await?;
    Ok(NoContent)
}
