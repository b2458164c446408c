//! `GET /v1/offers`.

use actix_web::{get, web};
use regulars_companies::{OfferQuery, OfferReads};
use regulars_kernel::{CompanyId, OfferId, StoreError};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{OfferBody, OfferStateBody};
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// Which offers, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OfferParameters {
    /// Only those to that company.
    company_id: Option<Uuid>,
    /// Only those that stand so today.
    #[param(inline)]
    state: Option<OfferStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List offers.
///
/// The newest first, to all companies, those that are out of use too.
#[utoipa::path(tag = "Offers", params(OfferParameters), responses(
    (status = 200, description = "A page of offers", body = List<OfferBody>)
))]
#[get("/v1/offers")]
pub async fn list_offers(
    caller: Caller<access::list_offers>,
    application: web::Data<Application>,
    parameters: Query<OfferParameters>,
) -> Result<List<OfferBody>, ApiError> {
    let OfferParameters { company_id, state, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(OfferId::new)?;
    let showing = Showing::to(&caller, &application);
    let company = company_id.map(CompanyId::new);
    let query = OfferQuery { company, state: state.map(Into::into), today: showing.today };
    let read = application.database.read(caller.scope(), async move |tx| {
        Ok::<_, StoreError>((tx.list_offers(query, page).await?, showing.shown(tx).await?))
    });
    let (offers, shown) = read.await?;
    Ok(List::of(offers, |offer| shown.body(offer), |id| json!(id.value())))
}
