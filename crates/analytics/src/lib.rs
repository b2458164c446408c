//! Figures that a merchant looks at: the dashboard, and how newsletters fared.
//!
//! What is counted is counted by the store; what it means is reckoned here. Knows neither HTTP nor the database, and no
//! other domain: a figure about customers or newsletters is made of words of the kernel.

mod dashboard;
mod newsletter_report;

pub use dashboard::birthday_window::{Birthday, BirthdayWindow};
pub use dashboard::store::{CustomerCounts, DashboardCustomer, DashboardReads, LifecycleFilters};
pub use dashboard::{DASHBOARD_BIRTHDAY_DAYS, DASHBOARD_ITEMS, Dashboard, dashboard};
pub use newsletter_report::outcome::{
    LinkCount, MessageCounts, NewsletterOutcome, NewsletterReportReads, ReactionCount, Reactions,
};
pub use newsletter_report::rates::{Measured, Rates};
