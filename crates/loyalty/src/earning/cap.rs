//! How much a rule gives at most.

use regulars_kernel::{Date, EarningRuleId, StoreId, named};

named! {
    /// What a cap counts.
    CapMeasure {
        /// Points, in the smallest part of their type.
        Points = "points",
        /// How often the rule gave something.
        Times = "times",
        /// How much was bought, in thousandths.
        Quantity = "quantity",
        /// What it cost, in minor units.
        Amount = "amount",
    }
}

named! {
    /// Over what time a cap counts, in the merchant's zone.
    CapPeriod {
        /// One receipt.
        Receipt = "receipt",
        /// The day of the receipt.
        Day = "day",
        /// The week of the receipt, from Monday.
        Week = "week",
        /// Its month.
        Month = "month",
        /// Its year.
        Year = "year",
        /// For ever.
        Ever = "ever",
    }
}

named! {
    /// Where a cap counts.
    CapScope {
        /// Over all stores together.
        AllStores = "all_stores",
        /// In each store by itself.
        EachStore = "each_store",
    }
}

/// The most that a rule gives to a member in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cap {
    /// What is counted.
    pub of: CapMeasure,
    /// The most of it.
    pub most: i64,
    /// Over what time.
    pub per: CapPeriod,
    /// Where.
    pub scope: CapScope,
}

/// What a member had of a rule on a day in a store, net of what refunds took back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleUse {
    /// The rule.
    pub rule: EarningRuleId,
    /// The store; none where the receipts named none.
    pub store: Option<StoreId>,
    /// The day, in the merchant's zone.
    pub day: Date,
    /// How often.
    pub times: i64,
    /// Points, in the smallest part.
    pub points: i64,
    /// How much was bought, in thousandths.
    pub quantity: i64,
    /// What it cost, in minor units.
    pub amount: i64,
}
