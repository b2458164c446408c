//! Figures and short lists over a merchant's data.

mod dashboard;
mod newsletter_report;
