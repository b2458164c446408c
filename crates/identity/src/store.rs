//! What the use cases of this crate need from a store.

use async_trait::async_trait;
use regulars_audit::{AuditNote, AuditTrail};
use regulars_kernel::{
    Actor, ApiKeyId, Email, Environment, Instant, MerchantId, Page, PageRequest, SessionId, StoreError,
    StoreId, TerminalId, UserId,
};

use crate::{
    AllowedOrigins, ApiKey, CardPage, KeyGrant, Merchant, MerchantFacts, MerchantStatus, Origin,
    PairingCodeHash, PasswordHash, PlatformCounts, RefreshTokenHash, RegistrationPage, Session, Store,
    Terminal, User,
};

/// Merchants, as the platform sees them.
#[async_trait]
pub trait MerchantStore: StaffTrail {
    /// Adds a merchant.
    async fn insert_merchant(&mut self, merchant: &Merchant) -> Result<(), StoreError>;
    /// The merchant with that id.
    async fn find_merchant(&mut self, id: MerchantId) -> Result<Option<Merchant>, StoreError>;
    /// The merchant with that id, which nobody else changes until this transaction ends.
    async fn find_merchant_for_change(&mut self, id: MerchantId) -> Result<Option<Merchant>, StoreError>;
    /// Merchants by id.
    async fn list_merchants(
        &mut self,
        page: PageRequest<MerchantId>,
    ) -> Result<Page<Merchant, MerchantId>, StoreError>;
    /// Lets a merchant work, or stops it.
    async fn set_merchant_status(
        &mut self,
        id: MerchantId,
        status: MerchantStatus,
        now: Instant,
    ) -> Result<bool, StoreError>;
    /// Gives a merchant another plan: the multiplier of its monthly quota, and its tests a month.
    async fn set_merchant_plan(
        &mut self,
        id: MerchantId,
        multiplier: i64,
        tests_per_month: i64,
        now: Instant,
    ) -> Result<bool, StoreError>;
    /// How many merchants and users the platform has.
    async fn count_platform(&mut self) -> Result<PlatformCounts, StoreError>;
}

/// From which origins browsers may call, of all merchants.
#[async_trait]
pub trait OriginStore: Send {
    /// Every origin that a merchant allows, with that merchant.
    async fn allowed_origins(&mut self) -> Result<Vec<(Origin, MerchantId)>, StoreError>;
}

/// Where a refresh token stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefreshTokenState {
    /// Its session.
    pub session: Session,
    /// Whether it has been used before.
    pub used: bool,
    /// Whether its session was revoked.
    pub revoked: bool,
}

/// What is noted of changes in a merchant's trail from outside that merchant: users are the platform's, and the operator
/// belongs to nobody.
#[async_trait]
pub trait StaffTrail: Send {
    /// Notes a change in the trail of that merchant.
    async fn note_within(
        &mut self,
        merchant: MerchantId,
        actor: Actor,
        environment: &Environment,
        note: AuditNote,
    ) -> Result<(), StoreError>;
}

