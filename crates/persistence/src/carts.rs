//! Carts: the store trait, spread over one file per matter.

mod cart_row;
mod figures;
mod list;
pub(crate) mod matching;
pub(crate) mod owner;
mod settings;
pub(crate) mod state;
mod write;

use async_trait::async_trait;
use regulars_kernel::{CartId, CustomerId, Instant, Page, PageRequest, StoreError};
use regulars_purchases::{
    Cart, CartFigures, CartOwner, CartPosition, CartQuery, CartReads, CartSettings, CartStore,
};

use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl CartReads for ReadTx {
    async fn cart_settings(&mut self) -> Result<CartSettings, StoreError> {
        settings::read(self).await
    }

    async fn find_cart(&mut self, id: CartId, now: Instant) -> Result<Option<Cart>, StoreError> {
        list::find(self, id, now).await
    }

    async fn list_carts(
        &mut self,
        query: &CartQuery,
        page: PageRequest<CartPosition>,
    ) -> Result<Page<Cart, CartPosition>, StoreError> {
        list::list(self, query, page).await
    }

    async fn cart_figures(
        &mut self,
        from: Option<Instant>,
        until: Option<Instant>,
        now: Instant,
    ) -> Result<CartFigures, StoreError> {
        figures::read(self, from, until, now).await
    }
}

#[async_trait]
impl CartStore for WriteTx {
    async fn hold_cart_owner(&mut self, owner: &CartOwner) -> Result<Option<CustomerId>, StoreError> {
        owner::hold(self, owner).await
    }

    async fn put_cart(&mut self, cart: &Cart) -> Result<(bool, Cart), StoreError> {
        write::put(self, cart).await
    }

    async fn match_cart(&mut self, cart: &Cart, now: Instant) -> Result<Cart, StoreError> {
        matching::match_cart(self, cart, now).await
    }

    async fn delete_cart(&mut self, id: CartId) -> Result<(), StoreError> {
        write::delete(self, id).await
    }

    async fn forget_carts(&mut self, now: Instant) -> Result<(), StoreError> {
        write::forget(self, now).await
    }

    async fn write_cart_settings(&mut self, settings: CartSettings, now: Instant) -> Result<(), StoreError> {
        settings::write(self, settings, now).await
    }
}
