//! `POST /v1/auth/token`.

use actix_web::{HttpMessage, HttpRequest, post, web};
use regulars_identity::{
    Password, RefreshError, RefreshToken, SignInError, SignedIn, UserStatus, UserStore, refresh, sign_in,
};
use regulars_kernel::Email;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::application::Application;
use crate::auth::{BasicCredentials, CredentialOf, IssuedToken};
use crate::error::{ApiError, Code};
use crate::extract::{FormFields, JsonOrForm};
use crate::guesses::{GuessedSecret, Lane};
use crate::peers::{Peer, peer_of};
use crate::respond::Single;
use crate::v1::auth::client_credentials::{Shown, token_for_program};

/// What is exchanged for a token.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "grant_type", rename_all = "snake_case", deny_unknown_fields)]
#[schema(example = json!({"grant_type": "password", "username": "owner@demo.test", "password": "regulars-demo"}))]
pub enum TokenBody {
    /// A person's e-mail address and password.
    Password {
        /// The e-mail address.
        #[schema(max_length = 254)]
        username: String,
        /// The password.
        #[schema(max_length = 256)]
        password: String,
    },
    /// A refresh token, which is used up by it.
    RefreshToken {
        /// The refresh token.
        #[schema(max_length = 200)]
        refresh_token: String,
    },
    /// The key of a program, in these fields or by HTTP Basic.
    ClientCredentials {
        /// The key's id, as `api_key.id` when it was issued.
        #[schema(nullable = false, max_length = 200)]
        client_id: Option<String>,
        /// The key itself, as `secret` when it was issued.
        #[schema(nullable = false, max_length = 200)]
        client_secret: Option<String>,
        /// The scopes that the token is to have, parted by spaces; without it, all that the key has.
        #[schema(nullable = false, max_length = 4000, example = "customers:read tags:read")]
        scope: Option<String>,
    },
}

impl FormFields for TokenBody {
    const NAMES: &[&str] =
        &["grant_type", "username", "password", "refresh_token", "client_id", "client_secret", "scope"];
}

/// Tokens of a session, or the token of a program.
#[derive(Serialize, ToSchema)]
pub struct TokensBody {
    /// Send it as a bearer token.
    #[schema(example = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFZERTQSIsImtpZCI6IjNmMmE5YzFlNWI3ZDhmNjAifQ.e30.c2ln")]
    pub access_token: String,
    /// Always `Bearer`.
    #[schema(example = "Bearer")]
    pub token_type: &'static str,
    /// Seconds until the access token ends.
    #[schema(example = 600)]
    pub expires_in: i64,
    /// Buys the next tokens of a session once.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "q3Vb0dC5m9u2n8x1y7w4s6t3r0p5o2i8u1z4a7b0c3d")]
    pub refresh_token: Option<String>,
    /// What the token of a program may do: its scopes, parted by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "customers:read tags:read")]
    pub scope: Option<String>,
}

