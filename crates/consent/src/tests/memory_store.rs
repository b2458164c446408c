//! A store of one merchant in memory.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_audit::{AuditNote, AuditTrail};
use regulars_kernel::{
    Channel, ConsentState, ConsentTextId, CustomerId, Environment, Instant, Label, Page, PageRequest,
    Purpose, StoreError,
};

use crate::*;

/// Everything that the store holds. The tests reach in where a person would reach into a database.
#[derive(Default)]
pub struct MemoryStore {
    /// What was noted.
    pub notes: Vec<AuditNote>,
    pub subjects: BTreeMap<CustomerId, Subject>,
    pub events: Vec<ConsentEvent>,
    pub texts: Vec<ConsentText>,
    pub suppressions: Vec<Suppression>,
    pub confirmations: BTreeMap<ConfirmationHash, Confirmation>,
    pub merchant_inactive: bool,
}

impl MemoryStore {
    fn of(&self, customer: CustomerId) -> Vec<ConsentEvent> {
        self.events.iter().filter(|event| event.customer == customer).cloned().collect()
    }
}

#[async_trait]
impl AuditTrail for MemoryStore {
    async fn note(&mut self, _environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        self.notes.push(note);
        Ok(())
    }
}

#[async_trait]
impl ConsentLedgerReads for MemoryStore {
    async fn find_subject(&mut self, customer: CustomerId) -> Result<Option<Subject>, StoreError> {
        Ok(self.subjects.get(&customer).cloned())
    }

    async fn find_customer_key(&mut self, customer: CustomerId) -> Result<Option<SealedKey>, StoreError> {
        Ok(self.subjects.get(&customer).and_then(|subject| subject.key.clone()))
    }

    async fn customers_at(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Vec<CustomerId>, StoreError> {
        let carries = |subject: &&Subject| subject.address(channel) == Some(address);
        Ok(self.subjects.values().filter(carries).map(|subject| subject.customer).collect())
    }

    async fn has_objection_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
    ) -> Result<bool, StoreError> {
        let carriers = self.customers_at(channel, address).await?;
        Ok(self.events.iter().any(|event| {
            (carriers.contains(&event.customer) || event.address.as_ref() == Some(address))
                && (event.purpose, event.channel) == (Purpose::Advertising, Some(channel))
                && event.state != ConsentState::Granted
                && event.occurred_at >= instant
                && [UNSUBSCRIBE_LINK, PREFERENCE_PAGE].contains(&event.source.as_str())
        }))
    }

    async fn was_closed_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
        those: &[CustomerId],
    ) -> Result<bool, StoreError> {
        Ok(self.events.iter().any(|event| {
            (event.purpose, event.channel) == (Purpose::Advertising, Some(channel))
                && event.address.as_ref() == Some(address)
                && event.state != ConsentState::Granted
                && event.recorded_at >= instant
                && !those.contains(&event.customer)
                && ![CHANGE_OF_ADDRESS, IMPORT_UNDONE, MERGE_UNDONE].contains(&event.source.as_str())
        }))
    }

    async fn list_history(
        &mut self,
        customer: CustomerId,
        page: PageRequest<i64>,
    ) -> Result<Page<ConsentEvent, i64>, StoreError> {
        let mut events = self.of(customer);
        events.retain(|event| event.sequence < page.after.unwrap_or(i64::MAX));
        events.reverse();
        Ok(Page::from_surplus(events, page.size, |event| event.sequence))
    }

    async fn read_chain(
        &mut self,
        customer: CustomerId,
        after: i64,
        limit: u16,
    ) -> Result<Vec<ConsentEvent>, StoreError> {
        let mut events = self.of(customer);
        events.retain(|event| event.sequence > after);
        events.truncate(usize::from(limit));
        Ok(events)
    }

    async fn owners_of_chains(
        &mut self,
        after: Option<CustomerId>,
        limit: u16,
    ) -> Result<Vec<CustomerId>, StoreError> {
        let owners: std::collections::BTreeSet<CustomerId> =
            self.events.iter().map(|event| event.customer).filter(|owner| Some(*owner) > after).collect();
        Ok(owners.into_iter().take(usize::from(limit)).collect())
    }

    async fn has_refusal_since(
        &mut self,
        customer: CustomerId,
        purpose: Purpose,
        channel: Option<Channel>,
        instant: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.of(customer).iter().any(|event| {
            event.state != ConsentState::Granted
                && event.occurred_at >= instant
                && (event.purpose == Purpose::DataProcessing
                    || (event.purpose, event.channel) == (purpose, channel))
        }))
    }
}

