//! One time that a merchant and a customer were in touch, or what the merchant noted about the customer.

use chrono::TimeDelta;
use regulars_kernel::{Actor, CustomerId, Instant, InteractionId, Label, LetterText, Personal, named};

named! {
    /// How they were in touch.
    InteractionKind {
        /// A telephone call.
        Call = "call",
        /// What staff noted; nobody was in touch.
        Note = "note",
        /// One came to the other.
        Visit = "visit",
        /// They met on purpose.
        Meeting = "meeting",
        /// A letter on paper.
        Letter = "letter",
        /// A mail that was written or read outside of this program.
        Mail = "mail",
        /// A message of any other kind.
        Message = "message",
        /// A form on a web site, which the customer filled in.
        WebForm = "web_form",
    }
}

named! {
    /// Who turned to whom.
    Direction {
        /// The customer to the merchant.
        Inbound = "inbound",
        /// The merchant to the customer.
        Outbound = "outbound",
    }
}

/// An interaction that is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// Its id.
    pub id: InteractionId,
    /// With or about whom.
    pub customer: CustomerId,
    /// How they were in touch.
    pub kind: InteractionKind,
    /// Who turned to whom, where that can be told.
    pub direction: Option<Direction>,
    /// What it was about.
    pub subject: Option<Personal<Label>>,
    /// What was said.
    pub text: Personal<LetterText>,
    /// When.
    pub occurred_at: Instant,
    /// Who put it on record.
    pub recorded_by: Actor,
    /// When it was put on record.
    pub created_at: Instant,
    /// When the record was last changed.
    pub updated_at: Instant,
}

/// What does not fit about an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InteractionFault {
    /// Of this kind one turned to the other, and it is not said who.
    #[error("is required for a {0}")]
    DirectionMissing(InteractionKind),
    /// A kind has another direction, or none.
    #[error("does not fit a {0}")]
    DirectionDoesNotFit(InteractionKind),
    /// It has not happened yet.
    #[error("must not lie more than a day in the future")]
    NotYet,
    /// So long ago that it must be a mistake.
    #[error("must not lie before 1970")]
    TooLongAgo,
}

impl InteractionKind {
    /// The direction that is kept of the one that was given, if any was. A form on a web site is always filled in by the
    /// customer.
    pub fn fitting(self, given: Option<Direction>) -> Result<Option<Direction>, InteractionFault> {
        match (self, given) {
            (Self::Note, None) => Ok(None),
            (Self::WebForm, None | Some(Direction::Inbound)) => Ok(Some(Direction::Inbound)),
            (Self::Note | Self::WebForm, Some(_)) => Err(InteractionFault::DirectionDoesNotFit(self)),
            (Self::Visit | Self::Meeting, given) => Ok(given),
            (Self::Call | Self::Letter | Self::Mail | Self::Message, Some(given)) => Ok(Some(given)),
            (Self::Call | Self::Letter | Self::Mail | Self::Message, None) => {
                Err(InteractionFault::DirectionMissing(self))
            }
        }
    }
}

/// Whether it can have happened then. Clocks may be a day apart.
pub(super) fn check_when(occurred_at: Instant, now: Instant) -> Result<(), InteractionFault> {
    if occurred_at > now + TimeDelta::days(1) {
        Err(InteractionFault::NotYet)
    } else if occurred_at < Instant::UNIX_EPOCH {
        Err(InteractionFault::TooLongAgo)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_the_directions_that_fit_it() {
        use Direction::{Inbound, Outbound};
        for kind in InteractionKind::ALL {
            let fitting = |given| kind.fitting(given).ok();
            let kept = [fitting(None), fitting(Some(Inbound)), fitting(Some(Outbound))];
            let expected = match kind {
                InteractionKind::Note => [Some(None), None, None],
                InteractionKind::WebForm => [Some(Some(Inbound)), Some(Some(Inbound)), None],
                InteractionKind::Visit | InteractionKind::Meeting => {
                    [Some(None), Some(Some(Inbound)), Some(Some(Outbound))]
                }
                InteractionKind::Call
                | InteractionKind::Letter
                | InteractionKind::Mail
                | InteractionKind::Message => [None, Some(Some(Inbound)), Some(Some(Outbound))],
            };
            assert_eq!(kept, expected, "{kind}");
        }
    }
}
