//! Takes a mail off the record.

use regulars_kernel::{Environment, StoreError};

use super::mail::CustomerMail;
use super::store::MailStore;

/// Takes a mail that was found for change off the record. The files that came with it stay with the customer.
pub async fn delete_mail(
    store: &mut dyn MailStore,
    environment: &Environment,
    mail: &CustomerMail,
) -> Result<(), StoreError> {
    store.delete_mail(mail.id).await?;
    store.note(environment, mail.note_deleted()).await
}
