//! The ledger of consents, its texts, and what the contact gate looks at.

use async_trait::async_trait;
use regulars_consent::{
    Confirmation, ConfirmationHash, ConfirmationPurpose, ConfirmationReads, ConfirmationStore, ConsentEvent,
    ConsentLedgerReads, ConsentLedgerStore, ConsentText, ConsentTextReads, ConsentTextStore, Contact,
    ContactAddress, ContactReads, ContactStore, OpenConfirmations, SealedKey, StandingConsent, Subject,
    Suppression, SuppressionReason,
};
use regulars_kernel::{
    Channel, ConsentTextId, CustomerId, Instant, Label, Page, PageRequest, Purpose, StoreError,
};

use super::ImportChunk;
use crate::consent::{EventRow, StateRow};
use crate::wall::{RowColumns, WriteTx, values};

impl ImportChunk<'_> {
    /// The transaction, with everything written where the customer was made here.
    async fn settled_of(&mut self, customer: CustomerId) -> Result<&mut WriteTx, StoreError> {
        if self.fresh.is(customer) { self.settled().await } else { Ok(self.tx) }
    }
}

#[async_trait]
impl ConsentLedgerReads for ImportChunk<'_> {
    async fn find_subject(&mut self, customer: CustomerId) -> Result<Option<Subject>, StoreError> {
        if let Some(subject) = self.fresh.subject(customer) {
            return Ok(Some(subject.clone()));
        }
        match self.subjects.get(&customer) {
            Some(known) => Ok(Some(known.clone())),
            None => self.tx.find_subject(customer).await,
        }
    }

    async fn find_customer_key(&mut self, customer: CustomerId) -> Result<Option<SealedKey>, StoreError> {
        self.settled_of(customer).await?.find_customer_key(customer).await
    }

    async fn customers_at(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Vec<CustomerId>, StoreError> {
        match self.ahead.addresses.get(&(channel, address.clone())) {
            Some(known) => {
                let mut carriers = known.clone();
                carriers.extend_from_slice(self.fresh.at(channel, address));
                carriers.sort_unstable();
                Ok(carriers)
            }
            None => self.settled().await?.customers_at(channel, address).await,
        }
    }

    async fn has_objection_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
    ) -> Result<bool, StoreError> {
        // What is said of those who were made here is said by a file, and not by a link.
        let asked = (channel, address.clone());
        let is_carried = self.ahead.addresses.get(&asked).is_none_or(|carriers| !carriers.is_empty());
        if self.ahead.is_unobjected(&asked) && !is_carried {
            return Ok(false);
        }
        self.settled().await?.has_objection_since(channel, address, instant).await
    }

    async fn was_closed_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
        those: &[CustomerId],
    ) -> Result<bool, StoreError> {
        self.settled().await?.was_closed_since(channel, address, instant, those).await
    }

    async fn list_history(
        &mut self,
        customer: CustomerId,
        page: PageRequest<i64>,
    ) -> Result<Page<ConsentEvent, i64>, StoreError> {
        self.settled().await?.list_history(customer, page).await
    }

    async fn read_chain(
        &mut self,
        customer: CustomerId,
        after: i64,
        limit: u16,
    ) -> Result<Vec<ConsentEvent>, StoreError> {
        self.settled().await?.read_chain(customer, after, limit).await
    }

    async fn owners_of_chains(
        &mut self,
        after: Option<CustomerId>,
        limit: u16,
    ) -> Result<Vec<CustomerId>, StoreError> {
        self.settled().await?.owners_of_chains(after, limit).await
    }

    async fn has_refusal_since(
        &mut self,
        customer: CustomerId,
        purpose: Purpose,
        channel: Option<Channel>,
        instant: Instant,
    ) -> Result<bool, StoreError> {
        if self.fresh.is(customer) {
            return Ok(self.fresh.has_refusal_since(customer, purpose, channel, instant));
        }
        self.tx.has_refusal_since(customer, purpose, channel, instant).await
    }
}

#[async_trait]
impl ConsentLedgerStore for ImportChunk<'_> {
    async fn lock_subject(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        let is_held = self.fresh.is(customer) || self.held.contains(&customer);
        if is_held { Ok(true) } else { self.tx.lock_subject(customer).await }
    }

    async fn insert_customer_key(
        &mut self,
        customer: CustomerId,
        key: &SealedKey,
        now: Instant,
    ) -> Result<(), StoreError> {
        if self.fresh.is(customer) {
            self.pending.keys.push(values![customer.value(), key.0.clone(), now]);
            self.fresh.set_key(customer, None, key);
            return Ok(());
        }
        self.keys.remove(&customer);
        self.subjects.remove(&customer);
        self.tx.insert_customer_key(customer, key, now).await
    }

    async fn append(
        &mut self,
        customer: CustomerId,
        events: &[ConsentEvent],
        changed: &[StandingConsent],
    ) -> Result<(), StoreError> {
        if !self.fresh.is(customer) {
            self.subjects.remove(&customer);
            return self.tx.append(customer, events, changed).await;
        }
        let stands = |new: &StandingConsent| {
            let subject = self.fresh.subject(customer);
            subject.is_some_and(|subject| subject.standing(new.purpose, new.channel).is_some())
        };
        // A row of the projection that is there already is not inserted once more.
        if changed.iter().any(stands) {
            self.settled().await?.append(customer, events, changed).await?;
        } else {
            self.pending.events.extend(events.iter().map(|event| EventRow::from(event).into_values()));
            let states = changed.iter().map(|standing| StateRow::of(customer, standing).into_values());
            self.pending.states.extend(states);
        }
        self.fresh.append(customer, events, changed);
        Ok(())
    }

    async fn erase_consents(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError> {
        self.subjects.remove(&customer);
        self.settled().await?.erase_consents(customer, now).await
    }
}

