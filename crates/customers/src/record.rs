//! A customer together with what other tables know about it.

use regulars_kernel::{BuyingRhythm, CustomerBrief, Label, MemberId, PurchaseTotals, RfmStanding};
use regulars_network::{CardNumber, CardStatus};

use crate::Customer;

/// A customer as it is shown: the record, its tags, its cards and what it has bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRecord {
    /// The record itself.
    pub customer: Customer,
    /// Names of its tags, in the order of their folded names.
    pub tags: Vec<Label>,
    /// Numbers of the member's active cards, the oldest first, whichever merchant issued them.
    pub cards: Vec<CardNumber>,
    /// What it has bought.
    pub purchases: PurchaseTotals,
    /// In what rhythm it buys.
    pub rhythm: BuyingRhythm,
    /// Where it stands by recency, frequency and value. None who has bought nothing, or nothing yet when customers were
    /// scored last.
    pub rfm: Option<RfmStanding>,
}

impl CustomerRecord {
    /// The customer in brief.
    pub fn brief(&self) -> CustomerBrief {
        let Self { customer, purchases, .. } = self;
        CustomerBrief {
            id: customer.id,
            member: customer.member,
            customer_type: customer.customer_type,
            first_name: customer.names.first_name.clone(),
            last_name: customer.names.last_name.clone(),
            company: customer.names.company.clone(),
            purchases: *purchases,
        }
    }
}

/// A card of the network and, where its member is one, the merchant's own customer who holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardHolder {
    /// The number of the card.
    pub number: CardNumber,
    /// Whether it identifies its member.
    pub status: CardStatus,
    /// The member.
    pub member: MemberId,
    /// The merchant's own customer. None where the member is unknown to the merchant.
    pub customer: Option<CustomerBrief>,
}
