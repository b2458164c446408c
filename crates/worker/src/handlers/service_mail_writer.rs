//! Writes service mails, and tells which of them are no longer needed, wait for something, or can never be written.

use async_trait::async_trait;
use regulars_channels::Mailbox;
use regulars_consent::LinkKeys;
use regulars_flows::{
    CardMail, ConfirmationMail, NewsletterTest, OfferMail, PreviewNewsletterError, ReminderMail,
    WrittenServiceMail, prepare_test_message, write_card_mail, write_confirmation_mail, write_offer_mail,
    write_reminder_mail,
};
use regulars_identity::{IdentityReads, Merchant, UserStatus, UserStore};
use regulars_jobs::ServiceMail;
use regulars_kernel::{Environment, Scope, StoreError};
use regulars_persistence::Database;
use serde::de::DeserializeOwned;

use crate::rendering::sender_of;

/// A service mail as it was written.
#[derive(Clone, PartialEq, Eq)]
pub struct ServiceMailMessage {
    /// Who writes.
    pub from: Mailbox,
    /// Who gets it.
    pub to: Mailbox,
    /// Where answers go, if not to `from`.
    pub reply_to: Option<Mailbox>,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML, if there is one.
    pub html: Option<String>,
}

/// What became of the wish for a service mail.
#[derive(Clone, PartialEq, Eq)]
pub enum WrittenMail {
    /// This is to be sent.
    Mail(Box<ServiceMailMessage>),
    /// Nothing is to be sent any more: the gate has closed, or what was to be told is out of date.
    NotNeeded,
}

/// Why a service mail was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The database failed: worth another try.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It cannot leave as things stand, for want of an address to send from.
    #[error("{0}")]
    NotNow(String),
    /// There is no such template, or the ids do not fit it.
    #[error("{0}")]
    Impossible(String),
}

/// Writes service mails. Links and secrets in them are made here, when the job runs, and asked for again they are the
/// same: a mail may be written twice for one sending.
#[async_trait]
pub trait ServiceMailWriter: Send + Sync {
    /// Writes one mail, or tells that it is no longer needed.
    async fn write(
        &self,
        scope: Scope,
        environment: &Environment,
        mail: &ServiceMail,
    ) -> Result<WrittenMail, WriteError>;
}

/// Writes the service mails of the program, each by its template.
pub struct ServiceMails {
    /// Where everything is.
    pub database: Database,
    /// The keys of links.
    pub keys: LinkKeys,
    /// Scheme and host of links where a merchant has no host of its own, without a slash at the end.
    pub public_url: String,
}

#[async_trait]
impl ServiceMailWriter for ServiceMails {
    async fn write(
        &self,
        scope: Scope,
        environment: &Environment,
        mail: &ServiceMail,
    ) -> Result<WrittenMail, WriteError> {
        match mail.template.as_str() {
            NewsletterTest::TEMPLATE => self.newsletter_test(scope, ids(mail)?).await,
            ConfirmationMail::TEMPLATE => self.confirmation(scope, environment.clone(), ids(mail)?).await,
            CardMail::TEMPLATE => self.card(scope, environment.clone(), ids(mail)?).await,
            OfferMail::TEMPLATE => self.offer(scope, environment.clone(), ids(mail)?).await,
            ReminderMail::TEMPLATE => self.reminder(scope, environment.clone(), ids(mail)?).await,
            other => Err(WriteError::Impossible(format!("there is no service mail {other}"))),
        }
    }
}

fn ids<Ids: DeserializeOwned>(mail: &ServiceMail) -> Result<Ids, WriteError> {
    serde_json::from_value(mail.ids.clone()).map_err(|error| WriteError::Impossible(error.to_string()))
}

