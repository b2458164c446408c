//! What each line of a receipt earned by each rule, kept so that a refund takes back exactly that.

use regulars_kernel::{Date, EarningRuleId, PointAccountId, PurchaseId, StoreId};

/// What a line of a receipt earned by a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptEarning {
    /// The receipt.
    pub purchase: PurchaseId,
    /// The account that has it. Where that was merged since, its points lie in the one that it went into.
    pub account: PointAccountId,
    /// The rule.
    pub rule: EarningRuleId,
    /// The line, from 1.
    pub line: u32,
    /// The points that it earned, in the smallest part. Negative for goods handed back on the receipt.
    pub points: i64,
    /// The quantity of it that counted, in thousandths.
    pub quantity: i64,
    /// The amount of it that counted, in minor units.
    pub amount: i64,
    /// The day to which the rule counted it.
    pub day: Date,
    /// The store to which the rule counted it.
    pub store: Option<StoreId>,
    /// What refunds took back of the points.
    pub taken_back: i64,
}

/// How much of what a line earned a refund takes back, in the smallest part: of `bought` of the line, `refunded` is
/// refunded with this refund and those before it, both in thousandths. Whatever refunds a line is given back in, they take
/// back together what it earned and nothing more, provided that each is added to `taken_back`, the part too that was let
/// go. Nothing of a line that earned nothing.
pub fn due_to_take_back(earning: &KeptEarning, bought: i64, refunded: i64) -> i64 {
    if earning.points <= 0 || refunded <= 0 {
        return 0;
    }
    let due = if refunded >= bought {
        earning.points
    } else {
        let part = i128::from(earning.points) * i128::from(refunded) / i128::from(bought);
        i64::try_from(part).unwrap_or(earning.points)
    };
    due.saturating_sub(earning.taken_back).max(0)
}
