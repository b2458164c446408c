//! An export of a customer's data on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::{DataExport, DataExportForm, DataExportState};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Where an export stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DataExportStatusBody {
    /// It is being made.
    Making,
    /// It can be fetched.
    Ready,
    /// It cannot be made: ask for another one.
    Failed,
    /// Its time is over, and its files are gone.
    Expired,
}

impl From<DataExportState> for DataExportStatusBody {
    fn from(state: DataExportState) -> Self {
        match state {
            DataExportState::Making => Self::Making,
            DataExportState::Ready => Self::Ready,
            DataExportState::Failed => Self::Failed,
            DataExportState::Expired => Self::Expired,
        }
    }
}

/// An export of what is known of a customer.
#[derive(Serialize, ToSchema)]
pub struct DataExportBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50")]
    id: Uuid,
    /// Whose data it is.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// The job that makes it.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50")]
    job_id: Uuid,
    /// Where it stands.
    #[schema(example = "ready")]
    status: DataExportStatusBody,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it was ready.
    #[schema(example = "2026-11-21T10:00:02Z")]
    ready_at: Option<DateTime<Utc>>,
    /// Until when it can be fetched: seven days from when it was asked for.
    #[schema(example = "2026-11-28T10:00:00Z")]
    expires_at: DateTime<Utc>,
    /// Where it can be fetched as JSON for programs, while it is ready.
    #[schema(
        example = "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40/data-exports/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50/file?format=json",
        max_length = 200
    )]
    json: Option<String>,
    /// Where it can be fetched as a page to be read, while it is ready.
    #[schema(
        example = "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40/data-exports/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e50/file?format=html",
        max_length = 200
    )]
    html: Option<String>,
}

impl DataExportBody {
    /// How an export stands at an instant.
    pub fn new(export: &DataExport, now: DateTime<Utc>) -> Self {
        let file = |form: DataExportForm| {
            let DataExport { id, customer, .. } = export;
            let there = format!("/v1/customers/{customer}/data-exports/{id}/file?format={form}");
            export.is_there(now).then_some(there)
        };
        Self {
            id: export.id.value(),
            customer_id: export.customer.value(),
            job_id: export.job.value(),
            status: export.state_at(now).into(),
            created_at: export.created_at,
            ready_at: export.ready_at,
            expires_at: export.expires_at,
            json: file(DataExportForm::Json),
            html: file(DataExportForm::Html),
        }
    }
}
