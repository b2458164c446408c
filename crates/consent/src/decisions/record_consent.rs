//! Records what a customer said: a grant, a refusal or a withdrawal.

use chrono::Duration;
use regulars_kernel::{
    Channel, ChannelDoesNotFit, ConsentState, CustomerId, Instant, Label, Locale, Purpose, StoreError,
};

use crate::decisions::subject::{StandingConsent, Subject};
use crate::ledger::access::LedgerAccess;
use crate::ledger::access::{Statement, append_statements, locked_subject};
use crate::ledger::event::ConsentEvent;
use crate::ledger::evidence::Evidence;
use crate::store::{ConsentStore, OpenConfirmations};
use crate::texts::text::ConsentText;

/// A statement of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConsent {
    /// What it is about.
    pub purpose: Purpose,
    /// The channel that it is about. Advertising needs one, processing of personal data has none.
    pub channel: Option<Channel>,
    /// What it says.
    pub state: ConsentState,
    /// Where it was made, such as a form or a till. Never anything about the person.
    pub source: Label,
    /// The version of the text that the customer was shown.
    pub text_version: Option<Label>,
    /// The language of that text. Needed only where a version was published in several.
    pub text_locale: Option<Locale>,
    /// When it was made, or `None` for now.
    pub occurred_at: Option<Instant>,
    /// What proves it.
    pub evidence: Option<Evidence>,
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedConsent {
    /// The entry of the statement.
    pub event: ConsentEvent,
    /// Entries that followed from it: consents that rest on the processing of personal data and ended with it.
    pub ended: Vec<ConsentEvent>,
    /// All statements that stand now.
    pub standing: Vec<StandingConsent>,
}

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordConsentError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The channel does not fit the purpose.
    #[error(transparent)]
    Channel(#[from] ChannelDoesNotFit),
    /// A grant is for an address, and the customer has none on the channel.
    #[error("the customer has no address on this channel")]
    NoAddress,
    /// The statement lies in the future.
    #[error("must not lie in the future")]
    InFuture,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How far another machine's clock may run ahead. Such a statement counts as made now.
const CLOCK_SKEW: Duration = Duration::minutes(5);

/// Records a statement. Withdrawing or refusing the processing of personal data ends every consent that rests on it;
/// the programme memberships that end with it are the caller's to end.
pub async fn record_consent(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    customer: CustomerId,
    new: NewConsent,
) -> Result<RecordedConsent, RecordConsentError> {
    new.purpose.check_channel(new.channel)?;
    let now = recording.environment.now();
    let occurred_at = new.occurred_at.unwrap_or(now);
    if occurred_at > now + CLOCK_SKEW {
        return Err(RecordConsentError::InFuture);
    }
    let occurred_at = occurred_at.min(now);
    let mut subject = locked_subject(store, customer).await?.ok_or(RecordConsentError::UnknownCustomer)?;
    let address = new.channel.and_then(|channel| subject.address(channel)).cloned();
    let needs_address = matches!(new.channel, Some(Channel::Email | Channel::Sms));
    if new.state == ConsentState::Granted && needs_address && address.is_none() {
        return Err(RecordConsentError::NoAddress);
    }
    let text = match &new.text_version {
        Some(version) => {
            let versions = store.find_text_version(new.purpose, new.channel, version).await?;
            shown_text(versions, new.text_locale.as_ref())
        }
        None => None,
    };
    let (purpose, channel, state) = (new.purpose, new.channel, new.state);
    let mut statements = vec![Statement {
        purpose,
        channel,
        state,
        address,
        source: new.source.clone(),
        text: text.map(|text| text.id),
        text_version: new.text_version,
        occurred_at,
        evidence: new.evidence,
    }];
    let narrows = state != ConsentState::Granted;
    if narrows && purpose == Purpose::DataProcessing {
        statements.extend(endings(&subject, &new.source, occurred_at));
    }
    let mut events = append_statements(store, recording, &mut subject, statements).await?;
    let ended = events.split_off(1);
    let event =
        events.pop().ok_or_else(|| StoreError::inconsistent("consent_events", "no entry was appended"))?;
    if narrows {
        let open = match (purpose, channel) {
            (Purpose::DataProcessing, _) => Some(OpenConfirmations::All),
            (Purpose::Advertising, Some(channel)) => Some(OpenConfirmations::OptInsOver(channel)),
            _ => None,
        };
        if let Some(open) = open {
            store.expire_confirmations(customer, open, now).await?;
        }
    }
    Ok(RecordedConsent { event, ended, standing: subject.standing })
}

/// Withdrawals of everything granted that rests on the processing of personal data.
fn endings<'a>(
    subject: &'a Subject,
    source: &'a Label,
    occurred_at: Instant,
) -> impl Iterator<Item = Statement> + 'a {
    let rests = |standing: &&StandingConsent| {
        standing.purpose.rests_on_data_processing() && standing.state == ConsentState::Granted
    };
    subject.standing.iter().filter(rests).map(move |standing| {
        Statement::bare(
            standing.purpose,
            standing.channel,
            ConsentState::Withdrawn,
            standing.address.clone(),
            source.clone(),
            occurred_at,
        )
    })
}

/// The text that the customer was shown: the one of the named language, or the only one. A version that was not
/// published here stays in the entry by its name.
fn shown_text(versions: Vec<ConsentText>, locale: Option<&Locale>) -> Option<ConsentText> {
    let mut fitting = versions.into_iter().filter(|text| locale.is_none_or(|locale| text.locale == *locale));
    let first = fitting.next();
    if fitting.next().is_some() { None } else { first }
}