#[async_trait]
impl ConsentLedgerStore for MemoryStore {
    async fn lock_subject(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        Ok(self.subjects.contains_key(&customer))
    }

    async fn insert_customer_key(
        &mut self,
        customer: CustomerId,
        key: &SealedKey,
        _now: Instant,
    ) -> Result<(), StoreError> {
        self.subjects.get_mut(&customer).unwrap().key = Some(key.clone());
        Ok(())
    }

    async fn append(
        &mut self,
        customer: CustomerId,
        events: &[ConsentEvent],
        changed: &[StandingConsent],
    ) -> Result<(), StoreError> {
        self.events.extend_from_slice(events);
        let subject = self.subjects.get_mut(&customer).unwrap();
        for new in changed {
            subject.standing.retain(|one| (one.purpose, one.channel) != (new.purpose, new.channel));
            subject.standing.push(new.clone());
        }
        subject.head = events.last().unwrap().head();
        Ok(())
    }

    async fn erase_consents(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError> {
        let subject = self.subjects.get_mut(&customer).unwrap();
        subject.key = None;
        subject.standing.clear();
        self.confirmations.retain(|_, confirmation| confirmation.customer != customer);
        for event in self.events.iter_mut().filter(|event| event.customer == customer) {
            (event.address, event.evidence) = (None, None);
            event.erased_at.get_or_insert(now);
        }
        Ok(())
    }
}

#[async_trait]
impl ConsentTextReads for MemoryStore {
    async fn find_text(&mut self, id: ConsentTextId) -> Result<Option<ConsentText>, StoreError> {
        Ok(self.texts.iter().find(|text| text.id == id).cloned())
    }

    async fn find_text_version(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
        version: &Label,
    ) -> Result<Vec<ConsentText>, StoreError> {
        let fits = |text: &&ConsentText| {
            text.purpose == purpose && text.channel == channel && text.version == *version
        };
        Ok(self.texts.iter().filter(fits).cloned().collect())
    }

    async fn find_current_texts(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
    ) -> Result<Vec<ConsentText>, StoreError> {
        let fits = |text: &&ConsentText| {
            text.purpose == purpose && (text.channel.is_none() || text.channel == channel) && !text.standard
        };
        Ok(self.texts.iter().filter(fits).cloned().collect())
    }

    async fn list_texts(
        &mut self,
        page: PageRequest<ConsentTextId>,
    ) -> Result<Page<ConsentText, ConsentTextId>, StoreError> {
        Ok(Page::from_surplus(self.texts.clone(), page.size, |text| text.id))
    }
}

#[async_trait]
impl ConsentTextStore for MemoryStore {
    async fn insert_text(&mut self, text: &ConsentText) -> Result<bool, StoreError> {
        let key = |text: &ConsentText| {
            (text.purpose, text.channel, text.locale.tag().to_owned(), text.version.clone())
        };
        let is_new = self.texts.iter().all(|one| key(one) != key(text));
        if is_new {
            self.texts.push(text.clone());
        }
        Ok(is_new)
    }
}

#[async_trait]
impl ContactReads for MemoryStore {
    async fn find_contact(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<Option<(Contact, bool)>, StoreError> {
        let Some(subject) = self.subjects.get(&customer) else {
            return Ok(None);
        };
        let address = subject.address(channel).cloned();
        let counts = |one: &&Confirmation| {
            one.purpose == ConfirmationPurpose::OptIn
                && one.channel == channel
                && Some(&one.address) == address.as_ref()
                && one.created_at > now - OPT_IN_PERIOD
        };
        let suppresses = |one: &&Suppression| {
            one.channel == channel
                && Some(&one.address) == address.as_ref()
                && one.expires_at.is_none_or(|end| end > now)
        };
        let contact = Contact {
            verified_at: subject.email_verified_at.filter(|_| channel == Channel::Email),
            advertising: subject
                .standing(Purpose::Advertising, Some(channel))
                .map(|standing| (standing.state, standing.address.clone())),
            suppressed: self.suppressions.iter().find(suppresses).map(|one| one.reason),
            restricted_at: subject.restricted_at,
            opt_ins: i64::try_from(self.confirmations.values().filter(counts).count()).unwrap(),
            address,
        };
        Ok(Some((contact, !self.merchant_inactive)))
    }

    async fn find_contacts(
        &mut self,
        customers: &[CustomerId],
        channel: Channel,
        now: Instant,
    ) -> Result<Vec<(CustomerId, Contact, bool)>, StoreError> {
        let mut contacts = Vec::new();
        for &customer in customers {
            if let Some((contact, active)) = self.find_contact(customer, channel, now).await? {
                contacts.push((customer, contact, active));
            }
        }
        Ok(contacts)
    }

    async fn find_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Option<Suppression>, StoreError> {
        let is_it = |one: &&Suppression| one.channel == channel && one.address == *address;
        Ok(self.suppressions.iter().find(is_it).cloned())
    }

    async fn list_suppressions(
        &mut self,
        _channel: Channel,
        page: PageRequest<ContactAddress>,
    ) -> Result<Page<Suppression, ContactAddress>, StoreError> {
        Ok(Page::from_surplus(self.suppressions.clone(), page.size, |one| one.address.clone()))
    }
}

#[async_trait]
impl ContactStore for MemoryStore {
    async fn mark_verified(
        &mut self,
        customer: CustomerId,
        address: &ContactAddress,
        now: Instant,
    ) -> Result<(), StoreError> {
        let subject = self.subjects.get_mut(&customer).unwrap();
        if subject.email.as_ref() == Some(address) {
            subject.email_verified_at.get_or_insert(now);
        }
        Ok(())
    }

