//! A merchant with one customer, a clock that is moved by hand, and keys.

use std::sync::Arc;

use chrono::DateTime;
use regulars_kernel::{
    Channel, ConsentState, CustomerId, Environment, Instant, ManualClock, MerchantId, Purpose, SystemRandom,
};

use super::memory_store::MemoryStore;
use crate::*;

pub struct World {
    pub store: MemoryStore,
    pub clock: Arc<ManualClock>,
    pub environment: Environment,
    pub sealing: SealingKeys,
    pub links: LinkKeys,
    pub merchant: MerchantId,
    /// Whom the steps are about.
    pub customer: CustomerId,
    /// Another record, which has the same addresses at first.
    pub another: CustomerId,
}

pub fn address(text: &str) -> ContactAddress {
    ContactAddress::from_stored(text.to_owned())
}

/// Has a future of the store in memory, which never waits, done.
pub fn done<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

impl World {
    pub fn new() -> Self {
        let clock = Arc::new(ManualClock::at(DateTime::from_timestamp(1_795_000_000, 0).unwrap()));
        let environment = Environment::new(clock.clone(), Arc::new(SystemRandom));
        let merchant = MerchantId::new(environment.new_id());
        let customer = CustomerId::new(environment.new_id());
        let mut store = MemoryStore::default();
        let subject = Subject {
            customer,
            email: Some(address("ana@example.com")),
            email_verified_at: None,
            email_since: None,
            phone_since: None,
            phone: Some(address("+381641234567")),
            restricted_at: None,
            key: None,
            head: ChainHead::EMPTY,
            standing: Vec::new(),
        };
        let another = CustomerId::new(environment.new_id());
        store.subjects.insert(another, Subject { customer: another, ..subject.clone() });
        store.subjects.insert(customer, subject);
        let (sealing, links) = (SealingKeys::new(b"sealing"), LinkKeys::new(b"links"));
        Self { store, clock, environment, sealing, links, merchant, customer, another }
    }

    /// Lets the steps be about the other record, and the other way round.
    pub fn swap(&mut self) {
        std::mem::swap(&mut self.customer, &mut self.another);
    }

    pub fn now(&self) -> Instant {
        self.environment.now()
    }

    pub fn subject(&mut self) -> &mut Subject {
        self.store.subjects.get_mut(&self.customer).unwrap()
    }

    pub fn record(&mut self, new: NewConsent) -> Result<RecordedConsent, RecordConsentError> {
        let Self { store, environment, sealing, merchant, customer, .. } = self;
        let recording =
            LedgerAccess { environment, sealing, merchant: *merchant, actor: ConsentActor::System };
        done(record_consent(store, recording, *customer, new))
    }

    pub fn change_email(&mut self, email: Option<&str>) {
        let previous = self.subject().email.clone();
        let Self { store, environment, sealing, merchant, customer, .. } = self;
        let recording =
            LedgerAccess { environment, sealing, merchant: *merchant, actor: ConsentActor::System };
        done(change_of_address(store, recording, *customer, Channel::Email, previous)).unwrap();
        self.subject().email = email.map(address);
    }

    pub fn request(&mut self) -> Result<IssuedConfirmation, RequestOptInError> {
        let Self { store, environment, links, merchant, customer, .. } = self;
        done(request_opt_in(store, environment, links, *merchant, *customer, Channel::Email, None))
    }

    pub fn confirm(&mut self, hash: &ConfirmationHash) -> Result<ConsentEvent, ConfirmError> {
        let Self { store, environment, sealing, merchant, .. } = self;
        let recording =
            LedgerAccess { environment, sealing, merchant: *merchant, actor: ConsentActor::System };
        done(confirm_opt_in(store, recording, hash, None)).map(|(_, event)| event)
    }

    pub fn unsubscribe(&mut self) -> UnsubscribeOutcome {
        let Self { store, environment, sealing, merchant, customer, .. } = self;
        let recording =
            LedgerAccess { environment, sealing, merchant: *merchant, actor: ConsentActor::System };
        done(unsubscribe(store, recording, (*customer, Channel::Email), None, None)).unwrap()
    }

    pub fn prefer(&mut self, sent_to: &str, wanted: bool) -> PreferenceOutcome {
        let Self { store, environment, sealing, links, merchant, customer, .. } = self;
        let recording =
            LedgerAccess { environment, sealing, merchant: *merchant, actor: ConsentActor::System };
        let sent_to = address(sent_to);
        let tag = links.address_tag(*merchant, &sent_to);
        let choices = [(Channel::Email, wanted)];
        done(set_preferences(store, recording, links, *customer, tag, Some(sent_to), &choices)).unwrap()[0].1
    }

    pub fn advertising(&mut self) -> Result<(), Blocked> {
        let now = self.now();
        let (contact, active) =
            done(self.store.find_contact(self.customer, Channel::Email, now)).unwrap().unwrap();
        gate(&contact, MessageKind::Advertising, Channel::Email, active)
    }

    pub fn verify(&mut self) -> ChainReport {
        let Self { store, sealing, merchant, customer, .. } = self;
        done(verify_chain(store, sealing, *merchant, *customer)).unwrap()
    }
}

/// A statement about advertising by e-mail, made now.
pub fn e_mail(state: ConsentState) -> NewConsent {
    statement(Purpose::Advertising, Some(Channel::Email), state)
}

pub fn statement(purpose: Purpose, channel: Option<Channel>, state: ConsentState) -> NewConsent {
    NewConsent {
        purpose,
        channel,
        state,
        source: "till".parse().unwrap(),
        text_version: None,
        text_locale: None,
        occurred_at: None,
        evidence: None,
    }
}
