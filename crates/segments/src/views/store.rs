//! Where views are kept.

use async_trait::async_trait;
use regulars_kernel::{StoreError, ViewId};

use super::view::View;
use crate::SegmentStore;

/// The views of one merchant, as they are read.
#[async_trait]
pub trait ViewReads: Send {
    /// The view with that id, whoever sees it.
    async fn find_view(&mut self, id: ViewId) -> Result<Option<View>, StoreError>;
    /// Every view, by id.
    async fn every_view(&mut self) -> Result<Vec<View>, StoreError>;
}

/// The views of one merchant.
#[async_trait]
pub trait ViewStore: ViewReads + SegmentStore {
    /// Adds a view.
    async fn insert_view(&mut self, view: &View) -> Result<(), StoreError>;
    /// Writes a view.
    async fn update_view(&mut self, view: &View) -> Result<(), StoreError>;
    /// Removes a view.
    async fn delete_view(&mut self, id: ViewId) -> Result<(), StoreError>;
}
