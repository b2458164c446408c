//! Orders packs.

use regulars_kernel::{Actor, Environment, QuotaPackOrderId, StoreError};

use crate::{PackCount, QuotaPackOrder, QuotaStore};

/// Orders packs in the name of the merchant. They can be used once the operator has granted them.
pub async fn order_packs(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    ordered_by: Actor,
    packs: PackCount,
) -> Result<QuotaPackOrder, StoreError> {
    let order = QuotaPackOrder {
        id: QuotaPackOrderId::new(environment.new_id()),
        packs: i64::from(packs.get()),
        granted_packs: 0,
        ordered_by,
        ordered_at: environment.now(),
        granted_by: None,
        granted_at: None,
    };
    store.insert_quota_pack_order(&order).await?;
    Ok(order)
}
