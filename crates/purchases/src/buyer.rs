//! Who bought.

use regulars_kernel::{CustomerId, CustomerType, Personal, Phone, PurchaseTotals};
use regulars_network::CardStatus;

use crate::ScannedCard;

/// How a till says who bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identify {
    /// By any card of a member of the network.
    Card(ScannedCard),
    /// By the phone number of a customer of the merchant.
    Phone(Phone),
    /// By the id of a customer of the merchant.
    Customer(CustomerId),
    /// By what is no number of any card.
    UnreadableCard(Personal<String>),
    /// By what is no phone number.
    UnreadablePhone(Personal<String>),
}

impl Identify {
    /// What it is, without the personal part.
    pub fn identification(&self) -> Identification {
        match self {
            Self::Card(card) => Identification::Card(card.clone()),
            Self::Phone(_) | Self::UnreadablePhone(_) => Identification::Phone,
            Self::Customer(_) => Identification::Customer,
            Self::UnreadableCard(_) => Identification::UnreadableCard,
        }
    }
}

/// What is kept of how a till said who bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identification {
    /// By this card.
    Card(ScannedCard),
    /// By a phone number, which the receipt does not keep.
    Phone,
    /// By the id of a customer.
    Customer,
    /// By what was no number of any card, which the receipt does not keep.
    UnreadableCard,
}

impl Identification {
    /// The name in bodies and in stores.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Card(_) | Self::UnreadableCard => "card",
            Self::Phone => "phone",
            Self::Customer => "customer_id",
        }
    }
}

/// What was odd about who bought. The receipt is recorded all the same, because a till's receipt must never be lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuyerWarning {
    /// There is no such card: the purchase is anonymous.
    CardUnknown,
    /// The card is blocked: the purchase is anonymous.
    CardBlocked,
    /// The member has a newer card: the purchase is the member's.
    CardReplaced,
    /// No customer of the merchant has that phone number: the purchase is anonymous.
    CustomerUnknown,
}

impl BuyerWarning {
    /// Every warning.
    pub const ALL: [Self; 4] =
        [Self::CardUnknown, Self::CardBlocked, Self::CardReplaced, Self::CustomerUnknown];

    /// What is odd about a card of that status, or about one that nobody has.
    pub const fn of_card(status: Option<CardStatus>) -> Option<Self> {
        match status {
            Some(CardStatus::Active) => None,
            Some(CardStatus::Blocked) => Some(Self::CardBlocked),
            Some(CardStatus::Replaced) => Some(Self::CardReplaced),
            None => Some(Self::CardUnknown),
        }
    }

    /// The code in bodies and in stores.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardUnknown => "card_unknown",
            Self::CardBlocked => "card_blocked",
            Self::CardReplaced => "card_replaced",
            Self::CustomerUnknown => "customer_unknown",
        }
    }
}

/// What a till is told about the buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// The customer.
    pub id: CustomerId,
    /// What the merchant knows it as.
    pub customer_type: CustomerType,
    /// Given name.
    pub first_name: Option<Personal<String>>,
    /// Family name.
    pub last_name: Option<Personal<String>>,
    /// What it has bought.
    pub totals: PurchaseTotals,
}
