//! Where the offer of a company stands.

use crate::Date;

crate::named! {
    /// What was done with an offer last, as it is kept.
    OfferStage {
        /// It is being written, for the first time or anew.
        Draft = "draft",
        /// The company has it.
        Sent = "sent",
        /// The company has accepted it.
        Accepted = "accepted",
        /// The company has declined it.
        Declined = "declined",
        /// The merchant has taken it back.
        Withdrawn = "withdrawn",
    }
}

crate::named! {
    /// Where an offer stands on a day.
    OfferState {
        /// It is being written, for the first time or anew.
        Draft = "draft",
        /// The company has it and can accept it.
        Sent = "sent",
        /// Its last day has passed, and the company has neither accepted nor declined it.
        Expired = "expired",
        /// The company has accepted it.
        Accepted = "accepted",
        /// The company has declined it.
        Declined = "declined",
        /// The merchant has taken it back.
        Withdrawn = "withdrawn",
    }
}

impl OfferState {
    /// Where an offer stands on the day `today` of the merchant's calendar, of which `valid_until` is the last day. A store that
    /// answers the same in its own language must agree with this function.
    pub fn of(stage: OfferStage, valid_until: Date, today: Date) -> Self {
        match stage {
            OfferStage::Draft => Self::Draft,
            OfferStage::Sent if valid_until < today => Self::Expired,
            OfferStage::Sent => Self::Sent,
            OfferStage::Accepted => Self::Accepted,
            OfferStage::Declined => Self::Declined,
            OfferStage::Withdrawn => Self::Withdrawn,
        }
    }

    /// The stage of the offers that stand so.
    pub const fn stage(self) -> OfferStage {
        match self {
            Self::Draft => OfferStage::Draft,
            Self::Sent | Self::Expired => OfferStage::Sent,
            Self::Accepted => OfferStage::Accepted,
            Self::Declined => OfferStage::Declined,
            Self::Withdrawn => OfferStage::Withdrawn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_sent_expires_and_its_last_day_counts() {
        let today: Date = "2026-11-21".parse().unwrap();
        for stage in OfferStage::ALL.iter().copied() {
            let on = |day: Option<Date>| OfferState::of(stage, day.unwrap(), today);
            assert_eq!(on(Some(today)).name(), stage.name());
            let after = on(today.pred_opt());
            assert_eq!(after == OfferState::Expired, stage == OfferStage::Sent, "{stage}");
            assert_eq!(after.stage(), stage);
        }
    }
}
