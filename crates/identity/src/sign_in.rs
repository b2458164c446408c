//! Signs staff and operators in, refreshes and revokes their sessions.

use regulars_kernel::{Environment, StoreError};

use crate::{RefreshToken, Session, User, UserStatus, UserStore};

/// A user with a session and the refresh token that prolongs it.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who signed in.
    pub user: User,
    /// The session.
    pub session: Session,
    /// Buys the next access token.
    pub refresh_token: RefreshToken,
}

/// Why nobody was signed in. The caller is told no more than that.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Wrong address or password, or the user or its merchant may not work.
    #[error("the address or the password is wrong")]
    Refused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a refresh token bought nothing.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// Unknown, expired or revoked.
    #[error("the refresh token does not hold")]
    Refused,
    /// Used before: somebody else may hold a copy, so the whole session was revoked (RFC 9700, section 4.14.2).
    #[error("the refresh token was used before; its session is revoked")]
    Reused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens a session for a user whose password has been verified.
pub async fn sign_in(
    store: &mut dyn UserStore,
    environment: &Environment,
    user: User,
) -> Result<SignedIn, SignInError> {
    let now = environment.now();
    let session = Session {
        id: regulars_kernel::SessionId::new(environment.new_id()),
        user: user.id,
        expires_at: now + Session::LIFETIME,
    };
    let refresh_token = RefreshToken::generate(environment);
    store.insert_session(&session, now).await?;
    store.insert_refresh_token(session.id, &refresh_token.hash(), now).await?;
    Ok(SignedIn { user, session, refresh_token })
}

/// Exchanges a refresh token for the next one.
///
/// A token that was used before revokes its session. The revocation must be kept although the answer is an error, so
/// the outcome is a value inside `Ok`.
pub async fn refresh(
    store: &mut dyn UserStore,
    environment: &Environment,
    presented: &RefreshToken,
) -> Result<Result<SignedIn, RefreshError>, StoreError> {
    let now = environment.now();
    let hash = presented.hash();
    let Some(state) = store.find_refresh_token(&hash).await? else {
        return Ok(Err(RefreshError::Refused));
    };
    if state.revoked || state.session.expires_at <= now {
        return Ok(Err(RefreshError::Refused));
    }
    if !store.use_refresh_token(&hash, now).await? {
        store.revoke_session(state.session.id, now).await?;
        return Ok(Err(RefreshError::Reused));
    }
    let user = match store.find_user(state.session.user).await? {
        Some((user, true)) if user.status == UserStatus::Active => user,
        _ => return Ok(Err(RefreshError::Refused)),
    };
    let refresh_token = RefreshToken::generate(environment);
    store.insert_refresh_token(state.session.id, &refresh_token.hash(), now).await?;
    Ok(Ok(SignedIn { user, session: state.session, refresh_token }))
}

/// Ends the session of a refresh token. An unknown token is no error (RFC 7009, section 2.2).
pub async fn revoke(
    store: &mut dyn UserStore,
    environment: &Environment,
    presented: &RefreshToken,
) -> Result<(), StoreError> {
    if let Some(state) = store.find_refresh_token(&presented.hash()).await? {
        store.revoke_session(state.session.id, environment.now()).await?;
    }
    Ok(())
}
