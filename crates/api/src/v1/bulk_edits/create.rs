//! `POST /v1/customers/bulk-edits`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_customers::GivenChanges;
use regulars_flows::{BulkSelection, begin_bulk_edit, look_at_bulk_edit};
use regulars_kernel::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::body::CustomerBulkEditBody;
use super::changes_body::BulkChangesBody;
use super::preview_body::BulkEditPreviewBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey, Query};
use crate::respond::{Created, Once};
use crate::v1::filter::FilterBody;

/// How a bulk edit is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BulkEditParameters {
    /// Tells what would happen, and does nothing.
    #[serde(default)]
    #[param(default = false)]
    pub dry_run: bool,
}

/// Whom to change, and what: exactly one of `filter` and `ids`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "filter": {"field": "city", "op": "in", "value": ["Bgd", "Novi Sad"]},
    "changes": {"set": {"language": "sr"}, "replace": [{"field": "address.city", "from": "Bgd", "to": "Beograd"}]}
}))]
pub struct NewBulkEditBody {
    /// Everybody who passes now. The filter is that of `POST /v1/customers/search`.
    filter: Option<FilterBody>,
    /// These customers.
    #[schema(min_items = 1, max_items = 1_000)]
    ids: Option<Vec<Uuid>>,
    /// What is changed of each of them.
    changes: BulkChangesBody,
}

impl NewBulkEditBody {
    fn check(self, country: Option<&str>) -> Result<(BulkSelection, GivenChanges), ApiError> {
        let selection = match (self.filter, self.ids) {
            (Some(filter), None) => BulkSelection::Passing(filter.check(country)?),
            (None, Some(ids)) => BulkSelection::Named(ids.into_iter().map(CustomerId::new).collect()),
            _ => return Err(ApiError::invalid_field("", "invalid", "must have exactly one of filter, ids")),
        };
        Ok((selection, self.changes.check()?))
    }
}

/// What was begun, or what would happen.
#[derive(Serialize)]
#[serde(untagged)]
pub enum BulkEditAnswer {
    /// It was begun.
    Begun(Box<CustomerBulkEditBody>),
    /// This would happen.
    Foreseen(BulkEditPreviewBody),
}

/// Change many customers at once.
///
/// Who is meant is decided now: a customer who joins later is not touched. A job then changes one after the other, each under the
/// rules of changing a single customer; one who is refused does not keep the others, and
/// `GET /v1/customers/bulk-edits/{id}/results` says why. Each change stands in the audit trail as yours. With `dry_run=true` you
/// are told what would happen, with a sample of the differences, and nothing is done. Until 90 days later all of it can be undone.
#[utoipa::path(tag = "Bulk edits", params(BulkEditParameters), request_body = NewBulkEditBody, responses(
    (status = 202, description = "A job changes the customers", body = CustomerBulkEditBody),
    (status = 200, description = "With `dry_run`: what would happen", body = BulkEditPreviewBody),
))]
#[post("/v1/customers/bulk-edits")]
pub async fn create_bulk_edit(
    caller: Caller<access::create_bulk_edit>,
    application: web::Data<Application>,
    parameters: Query<BulkEditParameters>,
    key: OnceKey,
    body: Body<NewBulkEditBody>,
) -> Result<Created<BulkEditAnswer>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (scope, facts) = (caller.scope(), caller.facts().clone());
    let (country, environment) = (facts.country.clone(), caller.environment(&application));
    let checking = move || body.value.check(country.as_deref());
    let (selection, changes) =
        application.processors.run_sized(scope.merchant(), body.size, checking).await??;
    if parameters.0.dry_run {
        let look = application.database.read_heavily(scope, async move |tx| {
            look_at_bulk_edit(tx, &environment, &facts.calendar, selection, changes).await
        });
        return Created::with_status(StatusCode::OK, None, &BulkEditAnswer::Foreseen(look.await?.into()));
    }
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let by = scope.actor();
            let edit = begin_bulk_edit(tx, &environment, &facts.calendar, by, selection, changes).await?;
            let location = Some(format!("/v1/jobs/{}", edit.job));
            let body = BulkEditAnswer::Begun(Box::new(edit.into()));
            Created::with_status(StatusCode::ACCEPTED, location, &body)
        })
    })
    .await
}
