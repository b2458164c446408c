//! Users and sessions of the platform.

use async_trait::async_trait;
use regulars_identity::{PasswordHash, RefreshTokenHash, RefreshTokenState, Session, User, UserStore};
use regulars_kernel::{
    Email, Instant, MerchantId, Page, PageRequest, SessionId, StoreError, UniqueValue, UserId,
};
use uuid::Uuid;

use super::sessions;
use super::user_row::{UserRow, select_user};
use crate::wall::{FromRow, PlatformSql, SystemTx, values};

#[async_trait]
impl UserStore for SystemTx {
    async fn insert_user(&mut self, user: &User, password: &PasswordHash) -> Result<bool, StoreError> {
        const INSERT: PlatformSql = PlatformSql::new(
            "INSERT INTO users (id, merchant_id, email, email_folded, name, role, password_hash, status, created_at,
                 updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
             ON CONFLICT (email_folded) DO NOTHING",
        );
        let new = values![
            user.id.value(),
            user.merchant.map(MerchantId::value),
            user.email.expose(),
            user.email.folded(),
            user.name.as_str(),
            user.role.name(),
            password.0.as_str(),
            user.status.name(),
            user.created_at,
        ];
        match self.execute(INSERT, new).await {
            Ok(inserted) => Ok(inserted == 1),
            Err(StoreError::Taken(UniqueValue::UserEmail)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn find_user_by_email(
        &mut self,
        email: &Email,
    ) -> Result<Option<(User, PasswordHash, bool)>, StoreError> {
        const FIND: PlatformSql = PlatformSql::new(select_user!("WHERE users.email_folded = $1"));
        let row: Option<UserRow> = self.optional(FIND, values![email.folded()]).await?;
        row.map(UserRow::convert).transpose()
    }

    async fn find_user(&mut self, id: UserId) -> Result<Option<(User, bool)>, StoreError> {
        const FIND: PlatformSql = PlatformSql::new(select_user!("WHERE users.id = $1"));
        let row: Option<UserRow> = self.optional(FIND, values![id.value()]).await?;
        Ok(row.map(UserRow::convert).transpose()?.map(|(user, _, merchant_active)| (user, merchant_active)))
    }

    async fn find_staff(&mut self, merchant: MerchantId, id: UserId) -> Result<Option<User>, StoreError> {
        const FIND: PlatformSql =
            PlatformSql::new(select_user!("WHERE users.id = $1 AND users.merchant_id = $2"));
        let row: Option<UserRow> = self.optional(FIND, values![id.value(), merchant.value()]).await?;
        Ok(row.map(UserRow::convert).transpose()?.map(|(user, ..)| user))
    }

    async fn find_staff_to_change(
        &mut self,
        merchant: MerchantId,
        id: UserId,
    ) -> Result<Option<User>, StoreError> {
        super::merchants::lock_merchant(self, merchant).await?;
        self.find_staff(merchant, id).await
    }

    async fn list_users(
        &mut self,
        merchant: MerchantId,
        page: PageRequest<UserId>,
    ) -> Result<Page<User, UserId>, StoreError> {
        const LIST: PlatformSql = PlatformSql::new(select_user!(
            "WHERE users.merchant_id = $1 AND users.id > $2 ORDER BY users.id LIMIT $3"
        ));
        let after = page.after.map_or(Uuid::nil(), UserId::value);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<UserRow> = self.all(LIST, values![merchant.value(), after, limit]).await?;
        let users = rows
            .into_iter()
            .map(|row| row.convert().map(|(user, ..)| user))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(users, page.size, |user| user.id))
    }

    async fn update_user(&mut self, user: &User) -> Result<(), StoreError> {
        const UPDATE: PlatformSql = PlatformSql::new(
            "UPDATE users SET name = $2, role = $3, status = $4, updated_at = $5 WHERE id = $1",
        );
        let new = values![
            user.id.value(),
            user.name.as_str(),
            user.role.name(),
            user.status.name(),
            user.updated_at
        ];
        self.execute(UPDATE, new).await.map(drop)
    }

    async fn set_password(
        &mut self,
        user: UserId,
        password: &PasswordHash,
        now: Instant,
    ) -> Result<(), StoreError> {
        const SET: PlatformSql =
            PlatformSql::new("UPDATE users SET password_hash = $2, updated_at = $3 WHERE id = $1");
        self.execute(SET, values![user.value(), password.0.as_str(), now]).await.map(drop)
    }

    async fn count_active_owners(&mut self, merchant: MerchantId) -> Result<i64, StoreError> {
        #[derive(FromRow)]
        struct Count {
            owners: i64,
        }
        const COUNT: PlatformSql = PlatformSql::new(
            "SELECT count(*) AS owners FROM users WHERE merchant_id = $1 AND role = 'owner' AND status = 'active'",
        );
        let count: Option<Count> = self.optional(COUNT, values![merchant.value()]).await?;
        Ok(count.map_or(0, |count| count.owners))
    }

    async fn insert_session(&mut self, session: &Session, now: Instant) -> Result<(), StoreError> {
        sessions::insert_session(self, session, now).await
    }

    async fn revoke_session(&mut self, session: SessionId, now: Instant) -> Result<(), StoreError> {
        sessions::revoke_session(self, session, now).await
    }

    async fn revoke_sessions_of(&mut self, user: UserId, now: Instant) -> Result<(), StoreError> {
        sessions::revoke_sessions_of(self, user, now).await
    }

    async fn insert_refresh_token(
        &mut self,
        session: SessionId,
        token: &RefreshTokenHash,
        now: Instant,
    ) -> Result<(), StoreError> {
        sessions::insert_refresh_token(self, session, token, now).await
    }

    async fn find_refresh_token(
        &mut self,
        token: &RefreshTokenHash,
    ) -> Result<Option<RefreshTokenState>, StoreError> {
        sessions::find_refresh_token(self, token).await
    }

    async fn use_refresh_token(
        &mut self,
        token: &RefreshTokenHash,
        now: Instant,
    ) -> Result<bool, StoreError> {
        sessions::use_refresh_token(self, token, now).await
    }
}
