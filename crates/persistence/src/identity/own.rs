//! What one merchant has: the store trait, spread over one file per resource.

use async_trait::async_trait;
use regulars_identity::{
    AllowedOrigins, ApiKey, CardPage, IdentityReads, IdentityStore, KeyGrant, Merchant, MerchantFacts,
    PairingCodeHash, RegistrationPage, Store, Terminal, User, UserStore,
};
use regulars_kernel::{ApiKeyId, Email, Instant, Page, PageRequest, StoreError, StoreId, TerminalId};

use super::{api_keys, card_page, origins, pairing_codes, profile, registration_page, stores, terminals};
use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl IdentityReads for ReadTx {
    async fn own_merchant(&mut self) -> Result<Merchant, StoreError> {
        profile::own_merchant(self).await
    }

    async fn merchant_facts(&mut self) -> Result<MerchantFacts, StoreError> {
        profile::merchant_facts(self).await
    }

    async fn find_own_staff_by_email(&mut self, email: &Email) -> Result<Option<User>, StoreError> {
        let merchant = self.scope().merchant();
        let found = self.platform().find_user_by_email(email).await?;
        Ok(found.map(|(user, ..)| user).filter(|user| user.merchant == Some(merchant)))
    }

    async fn own_origins(&mut self) -> Result<AllowedOrigins, StoreError> {
        origins::of_merchant(&self.platform(), self.scope().merchant()).await
    }

    async fn registration_page(&mut self) -> Result<RegistrationPage, StoreError> {
        registration_page::find(self).await
    }

    async fn card_page(&mut self) -> Result<CardPage, StoreError> {
        card_page::find(self).await
    }

    async fn find_store(&mut self, id: StoreId) -> Result<Option<Store>, StoreError> {
        stores::find(self, id).await
    }

    async fn list_stores(&mut self, page: PageRequest<StoreId>) -> Result<Page<Store, StoreId>, StoreError> {
        stores::list(self, page).await
    }

    async fn find_terminal(&mut self, id: TerminalId) -> Result<Option<Terminal>, StoreError> {
        terminals::find(self, id).await
    }

    async fn list_terminals(
        &mut self,
        page: PageRequest<TerminalId>,
    ) -> Result<Page<Terminal, TerminalId>, StoreError> {
        terminals::list(self, page).await
    }

    async fn find_api_key(&mut self, id: ApiKeyId) -> Result<Option<KeyGrant>, StoreError> {
        api_keys::find(self, id).await
    }

    async fn list_api_keys(
        &mut self,
        page: PageRequest<ApiKeyId>,
    ) -> Result<Page<ApiKey, ApiKeyId>, StoreError> {
        api_keys::list(self, page).await
    }
}

#[async_trait]
impl IdentityStore for WriteTx {
    async fn own_merchant_for_change(&mut self) -> Result<Merchant, StoreError> {
        profile::own_merchant_for_change(self).await
    }

    async fn write_registration_page(&mut self, page: RegistrationPage) -> Result<(), StoreError> {
        registration_page::write(self, page).await
    }

    async fn write_card_page(&mut self, page: CardPage) -> Result<(), StoreError> {
        card_page::write(self, page).await
    }

    async fn update_merchant(&mut self, merchant: &Merchant) -> Result<(), StoreError> {
        profile::update_merchant(self, merchant).await
    }

    async fn set_own_origins(&mut self, origins: &AllowedOrigins) -> Result<(), StoreError> {
        origins::replace(&self.platform(), self.scope().merchant(), origins).await
    }

    async fn insert_store(&mut self, store: &Store) -> Result<bool, StoreError> {
        stores::insert(self, store).await
    }

    async fn update_store(&mut self, store: &Store) -> Result<bool, StoreError> {
        stores::update(self, store).await
    }

    async fn insert_terminal(&mut self, terminal: &Terminal) -> Result<(), StoreError> {
        terminals::insert(self, terminal).await
    }

    async fn update_terminal(&mut self, terminal: &Terminal) -> Result<(), StoreError> {
        terminals::update(self, terminal).await
    }

    async fn revoke_terminal(&mut self, id: TerminalId, now: Instant) -> Result<(), StoreError> {
        terminals::revoke(self, id, now).await
    }

    async fn insert_pairing_code(
        &mut self,
        code: &PairingCodeHash,
        terminal: TerminalId,
        now: Instant,
        expires_at: Instant,
    ) -> Result<(), StoreError> {
        pairing_codes::insert(self, code, terminal, now, expires_at).await
    }

    async fn use_pairing_code(&mut self, code: &PairingCodeHash, now: Instant) -> Result<bool, StoreError> {
        pairing_codes::use_once(self, code, now).await
    }

    async fn end_pairing_codes(&mut self, terminal: TerminalId, now: Instant) -> Result<(), StoreError> {
        pairing_codes::end_of_terminal(self, terminal, now).await
    }

    async fn insert_api_key(&mut self, key: &ApiKey, secret_hash: &[u8]) -> Result<(), StoreError> {
        api_keys::insert(self, key, secret_hash).await
    }

    async fn revoke_api_key(&mut self, id: ApiKeyId, now: Instant) -> Result<bool, StoreError> {
        api_keys::revoke(self, id, now).await
    }

    async fn revoke_keys_of_terminal(
        &mut self,
        id: TerminalId,
        now: Instant,
    ) -> Result<Vec<ApiKeyId>, StoreError> {
        api_keys::revoke_of_terminal(self, id, now).await
    }
}
