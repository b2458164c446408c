//! Sessions and refresh tokens.

use regulars_identity::{RefreshTokenHash, RefreshTokenState, Session};
use regulars_kernel::{Instant, SessionId, StoreError, UserId};
use uuid::Uuid;

use crate::wall::{FromRow, PlatformSql, SystemTx, values};

pub(super) async fn insert_session(tx: &SystemTx, session: &Session, now: Instant) -> Result<(), StoreError> {
    const INSERT: PlatformSql = PlatformSql::new(
        "INSERT INTO sessions (id, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4)",
    );
    let Session { id, user, expires_at } = *session;
    tx.execute(INSERT, values![id.value(), user.value(), now, expires_at]).await.map(drop)
}

pub(super) async fn revoke_session(
    tx: &SystemTx,
    session: SessionId,
    now: Instant,
) -> Result<(), StoreError> {
    const REVOKE: PlatformSql =
        PlatformSql::new("UPDATE sessions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL");
    tx.execute(REVOKE, values![session.value(), now]).await.map(drop)
}

pub(super) async fn revoke_sessions_of(tx: &SystemTx, user: UserId, now: Instant) -> Result<(), StoreError> {
    const REVOKE: PlatformSql =
        PlatformSql::new("UPDATE sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL");
    tx.execute(REVOKE, values![user.value(), now]).await.map(drop)
}

pub(super) async fn insert_refresh_token(
    tx: &SystemTx,
    session: SessionId,
    token: &RefreshTokenHash,
    now: Instant,
) -> Result<(), StoreError> {
    const INSERT: PlatformSql = PlatformSql::new(
        "INSERT INTO refresh_tokens (token_hash, session_id, issued_at) VALUES ($1, $2, $3)",
    );
    tx.execute(INSERT, values![token.0.clone(), session.value(), now]).await.map(drop)
}

pub(super) async fn find_refresh_token(
    tx: &SystemTx,
    token: &RefreshTokenHash,
) -> Result<Option<RefreshTokenState>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        session_id: Uuid,
        user_id: Uuid,
        expires_at: Instant,
        revoked_at: Option<Instant>,
        used_at: Option<Instant>,
    }
    const FIND: PlatformSql = PlatformSql::new(
        "SELECT refresh_tokens.session_id, sessions.user_id, sessions.expires_at, sessions.revoked_at,
             refresh_tokens.used_at
         FROM refresh_tokens JOIN sessions ON sessions.id = refresh_tokens.session_id
         WHERE refresh_tokens.token_hash = $1",
    );
    let row: Option<Row> = tx.optional(FIND, values![token.0.clone()]).await?;
    Ok(row.map(|row| RefreshTokenState {
        session: Session {
            id: SessionId::new(row.session_id),
            user: UserId::new(row.user_id),
            expires_at: row.expires_at,
        },
        used: row.used_at.is_some(),
        revoked: row.revoked_at.is_some(),
    }))
}

pub(super) async fn use_refresh_token(
    tx: &SystemTx,
    token: &RefreshTokenHash,
    now: Instant,
) -> Result<bool, StoreError> {
    const USE: PlatformSql =
        PlatformSql::new("UPDATE refresh_tokens SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL");
    Ok(tx.execute(USE, values![token.0.clone(), now]).await? == 1)
}

impl SystemTx {
    /// Whether a session was revoked, or never was.
    pub async fn is_session_revoked(&mut self, session: SessionId) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct Row {
            revoked_at: Option<Instant>,
        }
        const FIND: PlatformSql = PlatformSql::new("SELECT revoked_at FROM sessions WHERE id = $1");
        let row: Option<Row> = self.optional(FIND, values![session.value()]).await?;
        Ok(row.is_none_or(|row| row.revoked_at.is_some()))
    }
}
