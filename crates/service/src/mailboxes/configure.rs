//! Sets a mailbox up, and takes it away.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Instant, Label, MerchantId, StoreError};
use secrecy::SecretString;

use super::mailbox::{MailboxHost, MailboxSecurity, MerchantMailbox};
use super::recorded::MailboxOf;
use super::store::MailboxStore;

/// How a mailbox is to be.
#[derive(Clone, Debug)]
pub struct NewMailbox {
    /// The server.
    pub host: MailboxHost,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailboxSecurity,
    /// The name of the user.
    pub username: Label,
    /// The password; the one before, where there is none.
    pub password: Option<SecretString>,
    /// The folders that are read.
    pub folders: Vec<Label>,
    /// Whether it is read.
    pub enabled: bool,
    /// Mails that came before that day are left alone; the day on which it was first set up, where there is none.
    pub since: Option<Instant>,
}

/// Why a mailbox was not set up.
#[derive(Debug, thiserror::Error)]
pub enum ConfigureMailboxError {
    /// There is no password for that user at that server.
    #[error("is required for another server, port, user or kind of connection")]
    PasswordNeeded,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NewMailbox {
    /// The mailbox that it makes of the one that was there.
    pub fn over(&self, before: Option<&MerchantMailbox>, now: Instant) -> MerchantMailbox {
        MerchantMailbox {
            host: self.host.clone(),
            port: self.port,
            security: self.security,
            username: self.username.clone(),
            folders: self.folders.clone(),
            enabled: self.enabled,
            since: self.since.or(before.map(|before| before.since)).unwrap_or(now),
            revision: before.map_or(1, |before| before.revision + 1),
            last_fetched_at: before.and_then(|before| before.last_fetched_at),
            fault: None,
            failures: 0,
            due_at: None,
            created_at: before.map_or(now, |before| before.created_at),
            updated_at: now,
        }
    }
}

/// Sets the mailbox up. `machine_now` is when it is read for the first time, on the machine's clock.
pub async fn configure_mailbox(
    store: &mut dyn MailboxStore,
    environment: &Environment,
    merchant: MerchantId,
    machine_now: Instant,
    new: NewMailbox,
) -> Result<MerchantMailbox, ConfigureMailboxError> {
    let before = store.mailbox().await?;
    let mut after = new.over(before.as_ref(), environment.now());
    after.due_at = after.enabled.then_some(machine_now);
    let is_same_place = before.as_ref().is_some_and(|before| before.is_same_place(&after));
    if before.as_ref().is_some_and(|before| !is_same_place || before.since != after.since) {
        store.forget_folder_progress().await?;
    }
    match &new.password {
        Some(password) => store.put_mailbox(environment, &after, password).await?,
        None if is_same_place => store.update_mailbox(&after).await?,
        None => return Err(ConfigureMailboxError::PasswordNeeded),
    }
    let (was, is) = (MailboxOf(merchant, before.as_ref()), MailboxOf(merchant, Some(&after)));
    let note = AuditNote::updated(&was, &is);
    let note = match new.password {
        Some(_) => Some(AuditNote::with_new_secret(note, &is, "mailbox.password")),
        None => note,
    };
    store.note_if(environment, note).await?;
    Ok(after)
}

/// Takes the mailbox away. Mails that came from it stay on record.
pub async fn remove_mailbox(
    store: &mut dyn MailboxStore,
    environment: &Environment,
    merchant: MerchantId,
    before: &MerchantMailbox,
) -> Result<(), StoreError> {
    store.delete_mailbox().await?;
    let note = AuditNote::updated(&MailboxOf(merchant, Some(before)), &MailboxOf(merchant, None));
    store.note_if(environment, note).await
}
