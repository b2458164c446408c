//! What a row is known again by among the rows of its file: two rows about the same customer are known before either is
//! written, so that looking at the rows and writing them come to the same.

use regulars_consent::ContactAddress;
use regulars_customers::Customer;
use regulars_kernel::{Channel, CustomerId, Date, Email, KnownNames, Label, Personal, Phone, fold};

use crate::imports::row_values::RowValues;

/// The keys of a row. Those of another revision of the import are other keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowKeys {
    /// Who has one of these in common is the same customer: a number, a card, an id.
    certain: Vec<String>,
    /// Who has an address and the names in common is the same customer, unless two numbers say otherwise.
    named: Vec<String>,
    /// Who has one of these in common may be: a family shares a mailbox, a phone or even a name.
    shared: Vec<String>,
    /// What the row changes somebody by besides: nobody is known again by it, but a row that asks for it finds somebody else than
    /// before.
    touched: Vec<String>,
    /// Addresses that the row refuses messages to though it is left out itself: no later row opens them.
    refused: Vec<String>,
    /// Whether the merchant has given the customer a number. Two numbers are two customers.
    numbered: bool,
}

impl RowKeys {
    /// The keys of what a row says.
    pub(crate) fn of_row(revision: i64, values: &RowValues) -> Self {
        let mut keys = Self::of(
            revision,
            values.external_id.as_ref().map(|given| &given.value),
            values.email.as_ref().map(|given| &given.value),
            values.phone.as_ref().map(|given| &given.value),
            &values.names,
        );
        if let Some(id) = &values.id {
            keys.certain.push(Self::of_id(revision, id.value));
            keys.numbered = true;
        }
        if let Some(card) = &values.card {
            keys.certain.push(format!("{revision} card {}", card.value.expose()));
        }
        if let (Some(born), Some(_), Some(_)) =
            (&values.birth_date, &values.names.first_name, &values.names.last_name)
        {
            keys.shared.push(person(revision, &values.names, *born.value.expose()));
        }
        keys
    }

