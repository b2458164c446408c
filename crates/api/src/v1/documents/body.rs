//! A document of a company on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_companies::{CompanyDocument, DocumentKind, DocumentState, DocumentVersion};
use regulars_kernel::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::files::body::FileKindBody;

macro_rules! same_names {
    ($domain:ident, $body:ident: $($name:ident),*) => {
        impl From<$domain> for $body {
            fn from(one: $domain) -> Self {
                match one { $($domain::$name => Self::$name),* }
            }
        }

        impl From<$body> for $domain {
            fn from(one: $body) -> Self {
                match one { $($body::$name => Self::$name),* }
            }
        }
    };
}

/// What a document is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKindBody {
    /// Something agreed upon.
    Contract,
    /// Something ordered.
    Order,
    /// Something complained about.
    Complaint,
    /// Something else.
    Other,
}

same_names!(DocumentKind, DocumentKindBody: Contract, Order, Complaint, Other);

/// Where a document stands.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStateBody {
    /// It is being written.
    Draft,
    /// It holds: a contract is signed, an order is placed, a complaint was received.
    InForce,
    /// It is done with: a contract has ended, an order is delivered, a complaint is answered.
    Done,
    /// It was called off.
    Cancelled,
}

same_names!(DocumentState, DocumentStateBody: Draft, InForce, Done, Cancelled);

/// A document of a company.
#[derive(Serialize, ToSchema)]
pub struct DocumentBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20")]
    id: Uuid,
    /// Whose it is.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")]
    company_id: Uuid,
    /// What it is.
    #[schema(example = "contract")]
    kind: DocumentKindBody,
    /// Its number, as it is printed on it.
    #[schema(example = "U-17/2026", max_length = 200)]
    number: Option<String>,
    /// What it is called.
    #[schema(example = "Delivery of bread", max_length = 200)]
    title: String,
    /// The day that stands on it.
    #[schema(example = "2026-01-15")]
    dated_on: NaiveDate,
    /// The last day on which it holds; `null` when there is none.
    #[schema(example = "2027-01-14")]
    valid_until: Option<NaiveDate>,
    /// Where it stands.
    #[schema(example = "in_force")]
    state: DocumentStateBody,
    /// Whether it is in force and its last day has passed.
    #[schema(example = false)]
    has_expired: bool,
    /// The number of its newest version; 0 where no file was uploaded yet.
    #[schema(example = 1, minimum = 0, maximum = 50)]
    versions: u32,
    /// Who put it on record.
    added_by: AuditActorBody,
    /// When it was put on record.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed, or a version was added.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    updated_at: DateTime<Utc>,
}

impl DocumentBody {
    /// The document as of that day of the merchant's calendar.
    pub fn new(document: CompanyDocument, today: Date) -> Self {
        let has_expired = document.has_expired(today);
        let CompanyDocument { id, company, kind, number, title, dated_on, valid_until, .. } = document;
        let CompanyDocument { state, versions, added_by, created_at, updated_at, .. } = document;
        Self {
            id: id.value(),
            company_id: company.value(),
            kind: kind.into(),
            number: number.map(|number| number.into_exposed().into_string()),
            title: title.into_exposed().into_string(),
            dated_on,
            valid_until,
            state: state.into(),
            has_expired,
            versions,
            added_by: added_by.into(),
            created_at,
            updated_at,
        }
    }
}

/// A version of a document. It is never changed.
#[derive(Serialize, ToSchema)]
pub struct DocumentVersionBody {
    /// The document.
    document_id: Uuid,
    /// Its number, from 1.
    #[schema(example = 1, minimum = 1, maximum = 50)]
    version: u32,
    /// What the file was called.
    #[schema(example = "ugovor.txt")]
    file_name: String,
    /// What the file is.
    #[schema(example = "text")]
    kind: FileKindBody,
    /// How many bytes it has.
    #[schema(example = 42, minimum = 1)]
    size: u64,
    /// Who uploaded it.
    uploaded_by: AuditActorBody,
    /// When.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    uploaded_at: DateTime<Utc>,
    /// Where its content is.
    #[schema(
        example = "/v1/documents/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20/versions/1/content",
        max_length = 200
    )]
    content: String,
}

impl From<DocumentVersion> for DocumentVersionBody {
    fn from(one: DocumentVersion) -> Self {
        let DocumentVersion { document, version, file_name, kind, size, uploaded_by, uploaded_at } = one;
        Self {
            document_id: document.value(),
            version,
            file_name: file_name.into_exposed().into_string(),
            kind: kind.into(),
            size,
            uploaded_by: uploaded_by.into(),
            uploaded_at,
            content: format!("/v1/documents/{document}/versions/{version}/content"),
        }
    }
}
