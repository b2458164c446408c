//! Use cases that span domains, each over a combined store trait, so that all of it is kept or nothing.

mod confirmations;
mod customers;
mod data_exports;
mod deletion;
mod erasure;
mod imports;
mod membership;
mod merchant_dashboard;
mod newsletters;
mod update_merchant_profile;

pub use confirmations::mail_job::MailJob;
pub use confirmations::{
    AskedByMail, ConfirmationMail, ConfirmationMailReads, ConfirmationRequestStore,
    CreateCustomerAndAskError, RegularRequestStore, RequestOptInMailError, RequestRegularError,
    WrittenConfirmation, confirm_regular, create_customer_and_ask, look_at_link, request_opt_in_mail,
    request_regular, write_confirmation_mail,
};
pub use customers::consenting_store::{ConsentingReads, ConsentingStore};
pub use customers::create_with_consent::create_customer_with_consent;
pub use customers::update_with_consents::update_customer_with_consents;
pub use data_exports::begin_data_export::{BeginDataExportError, begin_data_export};
pub use data_exports::data_export::{DataExport, DataExportForm, DataExportState};
pub use data_exports::document::Documents;
pub use data_exports::gather::{Section, SectionPlace, gather, language_of};
pub use data_exports::job::MakeDataExport;
pub use data_exports::store::{
    BeginDataExportStore, DataExportReads, DataExportStore, ImportOrigin, MessageTo, ReactionOf,
    SubjectDataReads, SubjectTraceReads,
};
pub use deletion::{
    ChangeAttributeError, DeleteAttributeError, DeleteTagError, DeleteTemplateError,
    DeleteUnusedSegmentError, DeletionStore, ForgetAttribute, change_attribute, delete_attribute, delete_tag,
    delete_template, delete_unused_segment, forget_some,
};
pub use erasure::begin_deletion::{BeginDeletionError, WhoToErase, begin_deletion};
pub use erasure::cancel_deletion::{CancelDeletionError, cancel_deletion};
pub use erasure::deletion::{
    CustomerDeletion, DeletionItem, DeletionOutcome, DeletionSelection, DeletionState,
};
pub use erasure::deletion_job::EraseMany;
pub use erasure::erase_customer::{EraseCustomerError, Erased, ErasureTerms, erase_customer};
pub use erasure::erase_some::{EraseSomeError, erase_some};
pub use erasure::grounds::{ErasureGrounds, ErasureReason};
pub use erasure::store::{
    BeginDeletionStore, CustomerDeletionStore, DeletionReads, EraseManyStore, ErasureStore, TraceStore,
};
pub use imports::begin_import::{BeginImportError, begin_import, open_import};
pub use imports::change_import::{ChangeImportError, change_import};
pub use imports::commit_import::{CommitImportError, commit_import};
pub use imports::import_job::WorkOnImport;
pub use imports::import_rows::{ImportTerms, TakenRows, import_rows};
pub use imports::store::{ImportJobStore, ImportingStore};
pub use membership::assign_card::{
    AssignCardError, AssignedCard, Holder, assign_card, issue_card_to_customer,
};
pub use membership::become_regular::become_regular;
pub use membership::block_card::{BlockCardError, block_card};
pub use membership::enroll_customer::{EnrollCustomerError, enroll_customer};
pub use membership::lookup::{Lookup, LookupBy, lookup};
pub use membership::meet_member::meet_member;
pub use membership::register_member::{NewMember, RegisterMemberError, RegisteredMember, register_member};
pub use membership::register_member_with_consents::{
    RegisterMemberWithConsentsError, register_member_with_consents,
};
pub use membership::replace_card::{ReplaceCardError, ReplacedCard, replace_card};
pub use membership::store::{MembershipReads, MembershipStore};
pub use merchant_dashboard::{MerchantDashboard, MerchantDashboardReads, merchant_dashboard};
pub use newsletters::settle_newsletter::{NewsletterSettlementStore, settle_newsletter};
pub use newsletters::{
    AudiencePlace, CancelNewsletterError, CannotLeave, DestroyReaderKey, LinkHosts, LinkTargetReads,
    MediaAddress, NewsletterPreview, NewsletterRecap, NewsletterReport, NewsletterTest, PreparedTest,
    PreviewFor, PreviewNewsletterError, PreviewReads, QueueTestMessagesError, QueuedTestMessages, RecapQuota,
    RecapReads, RecordReactionsStore, ReportReads, ResolveAudienceError, ResumeNewsletterError,
    ScheduleNewsletterError, ScheduledFor, SendNewsletterError, SendStore, SendingTerms, SentNewsletter,
    SignedLinks, StartScheduledError, TestSendStore, UnsubscribeStore, ViewNewsletterError, bind_audience,
    cancel_newsletter, destroy_reader_key, link_origin, link_targets, merchant_profile, prepare_test_message,
    preview_newsletter, put_back_scheduled, queue_test_messages, recap_newsletter, recipient_of,
    record_reactions, report_newsletter, resume_newsletter, schedule_newsletter, send_newsletter,
    set_preferences_through, start_scheduled, unsubscribe_through, view_newsletter,
};
pub use newsletters::{PreparedPreview, PreparedRecap, PreparedView};
pub use update_merchant_profile::{
    MerchantProfileStore, UpdateMerchantProfileError, update_merchant_profile,
};
