//! What a row is known again by among the rows of its file: two rows about the same customer are known before either is
//! written, so that looking at the rows and writing them come to the same.

use regulars_customers::Customer;
use regulars_kernel::{CustomerId, Email, KnownNames, Label, Personal, Phone, fold};

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
            keys.shared.push(format!("{revision} person {} {}", who(&values.names), born.value.expose()));
        }
        keys
    }

    /// The keys of both.
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            certain: [self.certain, other.certain].concat(),
            named: [self.named, other.named].concat(),
            shared: [self.shared, other.shared].concat(),
            numbered: self.numbered || other.numbered,
        }
    }

    /// The keys of earlier rows that are about the same customer.
    pub(crate) fn of_the_same(&self) -> Vec<String> {
        self.certain.iter().cloned().chain(self.sought(&self.named)).collect()
    }

    /// The keys of earlier rows that may be about the same customer.
    pub(crate) fn of_a_possible(&self) -> Vec<String> {
        self.sought(&self.shared).collect()
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
            email.map(|email| ("email", email.folded())),
            phone.map(|phone| ("phone", phone.expose().to_owned())),
        ]
        .into_iter()
        .flatten()
        {
            let (kind, address) = address;
            named.push(format!("{revision} {kind} {address} {who}"));
            shared.push(format!("{revision} {kind} {address}"));
        }
        Self { certain: certain.into_iter().collect(), named, shared, numbered: external_id.is_some() }
    }

    /// All of them with the number of the row.
    pub(crate) fn into_noted(self, number: u64) -> Vec<(String, u64)> {
        let numbered_here = self.numbered;
        let addresses = self.named.into_iter().chain(self.shared);
        let addresses = addresses.map(|key| if numbered_here { numbered(&key) } else { key });
        self.certain.into_iter().chain(addresses).map(|key| (key, number)).collect()
    }
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
