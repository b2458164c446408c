//! Confirms an opt-in: verifies the address and grants the consent in one step.

use crate::grant_confirmed::grant_confirmed;
use crate::{
    ConfirmError, Confirmation, ConfirmationHash, ConfirmationPurpose, ConsentEvent, ConsentStore, Evidence,
    Recording, redeem_confirmation,
};

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
    let event = grant_confirmed(store, recording, &mut subject, &confirmation, evidence).await?;
    Ok((confirmation, event))
}
