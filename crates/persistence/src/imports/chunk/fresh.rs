//! Customers who were made here: what is known of them without asking.

use std::collections::{BTreeSet, HashMap};

use regulars_consent::{
    ChainHead, ConsentEvent, ContactAddress, CustomerKey, SealedKey, StandingConsent, Subject,
};
use regulars_customers::Customer;
use regulars_kernel::{Channel, ConsentState, CustomerId, Instant, Purpose};

use super::ahead::{Person, person_of};

/// Customers who were made here.
#[derive(Default)]
pub(super) struct Fresh {
    subjects: HashMap<CustomerId, Subject>,
    keys: HashMap<CustomerId, CustomerKey>,
    events: HashMap<CustomerId, Vec<ConsentEvent>>,
    addresses: HashMap<(Channel, ContactAddress), Vec<CustomerId>>,
    external_ids: HashMap<String, CustomerId>,
    people: BTreeSet<Person>,
}

impl Fresh {
    /// Takes note of a customer who is being made.
    pub(super) fn add(&mut self, customer: &Customer) {
        let id = customer.id;
        let email = customer.email.as_ref().map(ContactAddress::of_email);
        let phone = customer.phone.as_ref().map(ContactAddress::of_phone);
        for (channel, address) in [(Channel::Email, &email), (Channel::Sms, &phone)] {
            if let Some(address) = address {
                self.addresses.entry((channel, address.clone())).or_default().push(id);
            }
        }
        if let Some(external_id) = &customer.external_id {
            self.external_ids.insert(external_id.as_str().to_owned(), id);
        }
        self.people.extend(person_of(&customer.names, customer.birth_date.as_ref()));
        let subject = Subject {
            customer: id,
            email,
            email_verified_at: customer.email_verified_at,
            email_since: None,
            phone,
            phone_since: None,
            restricted_at: None,
            key: None,
            head: ChainHead::EMPTY,
            standing: Vec::new(),
        };
        self.subjects.insert(id, subject);
    }

    pub(super) fn is(&self, customer: CustomerId) -> bool {
        self.subjects.contains_key(&customer)
    }

    pub(super) fn subject(&self, customer: CustomerId) -> Option<&Subject> {
        self.subjects.get(&customer)
    }

    pub(super) fn key(&self, customer: CustomerId) -> Option<&CustomerKey> {
        self.keys.get(&customer)
    }

    /// Gives a customer a key.
    pub(super) fn set_key(&mut self, customer: CustomerId, key: Option<CustomerKey>, sealed: &SealedKey) {
        if let Some(subject) = self.subjects.get_mut(&customer) {
            subject.key = Some(sealed.clone());
        }
        self.keys.extend(key.map(|key| (customer, key)));
    }

    /// The customers who were made with that address.
    pub(super) fn at(&self, channel: Channel, address: &ContactAddress) -> &[CustomerId] {
        self.addresses.get(&(channel, address.clone())).map_or(&[], Vec::as_slice)
    }

    pub(super) fn numbered(&self, external_id: &str) -> Option<CustomerId> {
        self.external_ids.get(external_id).copied()
    }

    pub(super) fn has_person(&self, person: &Person) -> bool {
        self.people.contains(person)
    }

    /// Takes note of entries of the ledger, and of what stands since. Gives all that stands.
    pub(super) fn append(
        &mut self,
        customer: CustomerId,
        events: &[ConsentEvent],
        changed: &[StandingConsent],
    ) {
        let Some(subject) = self.subjects.get_mut(&customer) else { return };
        if let Some(last) = events.last() {
            subject.head = last.head();
        }
        for new in changed {
            subject.standing.retain(|one| (one.purpose, one.channel) != (new.purpose, new.channel));
            subject.standing.push(new.clone());
        }
        subject.standing.sort_by_key(|one| (one.purpose.name(), one.channel.map(Channel::name)));
        self.events.entry(customer).or_default().extend_from_slice(events);
    }

    /// As the ledger has it: see `ConsentLedgerReads::has_refusal_since`.
    pub(super) fn has_refusal_since(
        &self,
        customer: CustomerId,
        purpose: Purpose,
        channel: Option<Channel>,
        instant: Instant,
    ) -> bool {
        let mut events = self.events.get(&customer).into_iter().flatten();
        events.any(|event| {
            event.state != ConsentState::Granted
                && event.occurred_at >= instant
                && (event.purpose == Purpose::DataProcessing
                    || (event.purpose, event.channel) == (purpose, channel))
        })
    }
}
