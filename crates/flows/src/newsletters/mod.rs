//! Newsletters and everything that they need of other domains.

mod audience;
mod cancel_newsletter;
mod merchant_profile;
mod placeholder_links;
mod prepare;
mod preview_newsletter;
mod recap_newsletter;
mod recipient;
mod report_newsletter;
mod schedule_newsletter;
mod send_newsletter;
mod send_store;
mod send_tests;
mod start_scheduled;

pub use audience::{AudiencePlace, ResolveAudienceError, check_audience};
pub use cancel_newsletter::{CancelNewsletterError, cancel_newsletter};
pub use merchant_profile::{MediaAddress, merchant_profile};
pub use preview_newsletter::{
    NewsletterPreview, PreviewFor, PreviewNewsletterError, PreviewStore, preview_newsletter,
};
pub use recap_newsletter::{NewsletterRecap, RecapQuota, recap_newsletter};
pub use recipient::recipient_of;
pub use report_newsletter::{NewsletterReport, Rates, ReportStore, report_newsletter};
pub use schedule_newsletter::{ScheduleNewsletterError, ScheduledFor, schedule_newsletter};
pub use send_newsletter::{SendNewsletterError, SentNewsletter, send_newsletter};
pub use send_store::{SendStore, SendingTerms};
pub use send_tests::{NewsletterTest, SendTestsError, TestSendStore, send_tests};
pub use start_scheduled::put_back_scheduled;
