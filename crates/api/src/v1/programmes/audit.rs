//! `POST /v1/programmes/{id}/audits`.

use actix_web::{post, web};
use regulars_kernel::{PointAccountId, ProgrammeId};
use regulars_loyalty::{AuditedAccount, MOST_AUDITED, PointsAudit, audit_points as audit};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, Query, parse_cursor, render_cursor};
use crate::v1::point_accounts::body::PointBalanceBody;

/// Which accounts are audited.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PointsAuditParameters {
    /// How many accounts at most.
    #[param(minimum = 1, maximum = 5_000, default = 5_000, example = 5_000)]
    limit: Option<u32>,
    /// Where the audit before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// An account that is not exact.
#[derive(Serialize, ToSchema)]
pub struct AuditedAccountBody {
    /// The account.
    account_id: Uuid,
    /// What is kept of it.
    kept: PointBalanceBody,
    /// What its operations add up to.
    by_operations: PointBalanceBody,
    /// What lies in its lots that can be spent.
    available_in_lots: i64,
    /// What lies in its lots that can be spent later.
    pending_in_lots: i64,
    /// The number of its last operation, as it is kept.
    last_operation: i64,
    /// How many operations it has.
    operations: i64,
    /// How many of them do not add up to zero with their other side.
    unbalanced: i64,
}

/// What an audit has found.
#[derive(Serialize, ToSchema)]
pub struct PointsAuditBody {
    /// How many accounts were audited.
    #[schema(example = 4)]
    audited: u64,
    /// How many were with those of the pages before.
    #[schema(example = 4)]
    audited_in_all: u64,
    /// How many of these are not exact.
    #[schema(example = 0)]
    differences_in_all: u64,
    /// Accounts of which something is not what it should be. There should be none.
    #[schema(max_items = 5_000)]
    differences: Vec<AuditedAccountBody>,
    /// Send it as `cursor` to audit the accounts behind these; `null` where there are none.
    next: Option<String>,
}

impl From<&AuditedAccount> for AuditedAccountBody {
    fn from(found: &AuditedAccount) -> Self {
        Self {
            account_id: found.account.value(),
            kept: found.kept.into(),
            by_operations: found.by_operations.into(),
            available_in_lots: found.available_in_lots,
            pending_in_lots: found.pending_in_lots,
            last_operation: found.last_operation,
            operations: found.operations,
            unbalanced: found.unbalanced,
        }
    }
}

/// Where an audit goes on: behind that account, and how many were audited and were not exact so far.
type AuditPlace = (Uuid, u64, u64);

impl PointsAuditBody {
    fn new(found: &PointsAudit, (audited_before, differences_before): (u64, u64)) -> Self {
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let audited_in_all = audited_before.saturating_add(count(found.audited));
        let differences_in_all = differences_before.saturating_add(count(found.differences.len()));
        let place =
            |last: PointAccountId| -> AuditPlace { (last.value(), audited_in_all, differences_in_all) };
        Self {
            audited: count(found.audited),
            audited_in_all,
            differences_in_all,
            differences: found.differences.iter().map(AuditedAccountBody::from).collect(),
            next: found.next.map(|last| render_cursor(&place(last))),
        }
    }
}

/// Audit the points of a programme.
///
/// Makes the balance of every account anew, of all its operations and of what lies in its lots, and tells where that is not what is
/// kept. At most 5000 accounts at a time, however many there are: ask again with `next` until it is `null`. What was found is counted
/// over all pages. Nothing is changed.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"), PointsAuditParameters),
    extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "What was found", body = PointsAuditBody)))]
#[post("/v1/programmes/{id}/audits")]
pub async fn audit_points(
    caller: Caller<access::audit_points>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<PointsAuditParameters>,
) -> Result<web::Json<PointsAuditBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let place = parameters.0.cursor.as_deref().map(parse_cursor::<AuditPlace>).transpose()?;
    let after = place.map(|(last, ..)| PointAccountId::new(last));
    let so_far = place.map_or((0, 0), |(_, audited, differences)| (audited, differences));
    let at_most = parameters.0.limit.unwrap_or(MOST_AUDITED);
    let found = application
        .database
        .read_heavily(caller.scope(), async move |tx| audit(tx, id, after, at_most).await)
        .await?;
    Ok(web::Json(PointsAuditBody::new(&found, so_far)))
}
