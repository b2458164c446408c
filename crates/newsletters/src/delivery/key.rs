//! What tells the messages of one newsletter apart.

use regulars_kernel::{Channel, CustomerId, DeliveryId, NewsletterId};
use uuid::Uuid;

/// To whom a message of a newsletter goes, and over which channel: one newsletter may reach one customer over several,
/// each with an outcome of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeliveryKey {
    /// Over which channel.
    pub channel: Channel,
    /// To whom.
    pub customer: CustomerId,
}

impl DeliveryKey {
    /// The e-mail to a customer.
    pub const fn by_email(customer: CustomerId) -> Self {
        Self { channel: Channel::Email, customer }
    }
}

/// The id of a delivery: always the same for the same newsletter, channel and customer, so that every attempt has the same
/// Message-ID.
///
/// The id of an e-mail is made of the newsletter and the customer alone, as it was before there were other channels: what
/// has been mailed keeps the id that it left with. On every other channel the channel's name is behind the customer.
pub fn delivery_id(newsletter: NewsletterId, key: DeliveryKey) -> DeliveryId {
    let customer = key.customer.value();
    let name = match key.channel {
        Channel::Email => customer.as_bytes().to_vec(),
        other => [customer.as_bytes(), other.name().as_bytes()].concat(),
    };
    DeliveryId::new(Uuid::new_v5(&newsletter.value(), &name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const NEWSLETTER: NewsletterId = NewsletterId::new(Uuid::from_u128(1));
    const CUSTOMER: CustomerId = CustomerId::new(Uuid::from_u128(2));

    #[test]
    fn an_e_mail_keeps_the_id_that_it_had_before_there_were_other_channels() {
        let id = delivery_id(NEWSLETTER, DeliveryKey::by_email(CUSTOMER));
        assert_eq!(id.to_string(), "cfc0356d-8612-54eb-a4d2-4ba6b70a12f0");
    }

    #[test]
    fn every_channel_of_every_customer_and_newsletter_has_an_id_of_its_own() {
        let other = (NewsletterId::new(Uuid::from_u128(3)), CustomerId::new(Uuid::from_u128(4)));
        let mut ids = BTreeSet::new();
        for newsletter in [NEWSLETTER, other.0] {
            for customer in [CUSTOMER, other.1] {
                ids.extend(
                    Channel::ALL
                        .iter()
                        .map(|channel| delivery_id(newsletter, DeliveryKey { channel: *channel, customer })),
                );
            }
        }
        assert_eq!(ids.len(), 4 * Channel::ALL.len());
        let email = DeliveryKey::by_email(CUSTOMER);
        assert_eq!(delivery_id(NEWSLETTER, email), delivery_id(NEWSLETTER, email));
    }
}
