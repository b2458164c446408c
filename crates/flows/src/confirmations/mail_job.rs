//! What a job that sends a mail is about, for those who asked for it.

use regulars_consent::ConfirmationPurpose;
use regulars_jobs::{JobRecord, ServiceMail};
use regulars_kernel::{CustomerId, InvoiceId, NewsletterId, OfferId};
use serde::de::DeserializeOwned;

use crate::card_pages::card_mail::CardMail;
use crate::confirmations::ConfirmationMail;
use crate::invoices::reminder_mail::ReminderMail;
use crate::newsletters::NewsletterTest;
use crate::offers::offer_mail::OfferMail;

/// What a mail asks or shows, and about whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailJob {
    /// Asks a customer for consent to advertising.
    OptIn(Option<CustomerId>),
    /// Asks a member to become a regular.
    BecomeRegular(Option<CustomerId>),
    /// Shows a newsletter to somebody of the staff.
    NewsletterTest(NewsletterId),
    /// Reminds a customer of an invoice.
    InvoiceReminder(InvoiceId, CustomerId),
    /// Brings an offer to an employee of a company.
    Offer(OfferId, CustomerId),
    /// Brings a customer the link to the card.
    Card(CustomerId),
}

impl MailJob {
    /// What the job is about. None when it sends nothing that this program still knows.
    pub fn of(job: &JobRecord) -> Option<Self> {
        let mail: ServiceMail = serde_json::from_value(job.payload.clone()).ok()?;
        match mail.template.as_str() {
            ConfirmationMail::TEMPLATE => {
                let asked: ConfirmationMail = ids(mail)?;
                Some(match asked.purpose() {
                    ConfirmationPurpose::OptIn => Self::OptIn(asked.customer()),
                    ConfirmationPurpose::BecomeRegular => Self::BecomeRegular(asked.customer()),
                })
            }
            NewsletterTest::TEMPLATE => Some(Self::NewsletterTest(ids::<NewsletterTest>(mail)?.newsletter())),
            ReminderMail::TEMPLATE => {
                let reminder: ReminderMail = ids(mail)?;
                Some(Self::InvoiceReminder(reminder.invoice(), reminder.customer()))
            }
            OfferMail::TEMPLATE => {
                let mail: OfferMail = ids(mail)?;
                Some(Self::Offer(mail.offer(), mail.customer()))
            }
            CardMail::TEMPLATE => Some(Self::Card(ids::<CardMail>(mail)?.customer())),
            _ => None,
        }
    }
}

fn ids<Ids: DeserializeOwned>(mail: ServiceMail) -> Option<Ids> {
    serde_json::from_value(mail.ids).ok()
}