    /// The keys of both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            certain: [self.certain, other.certain].concat(),
            named: [self.named, other.named].concat(),
            shared: [self.shared, other.shared].concat(),
            touched: [self.touched, other.touched].concat(),
            refused: [self.refused, other.refused].concat(),
            numbered: self.numbered || other.numbered,
        }
    }

    /// The keys of earlier rows that are about the same customer.
    pub(crate) fn of_the_same(&self) -> Vec<String> {
        self.certain.iter().cloned().chain(self.sought(&self.named)).collect()
    }

    /// Every key under which a row that says the same may be noted.
    pub(crate) fn every_form(&self) -> Vec<String> {
        let addresses = self.named.iter().chain(&self.shared);
        let addresses = addresses.flat_map(|key| [key.clone(), numbered(key)]);
        self.certain.iter().cloned().chain(addresses).collect()
    }

    /// The keys of earlier rows that may be about the same customer.
    pub(crate) fn of_a_possible(&self) -> Vec<String> {
        self.sought(&self.shared).collect()
    }

    /// The keys under which an earlier row is noted that may have changed whom this one finds, or what it finds of them.
    pub(crate) fn of_related(&self) -> Vec<String> {
        let shared = self.shared.iter().flat_map(|key| [key.clone(), numbered(key), touched(key)]);
        self.certain.iter().cloned().chain(shared).collect()
    }

    /// Who has a number is nobody who has another.
    fn sought<'a>(&self, keys: &'a [String]) -> impl Iterator<Item = String> + 'a {
        let others = if self.numbered { &[][..] } else { keys };
        keys.iter().cloned().chain(others.iter().map(|key| numbered(key)))
    }

    /// The keys of a customer whom a row is about, as the record was before.
    pub(crate) fn of_customer(revision: i64, customer: &Customer) -> Self {
        let (email, phone) = (customer.email.as_ref(), customer.phone.as_ref());
        let mut keys = Self::of(revision, customer.external_id.as_ref(), email, phone, &customer.names);
        keys.certain.push(Self::of_id(revision, customer.id));
        keys
    }

    /// What a row changes that makes a customer out of the one before.
    pub(crate) fn of_change(revision: i64, before: &Customer, after: &Customer) -> Self {
        let people = [before, after].map(|customer| person_of(revision, customer));
        Self { touched: people.into_iter().flatten().collect(), ..Self::default() }
    }

    /// Whether nobody is known again by them.
    pub(crate) const fn are_of_nobody(&self) -> bool {
        self.certain.is_empty() && self.named.is_empty() && self.shared.is_empty()
    }

    /// The key of an address to which a row that is left out refuses messages.
    pub(crate) fn of_refusal(revision: i64, channel: Channel, address: &ContactAddress) -> String {
        format!("{revision} refused {}", address_key(channel, address.expose()))
    }

    /// What a row that is left out refuses: a later row opens none of it, and one about whoever carries what was closed depends
    /// on it.
    pub(crate) fn of_refusals(
        revision: i64,
        refused: &[(Channel, ContactAddress)],
        closed: &[(Channel, ContactAddress)],
    ) -> Self {
        let touched = closed
            .iter()
            .map(|(channel, address)| format!("{revision} {}", address_key(*channel, address.expose())));
        let refused = refused.iter().map(|(channel, address)| Self::of_refusal(revision, *channel, address));
        Self { touched: touched.collect(), refused: refused.collect(), ..Self::default() }
    }

    /// The key of a customer that is there.
    pub(crate) fn of_id(revision: i64, customer: CustomerId) -> String {
        format!("{revision} customer {customer}")
    }

    fn of(
        revision: i64,
        external_id: Option<&Label>,
        email: Option<&Email>,
        phone: Option<&Phone>,
        names: &KnownNames,
    ) -> Self {
        let (mut named, mut shared) = (Vec::new(), Vec::new());
        let who = who(names);
        let certain = external_id.map(|id| format!("{revision} external_id {}", id.as_str()));
        for address in [
            email.map(|email| address_key(Channel::Email, &email.folded())),
            phone.map(|phone| address_key(Channel::Sms, phone.expose())),
        ]
        .into_iter()
        .flatten()
        {
            named.push(format!("{revision} {address} {who}"));
            shared.push(format!("{revision} {address}"));
        }
        let certain = certain.into_iter().collect();
        Self { certain, named, shared, numbered: external_id.is_some(), ..Self::default() }
    }

    /// All of them with the number of the row.
    pub(crate) fn into_noted(self, number: u64) -> Vec<(String, u64)> {
        let numbered_here = self.numbered;
        let addresses = self.named.into_iter().chain(self.shared);
        let addresses = addresses.map(|key| if numbered_here { numbered(&key) } else { key });
        let touched = self.touched.iter().map(|key| touched(key));
        let mut all: Vec<String> =
            self.certain.into_iter().chain(addresses).chain(touched).chain(self.refused).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter().map(|key| (key, number)).collect()
    }
}

/// What an address is called in a key.
fn address_key(channel: Channel, address: &str) -> String {
    match channel {
        Channel::Email => format!("email {address}"),
        _ => format!("phone {address}"),
    }
}

/// The key of somebody by the names and the date of birth.
fn person(revision: i64, names: &KnownNames, born: Date) -> String {
    format!("{revision} person {} {born}", who(names))
}

fn person_of(revision: i64, customer: &Customer) -> Option<String> {
    let born = *customer.birth_date.as_ref()?.expose();
    let is_named = customer.names.first_name.is_some() && customer.names.last_name.is_some();
    is_named.then(|| person(revision, &customer.names, born))
}

/// A key that is noted for what it changes.
fn touched(key: &str) -> String {
    format!("{key} touched")
}

/// A key of somebody who has a number.
fn numbered(key: &str) -> String {
    format!("{key} numbered")
}

fn who(names: &KnownNames) -> String {
    let folded = |name: &Option<Personal<Label>>| {
        name.as_ref().map(|name| fold(name.expose().as_str())).unwrap_or_default()
    };
    format!("{}|{}", folded(&names.first_name), folded(&names.last_name))
}
