//! Takes in a cart as a shop sends it.

use regulars_kernel::{CartId, CartTimes, Currency, Environment, StoreError};

use super::cart::{Cart, CartOwner, NewCart};
use super::store::CartStore;
use crate::ReceiptProblem;
use crate::check::check_cart;

/// Why a cart was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum RecordCartError {
    /// It breaks rules.
    #[error("the cart breaks {} rules", .0.len())]
    Problems(Vec<ReceiptProblem>),
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A cart that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedCart {
    /// As it stands.
    pub cart: Cart,
    /// Whether it is what was sent. A newer one stays, and so does one that has become a purchase.
    pub taken: bool,
}

/// Keeps the cart, unless a newer state of it is known or it has become a purchase. Sent again it is the same one; what is sent
/// in another order ends in the same state.
pub async fn record_cart(
    store: &mut dyn CartStore,
    environment: &Environment,
    currency: Currency,
    new: NewCart,
) -> Result<RecordedCart, RecordCartError> {
    let problems = check_cart(&new, currency);
    if !problems.is_empty() {
        return Err(RecordCartError::Problems(problems));
    }
    let now = environment.now();
    let customer = match &new.owner {
        None => None,
        Some(owner) => {
            let found = store.hold_cart_owner(owner).await?;
            if found.is_none() && matches!(owner, CartOwner::Customer(_)) {
                return Err(RecordCartError::UnknownCustomer);
            }
            found
        }
    };
    let settings = store.cart_settings().await?;
    let changed_at = new.changed_at(now);
    let abandons_at = changed_at + settings.abandoned_after();
    let expires_at = (changed_at + Cart::EXPIRES_AFTER).max(abandons_at);
    let sent = Cart {
        id: CartId::new(environment.new_id()),
        external_id: new.external_id,
        customer,
        stage: new.stage,
        currency: new.currency,
        lines: new.lines,
        total: new.total,
        url: new.url,
        changed_at,
        times: CartTimes { abandons_at, expires_at, bought_at: None },
        recoverable_until: abandons_at + settings.recovered_within(),
        purchase: None,
        created_at: now,
        updated_at: now,
    };
    let (taken, kept) = store.put_cart(&sent).await?;
    let cart = if kept.purchase.is_none() { store.match_cart(&kept, now).await? } else { kept };
    store.forget_carts(now).await?;
    Ok(RecordedCart { cart, taken })
}
