//! `GET /v1/programmes/{id}/past-simulations`.

use actix_web::{get, web};
use regulars_kernel::{PastSimulationId, ProgrammeId};
use regulars_loyalty::{PastSimulation, PastSimulationReads, ProgrammeReads};

use super::body::PastSimulationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// List the simulations of a programme with receipts of the past.
///
/// The newest first.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"), PageParameters),
    responses((status = 200, description = "A page of simulations", body = List<PastSimulationBody>)))]
#[get("/v1/programmes/{id}/past-simulations")]
pub async fn list_past_simulations(
    caller: Caller<access::list_past_simulations>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<PastSimulationBody>, ApiError> {
    let (id, currency) = (ProgrammeId::new(id.0), caller.facts().currency);
    let page = page.0.by_id(PastSimulationId::new)?;
    let found = application.database.read(caller.scope(), async move |tx| {
        tx.find_programme(id).await?.ok_or_else(|| ApiError::not_found("programme"))?;
        Ok::<_, ApiError>(tx.list_past_simulations(id, page).await?)
    });
    let body = |simulation: PastSimulation| PastSimulationBody::new(&simulation, currency);
    Ok(List::of(found.await?, body, |id| id.to_string().into()))
}