#[async_trait]
impl ConsentTextReads for ImportChunk<'_> {
    async fn find_text(&mut self, id: ConsentTextId) -> Result<Option<ConsentText>, StoreError> {
        self.settled().await?.find_text(id).await
    }

    async fn find_text_version(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
        version: &Label,
    ) -> Result<Vec<ConsentText>, StoreError> {
        let asked = (purpose, channel, version.clone());
        if let Some((_, known)) = self.texts.iter().find(|(known, _)| *known == asked) {
            return Ok(known.clone());
        }
        let found = self.tx.find_text_version(purpose, channel, version).await?;
        self.texts.push((asked, found.clone()));
        Ok(found)
    }

    async fn find_current_texts(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
    ) -> Result<Vec<ConsentText>, StoreError> {
        self.settled().await?.find_current_texts(purpose, channel).await
    }

    async fn list_texts(
        &mut self,
        page: PageRequest<ConsentTextId>,
    ) -> Result<Page<ConsentText, ConsentTextId>, StoreError> {
        self.settled().await?.list_texts(page).await
    }
}

#[async_trait]
impl ConsentTextStore for ImportChunk<'_> {
    async fn insert_text(&mut self, text: &ConsentText) -> Result<bool, StoreError> {
        self.settled().await?.insert_text(text).await
    }
}

#[async_trait]
impl ContactReads for ImportChunk<'_> {
    async fn find_contact(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<Option<(Contact, bool)>, StoreError> {
        self.settled().await?.find_contact(customer, channel, now).await
    }

    async fn find_contacts(
        &mut self,
        customers: &[CustomerId],
        channel: Channel,
        now: Instant,
    ) -> Result<Vec<(CustomerId, Contact, bool)>, StoreError> {
        self.settled().await?.find_contacts(customers, channel, now).await
    }

    async fn find_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Option<Suppression>, StoreError> {
        // Whoever is added with the address of somebody erased who had objected has it closed: that is written first.
        let asked = (channel, address.clone());
        if self.ahead.open.contains(&asked) && self.ahead.is_unobjected(&asked) {
            return Ok(None);
        }
        self.settled().await?.find_suppression(channel, address).await
    }

    async fn list_suppressions(
        &mut self,
        channel: Channel,
        page: PageRequest<ContactAddress>,
    ) -> Result<Page<Suppression, ContactAddress>, StoreError> {
        self.settled().await?.list_suppressions(channel, page).await
    }
}

#[async_trait]
impl ContactStore for ImportChunk<'_> {
    async fn mark_verified(
        &mut self,
        customer: CustomerId,
        address: &ContactAddress,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.records.remove(&customer);
        self.subjects.remove(&customer);
        self.settled().await?.mark_verified(customer, address, now).await
    }

    async fn clear_verified(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError> {
        self.records.remove(&customer);
        self.subjects.remove(&customer);
        self.settled_of(customer).await?.clear_verified(customer, now).await
    }

    async fn set_address_since(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.subjects.remove(&customer);
        self.settled_of(customer).await?.set_address_since(customer, channel, now).await
    }

    async fn set_restricted(
        &mut self,
        customer: CustomerId,
        restricted: bool,
        now: Instant,
    ) -> Result<bool, StoreError> {
        self.subjects.remove(&customer);
        self.settled().await?.set_restricted(customer, restricted, now).await
    }

    async fn put_suppression(&mut self, suppression: &Suppression) -> Result<(), StoreError> {
        self.ahead.open.remove(&(suppression.channel, suppression.address.clone()));
        self.tx.put_suppression(suppression).await
    }

    async fn delete_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        reason: SuppressionReason,
    ) -> Result<bool, StoreError> {
        self.settled().await?.delete_suppression(channel, address, reason).await
    }
}

#[async_trait]
impl ConfirmationReads for ImportChunk<'_> {
    async fn find_confirmation(
        &mut self,
        hash: &ConfirmationHash,
    ) -> Result<Option<Confirmation>, StoreError> {
        self.settled().await?.find_confirmation(hash).await
    }

    async fn count_confirmations(
        &mut self,
        purpose: ConfirmationPurpose,
        customer: CustomerId,
        since: Instant,
    ) -> Result<i64, StoreError> {
        self.settled().await?.count_confirmations(purpose, customer, since).await
    }
}

#[async_trait]
impl ConfirmationStore for ImportChunk<'_> {
    async fn insert_confirmation(&mut self, confirmation: &Confirmation) -> Result<(), StoreError> {
        self.settled().await?.insert_confirmation(confirmation).await
    }

    async fn use_confirmation(&mut self, hash: &ConfirmationHash, now: Instant) -> Result<bool, StoreError> {
        self.settled().await?.use_confirmation(hash, now).await
    }

    async fn expire_confirmations(
        &mut self,
        customer: CustomerId,
        which: OpenConfirmations,
        now: Instant,
    ) -> Result<(), StoreError> {
        // Nobody has asked anything yet of those who were made here.
        if self.fresh.is(customer) {
            Ok(())
        } else {
            self.tx.expire_confirmations(customer, which, now).await
        }
    }
}
