//! What a merchant sees first of its customers: who is new, who buys most, and whose birthday comes.

pub(crate) mod birthday_window;
pub(crate) mod store;

use birthday_window::{Birthday, BirthdayWindow};
use regulars_kernel::{Instant, MerchantCalendar, StoreError};
use store::{CustomerCounts, DashboardCustomer, DashboardReads, LifecycleFilters};

/// How many items each list of the dashboard holds at most.
pub const DASHBOARD_ITEMS: u16 = 10;
/// How many days birthdays are looked ahead for, today included.
pub const DASHBOARD_BIRTHDAY_DAYS: u16 = 28;

/// What the dashboard shows of customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dashboard {
    /// The newest customers, the newest first.
    pub newest_customers: Vec<DashboardCustomer>,
    /// The customers who have bought for the most, the first of them first.
    pub top_customers: Vec<DashboardCustomer>,
    /// Whose birthday comes, the next one first.
    pub upcoming_birthdays: Vec<(DashboardCustomer, Birthday)>,
    /// How many customers there are of each kind.
    pub counts: CustomerCounts,
}

/// The dashboard at `now` in the merchant's calendar. Four statements.
pub async fn dashboard(
    store: &mut dyn DashboardReads,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Dashboard, StoreError> {
    let window = BirthdayWindow::of_days(calendar.date_of(now), DASHBOARD_BIRTHDAY_DAYS);
    let born = store.customers_with_birthday(&window, DASHBOARD_ITEMS).await?;
    Ok(Dashboard {
        newest_customers: store.newest_customers(DASHBOARD_ITEMS).await?,
        top_customers: store.top_customers(DASHBOARD_ITEMS).await?,
        upcoming_birthdays: born
            .into_iter()
            .filter_map(|customer| {
                let birthday = window.birthday_of(customer.birth_date?)?;
                Some((customer, birthday))
            })
            .collect(),
        counts: store.customer_counts(&LifecycleFilters::at(calendar, now)?).await?,
    })
}
