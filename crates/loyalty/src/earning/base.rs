//! Of what a rule counts amounts.

use regulars_kernel::named;

named! {
    /// Of what a rule counts amounts. What points and gift cards pay for is part of none.
    EarningBase {
        /// What the lines cost, but for the part that points and gift cards paid.
        Gross = "gross",
        /// The same without the tax, as far as it is told of the lines.
        Net = "net",
        /// What money paid: what the lines cost, but for the parts that points, gift cards and coupons paid.
        PaidByMoney = "paid_by_money",
    }
}
