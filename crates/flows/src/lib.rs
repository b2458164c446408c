//! Use cases that span domains, each over a combined store trait, so that all of it is kept or nothing.

mod assign_card;
mod become_regular;
mod block_card;
mod enroll_customer;
mod lookup;
mod meet_member;
mod member_data;
mod membership_store;
mod newsletters;
mod own_customer;
mod register_member;
mod replace_card;
mod settle_newsletter;

pub use assign_card::{AssignCardError, AssignedCard, Holder, assign_card, issue_card_to_customer};
pub use become_regular::become_regular;
pub use block_card::{BlockCardError, block_card};
pub use enroll_customer::{EnrollCustomerError, enroll_customer};
pub use lookup::{Lookup, LookupBy, lookup};
pub use meet_member::meet_member;
pub use membership_store::MembershipStore;
pub use newsletters::{
    AudiencePlace, CancelNewsletterError, MediaAddress, NewsletterPreview, NewsletterRecap, NewsletterReport,
    PreviewNewsletterError, PreviewStore, Rates, RecapQuota, ReportStore, ResolveAudienceError,
    ScheduleNewsletterError, ScheduledFor, SendNewsletterError, SendStore, SendingTerms, SentNewsletter,
    cancel_newsletter, check_audience, merchant_profile, preview_newsletter, put_back_scheduled,
    recap_newsletter, recipient_of, report_newsletter, schedule_newsletter, send_newsletter,
};
pub use register_member::{NewMember, RegisterMemberError, RegisteredMember, register_member};
pub use replace_card::{ReplaceCardError, ReplacedCard, replace_card};
pub use settle_newsletter::{NewsletterSettlementStore, settle_newsletter};
