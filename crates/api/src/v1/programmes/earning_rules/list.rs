//! `GET /v1/programmes/{id}/earning-rules`.

use actix_web::{get, web};
use regulars_kernel::ProgrammeId;
use regulars_loyalty::ProgrammeReads;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::EarningRuleBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;

/// Every earning rule of a programme.
#[derive(Serialize, ToSchema)]
pub struct EarningRuleListBody {
    /// The rules.
    #[schema(max_items = 100)]
    items: Vec<EarningRuleBody>,
}

/// List the earning rules of a programme.
///
/// All of them, in the order in which they are asked.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    responses((status = 200, description = "The rules", body = EarningRuleListBody)))]
#[get("/v1/programmes/{id}/earning-rules")]
pub async fn list_earning_rules(
    caller: Caller<access::list_earning_rules>,
    application: web::Data<Application>,
    id: Id,
) -> Result<web::Json<EarningRuleListBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let found =
        application.database.read(caller.scope(), async move |tx| tx.find_programme(id).await).await?;
    let configuration = found.ok_or_else(|| ApiError::not_found("programme"))?.configuration;
    let rules = configuration.earning_rules.iter();
    Ok(web::Json(EarningRuleListBody {
        items: rules.map(|rule| EarningRuleBody::new(rule, &configuration)).collect(),
    }))
}
