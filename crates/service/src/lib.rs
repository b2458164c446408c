//! What passes between a merchant and its customers besides purchases and newsletters: calls, visits, letters and notes,
//! the cases that begin with a complaint or a request, mails that come from outside, and files that are attached to a customer.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over a small store trait.

mod cases;
mod files;
mod held_customer;
mod interactions;
mod mailboxes;
mod mails;
mod web_forms;

pub use cases::add_message::{AddCaseMessageError, add_case_message};
pub use cases::case::ServiceCase;
pub use cases::change::{CasePatch, ChangeCaseError, change_case, find_case_for_change};
pub use cases::message::{CaseMessage, CaseMessageKind, NewCaseMessage};
pub use cases::open::{NewCase, OpenCaseError, open_case};
pub use cases::store::{CasePosition, CaseQuery, CaseReads, CaseStore};
pub use files::add::{AddFileError, add_file};
pub use files::delete::delete_file;
pub use files::file::CustomerFile;
pub use files::find_for_change::{FindFileError, find_file_for_change};
pub use files::rename::{RenameFileError, rename_file};
pub use files::store::{CustomerFileReads, CustomerFileStore, FileTotals};
pub use held_customer::HoldsCustomers;
pub use interactions::change::{ChangeInteractionError, InteractionPatch, change_interaction};
pub use interactions::delete::delete_interaction;
pub use interactions::find_for_change::{FindInteractionError, find_interaction_for_change};
pub use interactions::interaction::{Direction, Interaction, InteractionFault, InteractionKind};
pub use interactions::log::{LogInteractionError, NewInteraction, log_interaction};
pub use interactions::store::{InteractionPosition, InteractionQuery, InteractionReads, InteractionStore};
pub use mailboxes::configure::{ConfigureMailboxError, NewMailbox, configure_mailbox, remove_mailbox};
pub use mailboxes::fetching::{ClaimedMailbox, VisitEnd, claim_mailbox, end_visit, hold_mailbox};
pub use mailboxes::mailbox::{
    FolderProgress, InvalidMailboxHost, MailboxFault, MailboxHost, MailboxSecurity, MerchantMailbox,
};
pub use mailboxes::store::{MailboxReads, MailboxStore};
pub use mails::delete::delete_mail;
pub use mails::drop::{
    DropRecipient, DropToken, DropTokenHash, InvalidDrop, MailDrop, close_mail_drop, rotate_mail_drop,
};
pub use mails::file_mail::{FiledMail, MailFilingStore, file_mail};
pub use mails::find_for_change::{FindMailError, find_mail_for_change};
pub use mails::mail::{
    AttachmentFate, CustomerMail, LeftOut, MailAddress, MailAttachment, MailDigest, MailHead, MailOrigin,
};
pub use mails::received::{ReceivedAttachment, ReceivedMail, SealedMail};
pub use mails::store::{MailPosition, MailReads, MailStore};
pub use web_forms::change::{WebFormPatch, change_web_form};
pub use web_forms::create::{CreateWebFormError, NewWebForm, create_web_form};
pub use web_forms::delete::delete_web_form;
pub use web_forms::form::{InvalidRedirectUrl, RedirectUrl, WebForm};
pub use web_forms::key::{InvalidWebFormKey, WebFormKey};
pub use web_forms::store::{WebFormReads, WebFormStore};
