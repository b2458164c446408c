//! What the operator of the platform changes of a merchant.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, StoreError};

use crate::{Merchant, MerchantPlanPatch, MerchantStatus, MerchantStore};

/// What changes; what is absent stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Supervision {
    /// Whether the merchant may work.
    pub status: Option<MerchantStatus>,
    /// Its plan.
    pub plan: Option<MerchantPlanPatch>,
}

/// Gives a merchant another plan, lets it work or stops it, and gives it back as it is then. None when it is gone.
pub async fn supervise_merchant(
    store: &mut dyn MerchantStore,
    environment: &Environment,
    by: Actor,
    before: &Merchant,
    Supervision { status, plan }: Supervision,
) -> Result<Option<Merchant>, StoreError> {
    let (id, now) = (before.id, environment.now());
    if let Some(plan) = plan {
        let (multiplier, tests) = plan.applied_to(before);
        store.set_merchant_plan(id, multiplier, tests, now).await?;
    }
    if let Some(status) = status {
        store.set_merchant_status(id, status, now).await?;
    }
    let after = store.find_merchant(id).await?;
    if let Some(note) = after.as_ref().and_then(|after| AuditNote::updated(before, after)) {
        store.note_within(id, by, environment, note).await?;
    }
    Ok(after)
}
