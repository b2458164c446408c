//! `GET /v1/point-accounts/{id}/operations`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{PageRequest, PointAccountId, PointOperationId};
use regulars_loyalty::{
    AwardReads, OperationKind, OperationPosition, OperationQuery, PointBalance, PointReads,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::operation_body::{PointOperationKindBody, PointOperationListBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor, require_order};

/// Which operations, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PointOperationParameters {
    /// Only those recorded from that instant on.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only those recorded before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    until: Option<DateTime<Utc>>,
    /// Only those of that kind.
    #[param(inline)]
    kind: Option<PointOperationKindBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List the ledger of an account of points.
///
/// Each line of a period, the newest first, with what the account had before it and after it. Lines are only ever added. What
/// time brings about, that points expire or become available, is written when the account is next touched.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The account's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60"),
    PointOperationParameters
), responses((status = 200, description = "A page of operations", body = PointOperationListBody)))]
#[get("/v1/point-accounts/{id}/operations")]
pub async fn list_point_operations(
    caller: Caller<access::list_point_operations>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<PointOperationParameters>,
) -> Result<PointOperationListBody, ApiError> {
    let id = PointAccountId::new(id.0);
    let PointOperationParameters { from, until, kind, limit, cursor } = parameters.0;
    require_order(from, until, "?until")?;
    let after = cursor.as_deref().map(parse_cursor::<i64>).transpose()?.map(OperationPosition);
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let query = OperationQuery { from, until, kind: kind.map(OperationKind::from) };
    application
        .database
        .read(caller.scope(), async move |tx| {
            let found = tx.find_point_account(id).await?;
            let account = found.ok_or_else(|| ApiError::not_found("point account"))?.account;
            let page = tx.list_point_operations(id, query, page).await?;
            let opening = match from {
                Some(from) => tx.point_balance_before(id, from).await?,
                None => PointBalance::default(),
            };
            let closing = match until {
                Some(until) => tx.point_balance_before(id, until).await?,
                None => account.balance,
            };
            let earned = page.items.iter().filter(|operation| {
                matches!(operation.kind, OperationKind::Earn | OperationKind::EarnPending)
                    && operation.cause.purchase.is_none()
            });
            let earned: Vec<PointOperationId> = earned.map(|operation| operation.id).collect();
            let awards = tx.awards_of_operations(&earned).await?;
            Ok(PointOperationListBody::new(page, awards, opening, closing))
        })
        .await
}
