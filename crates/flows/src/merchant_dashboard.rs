//! The dashboard with the latest purchases.

use regulars_analytics::{DASHBOARD_ITEMS, Dashboard, DashboardReads, dashboard};
use regulars_kernel::{Instant, MerchantCalendar, PageRequest, PageSize, StoreError};
use regulars_purchases::{Purchase, PurchaseFilter, PurchaseReads};

/// What the dashboard of a merchant reads.
pub trait MerchantDashboardReads: DashboardReads + PurchaseReads {}

impl<Store: DashboardReads + PurchaseReads + ?Sized> MerchantDashboardReads for Store {}

/// What a merchant sees first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerchantDashboard {
    /// The figures about its customers.
    pub customers: Dashboard,
    /// The latest purchases, the latest first.
    pub latest_purchases: Vec<Purchase>,
}

/// The dashboard at `now` in the merchant's calendar. Five statements.
pub async fn merchant_dashboard(
    store: &mut dyn MerchantDashboardReads,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<MerchantDashboard, StoreError> {
    let page = PageRequest { size: PageSize::new(DASHBOARD_ITEMS).unwrap_or(PageSize::DEFAULT), after: None };
    Ok(MerchantDashboard {
        latest_purchases: store.list(&PurchaseFilter::default(), page).await?.items,
        customers: dashboard(store, calendar, now).await?,
    })
}
