//! An uploaded image on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::MerchantId;
use regulars_newsletters::Media;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::application::Application;

/// An uploaded image.
#[derive(Debug, Serialize, ToSchema)]
pub struct MediaBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60")]
    pub id: Uuid,
    /// What the file was called.
    #[schema(example = "hleb.png")]
    pub file_name: String,
    /// What kind of image it is.
    #[schema(example = "image/png")]
    pub content_type: String,
    /// Pixels across.
    #[schema(example = 600)]
    pub width: u32,
    /// Pixels down.
    #[schema(example = 400)]
    pub height: u32,
    /// How many bytes it has.
    #[schema(example = 48213)]
    pub size: u32,
    /// Where everybody can see it.
    #[schema(
        example = "https://api.example.com/media/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60"
    )]
    pub url: String,
    /// When it was uploaded.
    #[schema(example = "2026-11-21T10:00:00Z")]
    pub created_at: DateTime<Utc>,
}

impl MediaBody {
    /// An image of `merchant`.
    pub fn of(application: &Application, merchant: MerchantId, media: Media) -> Self {
        let url = application.own_media_address(merchant, media.id);
        let Media { id, file_name, format, width, height, size, created_at } = media;
        Self {
            id: id.value(),
            file_name: file_name.into_string(),
            content_type: format.content_type().to_owned(),
            width,
            height,
            size,
            url,
            created_at,
        }
    }
}
