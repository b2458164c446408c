//! The job that the mail with the link to a card becomes.

use regulars_customers::CardLink;
use regulars_kernel::{CardLinkId, CustomerId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A link, as the payload of the service mail with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardMail {
    link: Uuid,
    customer: Uuid,
}

impl CardMail {
    /// The name of the service mail.
    pub const TEMPLATE: &str = "card";

    /// That of a link.
    pub(super) fn of(link: &CardLink) -> Self {
        Self { link: link.id.value(), customer: link.customer.value() }
    }

    /// The link.
    pub const fn link(self) -> CardLinkId {
        CardLinkId::new(self.link)
    }

    /// Who gets it.
    pub const fn customer(self) -> CustomerId {
        CustomerId::new(self.customer)
    }
}
