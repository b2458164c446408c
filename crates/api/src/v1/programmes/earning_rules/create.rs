//! `POST /v1/programmes/{id}/earning-rules`.

use actix_web::{post, web};
use regulars_kernel::{EarningRuleId, ProgrammeId};
use regulars_loyalty::{ProgrammeStore, create_earning_rule as create};
use regulars_segments::SegmentStore;

use super::body::{EarningRuleBody, shown};
use super::customers_of_rule::bind_customers;
use super::new_body::NewEarningRuleBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Make an earning rule.
///
/// It is asked after those that there are. A programme has at most 100. It is another version of the programme, and holds for receipts
/// that are recorded from now on.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewEarningRuleBody, responses(
        (status = 201, description = "Made", body = EarningRuleBody),
        (status = 409, description = "There are 100 already, or the programme is closed"),
    ))]
#[post("/v1/programmes/{id}/earning-rules")]
pub async fn create_earning_rule(
    caller: Caller<access::create_earning_rule>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewEarningRuleBody>,
) -> Result<Created<EarningRuleBody>, ApiError> {
    let (id, currency) = (ProgrammeId::new(id.0), caller.facts().currency);
    let (once, new) = (Once::new(key, body.fingerprint), body.value);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let country = caller.facts().country.clone();
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            tx.lock_segments().await?;
            let before = tx.find_programme_for_change(id).await?;
            let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
            let id_of_rule = EarningRuleId::new(environment.new_id());
            let now = environment.now();
            let mut rule = new.check(id_of_rule, &before.configuration, country.as_deref(), now)?;
            bind_customers(tx, &mut rule).await?;
            let made = rule.id;
            let changed = create(tx, &environment, by, before, currency, rule).await?;
            Created::at(format!("/v1/programmes/{id}/earning-rules/{made}"), &shown(&changed, made)?)
        })
    })
    .await
}
