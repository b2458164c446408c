//! A file of a customer on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::FileKind;
use regulars_service::CustomerFile;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;

/// What a file is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileKindBody {
    /// PDF.
    Pdf,
    /// An image in PNG.
    Png,
    /// An image in JPEG.
    Jpeg,
    /// An image in WebP.
    Webp,
    /// Plain text in UTF-8.
    Text,
    /// A table in CSV, in UTF-8.
    Csv,
    /// A text of a word processor (Office Open XML), without macros.
    Docx,
    /// A spreadsheet (Office Open XML), without macros.
    Xlsx,
    /// A text of a word processor (OpenDocument).
    Odt,
    /// A spreadsheet (OpenDocument).
    Ods,
}

impl From<FileKind> for FileKindBody {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Pdf => Self::Pdf,
            FileKind::Png => Self::Png,
            FileKind::Jpeg => Self::Jpeg,
            FileKind::Webp => Self::Webp,
            FileKind::Text => Self::Text,
            FileKind::Csv => Self::Csv,
            FileKind::Docx => Self::Docx,
            FileKind::Xlsx => Self::Xlsx,
            FileKind::Odt => Self::Odt,
            FileKind::Ods => Self::Ods,
        }
    }
}

/// A file that is attached to a customer.
#[derive(Serialize, ToSchema)]
pub struct CustomerFileBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e60")]
    id: Uuid,
    /// Whose it is.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// What it is called.
    #[schema(example = "narudžbina.txt")]
    name: String,
    /// What it is.
    #[schema(example = "text")]
    kind: FileKindBody,
    /// How many bytes it has.
    #[schema(example = 42, minimum = 1)]
    size: u64,
    /// Who attached it.
    added_by: AuditActorBody,
    /// When it was attached.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last renamed.
    #[schema(example = "2026-11-20T09:41:00Z")]
    updated_at: DateTime<Utc>,
    /// Where its content is.
    #[schema(
        example = "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40/files/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e60/content",
        max_length = 200
    )]
    content: String,
}

impl From<CustomerFile> for CustomerFileBody {
    fn from(file: CustomerFile) -> Self {
        let CustomerFile { id, customer, name, kind, size, added_by, created_at, updated_at } = file;
        Self {
            id: id.value(),
            customer_id: customer.value(),
            name: name.into_exposed().into_string(),
            kind: kind.into(),
            size,
            added_by: added_by.into(),
            created_at,
            updated_at,
            content: format!("/v1/customers/{customer}/files/{id}/content"),
        }
    }
}
