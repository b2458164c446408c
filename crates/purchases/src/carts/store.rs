//! What the use cases of carts need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{CartId, CartState, CustomerId, Instant, Label, Page, PageRequest, StoreError};

use super::cart::{Cart, CartOwner};
use super::figures::CartFigures;
use super::settings::CartSettings;

/// Which carts; what is absent does not narrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartQuery {
    /// In one of these states; in any when there is none.
    pub states: Vec<CartState>,
    /// The instant at which they stand so.
    pub now: Instant,
    /// Of that customer.
    pub customer: Option<CustomerId>,
    /// With that id of the shop.
    pub external_id: Option<Label>,
    /// Changed at that instant or later.
    pub from: Option<Instant>,
    /// Changed before that instant.
    pub until: Option<Instant>,
}

/// Where a cart stands in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CartPosition {
    /// When it was changed last.
    pub changed_at: Instant,
    /// Its id.
    pub id: CartId,
}

/// The carts of one merchant, as they are read. One that is nobody's and has expired is not there.
#[async_trait]
pub trait CartReads: Send {
    /// What the merchant has set, or what holds where nothing is set.
    async fn cart_settings(&mut self) -> Result<CartSettings, StoreError>;
    /// The cart with that id. Inside a write nobody else changes it until that write ends.
    async fn find_cart(&mut self, id: CartId, now: Instant) -> Result<Option<Cart>, StoreError>;
    /// Carts, the one that was changed last first.
    async fn list_carts(
        &mut self,
        query: &CartQuery,
        page: PageRequest<CartPosition>,
    ) -> Result<Page<Cart, CartPosition>, StoreError>;
    /// Carts that were abandoned from an instant on and before another one, as far as both have come by now.
    async fn cart_figures(
        &mut self,
        from: Option<Instant>,
        until: Option<Instant>,
        now: Instant,
    ) -> Result<CartFigures, StoreError>;
}

/// The carts of one merchant.
#[async_trait]
pub trait CartStore: CartReads + AuditTrail {
    /// Finds and holds the customer that is meant. Who was merged is the survivor.
    async fn hold_cart_owner(&mut self, owner: &CartOwner) -> Result<Option<CustomerId>, StoreError>;
    /// Writes a cart over the one with its id of the shop, unless that one is newer or has become a purchase. Whoever is
    /// known to own it stays, where nobody is named. Tells whether it was written, and the cart as it stands.
    async fn put_cart(&mut self, cart: &Cart) -> Result<(bool, Cart), StoreError>;
    /// Finds the purchase that came of a cart before it came to us, if there is one, and writes that down: the first that
    /// names the cart, or else the first of its customer that has something of it, names no cart and is what came of no
    /// other one.
    async fn match_cart(&mut self, cart: &Cart, now: Instant) -> Result<Cart, StoreError>;
    /// Takes a cart away.
    async fn delete_cart(&mut self, id: CartId) -> Result<(), StoreError>;
    /// Takes some carts away that are nobody's and have expired.
    async fn forget_carts(&mut self, now: Instant) -> Result<(), StoreError>;
    /// Writes what the merchant has set.
    async fn write_cart_settings(&mut self, settings: CartSettings, now: Instant) -> Result<(), StoreError>;
}
