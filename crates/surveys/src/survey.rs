//! A question that customers are asked.

use regulars_kernel::{Instant, Label, SurveyId, SurveyKind, named};

use crate::SurveyTexts;

named! {
    /// Where a survey stands.
    SurveyState {
        /// It is being written; nobody is asked.
        Draft = "draft",
        /// It is asked and answered.
        Active = "active",
        /// It is answered no more.
        Closed = "closed",
    }
}

/// A question that customers are asked, with what they are asked besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Its id.
    pub id: SurveyId,
    /// What the staff calls it. No customer sees it.
    pub name: Label,
    /// What it measures. It stays, since answers on another scale would mean something else.
    pub kind: SurveyKind,
    /// What the merchant wrote itself of what is asked.
    pub texts: SurveyTexts,
    /// Where it stands.
    pub state: SurveyState,
    /// From when on it is answered no more.
    pub closes_at: Option<Instant>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Survey {
    /// Whether it is answered at that instant.
    pub fn is_open(&self, now: Instant) -> bool {
        self.state == SurveyState::Active && self.closes_at.is_none_or(|end| now < end)
    }
}

impl SurveyState {
    /// Whether a survey may come from here to there. What was asked once is no draft again.
    pub const fn may_become(self, other: Self) -> bool {
        match (self, other) {
            (Self::Draft | Self::Closed, Self::Active)
            | (Self::Active, Self::Closed)
            | (Self::Draft, Self::Draft)
            | (Self::Active, Self::Active)
            | (Self::Closed, Self::Closed) => true,
            (Self::Draft, Self::Closed) | (Self::Active | Self::Closed, Self::Draft) => false,
        }
    }
}
