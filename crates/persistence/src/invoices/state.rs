//! Where an invoice stands, in SQL. A test holds it against [`regulars_invoices::InvoiceState::of`].
//!
//! An invoice is `i`, and the purchase that it is, of which something may have been given back, is `p`.

/// Invoices with their purchases, of the merchant in `$1`, as far as a `WHERE` that conditions follow.
macro_rules! invoices_with_purchases {
    () => {
        "invoices AS i JOIN purchases AS p ON p.merchant_id = $1 AND p.id = i.purchase_id WHERE i.merchant_id = $1"
    };
}
pub(crate) use invoices_with_purchases;

/// What is still to be paid, and less than zero where too much was.
macro_rules! balance {
    () => {
        "(i.total - p.refunded_total - i.paid_total)"
    };
}
pub(crate) use balance;

/// The state on the day in `$day`, once.
macro_rules! state_on {
    ($day:literal) => {
        concat!(
            "CASE WHEN p.refunded_total >= i.total THEN 'credited' WHEN ",
            $crate::invoices::state::balance!(),
            " <= 0 THEN 'paid' WHEN i.due_on < ",
            $day,
            " THEN 'overdue' WHEN i.paid_total > 0 THEN 'partly_paid' ELSE 'open' END"
        )
    };
}
pub(crate) use state_on;
