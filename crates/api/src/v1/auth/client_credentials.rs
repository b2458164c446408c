//! `POST /v1/auth/token` with the key of a program (RFC 6749, section 4.4).

use actix_web::{HttpMessage, HttpRequest};
use regulars_identity::PresentedKey;
use regulars_kernel::ApiKeyId;

use crate::application::Application;
use crate::auth::{CredentialOf, IssuedToken, Program};
use crate::error::ApiError;
use crate::guesses::GuessedSecret;
use crate::peers::peer_of;
use crate::v1::auth::token::{TokensBody, no_key_can_sign};

/// What a program shows.
pub struct Shown {
    /// `client_id` of the body.
    pub client_id: Option<String>,
    /// `client_secret` of the body.
    pub client_secret: Option<String>,
    /// The scopes that it asks for.
    pub scope: Option<String>,
    /// Id and secret by HTTP Basic.
    pub basic: Option<(String, String)>,
}

/// The token of a program whose key holds.
pub async fn token_for_program(
    request: &HttpRequest,
    application: &Application,
    shown: Shown,
) -> Result<TokensBody, ApiError> {
    let by_basic = shown.basic.is_some();
    let program = admit(request, application, shown).await;
    let program = program.map_err(|error| error.challenged(by_basic).for_oauth())?;
    request.extensions_mut().insert(CredentialOf::Merchant(program.merchant));
    program.identity.tell_log();
    application.limits.take(request, &program.identity)?;
    let now = application.environment.now();
    let issued = application.tokens.issue_to_program(&program.access, program.merchant, now);
    let IssuedToken { token, seconds } = issued.ok_or_else(no_key_can_sign)?;
    Ok(TokensBody {
        access_token: token,
        token_type: "Bearer",
        expires_in: seconds,
        refresh_token: None,
        scope: Some(program.access.scopes.join(" ")),
    })
}

async fn admit(request: &HttpRequest, application: &Application, shown: Shown) -> Result<Program, ApiError> {
    let peer = peer_of(request);
    let Shown { client_id, client_secret, scope, basic } = shown;
    let (id, secret) = match (basic, client_secret) {
        (Some(_), Some(_)) => return Err(shown_twice("/client_secret")),
        // An id beside it is no second way of showing who one is, as long as it is the same one.
        (Some((id, _)), None) if client_id.as_ref().is_some_and(|other| *other != id) => {
            return Err(shown_twice("/client_id"));
        }
        (Some(basic), None) => basic,
        (None, secret) => (client_id.unwrap_or_default(), secret.unwrap_or_default()),
    };
    match (id.parse::<ApiKeyId>(), secret.parse::<PresentedKey>()) {
        (Ok(id), Ok(key)) => Program::admit(application, peer, id, key, scope).await,
        _ => {
            application.guesses.begin(GuessedSecret::ClientSecret, peer, None)?;
            Err(ApiError::invalid_client())
        }
    }
}

/// A program shows who it is in one way (section 2.3).
fn shown_twice(pointer: &str) -> ApiError {
    ApiError::invalid_field(pointer, "does_not_fit", "is sent in the body or by HTTP Basic, not in both ways")
}
