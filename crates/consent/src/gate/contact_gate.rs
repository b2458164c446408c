//! The contact gate: may this message leave? This is the rule. What asks about many customers at a time has it as SQL,
//! which tests hold to this function over random customers.
//!
//! Newsletters, automations and surveys are advertising. A service message passes without consent and without a
//! verified address; it carries no advertising.

use chrono::Duration;
use regulars_kernel::{Channel, ConsentState, Instant};

use crate::gate::contact_address::ContactAddress;
use crate::gate::suppression::SuppressionReason;

/// The most opt-in mails to one address within [`OPT_IN_PERIOD`].
pub const OPT_INS_AT_MOST: i64 = 3;
/// The period that [`OPT_INS_AT_MOST`] is about.
pub const OPT_IN_PERIOD: Duration = Duration::days(30);

/// What kind of message is to leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// Newsletters, automations and surveys.
    Advertising,
    /// A message that the merchant owes or that the person asked for.
    Service(ServiceMessage),
}

/// The service messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceMessage {
    /// Asks whether advertising may come to this address. `earlier` is how many such messages to the same address were
    /// asked for within [`OPT_IN_PERIOD`] before this one.
    OptIn {
        /// How many came before.
        earlier: i64,
    },
    /// Asks whether the person becomes a regular. `earlier` is how many such messages to the same customer were asked for
    /// within [`OPT_IN_PERIOD`] before this one.
    BecomeRegular {
        /// How many came before.
        earlier: i64,
    },
    /// Reminds of what is open of an invoice.
    InvoiceReminder,
    /// An offer to the company for which the customer works, which somebody there asked for.
    Offer,
    /// The link to the card of somebody who has just become a member.
    Card,
    /// A test of a newsletter, to the merchant's staff.
    StaffTest,
    /// Resets a password.
    PasswordReset,
}

/// What the gate knows about a customer on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The customer's present address. A message goes to this one, even if it was prepared for another.
    pub address: Option<ContactAddress>,
    /// When that address was verified. Only e-mail addresses are.
    pub verified_at: Option<Instant>,
    /// What the customer said about advertising on the channel, and the address that it was said for.
    pub advertising: Option<(ConsentState, Option<ContactAddress>)>,
    /// Why no message goes to the address.
    pub suppressed: Option<SuppressionReason>,
    /// When processing was restricted.
    pub restricted_at: Option<Instant>,
    /// How many opt-in messages to the address were asked for within [`OPT_IN_PERIOD`].
    pub opt_ins: i64,
}

/// Why a message may not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Blocked {
    /// The customer has no address on the channel.
    #[error("there is no address")]
    NoAddress,
    /// The e-mail address is not verified.
    #[error("the address is not verified")]
    NotVerified,
    /// No consent to advertising is granted for this very address.
    #[error("there is no consent")]
    NoConsent,
    /// No message goes to the address.
    #[error("the address is suppressed")]
    Suppressed,
    /// Processing of the customer's data is restricted.
    #[error("the customer's data are restricted")]
    Restricted,
    /// The merchant may not work.
    #[error("the merchant is not active")]
    MerchantInactive,
    /// There is nothing to opt in to: the consent is granted and the address verified.
    #[error("the consent is granted already")]
    AlreadyGranted,
    /// As many messages as may be have asked for the same.
    #[error("{OPT_INS_AT_MOST} such messages have asked within {} days", OPT_IN_PERIOD.num_days())]
    OptInLimit,
}

impl Blocked {
    /// Every reason, in the order in which they are told: of several the first one is.
    pub const ALL: [Self; 8] = [
        Self::NoAddress,
        Self::NotVerified,
        Self::NoConsent,
        Self::Suppressed,
        Self::Restricted,
        Self::MerchantInactive,
        Self::AlreadyGranted,
        Self::OptInLimit,
    ];

    /// The name on the wire and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::NotVerified => "not_verified",
            Self::NoConsent => "no_consent",
            Self::Suppressed => "suppressed",
            Self::Restricted => "restricted",
            Self::MerchantInactive => "merchant_inactive",
            Self::AlreadyGranted => "already_granted",
            Self::OptInLimit => "opt_in_limit",
        }
    }
}

impl Contact {
    fn is_verified(&self, channel: Channel) -> bool {
        channel != Channel::Email || self.verified_at.is_some()
    }

    /// Whether consent to advertising is granted for the very address that the customer has.
    fn has_consent(&self) -> bool {
        matches!(&self.advertising, Some((ConsentState::Granted, address))
            if address.is_some() && *address == self.address)
    }
}

/// Whether a message may leave to `contact` over `channel`, and if not, the first reason why.
pub fn gate(
    contact: &Contact,
    kind: MessageKind,
    channel: Channel,
    merchant_active: bool,
) -> Result<(), Blocked> {
    if contact.address.is_none() {
        return Err(Blocked::NoAddress);
    }
    if kind == MessageKind::Advertising {
        if !contact.is_verified(channel) {
            return Err(Blocked::NotVerified);
        }
        if !contact.has_consent() {
            return Err(Blocked::NoConsent);
        }
    }
    if contact.suppressed.is_some() {
        return Err(Blocked::Suppressed);
    }
    if contact.restricted_at.is_some() {
        return Err(Blocked::Restricted);
    }
    if !merchant_active {
        return Err(Blocked::MerchantInactive);
    }
    if matches!(kind, MessageKind::Service(ServiceMessage::OptIn { .. }))
        && contact.is_verified(channel)
        && contact.has_consent()
    {
        return Err(Blocked::AlreadyGranted);
    }
    match kind {
        MessageKind::Service(
            ServiceMessage::OptIn { earlier } | ServiceMessage::BecomeRegular { earlier },
        ) if earlier >= OPT_INS_AT_MOST => Err(Blocked::OptInLimit),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[path = "contact_gate_tests.rs"]
mod tests;
