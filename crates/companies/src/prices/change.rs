//! Changes a price that was agreed upon.

use regulars_audit::AuditNote;
use regulars_kernel::{Change, CompanyId, Date, Environment, Label, Personal, PriceAgreementId, StoreError};

use super::agreement::{AgreedTerms, AgreementFault, PriceAgreement};
use super::store::PriceStore;

/// What changes; what is absent stays. For what and from which quantity on never changes: that is another agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementPatch {
    /// What was agreed upon.
    pub terms: Option<AgreedTerms>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Change<Date>,
    /// What the staff should know about it.
    pub note: Change<Personal<Label>>,
}

/// Why an agreement was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeAgreementError {
    /// Another agreement for the same goods and quantity holds on some of its days.
    #[error("another agreement for these goods from that quantity on holds on some of these days")]
    Overlaps(PriceAgreementId),
    /// It would make no sense.
    #[error(transparent)]
    Fault(#[from] AgreementFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The agreement of that company, which nobody else changes until the transaction ends, and beside which none is added.
pub async fn find_agreement_for_change(
    store: &mut dyn PriceStore,
    company: CompanyId,
    id: PriceAgreementId,
) -> Result<Option<PriceAgreement>, StoreError> {
    if !store.hold_company_of_prices(company).await? {
        return Ok(None);
    }
    store.find_agreement(company, id).await
}

/// Changes an agreement that was found for change.
pub async fn change_agreement(
    store: &mut dyn PriceStore,
    environment: &Environment,
    before: PriceAgreement,
    patch: AgreementPatch,
) -> Result<PriceAgreement, ChangeAgreementError> {
    let AgreementPatch { terms, from, until, note } = patch;
    let mut after = PriceAgreement {
        terms: terms.unwrap_or(before.terms),
        from: from.unwrap_or(before.from),
        until: until.apply(before.until),
        note: note.apply(before.note.clone()),
        ..before.clone()
    };
    after.check()?;
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    if let Some(other) = store.overlapping_agreement(&after).await? {
        return Err(ChangeAgreementError::Overlaps(other));
    }
    after.updated_at = environment.now();
    store.update_agreement(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}
