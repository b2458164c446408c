//! `GET /v1/programmes/{id}/accruals/{accrual_id}/results`.

use actix_web::{get, web};
use regulars_kernel::CustomerId;
use regulars_loyalty::AccrualReads;
use serde::Deserialize;
use utoipa::IntoParams;

use super::names::PointAccrualOutcomeBody;
use super::result_body::PointAccrualResultBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{AccrualInPath, PageParameters, Query};
use crate::respond::List;

/// Which customers, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PointAccrualResultParameters {
    /// Only customers of that outcome: `conflict` for those from whom it could not be taken back.
    #[param(inline)]
    outcome: Option<PointAccrualOutcomeBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List what became of the customers of a bulk accrual.
///
/// The oldest customers first: what became of each, by which operation, and why one got nothing or keeps what they were given.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("accrual_id" = uuid::Uuid, Path, description = "The accrual's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c80"),
    PointAccrualResultParameters
), responses((status = 200, description = "A page of customers", body = List<PointAccrualResultBody>)))]
#[get("/v1/programmes/{id}/accruals/{accrual_id}/results")]
pub async fn list_point_accrual_results(
    caller: Caller<access::list_point_accrual_results>,
    application: web::Data<Application>,
    path: AccrualInPath,
    parameters: Query<PointAccrualResultParameters>,
) -> Result<List<PointAccrualResultBody>, ApiError> {
    let AccrualInPath { programme, accrual } = path;
    let PointAccrualResultParameters { outcome, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(CustomerId::new)?;
    let outcome = outcome.map(Into::into);
    let results = application.database.read(caller.scope(), async move |tx| {
        let found = tx.find_point_accrual(accrual).await?;
        found.filter(|found| found.programme == programme).ok_or_else(|| ApiError::not_found("accrual"))?;
        Ok::<_, ApiError>(tx.list_accrual_results(accrual, outcome, page).await?)
    });
    Ok(List::of(results.await?, PointAccrualResultBody::from, |id| id.to_string().into()))
}
