//! An offer to a company.

use regulars_kernel::{
    Actor, CompanyId, Currency, CustomerId, Date, Instant, Label, LongText, Money, OfferId, OfferStage,
    OfferState, Personal,
};

use super::line::OfferLine;

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferTerms {
    /// What the offer is called.
    pub title: Personal<Label>,
    /// What is said besides.
    pub message: Option<Personal<LongText>>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The last day on which it can be accepted, in the merchant's calendar.
    pub valid_until: Date,
    /// What is offered, at least one thing.
    pub lines: Vec<OfferLine>,
    /// What all lines come to, in minor units.
    pub total: i64,
}

/// Who accepted or declined an offer, as far as the person said so. The person's own, and erased with the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoDecided {
    /// The name.
    pub name: Option<Personal<Label>>,
    /// What was remarked.
    pub remark: Option<Personal<LongText>>,
}

/// An offer that is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its id, of all of its versions.
    pub id: OfferId,
    /// To whom.
    pub company: CompanyId,
    /// Its number, from 1 without gaps, which it gets as it is sent first and keeps.
    pub number: Option<i64>,
    /// Its newest version, from 1.
    pub version: u32,
    /// What is offered.
    pub terms: OfferTerms,
    /// What was done with it last.
    pub stage: OfferStage,
    /// The employee whom it was sent to.
    pub contact: Option<CustomerId>,
    /// When this version was sent.
    pub sent_at: Option<Instant>,
    /// When this version was accepted, declined or withdrawn.
    pub decided_at: Option<Instant>,
    /// Who accepted or declined it.
    pub decided_by: WhoDecided,
    /// When its prices were agreed upon.
    pub agreed_at: Option<Instant>,
    /// Who put it on record.
    pub added_by: Actor,
    /// When it was put on record.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A version of an offer that was sent and is replaced by a newer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupersededOffer {
    /// Of which offer.
    pub offer: OfferId,
    /// Which version.
    pub version: u32,
    /// What was offered.
    pub terms: OfferTerms,
    /// What was done with it last: it was sent, declined or withdrawn.
    pub stage: OfferStage,
    /// The employee whom it was sent to.
    pub contact: Option<CustomerId>,
    /// When it was sent.
    pub sent_at: Instant,
    /// When it was declined or withdrawn.
    pub decided_at: Option<Instant>,
    /// Who declined it.
    pub decided_by: WhoDecided,
    /// When it was replaced.
    pub superseded_at: Instant,
}

/// What is wrong with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfferFault {
    /// Its last day has passed.
    #[error("must not have passed")]
    ValidUntilPassed,
    /// A line has no price, and none was agreed upon.
    #[error("is required: no price was agreed upon for these goods in the offer's currency")]
    NoPrice(usize),
    /// A line comes to more than money can be.
    #[error("comes with the price to more than {}", Money::MAX_AMOUNT)]
    LineTooLarge(usize),
    /// All lines come to more than money can be.
    #[error("come to more than {}", Money::MAX_AMOUNT)]
    TooLarge,
}

impl Offer {
    /// How many offers a company can have.
    pub const MOST: i64 = 5_000;
    /// How many lines an offer can have.
    pub const MOST_LINES: usize = 200;
    /// How many versions an offer can have.
    pub const MOST_VERSIONS: u32 = 50;

    /// The number as it is printed, with that of the version from the second one on. None before it is sent first.
    pub fn printed_number(&self) -> Option<String> {
        let number = self.number?;
        Some(if self.version == 1 { number.to_string() } else { format!("{number}/{}", self.version) })
    }

    /// Where it stands on a day of the merchant's calendar.
    pub fn state_on(&self, today: Date) -> OfferState {
        OfferState::of(self.stage, self.terms.valid_until, today)
    }
}

impl WhoDecided {
    /// Nobody.
    pub const fn nobody() -> Self {
        Self { name: None, remark: None }
    }
}
