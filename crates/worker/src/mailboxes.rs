//! Reads merchants' mailboxes. Nothing in them is changed.

use std::time::Duration;

use regulars_channels::{
    FetchedMail, ImapFault, ImapSecurity, ImapServer, ImapSession, read_mail, read_mail_head,
};
use regulars_consent::seal_content;
use regulars_flows::file_fetched;
use regulars_kernel::{Label, StoreError};
use regulars_service::{
    ClaimedMailbox, FolderProgress, MailboxFault, MailboxSecurity, MerchantMailbox, ReceivedMail, SealedMail,
    VisitEnd, claim_mailbox, end_visit, hold_mailbox,
};

use crate::engine::{Engine, MerchantWork};

/// How many mails are read before the next mailbox has its turn.
const MOST_IN_A_VISIT: usize = 200;
/// How many mails are put on record at a time, and how many bytes.
const CHUNK: usize = 20;
const CHUNK_BYTES: usize = 16 << 20;
/// How long a visit may take. It is less than a mailbox stays claimed.
const LONGEST_VISIT: Duration = Duration::from_secs(300);

/// Why a visit broke off.
enum BrokenOff {
    /// The mailbox.
    Fault(ImapFault),
    /// The store.
    Store(StoreError),
}

impl From<ImapFault> for BrokenOff {
    fn from(fault: ImapFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<StoreError> for BrokenOff {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Reads the mailbox of a merchant, if it is due. Tells how many mails were read.
pub(crate) async fn fetch_mailbox(engine: &Engine, work: &MerchantWork) -> Result<u64, StoreError> {
    let now = engine.environment.now();
    let claimed = engine
        .database
        .write(work.scope, move |tx| Box::pin(async move { claim_mailbox(tx, now).await }))
        .await?;
    let Some(claimed) = claimed else { return Ok(0) };
    let revision = claimed.mailbox.revision;
    let mut read = 0;
    let mut stop = engine.stop.subscribe();
    let visit = tokio::select! {
        visit = tokio::time::timeout(LONGEST_VISIT, visit(engine, work, claimed, &mut read)) => visit,
        () = async { stop.wait_for(|stopping| *stopping).await.ok(); } => Ok(Ok(VisitEnd::More)),
    };
    let end = match visit {
        Ok(Ok(end)) => end,
        Ok(Err(BrokenOff::Fault(fault))) => VisitEnd::Failed(told(&fault)),
        Ok(Err(BrokenOff::Store(error))) => return Err(error),
        // What was read is on record.
        Err(_) if read > 0 => VisitEnd::More,
        Err(_) => VisitEnd::Failed(MailboxFault::TimedOut),
    };
    let now = engine.environment.now();
    engine
        .database
        .write(work.scope, move |tx| {
            Box::pin(async move {
                match hold_mailbox(tx, revision).await? {
                    Some(mailbox) => end_visit(tx, now, mailbox, end).await,
                    None => Ok(()),
                }
            })
        })
        .await?;
    Ok(read)
}

/// Reads folder by folder what came since the last visit.
async fn visit(
    engine: &Engine,
    work: &MerchantWork,
    claimed: ClaimedMailbox,
    read: &mut u64,
) -> Result<VisitEnd, BrokenOff> {
    let ClaimedMailbox { mailbox, password, progress } = claimed;
    let server = ImapServer {
        host: mailbox.host.as_str().to_owned(),
        port: mailbox.port,
        security: security_of(mailbox.security),
        username: mailbox.username.as_str().to_owned(),
        password,
    };
    let settings = &engine.settings;
    let mut session =
        ImapSession::open(&server, &settings.mailbox_networks, &settings.mailbox_authorities).await?;
    let mut left = MOST_IN_A_VISIT;
    for folder in &mailbox.folders {
        let known = progress.iter().find(|one| one.folder == *folder);
        if !read_folder(engine, work, (&mut session, &mailbox), (folder, known), &mut left, read).await? {
            session.close().await;
            return Ok(VisitEnd::More);
        }
    }
    session.close().await;
    Ok(VisitEnd::Done)
}

/// Reads a folder. False when there is more than may be read in one visit, or the mailbox was set up anew.
async fn read_folder(
    engine: &Engine,
    work: &MerchantWork,
    (session, mailbox): (&mut ImapSession, &MerchantMailbox),
    (folder, known): (&Label, Option<&FolderProgress>),
    left: &mut usize,
    read: &mut u64,
) -> Result<bool, BrokenOff> {
    let state = session.examine(folder.as_str()).await?;
    // Under another validity the ids mean other mails: all of them are read, and those on record are known again.
    let known = known.filter(|known| known.uid_validity == state.uid_validity);
    let last = known.map_or(0, |known| known.last_uid);
    // Servers search by the day on which a mail came, in a time zone of their own.
    let since = mailbox.since.date_naive();
    let uids = session.uids_after(last, since.pred_opt().unwrap_or(since)).await?;
    let is_all = uids.len() <= *left;
    let mut chunk: Vec<FetchedMail> = Vec::new();
    let now_read = &uids[..uids.len().min(*left)];
    for (place, uid) in now_read.iter().enumerate() {
        chunk.extend(session.mail(*uid).await?);
        let bytes: usize = chunk.iter().map(|mail| mail.raw.len()).sum();
        let is_last = place + 1 == now_read.len();
        if is_last || chunk.len() >= CHUNK || bytes >= CHUNK_BYTES {
            let progress =
                FolderProgress { folder: folder.clone(), uid_validity: state.uid_validity, last_uid: *uid };
            *left = left.saturating_sub(chunk.len());
            *read += chunk.len() as u64;
            if !file(engine, work, mailbox, progress, std::mem::take(&mut chunk)).await? {
                return Ok(false);
            }
        }
    }
    Ok(is_all)
}

/// Puts mails on record. False where the mailbox was set up anew.
async fn file(
    engine: &Engine,
    work: &MerchantWork,
    mailbox: &MerchantMailbox,
    progress: FolderProgress,
    fetched: Vec<FetchedMail>,
) -> Result<bool, StoreError> {
    let (since, sealing) = (mailbox.since, work.environment.clone());
    // Beside the threads that wait for others. What cannot be read is left in the mailbox.
    let reading = move || -> Result<Vec<SealedMail>, StoreError> {
        let read = |mail: FetchedMail| match mail.cut_of {
            Some(size) => read_mail_head(&mail.raw, size),
            None => read_mail(&mail.raw),
        };
        let is_meant =
            |mail: &ReceivedMail| mail.sent_at.is_none_or(|sent| sent.date_naive() >= since.date_naive());
        let mails = fetched.into_iter().filter_map(|mail| read(mail).ok()).filter(is_meant);
        mails.map(|mail| mail.sealed(|content| seal_content(&sealing, content))).collect()
    };
    let mails = tokio::task::spawn_blocking(reading).await;
    let mails = mails.map_err(|error| StoreError::Failed(error.to_string().into()))??;
    let (environment, merchant, revision) =
        (work.environment.clone(), work.scope.merchant(), mailbox.revision);
    engine
        .database
        .write(work.scope, move |tx| {
            Box::pin(
                async move { file_fetched(tx, &environment, merchant, revision, (&progress, &mails)).await },
            )
        })
        .await
}

const fn security_of(security: MailboxSecurity) -> ImapSecurity {
    match security {
        MailboxSecurity::Tls => ImapSecurity::Tls,
        MailboxSecurity::StartTls => ImapSecurity::StartTls,
        MailboxSecurity::None => ImapSecurity::None,
    }
}

const fn told(fault: &ImapFault) -> MailboxFault {
    match fault {
        ImapFault::UnknownHost => MailboxFault::UnknownHost,
        ImapFault::PrivateAddress => MailboxFault::PrivateAddress,
        ImapFault::OtherPort => MailboxFault::OtherPort,
        ImapFault::Unreachable => MailboxFault::Unreachable,
        ImapFault::TimedOut => MailboxFault::TimedOut,
        ImapFault::Closed => MailboxFault::Closed,
        ImapFault::NotSecure => MailboxFault::NotSecure,
        ImapFault::RefusedLogin => MailboxFault::RefusedLogin,
        ImapFault::TurnedAway => MailboxFault::TurnedAway,
        ImapFault::UnknownFolder => MailboxFault::UnknownFolder,
        ImapFault::Refused => MailboxFault::Refused,
        ImapFault::TooMuch => MailboxFault::TooMuch,
        ImapFault::Gibberish => MailboxFault::Gibberish,
    }
}
