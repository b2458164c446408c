//! Use cases that span domains, each over a combined store trait, so that all of it is kept or nothing.

mod accruals;
mod asker;
mod awards;
mod bulk_edits;
mod card_pages;
mod carts;
mod confirmations;
mod coupons;
mod customers;
mod data_exports;
mod deletion;
mod erasure;
mod exports;
mod imports;
mod invoices;
mod mails;
mod membership;
mod merchant_dashboard;
mod merging;
mod newsletters;
mod offers;
mod referrals;
mod rewards;
mod sales;
mod service_mails;
mod simulations;
mod timeline;
mod update_merchant_profile;
mod web_forms;

pub use accruals::accrual_job::WorkOnAccrual;
pub use accruals::asked::{NewAccrual, RequestAccrualError};
pub use accruals::cancel_accrual::{CancelAccrualError, cancel_accrual, give_up_accrual};
pub use accruals::decide_accrual::{DecideAccrualError, approve_accrual, reject_accrual};
pub use accruals::look_at_accrual::{AccrualLook, look_at_accrual};
pub use accruals::request_accrual::request_accrual;
pub use accruals::store::{
    AccrualAudienceReads, AccrualAudienceStore, AccrualJobStore, AccrualLookReads, AccrualTarget,
};
pub use accruals::undo_accrual::{AccrualUndoer, UndoAccrualError, undo_accrual};
pub use accruals::work_on_accrual::work_on_accrual;
pub use awards::award_answer::award_survey_answer;
pub use awards::daily_awards::{
    DailyRule, MADE_UP_FOR_DAYS, end_daily_awards, give_some_daily_awards, plan_daily_awards,
};
pub use awards::join_and_welcome::join_and_welcome;
pub use awards::on_occasion::{Happening, give_on_occasion};
pub use awards::record_and_award::{AwardedEvent, record_event_and_award};
pub use awards::store::{AwardAudienceReads, AwardGivingStore, AwardingEventStore, WelcomingStore};
pub use bulk_edits::begin_bulk_edit::begin_bulk_edit;
pub use bulk_edits::bulk_edit_job::WorkOnBulkEdit;
pub use bulk_edits::cancel_bulk_edit::{CancelBulkEditError, cancel_bulk_edit, end_bulk_edit};
pub use bulk_edits::look_at_bulk_edit::{BulkEditLook, MOST_LOOKED_AT, look_at_bulk_edit};
pub use bulk_edits::meant::{BeginBulkEditError, BulkSelection};
pub use bulk_edits::store::{BulkEditJobStore, BulkEditLookReads};
pub use bulk_edits::undo_bulk_edit::{UndoBulkEditError, undo_bulk_edit};
pub use bulk_edits::work_on_bulk_edit::work_on_bulk_edit;
pub use card_pages::card_link::CardLinks;
pub use card_pages::card_mail::CardMail;
pub use card_pages::issue_card_link::{IssueCardLinkError, issue_card_link};
pub use card_pages::mail_card::mail_card;
pub use card_pages::read_card_page::{CardPageView, ShownProgramme, read_card_page};
pub use card_pages::shown_points::{PointsUntil, ShownPoints};
pub use card_pages::store::{CardMailReads, CardMailStore, CardPageReads, IssueCardLinkStore};
pub use card_pages::write_card_mail::write_card_mail;
pub use carts::record_cart_and_touch::{TouchingCartStore, record_cart_and_touch};
pub use confirmations::mail_job::MailJob;
pub use confirmations::{
    AskedByMail, ConfirmationMail, ConfirmationMailReads, ConfirmationRequestStore,
    CreateCustomerAndAskError, NewsConfirmationStore, RegularRequestStore, RequestOptInMailError,
    RequestRegularError, WaitingTouchStore, confirm_news, confirm_regular, create_customer_and_ask,
    look_at_link, request_opt_in_mail, request_regular, write_confirmation_mail,
};
pub use coupons::make_codes::{MakeCouponCodes, begin_coupon_codes, make_some_coupon_codes};
pub use coupons::offers_for_customer::{coupons_of_customer, offers_for_customer, refusals_anywhere};
pub use coupons::redeemed::RedeemedCoupon;
pub use coupons::store::{CouponJobStore, CouponUseStore, CouponWeighingReads};
pub use coupons::use_coupon::{
    CouponAsked, UseCouponError, redeem_coupon, release_coupon_use, reserve_coupon, validate_coupon,
};
pub use customers::consenting_store::{ConsentingReads, ConsentingStore};
pub use customers::create_with_consent::create_customer_with_consent;
pub use customers::update_with_consents::update_customer_with_consents;
pub use data_exports::begin_data_export::{BeginDataExportError, begin_data_export};
pub use data_exports::data_export::{DataExport, DataExportForm, DataExportState};
pub use data_exports::document::Documents;
pub use data_exports::field_words::has_words;
pub use data_exports::forget_data_export::forget_data_export;
pub use data_exports::gather::{GatherTerms, SectionPlace, gather, page_language};
pub use data_exports::job::{ForgetDataExport, MakeDataExport};
pub use data_exports::section::Section;
pub use data_exports::store::{
    BeginDataExportStore, DataExportReads, DataExportStore, SubjectDataReads, Trace, TracePage, TracePlace,
    TraceReads,
};
pub use data_exports::write_part::{SealedPart, begin_run, fail_data_export, finish_run, keep_part};
pub use deletion::{
    ChangeAttributeError, ChangeRfmSettingsError, ChangeSegmentError, DeleteAttributeError, DeleteTagError,
    DeleteTemplateError, DeleteUnusedSegmentError, DeletionStore, ForgetAttribute, change_attribute,
    change_rfm_settings, change_segment, delete_attribute, delete_tag, delete_template,
    delete_unused_campaign, delete_unused_point_type, delete_unused_programme, delete_unused_reward,
    delete_unused_segment, forget_some,
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
    BeginDeletionStore, CustomerDeletionStore, DeletionReads, EraseManyStore, ErasureStore, FormerSelf,
    TraceStore,
};
pub use exports::begin_export::{BeginExportError, NewExport, begin_export};
pub use exports::export_job::{ForgetExport, WriteExport};
pub use exports::export_rows::{ExportChunk, ExportRowsError, ExportTerms, next_rows};
pub use exports::forget_export::forget_export;
pub use exports::keep_rows::{WrittenRows, fail_export, keep_rows};
pub use exports::request::{
    ExportRequest, ListedCustomers, MeantCustomers, MeantPointOperations, MeantPurchases,
};
pub use exports::store::{ExportJobStore, ExportingReads};
pub use exports::withdraw_exports::{WithdrawExportError, withdraw_every_export, withdraw_export};
pub use imports::begin_import::{BeginImportError, begin_import, open_import};
pub use imports::change_import::{ChangeImportError, change_import};
pub use imports::commit_import::{CommitImportError, commit_import};
pub use imports::import_job::WorkOnImport;
pub use imports::import_rows::{ImportTerms, TakenRows, import_rows};
pub use imports::rehearse_rows::rehearse_rows;
pub use imports::row_image::{AddressMarks, RowImage, RowToUndo, SuppressionImage};
pub use imports::store::{
    ImportJobStore, ImportUndoStore, ImportingStore, LookAhead, LookAheadStore, RowImageStore,
};
pub use imports::undo_import::{UndoImportError, undo_import};
pub use imports::undo_rows::undo_rows;
pub use imports::who_it_is::MOST_CARRIERS;
pub use invoices::book_payment::{book_invoice_payment, book_payment_row};
pub use invoices::credit_invoice::{CreditInvoiceError, IssuedCreditNote, NewCreditNote, credit_invoice};
pub use invoices::credit_note_as_ubl::credit_note_as_ubl;
pub use invoices::invoice_as_ubl::invoice_as_ubl;
pub use invoices::read_invoice::{InvoiceLineReads, InvoiceWithLines, read_invoice};
pub use invoices::record_invoice::{NewInvoice, NewInvoiceLine, RecordInvoiceError, record_invoice};
pub use invoices::remind_of_due_invoices::remind_of_due_invoices;
pub use invoices::remind_of_invoice::{RemindOfInvoiceError, remind_of_invoice};
pub use invoices::reminder_mail::ReminderMail;
pub use invoices::store::{InvoicingStore, ReminderReads, RemindingStore};
pub use invoices::ubl_document::{AsUblError, UblFile, UblReads};
pub use invoices::write_reminder_mail::write_reminder_mail;
pub use mails::file_fetched::{FetchingStore, file_fetched};
pub use mails::receive_mail::{Arrival, MailReceipt, ReceiveMailError, receive_mail};
pub use mails::store::{CorrespondentReads, ReceiveMailStore};
pub use membership::assign_card::{
    AssignCardError, AssignedCard, Holder, assign_card, issue_card_to_customer,
};
pub use membership::become_regular::become_regular;
pub use membership::block_card::{BlockCardError, block_card};
pub use membership::enroll_customer::{EnrollCustomerError, enroll_customer};
pub use membership::join_at_registration::join_at_registration;
pub use membership::lookup::{Lookup, LookupBy, lookup};
pub use membership::meet_member::meet_member;
pub use membership::record_consent_and_leave::{ConsentAndProgrammeStore, record_consent_and_leave};
pub use membership::register_into_programmes::{
    NewRegistration, ProgrammeToJoin, RegistrationError, register_into_programmes,
};
pub use membership::register_member::{NewMember, RegisterMemberError, RegisteredMember, register_member};
pub use membership::register_member_with_consents::{
    RegisterMemberWithConsentsError, register_member_with_consents,
};
pub use membership::register_through_page::{
    PageRegistration, ProgrammeTerms, RegisterThroughPageError, RegistrationTexts, register_through_page,
    registration_texts, terms_of_page,
};
pub use membership::replace_card::{ReplaceCardError, ReplacedCard, replace_card};
pub use membership::store::{MembershipReads, MembershipStore};
pub use merchant_dashboard::{MerchantDashboard, MerchantDashboardReads, merchant_dashboard};
pub use merging::merge_cards::{MergeCardsError, NewCardMerge, merge_cards};
pub use merging::merge_customers::{MergeCustomersError, NewMerge, merge_customers};
pub use merging::store::MergingStore;
pub use merging::undo_merge::{UndoMergeError, undo_merge};
pub use newsletters::settle_newsletter::{NewsletterSettlementStore, settle_newsletter};
pub use newsletters::{
    AudiencePlace, CancelNewsletterError, CannotLeave, CouponDeliveryStore, CouponShortfall,
    DestroyReaderKey, LinkHosts, LinkTargetReads, MediaAddress, NewsletterCouponStore, NewsletterPreview,
    NewsletterRecap, NewsletterReport, NewsletterTest, PreparedTest, PreviewFor, PreviewNewsletterError,
    PreviewReads, QueueTestMessagesError, QueuedTestMessages, RecapQuota, RecapReads, RecordReactionsStore,
    ReportReads, ResolveAudienceError, ResumeNewsletterError, ScheduleNewsletterError, ScheduledFor,
    SendNewsletterError, SendStore, SendingTerms, SentNewsletter, SignedLinks, StartScheduledError,
    TestSendStore, UnsubscribeStore, ViewNewsletterError, bind_audience, cancel_newsletter, claim_deliveries,
    destroy_reader_key, link_origin, link_targets, merchant_profile, merge_values, prepare_test_message,
    preview_newsletter, put_back_scheduled, queue_test_messages, recap_newsletter, recipient_of,
    record_reactions, report_newsletter, resume_newsletter, schedule_newsletter, send_newsletter,
    set_preferences_through, start_scheduled, unsubscribe_through, view_newsletter,
};
pub use newsletters::{PreparedPreview, PreparedRecap, PreparedView};
pub use offers::offer_link::OfferLinks;
pub use offers::offer_mail::OfferMail;
pub use offers::send_offer::{OfferRecipient, OfferWay, SendOfferError, send_offer};
pub use offers::store::{OfferMailReads, SendOfferStore};
pub use offers::write_offer_mail::write_offer_mail;
pub use referrals::create_invited_customer::{CreateInvitedCustomerError, create_invited_customer};
pub use referrals::invitation::{Invitation, InvitationError, Invited, check_invitation};
pub use referrals::store::{AskingRegistrationStore, RegistrationStore};
pub use rewards::keep_price_segments::price_for_unknown_segment;
pub use rewards::order_reward::order_reward;
pub use rewards::store::RewardOrderStore;
pub use sales::points_at_till::{PointsAtTill, TillPointReads, points_at_till};
pub use sales::points_of_sale::{PointsOfCoupon, PointsOfRefund, PointsOfSale, RulePassedOver};
pub use sales::record_sale::{RecordSaleError, SaleAnswer, SaleMoment, record_sale};
pub use sales::refund_sale::{SaleRefund, refund_sale, settle_refund_of_sale};
pub use sales::simulate_receipt::{SimulateReceiptError, SimulatedPoints, SimulationReads, simulate_receipt};
pub use sales::store::SaleStore;
pub use sales::upload_item::{BatchItem, ItemError, ItemOutcome, upload_item};
pub use service_mails::written_mail::WrittenServiceMail;
pub use simulations::cancel_simulation::{
    CancelSimulationError, CancelSimulationStore, cancel_simulation, give_up_simulation,
};
pub use simulations::request_simulation::{
    NewSimulation, RequestSimulationError, base_of_draft, request_simulation,
};
pub use simulations::simulate_customers::{SimulatedPiece, keep_simulated, next_piece, simulate_customers};
pub use simulations::simulation_job::SimulatePast;
pub use simulations::store::{PastReceiptQuery, PastReceiptReads, SimulatingReads, SimulationJobStore};
pub use timeline::company::{
    COMPANY_KINDS, CompanyTimelineEntry, CompanyTimelineItem, CompanyTimelineQuery, CompanyTimelineReads,
    EmploymentDays, EmploymentPeriod, SentOffer, list_company_timeline,
};
pub use timeline::customer_card::{
    CardParts, CustomerCard, CustomerCardReads, ReadCardError, read_customer_card,
};
pub use timeline::entry::{
    SentConfirmation, SentMessage, SentOfferMail, TimelineEntry, TimelineItem, TimelineKind, TimelinePosition,
};
pub use timeline::list::{list_timeline, newest};
pub use timeline::store::{
    CardList, CardListReads, CardLists, OperationTotals, TimelineQuery, TimelineReads,
};
pub use update_merchant_profile::{
    MerchantProfileStore, UpdateMerchantProfileError, update_merchant_profile,
};
pub use web_forms::receive_web_form::{WebFormMessage, WebFormMessageStore, receive_web_form};
