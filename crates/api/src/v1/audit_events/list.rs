//! `GET /v1/audit-events`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_audit::{AuditAction, AuditQuery, AuditTrailReads, SubjectKind};
use regulars_kernel::{AuditEventId, CustomerId, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{AuditActionBody, AuditEventBody, AuditSubjectKindBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which changes, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditParameters {
    /// Only what that person, terminal or key did.
    pub actor_id: Option<Uuid>,
    /// Only what was done to things of that kind.
    #[param(inline)]
    pub subject_kind: Option<AuditSubjectKindBody>,
    /// Only what was done to that one.
    pub subject_id: Option<Uuid>,
    /// Only what is about that customer.
    pub customer_id: Option<Uuid>,
    /// Only this.
    #[param(inline)]
    pub action: Option<AuditActionBody>,
    /// Only from that instant on.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    pub from: Option<DateTime<Utc>>,
    /// Only before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    pub to: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// List who changed what, and when.
///
/// Every change by staff, keys, terminals and the program itself, the newest first, with what stood there before and after.
/// Receipts and consents are not among them: they are ledgers of their own. What was changed of a customer who has been
/// erased cannot be told any more; that something was changed can.
#[utoipa::path(tag = "Audit", params(AuditParameters),
    responses((status = 200, description = "A page of changes", body = List<AuditEventBody>)))]
#[get("/v1/audit-events")]
pub async fn list_audit_events(
    caller: Caller<access::list_audit_events>,
    application: web::Data<Application>,
    parameters: Query<AuditParameters>,
) -> Result<List<AuditEventBody>, ApiError> {
    let AuditParameters { actor_id, subject_kind, subject_id, customer_id, action, from, to, limit, cursor } =
        parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<Uuid>).transpose()?.map(AuditEventId::new);
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let query = AuditQuery {
        actor: actor_id,
        subject_kind: subject_kind.map(SubjectKind::from),
        subject: subject_id,
        about: customer_id.map(CustomerId::new),
        action: action.map(AuditAction::from),
        from,
        to,
    };
    let events = application
        .database
        .read(caller.scope(), async move |tx| tx.list_audit_events(&query, page).await)
        .await?;
    Ok(List::of(events, AuditEventBody::from, |id| serde_json::json!(id.value())))
}
