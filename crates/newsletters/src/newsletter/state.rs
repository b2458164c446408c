//! The states of a newsletter and the moves between them.

use std::fmt;
use std::str::FromStr;

/// Where a newsletter stands on its way from a draft to sent mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewsletterState {
    /// Being written, something is still missing.
    Draft,
    /// Complete and saved: ready to be sent.
    Ready,
    /// Will be sent by itself at an instant.
    Scheduled,
    /// Its messages are leaving.
    Sending,
    /// Its messages wait until somebody resumes it.
    Paused,
    /// Every message has reached its final state.
    Sent,
    /// Stopped for good; what had left stays sent.
    Cancelled,
}

/// Something that happens to a newsletter and may change its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NewsletterMove {
    /// It was edited and saved; `complete` tells whether it could be sent as it is. An edit takes a newsletter off its
    /// schedule, so that nothing leaves that nobody has looked at.
    Save {
        /// Whether the newsletter has everything that sending needs.
        complete: bool,
    },
    /// An instant was set, or another one.
    Schedule,
    /// Sending begins, by hand or because the scheduled instant has come.
    Send,
    /// Somebody stops the sending for now.
    Pause,
    /// Somebody lets the sending go on.
    Resume,
    /// The last message has reached its final state.
    Finish,
    /// Somebody cancels: a schedule goes back to ready, a sending ends for good.
    Cancel,
}

/// The move is not legal in the state that the newsletter is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a newsletter that is {from} cannot {attempted}")]
pub struct IllegalNewsletterMove {
    /// The state that the newsletter is in and stays in.
    pub from: NewsletterState,
    /// The move that was tried.
    pub attempted: NewsletterMove,
}

impl NewsletterState {
    /// Every state, in the order of a newsletter's life.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Ready, Self::Scheduled, Self::Sending, Self::Paused, Self::Sent, Self::Cancelled];

    /// The name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Scheduled => "scheduled",
            Self::Sending => "sending",
            Self::Paused => "paused",
            Self::Sent => "sent",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether the content may still be edited.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Ready | Self::Scheduled)
    }

    /// Whether nothing can happen any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Sent | Self::Cancelled)
    }

    /// The state after a move, or the error that names the illegal move.
    pub const fn after(self, attempted: NewsletterMove) -> Result<Self, IllegalNewsletterMove> {
        match (self, attempted) {
            (Self::Draft | Self::Ready | Self::Scheduled, NewsletterMove::Save { complete }) => {
                Ok(if complete { Self::Ready } else { Self::Draft })
            }
            (Self::Ready | Self::Scheduled, NewsletterMove::Schedule) => Ok(Self::Scheduled),
            (Self::Ready | Self::Scheduled, NewsletterMove::Send)
            | (Self::Paused, NewsletterMove::Resume) => Ok(Self::Sending),
            (Self::Sending, NewsletterMove::Pause) => Ok(Self::Paused),
            (Self::Sending | Self::Paused, NewsletterMove::Finish) => Ok(Self::Sent),
            (Self::Scheduled, NewsletterMove::Cancel) => Ok(Self::Ready),
            (Self::Sending | Self::Paused, NewsletterMove::Cancel) => Ok(Self::Cancelled),
            _ => Err(IllegalNewsletterMove { from: self, attempted }),
        }
    }
}

impl fmt::Display for NewsletterState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Display for NewsletterMove {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Save { .. } => "be edited",
            Self::Schedule => "be scheduled",
            Self::Send => "be sent",
            Self::Pause => "be paused",
            Self::Resume => "be resumed",
            Self::Finish => "be finished",
            Self::Cancel => "be cancelled",
        })
    }
}

/// The text names no state of a newsletter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of draft, ready, scheduled, sending, paused, sent, cancelled")]
pub struct InvalidNewsletterState;

impl FromStr for NewsletterState {
    type Err = InvalidNewsletterState;

    fn from_str(text: &str) -> Result<Self, InvalidNewsletterState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(InvalidNewsletterState)
    }
}

#[cfg(test)]
mod tests {
    use super::NewsletterMove::*;
    use super::NewsletterState::*;
    use super::*;

    const MOVES: [NewsletterMove; 8] =
        [Save { complete: true }, Save { complete: false }, Schedule, Send, Pause, Resume, Finish, Cancel];

    #[test]
    fn exactly_the_moves_of_the_rules_are_legal() {
        let legal = [
            (Draft, Save { complete: true }, Ready),
            (Draft, Save { complete: false }, Draft),
            (Ready, Save { complete: true }, Ready),
            (Ready, Save { complete: false }, Draft),
            (Scheduled, Save { complete: true }, Ready),
            (Scheduled, Save { complete: false }, Draft),
            (Ready, Schedule, Scheduled),
            (Scheduled, Schedule, Scheduled),
            (Ready, Send, Sending),
            (Scheduled, Send, Sending),
            (Sending, Pause, Paused),
            (Paused, Resume, Sending),
            (Sending, Finish, Sent),
            (Paused, Finish, Sent),
            (Scheduled, Cancel, Ready),
            (Sending, Cancel, Cancelled),
            (Paused, Cancel, Cancelled),
        ];
        for from in NewsletterState::ALL {
            for attempted in MOVES {
                let expected = legal.iter().find(|(state, step, _)| *state == from && *step == attempted);
                match expected {
                    Some((_, _, to)) => assert_eq!(from.after(attempted), Ok(*to), "{from} {attempted}"),
                    None => {
                        assert_eq!(from.after(attempted), Err(IllegalNewsletterMove { from, attempted }));
                    }
                }
            }
        }
    }

    #[test]
    fn a_final_state_has_no_way_out_and_names_round_trip() {
        for state in NewsletterState::ALL {
            assert_eq!(state.is_final(), MOVES.iter().all(|step| state.after(*step).is_err()), "{state}");
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert_eq!("done".parse::<NewsletterState>(), Err(InvalidNewsletterState));
    }

    #[test]
    fn the_error_says_what_was_tried() {
        let error = Sent.after(Pause).unwrap_err();
        assert_eq!(error.to_string(), "a newsletter that is sent cannot be paused");
    }
}
