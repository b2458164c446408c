//! Takes a cart away.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError};

use super::cart::Cart;
use super::store::CartStore;

/// Takes a cart away that was found in the same transaction. The purchase that came of it stays.
pub async fn delete_cart(
    store: &mut dyn CartStore,
    environment: &Environment,
    cart: &Cart,
) -> Result<(), StoreError> {
    store.delete_cart(cart.id).await?;
    let note = AuditNote::deleted(cart);
    let note = match cart.customer {
        Some(customer) => note.about(customer),
        None => note,
    };
    store.note(environment, note).await
}
