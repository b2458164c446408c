//! Uses reserved units.

use regulars_kernel::Environment;

use crate::settle::{SettleError, Settlement, settle};
use crate::{QuotaStore, Spender};

/// Uses `units` of what `spender` holds: that many messages were sent, or may have been.
pub async fn use_units(
    store: &mut dyn QuotaStore,
    environment: &Environment,
    spender: Spender,
    units: u32,
) -> Result<(), SettleError> {
    settle(store, environment, spender, Settlement { used: units, returned: 0 }).await.map(drop)
}
