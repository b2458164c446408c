//! A link to the page with a customer's card.

use regulars_kernel::{CardLinkId, CustomerId, Environment, Instant, Personal};

/// A link to the page with a customer's card. It holds until it is revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardLink {
    /// Its id, which is all that stands in its address.
    pub id: CardLinkId,
    /// Whose card it shows.
    pub customer: CustomerId,
    /// When it was issued.
    pub created_at: Instant,
    /// Since when it leads nowhere.
    pub revoked_at: Option<Instant>,
    /// The address that a mail with it was written to; none of one that was only handed over.
    pub mailed_to: Option<Personal<String>>,
}

impl CardLink {
    /// A link that is issued now.
    pub fn issued(environment: &Environment, customer: CustomerId, mailed_to: Option<String>) -> Self {
        Self {
            id: CardLinkId::new(environment.new_id()),
            customer,
            created_at: environment.now(),
            revoked_at: None,
            mailed_to: mailed_to.map(Personal::new),
        }
    }

    /// Whether it leads anywhere.
    pub const fn holds(&self) -> bool {
        self.revoked_at.is_none()
    }
}
