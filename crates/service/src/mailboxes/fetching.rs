//! Reading a mailbox: one worker at a time, from where it was left.

use chrono::TimeDelta;
use regulars_kernel::{Instant, StoreError};
use secrecy::SecretString;

use super::mailbox::{FolderProgress, MailboxFault, MerchantMailbox};
use super::store::MailboxStore;

/// How long a worker may read before another one takes the mailbox for abandoned.
const LEASE: TimeDelta = TimeDelta::minutes(15);

/// What a worker needs to read a mailbox.
pub struct ClaimedMailbox {
    /// The mailbox.
    pub mailbox: MerchantMailbox,
    /// Its password.
    pub password: SecretString,
    /// How far its folders were read.
    pub progress: Vec<FolderProgress>,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitEnd {
    /// Everything was read.
    Done,
    /// There is more, or the worker has to stop.
    More,
    /// Something went wrong.
    Failed(MailboxFault),
}

/// Claims the mailbox, if it is due. `now` is the machine's.
pub async fn claim_mailbox(
    store: &mut dyn MailboxStore,
    now: Instant,
) -> Result<Option<ClaimedMailbox>, StoreError> {
    let Some(mailbox) = store.mailbox().await? else { return Ok(None) };
    if !mailbox.enabled || mailbox.due_at.is_none_or(|due| due > now) {
        return Ok(None);
    }
    let Some(password) = store.mailbox_password().await? else { return Ok(None) };
    let progress = store.folder_progress().await?;
    let mailbox = MerchantMailbox { due_at: Some(now + LEASE), ..mailbox };
    store.update_mailbox(&mailbox).await?;
    Ok(Some(ClaimedMailbox { mailbox, password, progress }))
}

/// The mailbox as long as it is still set up as it was when it was claimed, held until this transaction ends.
pub async fn hold_mailbox(
    store: &mut dyn MailboxStore,
    revision: i64,
) -> Result<Option<MerchantMailbox>, StoreError> {
    Ok(store.mailbox().await?.filter(|mailbox| mailbox.enabled && mailbox.revision == revision))
}

/// Ends a visit to a mailbox that is held: when it is read next, and what went wrong. A wrong password is not tried again, since
/// servers lock out who guesses.
pub async fn end_visit(
    store: &mut dyn MailboxStore,
    now: Instant,
    mailbox: MerchantMailbox,
    end: VisitEnd,
) -> Result<(), StoreError> {
    let after = match end {
        VisitEnd::Done => MerchantMailbox {
            last_fetched_at: Some(now),
            fault: None,
            failures: 0,
            due_at: Some(now + MerchantMailbox::PAUSE),
            ..mailbox
        },
        VisitEnd::More => MerchantMailbox { fault: None, failures: 0, due_at: Some(now), ..mailbox },
        VisitEnd::Failed(fault) => {
            let failures = mailbox.failures.saturating_add(1);
            let again =
                (fault != MailboxFault::RefusedLogin).then(|| now + MerchantMailbox::pause_after(failures));
            MerchantMailbox { fault: Some(fault), failures, due_at: again, ..mailbox }
        }
    };
    store.update_mailbox(&after).await
}
