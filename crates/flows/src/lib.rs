//! Use cases that span domains, each over a combined store trait, so that all of it is kept or nothing.

mod assign_card;
mod become_regular;
mod birthday_window;
mod block_card;
mod confirmations;
mod consenting_store;
mod create_customer_with_consent;
mod dashboard;
mod dashboard_store;
mod deletion;
mod enroll_customer;
mod lookup;
mod mail_job;
mod meet_member;
mod member_data;
mod membership_store;
mod newsletters;
mod own_customer;
mod register_member;
mod register_member_with_consents;
mod replace_card;
mod settle_newsletter;
mod update_customer_with_consents;

pub use assign_card::{AssignCardError, AssignedCard, Holder, assign_card, issue_card_to_customer};
pub use become_regular::become_regular;
pub use birthday_window::{Birthday, BirthdayWindow};
pub use block_card::{BlockCardError, block_card};
pub use confirmations::{
    AskedByMail, ConfirmationMail, ConfirmationMailStore, ConfirmationRequestStore,
    CreateCustomerAndAskError, RegularRequestStore, RequestOptInMailError, RequestRegularError,
    WrittenConfirmation, confirm_regular, create_customer_and_ask, look_at_link, request_opt_in_mail,
    request_regular, write_confirmation_mail,
};
pub use consenting_store::ConsentingStore;
pub use create_customer_with_consent::create_customer_with_consent;
pub use dashboard::{DASHBOARD_BIRTHDAY_DAYS, DASHBOARD_ITEMS, Dashboard, dashboard};
pub use dashboard_store::{CustomerCounts, DashboardCustomer, DashboardStore, LifecycleFilters};
pub use deletion::{
    DeleteTagError, DeleteTemplateError, DeleteUnusedSegmentError, DeletionStore, UsageStore,
    UsingNewsletter, delete_tag, delete_template, delete_unused_segment,
};
pub use enroll_customer::{EnrollCustomerError, enroll_customer};
pub use lookup::{Lookup, LookupBy, lookup};
pub use mail_job::MailJob;
pub use meet_member::meet_member;
pub use membership_store::MembershipStore;
pub use newsletters::{
    AudiencePlace, CancelNewsletterError, CannotLeave, DestroyReaderKey, LinkHosts, LinkTargetStore,
    Measured, MediaAddress, NewsletterPreview, NewsletterRecap, NewsletterReport, NewsletterTest,
    PreparedTest, PreviewFor, PreviewNewsletterError, PreviewStore, Rates, RecapQuota, RecordReactionsStore,
    ReportStore, ResolveAudienceError, ResumeNewsletterError, ScheduleNewsletterError, ScheduledFor,
    SendNewsletterError, SendStore, SendTestsError, SendingTerms, SentNewsletter, SignedLinks,
    StartScheduledError, TestSendStore, TestsSent, UnsubscribeStore, ViewNewsletterError, bind_audience,
    cancel_newsletter, destroy_reader_key, link_origin, link_targets, link_tracking, merchant_profile,
    prepare_newsletter_test, preview_newsletter, put_back_scheduled, recap_newsletter, recipient_of,
    record_reactions, report_newsletter, resume_newsletter, schedule_newsletter, send_newsletter, send_tests,
    set_preferences_through, start_scheduled, unsubscribe_through, view_newsletter,
};
pub use newsletters::{PreparedPreview, PreparedRecap, PreparedView};
pub use register_member::{NewMember, RegisterMemberError, RegisteredMember, register_member};
pub use register_member_with_consents::{RegisterMemberWithConsentsError, register_member_with_consents};
pub use replace_card::{ReplaceCardError, ReplacedCard, replace_card};
pub use settle_newsletter::{NewsletterSettlementStore, settle_newsletter};
pub use update_customer_with_consents::update_customer_with_consents;
