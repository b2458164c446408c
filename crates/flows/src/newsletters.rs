//! Newsletters and everything that they need of other domains.

mod audience;
mod cancel_newsletter;
mod cannot_leave;
mod closed_surveys;
mod coupon_shortfall;
mod link_targets;
mod link_terms;
mod merchant_profile;
mod newsletter_coupons;
mod placeholder_links;
mod prepare;
mod prepare_test_message;
mod preview_newsletter;
mod queue_test_messages;
mod recap_newsletter;
mod recipient;
mod record_reactions;
mod report_newsletter;
mod resume_newsletter;
mod sample_attributes;
mod schedule_newsletter;
mod send_newsletter;
mod send_store;
mod set_preferences_through;
pub(crate) mod settle_newsletter;
mod signed_links;
mod start_scheduled;
mod unsubscribe_through;
mod view_newsletter;

pub use audience::{AudiencePlace, ResolveAudienceError, bind_audience};
pub(crate) use audience::{MeantCustomerReads, bind_references, resolve_audience};
pub use cancel_newsletter::{CancelNewsletterError, cancel_newsletter};
pub use cannot_leave::CannotLeave;
pub use coupon_shortfall::CouponShortfall;
pub use link_targets::{LinkTargetReads, link_targets};
pub use link_terms::{LinkHosts, link_origin};
pub use merchant_profile::{MediaAddress, merchant_profile};
pub use newsletter_coupons::{CouponDeliveryStore, NewsletterCouponStore, claim_deliveries};
pub use prepare_test_message::{PreparedTest, prepare_test_message};
pub use preview_newsletter::{
    NewsletterPreview, PreparedPreview, PreviewFor, PreviewNewsletterError, PreviewReads, preview_newsletter,
};
pub use queue_test_messages::{
    NewsletterTest, QueueTestMessagesError, QueuedTestMessages, TestSendStore, queue_test_messages,
};
pub use recap_newsletter::{NewsletterRecap, PreparedRecap, RecapQuota, RecapReads, recap_newsletter};
pub use recipient::{merge_values, recipient_of};
pub use record_reactions::{DestroyReaderKey, RecordReactionsStore, destroy_reader_key, record_reactions};
pub use report_newsletter::{NewsletterReport, ReportReads, report_newsletter};
pub use resume_newsletter::{ResumeNewsletterError, resume_newsletter};
pub use schedule_newsletter::{ScheduleNewsletterError, ScheduledFor, schedule_newsletter};
pub use send_newsletter::{SendNewsletterError, SentNewsletter, send_newsletter};
pub use send_store::{SendStore, SendingTerms};
pub use set_preferences_through::set_preferences_through;
pub use signed_links::SignedLinks;
pub use start_scheduled::{StartScheduledError, put_back_scheduled, start_scheduled};
pub use unsubscribe_through::{UnsubscribeStore, unsubscribe_through};
pub use view_newsletter::{PreparedView, ViewNewsletterError, view_newsletter};
