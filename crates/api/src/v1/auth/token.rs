//! `POST /v1/auth/token`.

use actix_web::{HttpMessage, HttpRequest, post, web};
use regulars_identity::{
    Password, RefreshError, RefreshToken, SignInError, SignedIn, UserStatus, UserStore, refresh, sign_in,
};
use regulars_kernel::Email;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::application::Application;
use crate::auth::{AccessTokens, CredentialOf};
use crate::error::{ApiError, Code};
use crate::extract::Body;
use crate::guesses::{GuessedSecret, Lane};
use crate::peers::{Peer, peer_of};
use crate::respond::Single;

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
}

/// Tokens of a session.
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
    /// Buys the next tokens once.
    #[schema(example = "q3Vb0dC5m9u2n8x1y7w4s6t3r0p5o2i8u1z4a7b0c3d")]
    pub refresh_token: String,
}

/// Sign in or refresh a session.
///
/// With `grant_type: password` a person of the staff or an operator signs in. With `refresh_token` the session goes on:
/// the refresh token is replaced by the one in the answer. A refresh token that comes twice ends its session, because
/// somebody else may hold a copy.
#[utoipa::path(tag = "Auth", request_body = TokenBody, responses(
    (status = 200, description = "Signed in", body = TokensBody),
    (status = 401, description = "The address, the password or the refresh token does not hold"),
))]
#[post("/v1/auth/token")]
pub async fn create_token(
    request: HttpRequest,
    application: web::Data<Application>,
    body: Body<TokenBody>,
) -> Result<Single<TokensBody>, ApiError> {
    let peer = peer_of(&request);
    let signed_in = match body.value {
        TokenBody::Password { username, password } => {
            with_password(&application, peer, &username, password).await?
        }
        TokenBody::RefreshToken { refresh_token } => {
            with_refresh_token(&application, peer, refresh_token).await?
        }
    };
    request.extensions_mut().insert(CredentialOf::from(signed_in.user.merchant));
    let access_token = application
        .tokens
        .issue(&signed_in, application.environment.now())
        .ok_or_else(|| ApiError::new(Code::Internal, "no key can sign"))?;
    Ok(Single(TokensBody {
        access_token,
        token_type: "Bearer",
        expires_in: AccessTokens::LIFETIME.num_seconds(),
        refresh_token: signed_in.refresh_token.expose().to_owned(),
    }))
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
        .read_platform(move |system| Box::pin(async move { system.find_user_by_email(&email).await }))
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
