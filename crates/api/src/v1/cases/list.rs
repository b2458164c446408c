//! `GET /v1/cases`.

use actix_web::{get, web};
use chrono::{DateTime, NaiveDate, Utc};
use regulars_kernel::{CustomerId, PageRequest, ServiceCaseId, UserId};
use regulars_service::{CasePosition, CaseQuery, CaseReads};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{CaseBody, CaseStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which cases, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CaseParameters {
    /// Only those in one of these states, with commas between.
    #[param(style = Form, explode = false, inline, max_items = 5, example = json!(["open", "in_progress"]))]
    #[serde(default, deserialize_with = "crate::extract::names")]
    state: Vec<CaseStateBody>,
    /// Only those of that customer.
    customer_id: Option<Uuid>,
    /// Only those with that person in charge.
    assignee_id: Option<Uuid>,
    /// Only those that are due on that day or later.
    due_from: Option<NaiveDate>,
    /// Only those that are due before that day.
    due_before: Option<NaiveDate>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List service cases.
///
/// The newest first. They can be narrowed to states, a customer, the person in charge, and the days on which they are due.
#[utoipa::path(tag = "Cases", params(CaseParameters), responses(
    (status = 200, description = "A page of cases", body = List<CaseBody>)
))]
#[get("/v1/cases")]
pub async fn list_cases(
    caller: Caller<access::list_cases>,
    application: web::Data<Application>,
    parameters: Query<CaseParameters>,
) -> Result<List<CaseBody>, ApiError> {
    let CaseParameters { state, customer_id, assignee_id, due_from, due_before, limit, cursor } =
        parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(created_at, id)| CasePosition { created_at, id: ServiceCaseId::new(id) });
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let query = CaseQuery {
        states: state.into_iter().map(Into::into).collect(),
        customer: customer_id.map(CustomerId::new),
        assignee: assignee_id.map(UserId::new),
        due_from,
        due_before,
    };
    let cases =
        application.database.read(caller.scope(), async move |tx| tx.list_cases(&query, page).await).await?;
    Ok(List::of(cases, CaseBody::from, |at| json!([at.created_at, at.id.value()])))
}
