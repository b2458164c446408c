//! How customers stand with their invoices, in SQL.

use regulars_kernel::{CreditStanding, CustomerId, Date, StoreError};

use super::state::{balance, invoices_with_purchases};
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

/// What is open of some invoices.
macro_rules! open_sum {
    () => {
        concat!(
            "CAST(coalesce(sum(CASE WHEN ",
            $crate::invoices::state::balance!(),
            " > 0 THEN ",
            $crate::invoices::state::balance!(),
            " ELSE 0 END), 0) AS bigint)"
        )
    };
}
pub(crate) use open_sum;

/// In how many days those that are paid were paid on average, rounded half up. Nothing where none is paid.
macro_rules! average_days {
    () => {
        "(2 * CAST(sum(i.paid_after_days) AS bigint) + count(*)) / (2 * count(*))"
    };
}
pub(crate) use average_days;

/// An invoice is paid, which is that nothing is open, and not because all was credited.
macro_rules! is_paid {
    () => {
        concat!(
            "p.refunded_total < i.total AND ",
            $crate::invoices::state::balance!(),
            " <= 0 AND i.paid_after_days IS NOT NULL"
        )
    };
}
pub(crate) use is_paid;

pub(super) async fn read(
    tx: &ReadTx,
    customer: CustomerId,
    today: Date,
) -> Result<CreditStanding, StoreError> {
    #[derive(FromRow)]
    struct StandingRow {
        open: i64,
        overdue: i64,
        days: Option<i64>,
    }
    const STANDING: ScopedSql = ScopedSql::new(concat!(
        "SELECT ",
        open_sum!(),
        " AS open, CAST(coalesce(sum(CASE WHEN i.due_on < $3 THEN ",
        balance!(),
        " ELSE 0 END), 0) AS bigint) AS overdue, (SELECT ",
        average_days!(),
        " FROM ",
        invoices_with_purchases!(),
        " AND i.customer_id = $2 AND ",
        is_paid!(),
        " HAVING count(*) > 0) AS days FROM ",
        invoices_with_purchases!(),
        " AND i.customer_id = $2 AND i.paid_total < i.total AND ",
        balance!(),
        " > 0"
    ));
    let StandingRow { open, overdue, days } = tx.one(STANDING, values![customer.value(), today]).await?;
    Ok(CreditStanding { open, overdue, days_to_pay: days })
}
