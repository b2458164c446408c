//! `PATCH /v1/programmes/{id}/earning-rules/{rule_id}`.

use actix_web::{patch, web};
use regulars_loyalty::{ProgrammeStore, change_earning_rule};
use regulars_segments::SegmentStore;

use super::body::{EarningRuleBody, shown};
use super::customers_of_rule::bind_customers;
use super::patch_body::EarningRulePatchBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, EarningRuleInPath, IfMatch};
use crate::respond::Single;

/// Change an earning rule.
///
/// Absent fields stay as they are, and so does its place among the rules. It is another version of the programme: what was earned
/// before stays as it is.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("rule_id" = uuid::Uuid, Path, description = "The rule's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c55")
), request_body = EarningRulePatchBody,
    responses(
        (status = 200, description = "The rule as it is now", body = EarningRuleBody),
        (status = 409, description = "The programme is closed"),
    ))]
#[patch("/v1/programmes/{id}/earning-rules/{rule_id}")]
pub async fn update_earning_rule(
    caller: Caller<access::update_earning_rule>,
    application: web::Data<Application>,
    path: EarningRuleInPath,
    if_match: IfMatch,
    body: Body<EarningRulePatchBody>,
) -> Result<Single<EarningRuleBody>, ApiError> {
    let (EarningRuleInPath { programme: id, rule: rule_id }, patch) = (path, body.value);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let (currency, country) = (caller.facts().currency, caller.facts().country.clone());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                tx.lock_segments().await?;
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                let present = shown(&before, rule_id)?;
                if_match.check(&present)?;
                let whole = patch.whole(present)?;
                let (present, now) = (&before.configuration, environment.now());
                let mut rule = whole.check(rule_id, present, country.as_deref(), now)?;
                bind_customers(tx, &mut rule).await?;
                let changed = change_earning_rule(tx, &environment, by, before, currency, rule).await?;
                Ok(Single(shown(&changed, rule_id)?))
            })
        })
        .await
}