    async fn clear_verified(&mut self, customer: CustomerId, _now: Instant) -> Result<(), StoreError> {
        self.subjects.get_mut(&customer).unwrap().email_verified_at = None;
        Ok(())
    }

    async fn set_address_since(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<(), StoreError> {
        let subject = self.subjects.get_mut(&customer).unwrap();
        match channel {
            Channel::Email => subject.email_since = Some(now),
            Channel::Sms => subject.phone_since = Some(now),
            Channel::Push | Channel::Telegram => {}
        }
        Ok(())
    }

    async fn set_restricted(
        &mut self,
        customer: CustomerId,
        restricted: bool,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let Some(subject) = self.subjects.get_mut(&customer) else {
            return Ok(false);
        };
        subject.restricted_at = restricted.then_some(now);
        Ok(true)
    }

    async fn put_suppression(&mut self, suppression: &Suppression) -> Result<(), StoreError> {
        let Suppression { channel, address, .. } = suppression;
        self.suppressions.retain(|one| (one.channel, &one.address) != (*channel, address));
        self.suppressions.push(suppression.clone());
        Ok(())
    }

    async fn delete_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        reason: SuppressionReason,
    ) -> Result<bool, StoreError> {
        let before = self.suppressions.len();
        self.suppressions.retain(|one| (one.channel, &one.address, one.reason) != (channel, address, reason));
        Ok(self.suppressions.len() < before)
    }
}

#[async_trait]
impl ConfirmationReads for MemoryStore {
    async fn find_confirmation(
        &mut self,
        hash: &ConfirmationHash,
    ) -> Result<Option<Confirmation>, StoreError> {
        Ok(self.confirmations.get(hash).cloned())
    }

    async fn count_confirmations(
        &mut self,
        purpose: ConfirmationPurpose,
        customer: CustomerId,
        since: Instant,
    ) -> Result<i64, StoreError> {
        let meant = |one: &&Confirmation| {
            one.purpose == purpose && one.customer == customer && one.created_at > since
        };
        Ok(i64::try_from(self.confirmations.values().filter(meant).count()).unwrap())
    }
}

#[async_trait]
impl ConfirmationStore for MemoryStore {
    async fn insert_confirmation(&mut self, confirmation: &Confirmation) -> Result<(), StoreError> {
        self.confirmations.insert(confirmation.hash.clone(), confirmation.clone());
        Ok(())
    }

    async fn use_confirmation(&mut self, hash: &ConfirmationHash, now: Instant) -> Result<bool, StoreError> {
        let open = |one: &&mut Confirmation| one.used_at.is_none() && one.expires_at > now;
        let found = self.confirmations.get_mut(hash).filter(open);
        Ok(found.map(|confirmation| confirmation.used_at = Some(now)).is_some())
    }

    async fn expire_confirmations(
        &mut self,
        customer: CustomerId,
        which: OpenConfirmations,
        now: Instant,
    ) -> Result<(), StoreError> {
        for one in self.confirmations.values_mut() {
            let meant = match which {
                OpenConfirmations::All => true,
                OpenConfirmations::AllOver(channel) => one.channel == channel,
                OpenConfirmations::OptInsOver(channel) => {
                    one.channel == channel && one.purpose == ConfirmationPurpose::OptIn
                }
            };
            if meant && one.customer == customer && one.used_at.is_none() {
                one.expires_at = one.expires_at.min(now);
            }
        }
        Ok(())
    }
}
