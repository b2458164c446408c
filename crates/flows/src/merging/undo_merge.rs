//! Takes a merge back.

use regulars_audit::{AuditNote, FieldChange, Recorded};
use regulars_consent::{ContactAddress, LedgerAccess, note_separation};
use regulars_customers::{CustomerRecord, Merge, UndoConflict};
use regulars_kernel::{Channel, ConsentState, CustomerId, MergeId, Purpose, StoreError};

use super::store::MergingStore;
use super::told_of_survivor::{MergedSide, told_of_survivor};

/// Why a merge stands.
#[derive(Debug, thiserror::Error)]
pub enum UndoMergeError {
    /// The merchant has no such merge.
    #[error("there is no such merge")]
    UnknownMerge,
    /// Something was written since that undoing it would lose.
    #[error("something was written since the merge that undoing it would lose")]
    Conflicts(Vec<UndoConflict>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts every customer of a merge back as it was, unless something was written since that would be lost. A merge that was
/// undone stays so. The ledgers of consents keep what the merge wrote, and tell what stands again.
pub async fn undo_merge(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    id: MergeId,
) -> Result<Merge, UndoMergeError> {
    let found = store.find_merge(id).await?.ok_or(UndoMergeError::UnknownMerge)?;
    // The customer first, as every merge does: two never wait for each other.
    let held = store.find_customers_for_change(&[found.survivor]).await?;
    let merge = store.find_merge_for_change(id).await?.ok_or(UndoMergeError::UnknownMerge)?;
    if merge.undone_at.is_some() {
        return Ok(merge);
    }
    let mut conflicts = store.conflicts_since(&merge).await?;
    let (Some(before), Some(merged)) = (held.into_iter().next(), store.find_subject(merge.survivor).await?)
    else {
        if conflicts.is_empty() {
            conflicts.push(UndoConflict::new("erased", "the customer is gone"));
        }
        return Err(UndoMergeError::Conflicts(conflicts));
    };
    if !conflicts.is_empty() {
        return Err(UndoMergeError::Conflicts(conflicts));
    }
    let now = recording.environment.now();
    store.restore(&merge).await?;
    let objections = objections_since(store, &merge).await?;
    if !objections.is_empty() {
        return Err(UndoMergeError::Conflicts(objections));
    }
    if let Some(mut restored) = store.find_subject(merge.survivor).await? {
        note_separation(store, recording, &merged, &mut restored).await?;
    }
    for customer in std::iter::once(&merge.survivor).chain(&merge.merged) {
        store.recount_purchases(*customer).await?;
    }
    store.ask_for_rfm(now).await?;
    note(store, recording, &merge, &before).await?;
    let undone = Merge { undone_at: Some(now), ..merge };
    store.update_merge(&undone).await?;
    Ok(undone)
}

/// Whoever reads one of the addresses may have objected since through another record, or a file may have closed it: what was
/// granted for it before the merge must not come back.
async fn objections_since(
    store: &mut dyn MergingStore,
    merge: &Merge,
) -> Result<Vec<UndoConflict>, StoreError> {
    let mut found = Vec::new();
    let parted: Vec<CustomerId> =
        std::iter::once(merge.survivor).chain(merge.merged.iter().copied()).collect();
    for id in &parted {
        let Some(subject) = store.find_subject(*id).await? else { continue };
        for channel in [Channel::Email, Channel::Sms] {
            let granted = subject
                .standing(Purpose::Advertising, Some(channel))
                .filter(|standing| standing.state == ConsentState::Granted);
            let address: Option<ContactAddress> = granted.and_then(|standing| standing.address.clone());
            let Some(address) = address else { continue };
            if store.has_objection_since(channel, &address, merge.merged_at).await?
                || store.was_closed_since(channel, &address, merge.merged_at, &parted).await?
            {
                let detail = "whoever reads the address has objected to advertising since";
                found.push(UndoConflict::new("objection", detail));
            }
        }
    }
    Ok(found)
}

async fn note(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    merge: &Merge,
    before: &CustomerRecord,
) -> Result<(), StoreError> {
    let ids: Vec<CustomerId> = std::iter::once(merge.survivor).chain(merge.merged.iter().copied()).collect();
    for record in store.find_customers(&ids).await? {
        let id = record.customer.id;
        if id == merge.survivor {
            let note = record.note_updated(before);
            let note = note.map(|note| told_of_survivor(merge, note, MergedSide::Before));
            store.note_if(recording.environment, note).await?;
            continue;
        }
        let note = AuditNote {
            action: regulars_audit::AuditAction::Updated,
            subject: record.subject(),
            about: Some(id),
            changes: vec![FieldChange {
                field: "merged_into".to_owned(),
                before: merge.survivor.to_string().into(),
                after: serde_json::Value::Null,
            }],
        };
        store.note(recording.environment, note).await?;
    }
    Ok(())
}
