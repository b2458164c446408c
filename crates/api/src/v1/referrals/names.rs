//! Closed lists of referrals on the wire.

use regulars_loyalty::{ReferralRefusal, ReferralRole, ReferralState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v1::programmes::names::on_the_wire;

on_the_wire! {
    /// Where a referral stands.
    ReferralStateBody = ReferralState {
        /// The invited customer has bought nothing yet that is enough.
        Waiting,
        /// They have, and both are paid at `due_at`.
        Qualified,
        /// Both are paid.
        Rewarded,
        /// Nobody is paid; `reason` says why.
        Refused,
    }
}

on_the_wire! {
    /// Why nobody is paid for a referral.
    ReferralRefusalBody = ReferralRefusal {
        /// The invited customer bought nothing in time that is enough.
        TooLate,
        /// What they bought came back as far as it was not enough any more, or is not theirs any more.
        Refunded,
        /// Both have the same e-mail address or phone number, or are one customer by now.
        SelfReferral,
        /// The invited customer turned out to be one from before.
        AlreadyRegistered,
        /// The invited customer has invited the other one, or whoever has.
        Cycle,
        /// The member was paid for as many as the cap lets them be paid for.
        CapReached,
        /// The member who has invited is not in the programme any more.
        ReferrerLeft,
        /// The invited customer is not in the programme.
        NotMember,
        /// The programme is closed, or has no such points any more.
        ProgrammeEnded,
        /// One of the two was erased.
        Erased,
    }
}

on_the_wire! {
    /// Which of the two a customer is.
    ReferralRoleBody = ReferralRole {
        /// Who has invited.
        Referrer,
        /// Who was invited.
        Referred,
    }
}
