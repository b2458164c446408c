//! `POST /v1/programmes/{id}/simulations`.

use actix_web::{post, web};
use regulars_flows::simulate_receipt as simulate;
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeReads;
use regulars_persistence::ReadTx;
use regulars_purchases::{Identify, NewPurchase};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id};
use crate::v1::point_accounts::of_sale_body::SimulatedPointsBody;
use crate::v1::purchases::new_body::NewPurchaseBody;
use crate::v1::purchases::till::till_of;

/// A receipt to be tried.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"receipt": {
    "receipt_number": "proba", "occurred_at": "2026-11-20T16:30:00Z",
    "store_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20", "currency": "RSD",
    "lines": [{"sku": "1001", "name": "Kafa", "category": "drinks", "quantity": "2", "unit": "kom",
               "unit_price": 18000, "total": 36000}],
    "total": 36000
}}))]
pub struct NewSimulationBody {
    /// The receipt, as it would be recorded.
    receipt: NewPurchaseBody,
}

/// What a receipt would earn.
#[derive(Serialize, ToSchema)]
pub struct SimulationBody {
    /// Of each type of points.
    points: Vec<SimulatedPointsBody>,
}

/// Try a programme with a receipt.
///
/// What the receipt would earn by which rule, and why others would give nothing, in whatever state the programme is: a draft can
/// be tried before anybody is in it. It is told for somebody who has had nothing of the rules yet, and of budgets of which nothing is
/// spent. Rules for certain customers ask for the one whom the receipt names by `customer_id`; rules for invoices are not asked.
/// Nothing is kept.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewSimulationBody, extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "What it would earn", body = SimulationBody)))]
#[post("/v1/programmes/{id}/simulations")]
pub async fn simulate_receipt(
    caller: Caller<access::simulate_receipt>,
    application: web::Data<Application>,
    id: Id,
    body: Body<NewSimulationBody>,
) -> Result<web::Json<SimulationBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let new = body.value.receipt.check(caller.facts()).map_err(|error| error.below("/receipt"))?;
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    application
        .database
        .read(caller.scope(), async move |tx| {
            check_named(tx, &new).await?;
            let points = simulate(tx, &environment, &till, id, &new).await?;
            let points = points.into_iter().map(SimulatedPointsBody::from).collect();
            Ok::<_, ApiError>(web::Json(SimulationBody { points }))
        })
        .await
}

/// Fails where the merchant does not have the store or the customer that a receipt names.
async fn check_named(tx: &mut ReadTx, new: &NewPurchase) -> Result<(), ApiError> {
    if let Some(store) = new.store
        && !tx.unknown_stores(&[store]).await?.is_empty()
    {
        return Err(ApiError::not_found_at("/receipt/store_id", "store"));
    }
    if let Some(Identify::Customer(customer)) = &new.identify
        && !tx.has_customer(*customer).await?
    {
        return Err(ApiError::not_found_at("/receipt/identify/customer_id", "customer"));
    }
    Ok(())
}