/// Sign in or refresh a session, or get a token for a program.
///
/// With `grant_type: password` a person of the staff or an operator signs in. With `refresh_token` the session goes on:
/// the refresh token is replaced by the one in the answer. A refresh token that comes twice ends its session, because
/// somebody else may hold a copy.
///
/// With `client_credentials` (RFC 6749, section 4.4) a program gets a token of ten minutes for the key of an integrator:
/// `client_id` is the key's id and `client_secret` the key, in the body or by HTTP Basic, and `scope` narrows what the token may do.
/// There is no refresh token. A revoked key ends its tokens at once, in other processes of the server within ten seconds.
/// Requests with the token count for the key's rate limit, and the audit names the key. A key can also be sent as it is,
/// without a token.
///
/// The body is JSON or a form. Problems have a member `error` besides, as clients of OAuth expect it (section 5.2), with the
/// statuses of this API: 401 for `invalid_client` and `invalid_grant`, 403 for `unauthorized_client` (the key of a terminal),
/// and 422 for `invalid_scope`, `unsupported_grant_type` and most of `invalid_request`.
#[utoipa::path(tag = "Auth",
    request_body(content((TokenBody = "application/json"), (TokenBody = "application/x-www-form-urlencoded"))),
    responses(
        (status = 200, description = "Signed in", body = TokensBody),
        (status = 401, description = "The address, the password, the refresh token or the key does not hold"),
        (status = 403, description = "The key is a terminal's"),
    )
)]
#[post("/v1/auth/token")]
pub async fn create_token(
    request: HttpRequest,
    application: web::Data<Application>,
    basic: BasicCredentials,
    body: JsonOrForm<TokenBody>,
) -> Result<Single<TokensBody>, ApiError> {
    let peer = peer_of(&request);
    let signed_in = match body.0 {
        TokenBody::Password { username, password } => {
            with_password(&application, peer, &username, password).await
        }
        TokenBody::RefreshToken { refresh_token } => {
            with_refresh_token(&application, peer, refresh_token).await
        }
        TokenBody::ClientCredentials { client_id, client_secret, scope } => {
            let shown = Shown { client_id, client_secret, scope, basic: basic.0 };
            return token_for_program(&request, &application, shown).await.map(Single);
        }
    };
    let signed_in = signed_in.map_err(ApiError::for_oauth)?;
    request.extensions_mut().insert(CredentialOf::from(signed_in.user.merchant));
    let issued = application.tokens.issue(&signed_in, application.environment.now());
    let IssuedToken { token, seconds } = issued.ok_or_else(no_key_can_sign)?;
    Ok(Single(TokensBody {
        access_token: token,
        token_type: "Bearer",
        expires_in: seconds,
        refresh_token: Some(signed_in.refresh_token.expose().to_owned()),
        scope: None,
    }))
}

/// That no key of the secret file can sign, which a checked file rules out.
pub fn no_key_can_sign() -> ApiError {
    ApiError::new(Code::Internal, "no key can sign")
}

async fn with_password(
    application: &Application,
    peer: Peer,
    username: &str,
    password: String,
) -> Result<SignedIn, ApiError> {
    let refused = || ApiError::from(SignInError::Refused);
    let email: Email = username.parse().map_err(|_| refused())?;
    let password = Password::presented(password).map_err(|_| refused())?;
    let account = application.guesses.account(email.folded());
    let guess = application.guesses.begin(GuessedSecret::Password, peer, Some(account))?;
    let found = application
        .database
        .read_platform(async move |system| system.find_user_by_email(&email).await)
        .await?;
    let (user, hash) = match found {
        Some((user, hash, true)) if user.status == UserStatus::Active => (Some(user), Some(hash)),
        _ => (None, None),
    };
    let lane = if application.guesses.is_familiar(account, peer) {
        Lane::Familiar(account, peer)
    } else {
        Lane::Stranger(peer)
    };
    let turn = match application.password_turns.wait(lane).await {
        Ok(turn) => turn,
        Err(crowded) => {
            guess.not_made();
            return Err(crowded);
        }
    };
    let fits = application.passwords.verify(hash, password).await;
    drop(turn);
    let user = user.filter(|_| fits).ok_or_else(refused)?;
    guess.succeeded();
    let environment = application.environment.clone();
    application
        .database
        .write_platform(move |system| Box::pin(async move { sign_in(system, &environment, user).await }))
        .await
        .map_err(ApiError::from)
}

async fn with_refresh_token(
    application: &Application,
    peer: Peer,
    refresh_token: String,
) -> Result<SignedIn, ApiError> {
    let guess = application.guesses.begin(GuessedSecret::RefreshToken, peer, None)?;
    let environment = application.environment.clone();
    let presented = RefreshToken::presented(refresh_token);
    let outcome = application
        .database
        .write_platform(move |system| {
            Box::pin(async move { refresh(system, &environment, &presented).await })
        })
        .await?;
    let signed_in = outcome.map_err(|error| match error {
        RefreshError::Refused | RefreshError::Reused => {
            ApiError::new(Code::Unauthorized, "the refresh token does not hold")
        }
        RefreshError::Store(error) => error.into(),
    })?;
    guess.succeeded();
    let account = application.guesses.account(signed_in.user.email.folded());
    application.guesses.acquaint(account, peer);
    Ok(signed_in)
}
