//! Messages by which a person confirms something from their own mailbox: asked for, written, and confirmed.

pub(crate) mod ask_for_news;
mod confirm_news;
mod confirm_regular;
mod confirmation_mail;
mod create_customer_and_ask;
mod look_at_link;
pub(crate) mod mail_job;
mod regular_contact;
mod request_opt_in_mail;
mod request_regular;
pub(crate) mod text_to_show;
mod wording;
mod write_confirmation_mail;

pub use confirm_news::{NewsConfirmationStore, WaitingTouchStore, confirm_news};
pub use confirm_regular::confirm_regular;
pub use confirmation_mail::ConfirmationMail;
pub use create_customer_and_ask::{CreateCustomerAndAskError, create_customer_and_ask};
pub use look_at_link::look_at_link;
pub use request_opt_in_mail::{RequestOptInMailError, request_opt_in_mail};
pub use request_regular::{RegularRequestStore, RequestRegularError, request_regular};
pub use write_confirmation_mail::{ConfirmationMailReads, write_confirmation_mail};

use regulars_consent::Confirmation;
use regulars_identity::IdentityStore;
use regulars_jobs::JobStore;
use regulars_kernel::JobId;

use crate::customers::consenting_store::ConsentingStore;

/// Somebody was asked by mail.
#[derive(Clone, Debug)]
pub struct AskedByMail {
    /// What they can confirm.
    pub confirmation: Confirmation,
    /// The job that writes and sends the mail.
    pub mail: JobId,
}

/// What asking for a confirmation touches.
pub trait ConfirmationRequestStore: ConsentingStore + IdentityStore + JobStore + WaitingTouchStore {}

impl<Store: ConsentingStore + IdentityStore + JobStore + WaitingTouchStore> ConfirmationRequestStore
    for Store
{
}
