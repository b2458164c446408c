//! What the use cases of mailboxes need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{Environment, StoreError};
use secrecy::SecretString;

use super::mailbox::{FolderProgress, MerchantMailbox};

/// The mailbox of one merchant, as it is read.
#[async_trait]
pub trait MailboxReads: Send {
    /// The mailbox, if there is one. Inside a write nobody else changes it until that write ends.
    async fn mailbox(&mut self) -> Result<Option<MerchantMailbox>, StoreError>;
    /// Its password.
    async fn mailbox_password(&mut self) -> Result<Option<SecretString>, StoreError>;
    /// How far its folders were read.
    async fn folder_progress(&mut self) -> Result<Vec<FolderProgress>, StoreError>;
}

/// The mailbox of one merchant.
#[async_trait]
pub trait MailboxStore: MailboxReads + AuditTrail {
    /// Adds the mailbox, or writes it anew, with its password, which is sealed.
    async fn put_mailbox(
        &mut self,
        environment: &Environment,
        mailbox: &MerchantMailbox,
        password: &SecretString,
    ) -> Result<(), StoreError>;
    /// Writes how the mailbox is, and leaves its password alone.
    async fn update_mailbox(&mut self, mailbox: &MerchantMailbox) -> Result<(), StoreError>;
    /// Deletes the mailbox with its password and how far it was read.
    async fn delete_mailbox(&mut self) -> Result<(), StoreError>;
    /// Writes how far a folder was read.
    async fn write_folder_progress(&mut self, progress: &FolderProgress) -> Result<(), StoreError>;
    /// Forgets how far its folders were read.
    async fn forget_folder_progress(&mut self) -> Result<(), StoreError>;
}
