//! Puts mails on record that were read from a mailbox.

use regulars_kernel::{Actor, Environment, MerchantId, StoreError};
use regulars_service::{FolderProgress, MailOrigin, MailboxStore, SealedMail, hold_mailbox};

use super::receive_mail::{Arrival, ReceiveMailError, receive_mail};
use super::store::ReceiveMailStore;

/// What mails of a mailbox are put on record in.
pub trait FetchingStore: MailboxStore + ReceiveMailStore {}

impl<Store: MailboxStore + ReceiveMailStore> FetchingStore for Store {}

/// Puts the mails on record with the customers whose they are, and writes how far the folder was read, both or neither. False
/// where the mailbox was set up anew meanwhile: nothing is written then. Mails that are on record already stay as they are, so
/// that reading a second time changes nothing.
pub async fn file_fetched(
    store: &mut dyn FetchingStore,
    environment: &Environment,
    merchant: MerchantId,
    revision: i64,
    (progress, mails): (&FolderProgress, &[SealedMail]),
) -> Result<bool, StoreError> {
    if hold_mailbox(store, revision).await?.is_none() {
        return Ok(false);
    }
    for mail in mails {
        let arrival = Arrival { mail, origin: MailOrigin::Mailbox, named: None };
        match receive_mail(store, environment, (merchant, Actor::System), arrival).await {
            // Nobody was named.
            Ok(_) | Err(ReceiveMailError::UnknownCustomer) => {}
            Err(ReceiveMailError::Store(error)) => return Err(error),
        }
    }
    store.write_folder_progress(progress).await?;
    Ok(true)
}
