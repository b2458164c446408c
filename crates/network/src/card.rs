//! Cards: what a member shows at a till.

use std::str::FromStr;

use regulars_kernel::{Instant, MemberId, MerchantId, named};

use crate::CardNumber;

/// Whether a card identifies its member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardStatus {
    /// It does.
    Active,
    /// It does not, until it is replaced.
    Blocked,
    /// It does not any more: another card has taken its place.
    Replaced,
}

/// The text is not a status of a card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of active, blocked, replaced")]
pub struct InvalidCardStatus;

impl CardStatus {
    /// The name in bodies and stores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Blocked => "blocked",
            Self::Replaced => "replaced",
        }
    }

    /// Whether a card with that status identifies its member.
    pub const fn identifies(self) -> bool {
        matches!(self, Self::Active)
    }
}

impl FromStr for CardStatus {
    type Err = InvalidCardStatus;

    fn from_str(text: &str) -> Result<Self, InvalidCardStatus> {
        [Self::Active, Self::Blocked, Self::Replaced]
            .into_iter()
            .find(|status| status.name() == text)
            .ok_or(InvalidCardStatus)
    }
}

named! {
    /// How a card was issued (seed 004: "форма выдачи карты").
    CardForm {
        /// A thing that was handed over, whose number somebody read.
        Plastic = "plastic",
        /// A number that is shown on a screen.
        Virtual = "virtual",
        /// Nothing is shown: the member says a phone number at the till.
        Phone = "phone",
    }
}

/// A card of a member. It is a merchant's **own card** when that merchant issued it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its number.
    pub number: CardNumber,
    /// Whose it is.
    pub member: MemberId,
    /// Whether it identifies the member.
    pub status: CardStatus,
    /// How it was issued.
    pub form: CardForm,
    /// The merchant that issued it.
    pub issued_by: MerchantId,
    /// The card that took its place.
    pub replaced_by: Option<CardNumber>,
    /// When it was issued.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Card {
    /// A card that `merchant` issues to `member`.
    pub const fn issued(
        number: CardNumber,
        form: CardForm,
        member: MemberId,
        merchant: MerchantId,
        now: Instant,
    ) -> Self {
        Self {
            number,
            member,
            status: CardStatus::Active,
            form,
            issued_by: merchant,
            replaced_by: None,
            created_at: now,
            updated_at: now,
        }
    }
}
