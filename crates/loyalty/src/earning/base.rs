//! Of what a rule counts amounts.

use regulars_kernel::named;

named! {
    /// Of what a rule counts amounts. What points pay for is part of neither.
    EarningBase {
        /// What the lines cost, but for the part that points paid.
        Gross = "gross",
        /// What money paid: what the lines cost, but for the parts that points and coupons paid.
        PaidByMoney = "paid_by_money",
    }
}
