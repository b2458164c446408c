//! For what rules give.

use regulars_kernel::named;

named! {
    /// What has to happen for a rule to give.
    EarningTrigger {
        /// A receipt is recorded.
        Purchase = "purchase",
        /// An invoice is recorded.
        Invoice = "invoice",
        /// Nothing of an invoice is open any more, and something of it was paid.
        InvoicePaid = "invoice_paid",
    }
}
