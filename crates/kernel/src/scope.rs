//! Who acts, and for which merchant.

use crate::{ApiKeyId, MerchantId, TerminalId, UserId};

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person of the merchant's staff.
    User(UserId),
    /// A paired terminal.
    Terminal(TerminalId),
    /// An integrator's key.
    ApiKey(ApiKeyId),
    /// The platform itself: a job, a public page, the command line.
    System,
}

/// Proof that the work at hand is done for one merchant. Whoever holds a `Scope` works inside that merchant and
/// cannot reach another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    merchant: MerchantId,
    actor: Actor,
}

impl Scope {
    /// Mints the scope of a caller who was authenticated for `merchant`. Clippy refuses the call everywhere but where
    /// a credential, a job row or a signed link has just been checked.
    pub const fn of_authenticated_caller(merchant: MerchantId, actor: Actor) -> Self {
        Self { merchant, actor }
    }

    /// The same merchant, for what was asked for by somebody else.
    #[must_use]
    pub const fn by(self, actor: Actor) -> Self {
        Self { actor, ..self }
    }

    /// The merchant that the caller acts for.
    pub const fn merchant(&self) -> MerchantId {
        self.merchant
    }

    /// Who acts.
    pub const fn actor(&self) -> Actor {
        self.actor
    }
}
