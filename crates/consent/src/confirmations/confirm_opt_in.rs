//! Confirms an opt-in: verifies the address and grants the consent in one step.

use crate::confirmations::confirmation::{Confirmation, ConfirmationHash, ConfirmationPurpose};
use crate::confirmations::redeem::{ConfirmError, redeem_confirmation};
use crate::decisions::grant_confirmed::grant_confirmed;
use crate::ledger::access::LedgerAccess;
use crate::ledger::event::ConsentEvent;
use crate::ledger::evidence::Evidence;
use crate::store::ConsentStore;

/// Confirms an opt-in. The entry is the customer's own, whoever carries out the call.
pub async fn confirm_opt_in(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    hash: &ConfirmationHash,
    evidence: Option<Evidence>,
) -> Result<(Confirmation, ConsentEvent), ConfirmError> {
    let now = recording.environment.now();
    let (confirmation, mut subject) =
        redeem_confirmation(store, ConfirmationPurpose::OptIn, hash, now).await?;
    let event = grant_confirmed(store, recording, &mut subject, &confirmation, evidence).await?;
    Ok((confirmation, event))
}
