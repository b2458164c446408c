//! What a survey measures.

use crate::named;

named! {
    /// What a survey measures, and so the scale that it is answered on.
    SurveyKind {
        /// How satisfied somebody is, from 1 to 5.
        Csat = "csat",
        /// How likely somebody is to recommend the merchant, from 0 to 10.
        Nps = "nps",
    }
}

impl SurveyKind {
    /// The lowest score.
    pub const fn lowest(self) -> u8 {
        match self {
            Self::Csat => 1,
            Self::Nps => 0,
        }
    }

    /// The highest score.
    pub const fn highest(self) -> u8 {
        match self {
            Self::Csat => 5,
            Self::Nps => 10,
        }
    }

    /// Every score, the lowest first.
    pub fn scores(self) -> impl DoubleEndedIterator<Item = u8> + Clone {
        self.lowest()..=self.highest()
    }
}
