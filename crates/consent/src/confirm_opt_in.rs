//! Confirms an opt-in: verifies the address and grants the consent in one step.

use crate::ledger::{Statement, append_statements, own_source};
use crate::{
    ConfirmError, Confirmation, ConfirmationHash, ConfirmationPurpose, ConsentActor, ConsentEvent,
    ConsentState, ConsentStore, Evidence, Purpose, Recording, redeem_confirmation,
};

/// The source of the entry that a confirmed opt-in writes.
pub const DOUBLE_OPT_IN: &str = "double_opt_in";

/// Confirms an opt-in. The entry is the customer's own, whoever carries out the call.
pub async fn confirm_opt_in(
    store: &mut dyn ConsentStore,
    recording: Recording<'_>,
    hash: &ConfirmationHash,
    evidence: Option<Evidence>,
) -> Result<(Confirmation, ConsentEvent), ConfirmError> {
    let now = recording.environment.now();
    let (confirmation, mut subject) =
        redeem_confirmation(store, ConfirmationPurpose::OptIn, hash, now).await?;
    let text_version = match confirmation.text {
        Some(id) => store.find_text(id).await?.map(|text| text.version),
        None => None,
    };
    let statement = Statement {
        purpose: Purpose::Advertising,
        channel: Some(confirmation.channel),
        state: ConsentState::Granted,
        address: Some(confirmation.address.clone()),
        source: own_source(DOUBLE_OPT_IN)?,
        text: confirmation.text,
        text_version,
        occurred_at: now,
        evidence,
    };
    let recording = Recording { actor: ConsentActor::Customer, ..recording };
    let events = append_statements(store, recording, &mut subject, vec![statement]).await?;
    let event = events.into_iter().next().ok_or(ConfirmError::NotValid)?;
    Ok((confirmation, event))
}
