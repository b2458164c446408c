//! `POST /v1/programmes/{id}/past-simulations`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::{NewSimulation, base_of_draft, request_simulation};
use regulars_kernel::ProgrammeId;
use regulars_segments::SegmentStore;

use super::body::PastSimulationBody;
use super::new_body::{NewPastSimulationBody, checked_code, checked_rules};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Try a programme with the receipts of the past.
///
/// What other rules, or another version of the programme, would have given for the receipts of the last days, beside what the programme
/// gives for them as it is: a job reads them, at most a million, and nothing is written to the ledger. Both sides are reckoned anew from
/// the receipts, net of what was given back since: caps and budgets count from nothing, within the simulation; the tier and the target
/// groups of a customer are those of now; invoices are not among the receipts, and rules for invoices and for occasions such as birthdays,
/// and coupons, give nothing here. Members of the programme are looked at, and whoever their receipts would bring in, who has not left it and
/// agrees to what it takes; of a draft, whoever buys. Budgets are spent in the order in which customers are read. Up to 10
/// simulations of a programme run at the same time.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewPastSimulationBody, responses(
        (status = 202, description = "A job reads the receipts", body = PastSimulationBody),
        (status = 409, description = "So many are running"),
    ))]
#[post("/v1/programmes/{id}/past-simulations")]
pub async fn create_past_simulation(
    caller: Caller<access::create_past_simulation>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewPastSimulationBody>,
) -> Result<Created<PastSimulationBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, facts, scope) = (ProgrammeId::new(id.0), caller.facts().clone(), caller.scope());
    let environment = caller.environment(&application);
    let NewPastSimulationBody { days, version, earning_rules, point_type } = body.value;
    let point_type = checked_code(point_type)?;
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            tx.lock_segments().await?;
            let (programme, base) = base_of_draft(tx, id, version).await?;
            let of_merchant = (facts.currency, facts.country.as_deref());
            let rules = match earning_rules {
                Some(rules) => {
                    Some(checked_rules(tx, &environment, (&programme, &base), of_merchant, rules).await?)
                }
                None => None,
            };
            let new = NewSimulation { days, version, rules, point_type };
            let draft = (&programme, base);
            let made =
                request_simulation(tx, &environment, &facts.calendar, scope.actor(), draft, new).await?;
            let location = format!("/v1/jobs/{}", made.job);
            let body = PastSimulationBody::new(&made, facts.currency);
            Created::with_status(StatusCode::ACCEPTED, Some(location), &body)
        })
    })
    .await
}
