//! Service mail as jobs: written when the job runs, and sent through the same relay as newsletters.
//!
//! A mail that was refused or put off is tried again, one whose relay cannot be reached waits without that being counted,
//! and one that cannot be written, or may have left twice, is given up.

use std::sync::Arc;

use async_trait::async_trait;
use regulars_channels::{Destination, EmailMessage, Envelope, Fault, MessageId, SendOutcome};
use regulars_consent::{ContactAddress, SuppressionReason, suppress};
use regulars_identity::{IdentityReads, MerchantMode};
use regulars_jobs::{Interruption, JobPayload, ServiceMail};
use regulars_kernel::{CapturedMessageId, Channel, Email, JobId, Label, StoreError};
use regulars_newsletters::DeliveryStore;
use regulars_persistence::Database;
use uuid::Uuid;

use super::service_mail_writer::{ServiceMailMessage, ServiceMailWriter, WriteError, WrittenMail};
use crate::captured_message::captured;
use crate::mail_routes::MailRoutes;
use crate::work::{JobFailure, JobHandler, JobWork};

/// Where a suppression comes from that a relay's answer makes.
const SMTP: &str = "smtp";

/// How long a service mail waits for a relay that cannot be reached.
const RELAY_PAUSE: chrono::Duration = chrono::Duration::seconds(30);

/// Sends service mails, or captures those of a sandbox. One of which it is not known whether it left is sent once more
/// under the same Message-ID.
pub struct ServiceMailHandler {
    /// Where captured mail is kept.
    pub database: Database,
    /// Where mail leaves.
    pub routes: Arc<dyn MailRoutes>,
    /// Who writes it.
    pub writer: Arc<dyn ServiceMailWriter>,
}

#[async_trait]
impl JobHandler for ServiceMailHandler {
    fn kind(&self) -> &'static str {
        ServiceMail::KIND
    }

    async fn run(&self, work: &JobWork) -> Result<(), JobFailure> {
        if work.job.interruption() == Interruption::Again {
            return permanent("it may have left twice already");
        }
        let mail: ServiceMail = match work.job.payload() {
            Ok(mail) => mail,
            Err(error) => return permanent(error),
        };
        let written = match self.writer.write(work.scope, &work.environment, &mail).await {
            Ok(WrittenMail::Mail(written)) => *written,
            Ok(WrittenMail::NotNeeded) => return Ok(()),
            Err(WriteError::Store(error)) => return Err(error.into()),
            Err(WriteError::NotNow(why)) => return Err(postponed(false, why)),
            Err(WriteError::Impossible(why)) => return permanent(why),
        };
        let message = match message_of(work, written) {
            Ok(message) => message,
            Err(error) => return permanent(error),
        };
        let merchant = self.database.read(work.scope, async move |tx| tx.own_merchant().await).await?;
        match merchant.mode {
            MerchantMode::Sandbox => self.capture(work, &message).await,
            MerchantMode::Live => self.send(work, &message).await,
        }
    }
}

impl ServiceMailHandler {
    async fn capture(&self, work: &JobWork, message: &EmailMessage) -> Result<(), JobFailure> {
        let kept = captured(CapturedMessageId::new(own_id(work.job.id)), message);
        let now = work.environment.now();
        self.database
            .write(work.scope, move |tx| Box::pin(async move { tx.capture(&[kept], now).await }))
            .await
            .map_err(JobFailure::from)
    }

    async fn send(&self, work: &JobWork, message: &EmailMessage) -> Result<(), JobFailure> {
        let Some(route) = self.routes.route(work.scope.merchant()) else {
            return Err(postponed(work.job.interruption() == Interruption::Once, "no relay".to_owned()));
        };
        let interrupted = work.job.interruption() == Interruption::Once;
        // A doubtful sending must stay on record whatever comes after it.
        let again = |error: String| {
            let error = if interrupted { Interruption::ONCE.to_owned() } else { error };
            JobFailure::Retry { error }
        };
        let mut line = match route.channel.line().await {
            Ok(line) => line,
            Err(failure) => return Err(postponed(interrupted, failure.to_string())),
        };
        let to = Destination::Email(Envelope {
            return_path: Some(message.from.address.clone()),
            recipient: message.to.address.clone(),
        });
        match line.send(&to, &message.to_bytes(), None).await {
            SendOutcome::Accepted => Ok(()),
            SendOutcome::Deferred { said } => Err(again(said.code)),
            SendOutcome::Refused { said, fault: Fault::Recipient, bad_address } => {
                if bad_address {
                    self.suppress(work, &message.to.address).await?;
                }
                permanent(said.code)
            }
            // What is not the recipient's fault may be put right.
            SendOutcome::Refused { said, .. } => Err(again(said.code)),
            SendOutcome::NotAttempted { failure } => Err(postponed(interrupted, failure.to_string())),
            SendOutcome::Unknown { .. } if interrupted => permanent("unknown twice: it may have left"),
            SendOutcome::Unknown { .. } => Err(JobFailure::Retry { error: Interruption::ONCE.to_owned() }),
        }
    }
}

impl ServiceMailHandler {
    /// A mailbox that does not exist gets no further message of this merchant, whatever the message was.
    async fn suppress(&self, work: &JobWork, address: &Email) -> Result<(), JobFailure> {
        let (environment, address) = (work.environment.clone(), ContactAddress::of_email(address));
        let source: Label =
            SMTP.parse().map_err(|error| StoreError::Defect(format!("{SMTP}: {error}").into()))?;
        let kept: Result<_, StoreError> = self
            .database
            .write(work.scope, move |tx| {
                Box::pin(async move {
                    let reason = SuppressionReason::Bounce;
                    suppress(tx, &environment, Channel::Email, address, reason, source, None).await
                })
            })
            .await;
        Ok(kept.map(drop)?)
    }
}

fn permanent(error: impl std::fmt::Display) -> Result<(), JobFailure> {
    Err(JobFailure::Permanent { error: error.to_string() })
}

fn postponed(interrupted: bool, error: String) -> JobFailure {
    let error = if interrupted { Interruption::ONCE.to_owned() } else { error };
    JobFailure::Postpone { pause: RELAY_PAUSE, error }
}

/// The id of a job's one message: the same for every run.
fn own_id(job: JobId) -> Uuid {
    Uuid::new_v5(&job.value(), b"service mail")
}

fn message_of(work: &JobWork, written: ServiceMailMessage) -> Result<EmailMessage, String> {
    let address = written.from.address.expose();
    let domain = address.rsplit_once('@').map_or(address, |(_, domain)| domain);
    let id: MessageId = format!("{}@{domain}", own_id(work.job.id))
        .parse()
        .map_err(|error: regulars_channels::InvalidHeaderText| error.to_string())?;
    let mut message = EmailMessage::new(
        id,
        work.environment.now(),
        written.from,
        written.to,
        &written.subject,
        &written.text,
    );
    message.html = written.html;
    message.reply_to = written.reply_to;
    message.auto_submitted = true;
    Ok(message)
}
