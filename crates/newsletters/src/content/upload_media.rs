//! Keeps an image.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, MediaId, StoreError};

use crate::content::media::{ImageBytes, Media};
use crate::content::media_store::MediaStore;

/// Keeps an image whose content was looked at.
pub async fn upload_media(
    store: &mut dyn MediaStore,
    environment: &Environment,
    file_name: Label,
    image: &ImageBytes,
) -> Result<Media, StoreError> {
    let media = image.describe(MediaId::new(environment.new_id()), file_name, environment.now());
    store.insert_media(&media, image.bytes()).await?;
    store.note(environment, AuditNote::created(&media)).await?;
    Ok(media)
}
