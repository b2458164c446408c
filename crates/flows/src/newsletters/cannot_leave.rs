//! What a message needs besides its content: an address to send from, and a relay.

use regulars_identity::{Merchant, MerchantMode};

use super::send_store::SendingTerms;

/// Why no mail of a merchant can leave. It is told when mail is asked for, before anything is counted or queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotLeave {
    /// There is no relay, and the merchant is no sandbox.
    #[error("there is no mail relay, so mail of a live merchant cannot leave")]
    NoMailRelay,
    /// The merchant has no address to send from.
    #[error("the merchant has no address to send from: it is `sender.email` of the merchant")]
    NoSender,
}

impl CannotLeave {
    /// Every hindrance, in the order in which they are told.
    const ALL: [Self; 2] = [Self::NoMailRelay, Self::NoSender];

    /// The code of the problem that asking for mail is answered with.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoMailRelay => "no_mail_relay",
            Self::NoSender => "no_sender",
        }
    }

    fn applies(self, terms: SendingTerms, merchant: &Merchant) -> bool {
        match self {
            Self::NoMailRelay => !terms.has_relay && merchant.mode != MerchantMode::Sandbox,
            Self::NoSender => merchant.sender.email.is_none(),
        }
    }
}

impl SendingTerms {
    /// Everything that keeps the merchant's mail from leaving. A sandbox needs an address to send from like everybody, and
    /// no relay: its mail is captured.
    pub fn hindrances(self, merchant: &Merchant) -> Vec<CannotLeave> {
        CannotLeave::ALL.into_iter().filter(|hindrance| hindrance.applies(self, merchant)).collect()
    }

    /// Whether mail of the merchant can leave, and if not, the first reason why.
    pub fn check(self, merchant: &Merchant) -> Result<(), CannotLeave> {
        self.hindrances(merchant).into_iter().next().map_or(Ok(()), Err)
    }
}
