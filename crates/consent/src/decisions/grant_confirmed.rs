//! The entry that a confirmation leads to.

use regulars_kernel::{Channel, ConsentState, Purpose, StoreError};

use crate::confirmations::confirmation::{Confirmation, ConfirmationPurpose};
use crate::decisions::subject::Subject;
use crate::ledger::access::LedgerAccess;
use crate::ledger::access::{Statement, append_statements, locked_subject, own_source};
use crate::ledger::actor::ConsentActor;
use crate::ledger::event::ConsentEvent;
use crate::ledger::evidence::Evidence;
use crate::store::ConsentStore;

/// The source of the entry that a confirmed opt-in writes.
pub const DOUBLE_OPT_IN: &str = "double_opt_in";
/// The source of the entry that becoming a regular writes.
pub const BECAME_REGULAR: &str = "became_regular";

impl ConfirmationPurpose {
    /// What a confirmation grants.
    pub const fn grants(self) -> Purpose {
        match self {
            Self::OptIn => Purpose::Advertising,
            Self::BecomeRegular => Purpose::DataProcessing,
        }
    }

    /// The channel that the grant is about, where the link is sent over `channel`.
    pub const fn about(self, channel: Channel) -> Option<Channel> {
        match self {
            Self::OptIn => Some(channel),
            Self::BecomeRegular => None,
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::OptIn => DOUBLE_OPT_IN,
            Self::BecomeRegular => BECAME_REGULAR,
        }
    }
}

/// Writes that the person granted what they were asked, with the text that they were shown. The entry is the customer's
/// own, whoever carries out the call. The confirmation was just used, in this transaction.
pub(crate) async fn grant_confirmed(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    subject: &mut Subject,
    confirmation: &Confirmation,
    evidence: Option<Evidence>,
) -> Result<ConsentEvent, StoreError> {
    let text_version = match confirmation.text {
        Some(id) => store.find_text(id).await?.map(|text| text.version),
        None => None,
    };
    let (purpose, channel) = (confirmation.purpose, confirmation.purpose.about(confirmation.channel));
    let statement = Statement {
        purpose: purpose.grants(),
        channel,
        state: ConsentState::Granted,
        address: channel.map(|_| confirmation.address.clone()),
        source: own_source(purpose.source())?,
        text: confirmation.text,
        text_version,
        occurred_at: recording.environment.now(),
        evidence,
    };
    let recording = LedgerAccess { actor: ConsentActor::Customer, ..recording };
    let events = append_statements(store, recording, subject, vec![statement]).await?;
    events
        .into_iter()
        .next()
        .ok_or_else(|| StoreError::inconsistent("consent_events", "no entry was appended"))
}

/// Writes that a person who became a regular lets the merchant process their data.
pub async fn grant_data_processing(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    confirmation: &Confirmation,
    evidence: Option<Evidence>,
) -> Result<ConsentEvent, StoreError> {
    let mut subject = locked_subject(store, confirmation.customer)
        .await?
        .ok_or_else(|| StoreError::inconsistent("customers", "that of a confirmation does not exist"))?;
    grant_confirmed(store, recording, &mut subject, confirmation, evidence).await
}
