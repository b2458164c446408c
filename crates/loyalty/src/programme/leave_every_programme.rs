//! Takes a customer out of all programmes.

use regulars_audit::AuditNote;
use regulars_kernel::{CustomerId, Environment, StoreError};

use super::membership::ProgrammeMembership;
use super::store::ProgrammeStore;

/// Ends every membership of a customer, as leaving does: the points stay on their accounts, nothing is earned any more, and a receipt
/// does not bring them in again by itself. Tells how many ended.
pub async fn leave_every_programme(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    customer: CustomerId,
) -> Result<usize, StoreError> {
    let present = store.programme_memberships_of_customer(customer).await?;
    let now = environment.now();
    for before in &present {
        let after = ProgrammeMembership { left_at: Some(now), ..before.clone() };
        store.end_programme_membership(before.id, now).await?;
        let note = AuditNote::updated(before, &after).map(|note| note.about(customer));
        store.note_if(environment, note).await?;
    }
    Ok(present.len())
}
