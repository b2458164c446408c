//! `GET /v1/programmes/{id}/accruals`.

use actix_web::{get, web};
use regulars_kernel::{PointAccrualId, ProgrammeId};
use regulars_loyalty::{AccrualReads, ProgrammeReads};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::PointAccrualBody;
use super::names::PointAccrualStateBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// Which accruals, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PointAccrualListParameters {
    /// Only those that stand there.
    #[param(inline)]
    state: Option<PointAccrualStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List the bulk accruals of a programme.
///
/// The newest first. With `state=awaiting_approval` those that somebody else has to approve.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    PointAccrualListParameters
), responses((status = 200, description = "A page of accruals", body = List<PointAccrualBody>)))]
#[get("/v1/programmes/{id}/accruals")]
pub async fn list_point_accruals(
    caller: Caller<access::list_point_accruals>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<PointAccrualListParameters>,
) -> Result<List<PointAccrualBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let PointAccrualListParameters { state, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(PointAccrualId::new)?;
    let state = state.map(Into::into);
    let found = application.database.read(caller.scope(), async move |tx| {
        tx.find_programme(id).await?.ok_or_else(|| ApiError::not_found("programme"))?;
        Ok::<_, ApiError>(tx.list_point_accruals(id, state, page).await?)
    });
    Ok(List::of(found.await?, PointAccrualBody::from, |id| id.to_string().into()))
}
