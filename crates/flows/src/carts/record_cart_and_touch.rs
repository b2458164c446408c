//! Takes in a cart, and notes the campaign that has led its customer to the shop.

use regulars_customers::{CustomerStore, Touch, Utm, note_touch};
use regulars_kernel::{Currency, CustomerId, Environment, Instant, Label, PageRequest, PageSize, StoreError};
use regulars_purchases::{CartQuery, CartStore, NewCart, RecordCartError, RecordedCart, record_cart};

/// Carts and the customers who own them.
pub trait TouchingCartStore: CartStore + CustomerStore {}

impl<Store: CartStore + CustomerStore> TouchingCartStore for Store {}

/// Takes in the cart. The customer whom it is known to be of was touched by the campaign when the cart was changed: one that
/// comes late, or once more, takes no later touch away.
pub async fn record_cart_and_touch(
    store: &mut dyn TouchingCartStore,
    environment: &Environment,
    currency: Currency,
    new: NewCart,
    utm: Utm,
) -> Result<RecordedCart, RecordCartError> {
    let now = environment.now();
    let Some(touch) = Touch::new(utm, new.changed_at(now)) else {
        return record_cart(store, environment, currency, new).await;
    };
    // Whoever owns a cart is held before the cart is, whether the shop says who it is or not.
    if new.owner.is_none()
        && let Some(owner) = known_owner(store, &new.external_id, now).await?
    {
        store.find_customer_for_change(owner).await?;
    }
    let recorded = record_cart(store, environment, currency, new).await?;
    if let Some(customer) = recorded.cart.customer {
        note_touch(store, environment, customer, touch).await?;
    }
    Ok(recorded)
}

async fn known_owner(
    store: &mut dyn TouchingCartStore,
    external_id: &Label,
    now: Instant,
) -> Result<Option<CustomerId>, StoreError> {
    let external_id = Some(external_id.clone());
    let query = CartQuery { states: Vec::new(), now, customer: None, external_id, from: None, until: None };
    let found = store.list_carts(&query, PageRequest { size: PageSize::ONE, after: None }).await?;
    Ok(found.items.into_iter().next().and_then(|cart| cart.customer))
}
