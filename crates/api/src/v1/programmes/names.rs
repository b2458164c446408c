//! Closed lists of programmes on the wire.

use regulars_loyalty::{
    BudgetPeriod, CapMeasure, CapPeriod, CapScope, EarningBase, EarningTrigger, ExpiryEnd, ExpiryUnit,
    Joining, ProgrammeState, Rounding, RoundingLevel, Shortfall, StackingMode, TierDowngrade, TierLockReason,
    TierMoveCause, TierUpgrade,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! on_the_wire {
    ($(#[$documentation:meta])* $body:ident = $domain:ident { $($(#[$value_documentation:meta])* $value:ident),+ $(,)? }) => {
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $body {
            $($(#[$value_documentation])* $value),+
        }

        impl From<$domain> for $body {
            fn from(value: $domain) -> Self {
                match value { $($domain::$value => Self::$value),+ }
            }
        }

        impl From<$body> for $domain {
            fn from(body: $body) -> Self {
                match body { $($body::$value => Self::$value),+ }
            }
        }
    };
}

pub(crate) use on_the_wire;

on_the_wire! {
    /// Where a programme stands.
    ProgrammeStateBody = ProgrammeState {
        /// It is being written: nothing is earned, and it can be deleted.
        Draft,
        /// Receipts earn, and points can be spent.
        Active,
        /// Nothing is earned or spent; refunds and expiry go on.
        Paused,
        /// Like a paused one, for good.
        Closed,
    }
}

on_the_wire! {
    /// How customers come into a programme.
    JoiningBody = Joining {
        /// With the first receipt in their name.
        Automatic,
        /// As they are registered as members, and whoever was before, with the first receipt in their name.
        AtRegistration,
        /// By being entered.
        OnRequest,
    }
}

on_the_wire! {
    /// What an expiry counts.
    ExpiryUnitBody = ExpiryUnit {
        /// Days.
        Day,
        /// Months.
        Month,
        /// Years.
        Year,
    }
}

on_the_wire! {
    /// To when an expiry is moved.
    ExpiryEndBody = ExpiryEnd {
        /// It is not moved: points expire at the end of the day that is counted.
        Exact,
        /// To the end of its month.
        EndOfMonth,
        /// To the end of its year.
        EndOfYear,
    }
}

on_the_wire! {
    /// Where points end up that are no whole number of the smallest part.
    PointRoundingBody = Rounding {
        /// Towards zero.
        Down,
        /// To the nearest, an exact half away from zero.
        HalfUp,
        /// To the nearest, an exact half to the even neighbour.
        HalfEven,
        /// Away from zero.
        Up,
    }
}

on_the_wire! {
    /// What is rounded.
    RoundingLevelBody = RoundingLevel {
        /// What each line earns.
        Line,
        /// What the whole receipt earns by a rule.
        Receipt,
    }
}

on_the_wire! {
    /// What happens to points that a refund takes back and that the member does not have any more.
    ShortfallBody = Shortfall {
        /// The member owes them: the next points pay them first.
        Owed,
        /// They are let go.
        Waived,
    }
}

on_the_wire! {
    /// For what a rule gives.
    EarningTriggerBody = EarningTrigger {
        /// A receipt, when it is recorded.
        Purchase,
        /// An invoice, when it is recorded, as of its day. Credit notes take back.
        Invoice,
        /// An invoice, when nothing of it is open any more and something of it was paid: for what credit notes have left of it, as
        /// of that moment. Parts of a payment give nothing before.
        InvoicePaid,
        /// A birthday of a member, when its day begins in the merchant's time zone: once in each year, whatever the date of birth is
        /// changed to. That of 29 February is on 28 February in common years, and the year of birth need not be known. What was not
        /// given on the day is made up for within the next seven, for days on which the programme was active and the customer in it.
        Birthday,
        /// Somebody comes into the programme, the first time.
        Welcome,
        /// A member has bought nothing for `inactive_days` whole days: once until they buy again. Members who come to as many days
        /// from when the rule was made, or the programme became active, on; who has never bought anything is none of them.
        Inactivity,
        /// A member has answered a survey: once for each survey.
        SurveyAnswered,
        /// Another tool has told the custom event `event` of a member: once for each event.
        CustomEvent,
    }
}

on_the_wire! {
    /// Of what a rule counts amounts. What points and gift cards (money by the method `gift_card`) pay for is part of none.
    EarningBaseBody = EarningBase {
        /// What the lines cost, but for the part that points and gift cards paid.
        Gross,
        /// The same without the tax. Invoices tell the tax of their lines; of other receipts nothing is told, and `net` is as `gross`.
        Net,
        /// What money paid: what the lines cost, but for the parts that points, gift cards and coupons paid.
        PaidByMoney,
    }
}

on_the_wire! {
    /// What a cap counts.
    CapMeasureBody = CapMeasure {
        /// Points.
        Points,
        /// How often the rule gave something.
        Times,
        /// How much was bought.
        Quantity,
        /// What it cost.
        Amount,
    }
}

on_the_wire! {
    /// Over what time a cap counts, in the merchant's time zone.
    CapPeriodBody = CapPeriod {
        /// One receipt.
        Receipt,
        /// The day of the receipt.
        Day,
        /// Its week, from Monday.
        Week,
        /// Its month.
        Month,
        /// Its year.
        Year,
        /// For ever.
        Ever,
    }
}

on_the_wire! {
    /// Over what time a budget counts, in the merchant's time zone.
    BudgetPeriodBody = BudgetPeriod {
        /// The day of the receipt.
        Day,
        /// Its week, from Monday.
        Week,
        /// Its month.
        Month,
        /// Its year.
        Year,
        /// For ever.
        Ever,
    }
}

on_the_wire! {
    /// Where a cap counts.
    CapScopeBody = CapScope {
        /// Over all stores together.
        AllStores,
        /// In each store by itself.
        EachStore,
    }
}

on_the_wire! {
    /// How a rule goes together with the others of its group.
    StackingModeBody = StackingMode {
        /// It gives beside them.
        Add,
        /// Of those of the group that are so, the one that gives the most gives alone.
        BestOf,
        /// Of those of the group that are so, the first one that gives something gives alone.
        First,
    }
}

on_the_wire! {
    /// When a member comes into a better tier.
    TierUpgradeBody = TierUpgrade {
        /// As soon as enough was counted.
        AtOnce,
        /// When the next period begins.
        NextPeriod,
    }
}

on_the_wire! {
    /// How far somebody falls who has not counted enough when their tier is no longer kept.
    TierDowngradeBody = TierDowngrade {
        /// Not at all: a tier is for ever.
        None,
        /// By one tier.
        One,
        /// As far as what was counted says.
        All,
    }
}

on_the_wire! {
    /// Why a member came from one tier into another.
    TierMoveCauseBody = TierMoveCause {
        /// Enough was counted.
        Reached,
        /// Too little was counted when the tier was no longer kept.
        NotKept,
        /// Goods came back.
        Refund,
        /// Less was counted when it was counted anew, with goods handed back on a late receipt or by other tiers of the programme.
        Recount,
        /// Two customers became one.
        Merge,
        /// Staff have fixed it.
        Locked,
        /// It is no longer fixed.
        Unlocked,
    }
}

on_the_wire! {
    /// Why staff fix a tier.
    TierLockReasonBody = TierLockReason {
        /// It was agreed upon with the member.
        Agreement,
        /// To make up for something.
        Goodwill,
        /// A mistake is put right.
        Correction,
        /// The member works for the merchant.
        Employee,
        /// A better tier was got by deceit.
        Fraud,
    }
}
