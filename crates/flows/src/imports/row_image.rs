//! What a row has done, so that it can be taken back.

use regulars_consent::{SaidOfCustomer, Suppression};
use regulars_customers::{ChangeImage, Customer};
use regulars_kernel::{CustomerId, Instant};

/// What a row has done to a customer, and to others who carry the same address. What is personal in it is sealed with the
/// key of the row's own customer; that of a row that was left out, whose cells are kept beside it, with the merchant's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowImage {
    /// The fields that are different. A new customer has none.
    pub fields: ChangeImage,
    /// What was known of the addresses, where one is different.
    pub marks: Option<AddressMarks>,
    /// What was written into ledgers of consents.
    pub said: Vec<SaidOfCustomer>,
    /// Which addresses take no messages since.
    pub suppressions: Vec<SuppressionImage>,
}

/// What is known of a customer's addresses besides what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddressMarks {
    /// When the e-mail address was proven to be the customer's.
    pub email_verified_at: Option<Instant>,
    /// Since when the e-mail address is this one, if there was another.
    pub email_since: Option<Instant>,
    /// Since when the phone number is this one, if there was another.
    pub phone_since: Option<Instant>,
}

/// A suppression, and what was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppressionImage {
    /// What was there before.
    pub before: Option<Suppression>,
    /// What was there then.
    pub after: Suppression,
}

/// A row that may be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowToUndo {
    /// Its number in the file.
    pub number: u64,
    /// Whether it has made the customer.
    pub is_new: bool,
    /// The customer, who may have been erased since. A row that was left out has none.
    pub customer: Option<CustomerId>,
    /// What it has done, if it can still be opened.
    pub image: Option<RowImage>,
}

impl RowImage {
    /// Notes what was written into a ledger.
    pub(crate) fn say(&mut self, said: SaidOfCustomer) {
        match self.said.iter().position(|known| known.customer == said.customer) {
            Some(place) => {
                let known = self.said.swap_remove(place);
                self.said.push(known.joined(said));
            }
            None => self.said.push(said),
        }
    }

    /// Whether it tells no more than that a customer was made with the statement that the data may be stored.
    pub fn is_plain_creation(&self, customer: CustomerId) -> bool {
        let is_first = |said: &SaidOfCustomer| said.customer == customer && said.last <= FIRST_ENTRY;
        self.fields.0.is_empty()
            && self.marks.is_none()
            && self.suppressions.is_empty()
            && self.said.iter().all(is_first)
    }

    /// The place of the last entry that the row has written into a customer's ledger.
    pub(crate) fn last_entry_of(&self, customer: CustomerId) -> i64 {
        self.said.iter().find(|said| said.customer == customer).map_or(FIRST_ENTRY, |said| said.last)
    }
}

/// The place of the entry with which the ledger of a customer begins: the statement that the data may be stored.
pub(crate) const FIRST_ENTRY: i64 = 1;

impl AddressMarks {
    /// What is known of the addresses of a customer whose statements are these.
    pub(crate) const fn of(subject: &regulars_consent::Subject) -> Self {
        Self {
            email_verified_at: subject.email_verified_at,
            email_since: subject.email_since,
            phone_since: subject.phone_since,
        }
    }
}

/// Whether an address is different.
pub(crate) fn is_readdressed(before: &Customer, after: &Customer) -> bool {
    before.email != after.email || before.phone != after.phone
}