/// Users and sessions of the platform.
#[async_trait]
pub trait UserStore: StaffTrail {
    /// Adds a user. False when its e-mail is taken.
    async fn insert_user(&mut self, user: &User, password: &PasswordHash) -> Result<bool, StoreError>;
    /// The user who signs in with that address, with the hash of its password and whether its merchant may work.
    async fn find_user_by_email(
        &mut self,
        email: &Email,
    ) -> Result<Option<(User, PasswordHash, bool)>, StoreError>;
    /// The user with that id, and whether its merchant may work.
    async fn find_user(&mut self, id: UserId) -> Result<Option<(User, bool)>, StoreError>;
    /// The user with that id, if it is of that merchant's staff.
    async fn find_staff(&mut self, merchant: MerchantId, id: UserId) -> Result<Option<User>, StoreError>;
    /// As [`Self::find_staff`], for a change: another change to the same staff waits until this work has ended.
    async fn find_staff_to_change(
        &mut self,
        merchant: MerchantId,
        id: UserId,
    ) -> Result<Option<User>, StoreError>;
    /// Users of one merchant by id.
    async fn list_users(
        &mut self,
        merchant: MerchantId,
        page: PageRequest<UserId>,
    ) -> Result<Page<User, UserId>, StoreError>;
    /// Writes name, role and status of a user.
    async fn update_user(&mut self, user: &User) -> Result<(), StoreError>;
    /// Replaces a user's password.
    async fn set_password(
        &mut self,
        user: UserId,
        password: &PasswordHash,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// How many active owners a merchant has.
    async fn count_active_owners(&mut self, merchant: MerchantId) -> Result<i64, StoreError>;
    /// Adds a session.
    async fn insert_session(&mut self, session: &Session, now: Instant) -> Result<(), StoreError>;
    /// Ends a session.
    async fn revoke_session(&mut self, session: SessionId, now: Instant) -> Result<(), StoreError>;
    /// Ends every session of a user.
    async fn revoke_sessions_of(&mut self, user: UserId, now: Instant) -> Result<(), StoreError>;
    /// Adds a refresh token to a session.
    async fn insert_refresh_token(
        &mut self,
        session: SessionId,
        token: &RefreshTokenHash,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Where a refresh token stands.
    async fn find_refresh_token(
        &mut self,
        token: &RefreshTokenHash,
    ) -> Result<Option<RefreshTokenState>, StoreError>;
    /// Marks a refresh token as used. False when it was used before.
    async fn use_refresh_token(&mut self, token: &RefreshTokenHash, now: Instant)
    -> Result<bool, StoreError>;
}

/// What one merchant has: its profile, stores, terminals and keys, as they are read.
#[async_trait]
pub trait IdentityReads: Send {
    /// The merchant itself.
    async fn own_merchant(&mut self) -> Result<Merchant, StoreError>;
    /// What nearly every request must know about the merchant.
    async fn merchant_facts(&mut self) -> Result<MerchantFacts, StoreError>;
    /// The person of the merchant's own staff who signs in with that address.
    async fn find_own_staff_by_email(&mut self, email: &Email) -> Result<Option<User>, StoreError>;
    /// From which origins browsers may call.
    async fn own_origins(&mut self) -> Result<AllowedOrigins, StoreError>;
    /// Whether people may register themselves; with nobody who is no merchant they may not. Inside a write nobody else changes it until that write ends.
    async fn registration_page(&mut self) -> Result<RegistrationPage, StoreError>;
    /// How the page with a customer's card is.
    async fn card_page(&mut self) -> Result<CardPage, StoreError>;
    /// The store with that id.
    async fn find_store(&mut self, id: StoreId) -> Result<Option<Store>, StoreError>;
    /// Stores by id.
    async fn list_stores(&mut self, page: PageRequest<StoreId>) -> Result<Page<Store, StoreId>, StoreError>;
    /// The terminal with that id.
    async fn find_terminal(&mut self, id: TerminalId) -> Result<Option<Terminal>, StoreError>;
    /// Terminals by id.
    async fn list_terminals(
        &mut self,
        page: PageRequest<TerminalId>,
    ) -> Result<Page<Terminal, TerminalId>, StoreError>;
    /// The key with that id, whether it still holds or not.
    async fn find_api_key(&mut self, id: ApiKeyId) -> Result<Option<KeyGrant>, StoreError>;
    /// Keys by id.
    async fn list_api_keys(
        &mut self,
        page: PageRequest<ApiKeyId>,
    ) -> Result<Page<ApiKey, ApiKeyId>, StoreError>;
}

/// What one merchant has: its profile, stores, terminals and keys.
#[async_trait]
pub trait IdentityStore: IdentityReads + AuditTrail {
    /// The merchant itself, whom nobody else changes until this transaction ends.
    async fn own_merchant_for_change(&mut self) -> Result<Merchant, StoreError>;
    /// Writes the profile.
    async fn update_merchant(&mut self, merchant: &Merchant) -> Result<(), StoreError>;
    /// Replaces the origins from which browsers may call.
    async fn set_own_origins(&mut self, origins: &AllowedOrigins) -> Result<(), StoreError>;
    /// Opens or closes the page on which people register themselves.
    async fn write_registration_page(&mut self, page: RegistrationPage) -> Result<(), StoreError>;
    /// Writes how the page with a customer's card is.
    async fn write_card_page(&mut self, page: CardPage) -> Result<(), StoreError>;
    /// Adds a store. False when its code is taken.
    async fn insert_store(&mut self, store: &Store) -> Result<bool, StoreError>;
    /// Writes a store. False when its code is taken.
    async fn update_store(&mut self, store: &Store) -> Result<bool, StoreError>;
    /// Adds a terminal.
    async fn insert_terminal(&mut self, terminal: &Terminal) -> Result<(), StoreError>;
    /// Writes a terminal.
    async fn update_terminal(&mut self, terminal: &Terminal) -> Result<(), StoreError>;
    /// Cuts a terminal off. One that was cut off before keeps that instant.
    async fn revoke_terminal(&mut self, id: TerminalId, now: Instant) -> Result<(), StoreError>;
    /// Adds the code by which a device takes a terminal over.
    async fn insert_pairing_code(
        &mut self,
        code: &PairingCodeHash,
        terminal: TerminalId,
        now: Instant,
        expires_at: Instant,
    ) -> Result<(), StoreError>;
    /// Marks a pairing code as used. False when it is unknown, used or expired.
    async fn use_pairing_code(&mut self, code: &PairingCodeHash, now: Instant) -> Result<bool, StoreError>;
    /// Ends every pairing code of a terminal that was not used yet.
    async fn end_pairing_codes(&mut self, terminal: TerminalId, now: Instant) -> Result<(), StoreError>;
    /// Adds a key.
    async fn insert_api_key(&mut self, key: &ApiKey, secret_hash: &[u8]) -> Result<(), StoreError>;
    /// Revokes a key. False when there is none with that id.
    async fn revoke_api_key(&mut self, id: ApiKeyId, now: Instant) -> Result<bool, StoreError>;
    /// Revokes every key of a terminal and tells which.
    async fn revoke_keys_of_terminal(
        &mut self,
        id: TerminalId,
        now: Instant,
    ) -> Result<Vec<ApiKeyId>, StoreError>;
}
