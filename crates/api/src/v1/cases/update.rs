//! `PATCH /v1/cases/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use chrono::NaiveDate;
use regulars_kernel::{Label, Personal, ServiceCaseId, UserId};
use regulars_service::{CasePatch, change_case, find_case_for_change};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{CaseBody, CaseStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` takes the person in charge or the day away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"state": "in_progress", "assignee_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f11"}))]
pub struct CasePatchBody {
    /// What it is about.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    subject: Patched<String>,
    /// Where it stands. A case is resolved before it is closed, and what is closed is opened again before anything else.
    #[schema(value_type = Option<CaseStateBody>)]
    #[serde(default)]
    state: Patched<CaseStateBody>,
    /// The person of the staff who is in charge.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    assignee_id: Patched<Uuid>,
    /// The day by which it is to be resolved, in the merchant's time zone.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    due_on: Patched<NaiveDate>,
}

impl CasePatchBody {
    fn check(self) -> Result<CasePatch, ApiError> {
        let mut invalid = Invalid::default();
        let subject = self.subject.check_required(&mut invalid, "/subject", |text| text.parse::<Label>());
        let state = self.state.check_required(&mut invalid, "/state", Ok::<_, Infallible>);
        invalid.finish()?;
        Ok(CasePatch {
            subject: subject.flatten().map(Personal::new),
            state: state.flatten().map(Into::into),
            assignee: self.assignee_id.0.map(UserId::new),
            due_on: self.due_on.0,
        })
    }
}

/// Change a service case.
///
/// Absent fields stay as they are. What is open, in progress or waiting moves freely; only what is resolved is closed; what
/// is resolved or closed is opened again by `open`.
#[utoipa::path(tag = "Cases", params(
    ("id" = uuid::Uuid, Path, description = "The case's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e30")
), request_body = CasePatchBody, responses(
    (status = 200, description = "The case as it is now", body = CaseBody),
    (status = 409, description = "It cannot come into that state from the one that it is in"),
))]
#[patch("/v1/cases/{id}")]
pub async fn update_case(
    caller: Caller<access::update_case>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<CasePatchBody>,
) -> Result<Single<CaseBody>, ApiError> {
    let id = ServiceCaseId::new(id.0);
    let patch = body.value.check()?;
    let environment = caller.environment(&application);
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before =
                    find_case_for_change(tx, id).await?.ok_or_else(|| ApiError::not_found("case"))?;
                if_match.check(&CaseBody::from(before.clone()))?;
                change_case(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(changed.into()))
}
