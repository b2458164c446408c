//! What the use cases of mails need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{CustomerId, CustomerMailId, Environment, Instant, Page, PageRequest, StoreError};

use super::drop::MailDrop;
use super::mail::{CustomerMail, MailDigest};
use crate::held_customer::HoldsCustomers;

/// Where a mail stands in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailPosition {
    /// When it was sent.
    pub sent_at: Instant,
    /// Its id.
    pub id: CustomerMailId,
}

/// The mails of one merchant's customers, as they are read.
#[async_trait]
pub trait MailReads: Send {
    /// The mail of that customer.
    async fn find_mail(
        &mut self,
        customer: CustomerId,
        id: CustomerMailId,
    ) -> Result<Option<CustomerMail>, StoreError>;
    /// A customer's mails, the newest first.
    async fn list_mails(
        &mut self,
        customer: CustomerId,
        page: PageRequest<MailPosition>,
    ) -> Result<Page<CustomerMail, MailPosition>, StoreError>;
    /// The text of a mail. Nothing where there is no such mail any more.
    async fn read_mail_text(&mut self, mail: CustomerMailId) -> Result<Option<String>, StoreError>;
    /// The mail of that customer which is known again by that digest.
    async fn find_mail_again(
        &mut self,
        customer: CustomerId,
        digest: &MailDigest,
    ) -> Result<Option<CustomerMail>, StoreError>;
    /// The merchant's drop address, if there is one.
    async fn mail_drop(&mut self) -> Result<Option<MailDrop>, StoreError>;
}

/// The mails of one merchant's customers.
#[async_trait]
pub trait MailStore: MailReads + AuditTrail + HoldsCustomers {
    /// Adds a mail of a customer who is held, sealed with that customer's key.
    async fn insert_mail(
        &mut self,
        environment: &Environment,
        mail: &CustomerMail,
        digest: &MailDigest,
        text: &str,
    ) -> Result<(), StoreError>;
    /// Deletes a mail.
    async fn delete_mail(&mut self, id: CustomerMailId) -> Result<(), StoreError>;
    /// Gives the merchant that drop address and none besides.
    async fn write_mail_drop(&mut self, environment: &Environment, drop: &MailDrop)
    -> Result<(), StoreError>;
    /// Takes the merchant's drop address away.
    async fn delete_mail_drop(&mut self) -> Result<(), StoreError>;
}
