//! Where an invoice stands, and how a customer stands with all of its invoices.

use crate::Date;

crate::named! {
    /// Where an invoice stands on a day.
    InvoiceState {
        /// Nothing of it is paid, and it is not due yet, or today.
        Open = "open",
        /// Some of it is paid, and it is not due yet, or today.
        PartlyPaid = "partly_paid",
        /// Nothing is open any more.
        Paid = "paid",
        /// Something is open, and the day by which it was to be paid is over.
        Overdue = "overdue",
        /// All of it was credited.
        Credited = "credited",
    }
}

/// What an invoice comes to, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceAmounts {
    /// What was billed.
    pub total: i64,
    /// What of it was credited.
    pub credited: i64,
    /// What was paid.
    pub paid: i64,
}

impl InvoiceAmounts {
    const fn balance(self) -> i64 {
        self.total - self.credited - self.paid
    }

    /// What is still to be paid.
    pub const fn open(self) -> i64 {
        if self.balance() > 0 { self.balance() } else { 0 }
    }

    /// What was paid beyond what is left of the invoice after credit notes, and goes back to the customer.
    pub const fn to_return(self) -> i64 {
        if self.balance() < 0 { -self.balance() } else { 0 }
    }
}

impl InvoiceState {
    /// Where an invoice with these amounts stands on a day. It is overdue from the day after the one by which it is due. A
    /// store that answers the same in its own language must agree with this function.
    pub fn of(amounts: InvoiceAmounts, due_on: Date, today: Date) -> Self {
        if amounts.credited >= amounts.total {
            Self::Credited
        } else if amounts.balance() <= 0 {
            Self::Paid
        } else if due_on < today {
            Self::Overdue
        } else if amounts.paid > 0 {
            Self::PartlyPaid
        } else {
            Self::Open
        }
    }

    /// Whether something is to be paid in that state.
    pub const fn is_unpaid(self) -> bool {
        match self {
            Self::Open | Self::PartlyPaid | Self::Overdue => true,
            Self::Paid | Self::Credited => false,
        }
    }
}

/// How many days a customer took to pay: from the day of issue to the day of the last payment. What was paid beforehand took
/// none.
pub fn days_to_pay(issued_on: Date, last_paid_on: Date) -> i64 {
    last_paid_on.signed_duration_since(issued_on).num_days().max(0)
}

/// What of an invoice its customer's standing is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BilledAmounts {
    /// What it comes to.
    pub amounts: InvoiceAmounts,
    /// The day of issue.
    pub issued_on: Date,
    /// The day by which it is to be paid.
    pub due_on: Date,
    /// The latest day on which something was paid.
    pub last_paid_on: Option<Date>,
}

/// How a customer stands with its invoices, in the merchant's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreditStanding {
    /// What is still to be paid, in minor units.
    pub open: i64,
    /// What of that is overdue.
    pub overdue: i64,
    /// In how many days invoices that are paid were paid on average, rounded to the nearest whole day, a half up. None where
    /// none is.
    pub days_to_pay: Option<i64>,
}

impl CreditStanding {
    /// How somebody with these invoices stands on a day. A store that answers the same in its own language must agree with
    /// this function.
    pub fn of(invoices: &[BilledAmounts], today: Date) -> Self {
        let state = |billed: &BilledAmounts| InvoiceState::of(billed.amounts, billed.due_on, today);
        let open = |billed: &BilledAmounts| billed.amounts.open();
        let overdue = invoices.iter().filter(|billed| state(billed) == InvoiceState::Overdue);
        let paid = invoices.iter().filter(|billed| state(billed) == InvoiceState::Paid);
        let days: Vec<i64> =
            paid.filter_map(|billed| Some(days_to_pay(billed.issued_on, billed.last_paid_on?))).collect();
        let count = i64::try_from(days.len()).unwrap_or(i64::MAX);
        let rounded = |sum: i64| (2 * sum + count).checked_div(2 * count);
        Self {
            open: invoices.iter().map(open).sum(),
            overdue: overdue.map(open).sum(),
            days_to_pay: rounded(days.iter().sum()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(total: i64, credited: i64, paid: i64, today: &str) -> InvoiceState {
        let amounts = InvoiceAmounts { total, credited, paid };
        InvoiceState::of(amounts, "2026-11-21".parse().unwrap(), today.parse().unwrap())
    }

    #[test]
    fn an_invoice_is_overdue_from_the_day_after_it_is_due() {
        for (today, unpaid, partly) in [
            ("2026-11-20", InvoiceState::Open, InvoiceState::PartlyPaid),
            ("2026-11-21", InvoiceState::Open, InvoiceState::PartlyPaid),
            ("2026-11-22", InvoiceState::Overdue, InvoiceState::Overdue),
        ] {
            assert_eq!((state(100, 0, 0, today), state(100, 0, 99, today)), (unpaid, partly), "{today}");
            assert_eq!(state(100, 0, 100, today), InvoiceState::Paid);
            assert_eq!(state(100, 40, 60, today), InvoiceState::Paid);
            assert_eq!(state(100, 100, 0, today), InvoiceState::Credited);
            assert_eq!(state(100, 100, 100, today), InvoiceState::Credited);
        }
    }

    #[test]
    fn what_was_paid_and_then_credited_goes_back() {
        let amounts = InvoiceAmounts { total: 100, credited: 30, paid: 100 };
        assert_eq!((amounts.open(), amounts.to_return()), (0, 30));
        let amounts = InvoiceAmounts { total: 100, credited: 30, paid: 20 };
        assert_eq!((amounts.open(), amounts.to_return()), (50, 0));
    }

    #[test]
    fn days_are_counted_from_the_day_of_issue() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(days_to_pay(day("2026-02-27"), day("2026-03-02")), 3);
        assert_eq!(days_to_pay(day("2026-02-27"), day("2026-02-20")), 0);
    }

    #[test]
    fn a_customer_owes_what_is_open_and_takes_so_many_days_on_average() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let billed = |(total, credited, paid), due_on: &str, last_paid_on: Option<&str>| BilledAmounts {
            amounts: InvoiceAmounts { total, credited, paid },
            issued_on: day("2026-11-01"),
            due_on: day(due_on),
            last_paid_on: last_paid_on.map(day),
        };
        let invoices = [
            billed((100, 0, 10), "2026-11-21", Some("2026-11-05")),
            billed((200, 50, 10), "2026-11-20", Some("2026-11-05")),
            billed((100, 0, 100), "2026-11-20", Some("2026-11-05")),
            billed((100, 40, 100), "2026-11-20", Some("2026-11-08")),
            billed((100, 100, 0), "2026-11-20", None),
        ];
        let standing = CreditStanding::of(&invoices, day("2026-11-21"));
        assert_eq!(standing, CreditStanding { open: 230, overdue: 140, days_to_pay: Some(6) });
        assert_eq!(CreditStanding::of(&invoices[..2], day("2026-11-21")).days_to_pay, None);
        assert_eq!(CreditStanding::of(&[], day("2026-11-21")), CreditStanding::default());
    }
}
