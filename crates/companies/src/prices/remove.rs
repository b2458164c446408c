//! Takes an agreement off the record.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use super::agreement::PriceAgreement;
use super::store::PriceStore;

/// Removes an agreement that was found for change, as if it had never been.
pub async fn remove_agreement(
    store: &mut dyn PriceStore,
    environment: &Environment,
    agreement: &PriceAgreement,
) -> Result<(), StoreError> {
    store.delete_agreement(agreement.company, agreement.id).await?;
    store.note(environment, AuditNote::deleted(agreement)).await
}
