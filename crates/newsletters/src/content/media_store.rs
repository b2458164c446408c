//! Where images are kept.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{MediaId, Page, PageRequest, StoreError};

use crate::content::media::{ImageFormat, Media};

/// The uploaded images of one merchant, as they are read.
#[async_trait]
pub trait MediaReads: Send {
    /// The image with that id, without its bytes.
    async fn find_media(&mut self, id: MediaId) -> Result<Option<Media>, StoreError>;
    /// The bytes of the image with that id, and what kind of image they are.
    async fn read_media(&mut self, id: MediaId) -> Result<Option<(ImageFormat, Vec<u8>)>, StoreError>;
    /// Images without their bytes, the newest first.
    async fn list_media(&mut self, page: PageRequest<MediaId>) -> Result<Page<Media, MediaId>, StoreError>;
    /// Which of these images there are.
    async fn known_media(&mut self, ids: &[MediaId]) -> Result<Vec<MediaId>, StoreError>;
}

/// The uploaded images of one merchant.
#[async_trait]
pub trait MediaStore: MediaReads + AuditTrail {
    /// Adds an image.
    async fn insert_media(&mut self, media: &Media, bytes: &[u8]) -> Result<(), StoreError>;
}
