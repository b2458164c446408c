//! A row whose turn it is.

use regulars_consent::ContactAddress;
use regulars_interchange::Import;
use regulars_kernel::{Channel, StoreError};

use crate::imports::row_keys::RowKeys;
use crate::imports::store::ImportingStore;

/// A row whose turn it is.
#[derive(Clone, Copy)]
pub(crate) struct RowInHand<'a> {
    pub number: u64,
    pub import: &'a Import,
    /// Of the keys of its rows.
    pub revision: i64,
}

impl RowInHand<'_> {
    /// The first earlier row that one of these keys is of.
    pub async fn earlier(
        self,
        store: &mut dyn ImportingStore,
        keys: &[String],
    ) -> Result<Option<u64>, StoreError> {
        let first = store.first_row_about(self.import.id, keys).await?;
        Ok(first.filter(|first| *first < self.number))
    }

    /// Whether an earlier row that was left out has refused messages to the address.
    pub async fn was_refused(
        self,
        store: &mut dyn ImportingStore,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<bool, StoreError> {
        let key = RowKeys::of_refusal(self.revision, channel, address);
        Ok(self.earlier(store, &[key]).await?.is_some())
    }
}
