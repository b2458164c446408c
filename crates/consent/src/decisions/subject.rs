//! What the use cases need to know about a customer.

use regulars_kernel::{Channel, ConsentEventId, ConsentState, CustomerId, Instant, Label, Purpose};

use crate::gate::contact_address::ContactAddress;
use crate::ledger::event::ChainHead;
use crate::ledger::sealing::SealedKey;

/// What a customer's statements about a purpose and channel come to: one row of the projection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingConsent {
    /// What the statement is about.
    pub purpose: Purpose,
    /// The channel that it is about.
    pub channel: Option<Channel>,
    /// What it says.
    pub state: ConsentState,
    /// The very address that it is for.
    pub address: Option<ContactAddress>,
    /// When the statement was made that decides.
    pub since: Instant,
    /// Where it was made.
    pub source: Label,
    /// Its entry of the ledger.
    pub event: ConsentEventId,
}

/// A customer with the statements that stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The customer.
    pub customer: CustomerId,
    /// The present e-mail address.
    pub email: Option<ContactAddress>,
    /// When the present e-mail address was verified.
    pub email_verified_at: Option<Instant>,
    /// Since when the e-mail address is this one, if the customer had another one before.
    pub email_since: Option<Instant>,
    /// The present phone number.
    pub phone: Option<ContactAddress>,
    /// Since when the phone number is this one, if the customer had another one before.
    pub phone_since: Option<Instant>,
    /// When processing was restricted (GDPR, article 18).
    pub restricted_at: Option<Instant>,
    /// The customer's key, once there is one.
    pub key: Option<SealedKey>,
    /// The end of the customer's chain.
    pub head: ChainHead,
    /// The statements that stand, by purpose and channel.
    pub standing: Vec<StandingConsent>,
}

impl Subject {
    /// The customer's present address on a channel. Push and Telegram addresses are not kept with the customer.
    pub const fn address(&self, channel: Channel) -> Option<&ContactAddress> {
        match channel {
            Channel::Email => self.email.as_ref(),
            Channel::Sms => self.phone.as_ref(),
            Channel::Push | Channel::Telegram => None,
        }
    }

    /// Since when the address on a channel is the present one, if the customer had another one before.
    pub const fn address_since(&self, channel: Channel) -> Option<Instant> {
        match channel {
            Channel::Email => self.email_since,
            Channel::Sms => self.phone_since,
            Channel::Push | Channel::Telegram => None,
        }
    }

    /// The statement that stands about a purpose and channel.
    pub fn standing(&self, purpose: Purpose, channel: Option<Channel>) -> Option<&StandingConsent> {
        self.standing.iter().find(|standing| standing.purpose == purpose && standing.channel == channel)
    }
}