impl ServiceMails {
    /// A newsletter for somebody of the staff, who may have left since.
    async fn newsletter_test(&self, scope: Scope, test: NewsletterTest) -> Result<WrittenMail, WriteError> {
        let reader = self
            .database
            .read_platform(async move |system| system.find_staff(scope.merchant(), test.user()).await)
            .await?;
        let Some(reader) = reader.filter(|reader| reader.status == UserStatus::Active) else {
            return Ok(WrittenMail::NotNeeded);
        };
        let whom = Some(reader.email.clone());
        let (keys, public_url) = (self.keys.clone(), self.public_url.clone());
        let read = self.database.read(scope, async move |tx| {
            prepare_test_message(tx, &keys, &public_url, test.newsletter(), whom).await
        });
        let written = match read.await {
            // On a thread that serves no requests, should this program serve as well.
            Ok(prepared) => tokio::task::spawn_blocking(move || prepared.render())
                .await
                .map_err(|error| StoreError::Defect(format!("a test: {error}").into()))?,
            Err(error) => Err(error),
        };
        let (message, merchant) = match written {
            Ok(written) => written,
            Err(PreviewNewsletterError::Store(error)) => return Err(error.into()),
            Err(PreviewNewsletterError::UnknownNewsletter) => return Ok(WrittenMail::NotNeeded),
            Err(error) => return Err(WriteError::Impossible(error.to_string())),
        };
        let to = Mailbox { name: Some(reader.name.into_string()), address: reader.email };
        mail(&merchant, to, (message.subject, message.text, message.html))
    }

    /// A question that a person answers from their own mailbox, unless it is answered or closed by now.
    async fn confirmation(
        &self,
        scope: Scope,
        environment: Environment,
        asked: ConfirmationMail,
    ) -> Result<WrittenMail, WriteError> {
        let (keys, public_url) = (self.keys.clone(), self.public_url.clone());
        let written = self.database.read(scope, async move |tx| {
            write_confirmation_mail(tx, &environment, &keys, &public_url, asked.confirmation()).await
        });
        to_customer(written.await?)
    }

    /// A reminder of an invoice, unless it is paid by now.
    async fn reminder(
        &self,
        scope: Scope,
        environment: Environment,
        reminder: ReminderMail,
    ) -> Result<WrittenMail, WriteError> {
        let written = self.database.read(scope, async move |tx| {
            let calendar = tx.merchant_facts().await?.calendar;
            write_reminder_mail(tx, &environment, &calendar, reminder.invoice()).await
        });
        to_customer(written.await?)
    }

    /// The link to a card, unless it leads nowhere any more.
    async fn card(
        &self,
        scope: Scope,
        environment: Environment,
        card: CardMail,
    ) -> Result<WrittenMail, WriteError> {
        let (keys, public_url) = (self.keys.clone(), self.public_url.clone());
        let written = self
            .database
            .read(scope, async move |tx| write_card_mail(tx, &environment, (&keys, &public_url), card).await);
        to_customer(written.await?)
    }

    /// An offer to a company, unless it can be accepted no longer.
    async fn offer(
        &self,
        scope: Scope,
        environment: Environment,
        offer: OfferMail,
    ) -> Result<WrittenMail, WriteError> {
        let (keys, public_url) = (self.keys.clone(), self.public_url.clone());
        let written = self.database.read(scope, async move |tx| {
            let calendar = tx.merchant_facts().await?.calendar;
            write_offer_mail(tx, &environment, &calendar, (&keys, &public_url), offer).await
        });
        to_customer(written.await?)
    }
}

/// A mail to a customer, where it is still needed.
fn to_customer(written: Option<WrittenServiceMail>) -> Result<WrittenMail, WriteError> {
    let Some(written) = written else { return Ok(WrittenMail::NotNeeded) };
    let to = Mailbox { name: None, address: written.to };
    mail(&written.merchant, to, (written.subject, written.text, written.html))
}

/// A mail in the merchant's name.
fn mail(
    merchant: &Merchant,
    to: Mailbox,
    (subject, text, html): (String, String, String),
) -> Result<WrittenMail, WriteError> {
    let (from, reply_to) = sender_of(merchant)
        .ok_or_else(|| WriteError::NotNow("the merchant has no address to send from".to_owned()))?;
    let html = Some(html);
    Ok(WrittenMail::Mail(Box::new(ServiceMailMessage { from, to, reply_to, subject, text, html })))
}
