//! Finds out at a till who a person is.

use regulars_customers::{CardHolder, CustomerReads};
use regulars_kernel::{CustomerBrief, Email, Phone, StoreError};
use regulars_network::{CardNumber, CardStatus};

/// What a person shows or says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupBy {
    /// A card of the network.
    Card(CardNumber),
    /// A phone number.
    Phone(Phone),
    /// An e-mail address.
    Email(Email),
}

/// What is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lookup {
    /// The card, if one was shown and the network knows it.
    pub card: Option<(CardNumber, CardStatus)>,
    /// The merchant's own customer. None for a member whom the merchant does not know.
    pub customer: Option<CustomerBrief>,
}

impl Lookup {
    /// Whether anything is known: a card of the network, or a customer of the merchant.
    pub const fn found(&self) -> bool {
        self.card.is_some() || self.customer.is_some()
    }
}

/// Looks a person up. Of a member whom the merchant does not know, the answer tells that the card is valid and nothing
/// personal; a blocked or replaced card does not identify; phone and e-mail are those of the merchant's own customers.
pub async fn lookup(store: &mut dyn CustomerReads, by: LookupBy) -> Result<Lookup, StoreError> {
    Ok(match by {
        LookupBy::Card(number) => store.find_by_card(&number).await?.map_or_else(Lookup::default, of_card),
        LookupBy::Phone(phone) => Lookup { card: None, customer: store.find_by_phone(&phone).await? },
        LookupBy::Email(email) => Lookup { card: None, customer: store.find_by_email(&email).await? },
    })
}

fn of_card(holder: CardHolder) -> Lookup {
    let CardHolder { number, status, member: _, customer } = holder;
    Lookup { card: Some((number, status)), customer: customer.filter(|_| status.identifies()) }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{CustomerType, MemberId, PurchaseTotals};

    use super::*;

    fn holder(status: CardStatus, known: bool) -> CardHolder {
        let id = "0193b3a0-0000-7000-8000-000000000001";
        let member: MemberId = id.parse().unwrap();
        let customer = known.then(|| CustomerBrief {
            id: id.parse().unwrap(),
            member: Some(member),
            customer_type: CustomerType::Member,
            first_name: None,
            last_name: None,
            company: None,
            purchases: PurchaseTotals::default(),
        });
        CardHolder { number: "AB12".parse().unwrap(), status, member, customer }
    }

    #[test]
    fn an_active_card_identifies_a_known_member_only() {
        assert!(of_card(holder(CardStatus::Active, true)).customer.is_some());
        let unknown = of_card(holder(CardStatus::Active, false));
        assert!(unknown.found() && unknown.customer.is_none());
        assert_eq!(unknown.card.unwrap().1, CardStatus::Active);
    }

    #[test]
    fn a_blocked_or_replaced_card_identifies_nobody() {
        for status in [CardStatus::Blocked, CardStatus::Replaced] {
            let lookup = of_card(holder(status, true));
            assert_eq!((lookup.card.unwrap().1, lookup.customer), (status, None));
        }
    }

    #[test]
    fn nothing_known_is_not_found() {
        assert!(!Lookup::default().found());
    }
}
