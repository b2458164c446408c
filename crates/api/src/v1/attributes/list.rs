//! `GET /v1/attributes`.

use actix_web::{get, web};
use regulars_customers::AttributeReads;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::v1::attributes::body::{AttributeBody, AttributeListBody};

/// List the merchant's custom attributes.
///
/// All of them, in the order of forms.
#[utoipa::path(tag = "Attributes", responses(
    (status = 200, description = "The attributes", body = AttributeListBody)
))]
#[get("/v1/attributes")]
pub async fn list_attributes(
    caller: Caller<access::list_attributes>,
    application: web::Data<Application>,
) -> Result<web::Json<AttributeListBody>, ApiError> {
    let definitions =
        application.database.read(caller.scope(), async |tx| tx.list_attributes().await).await?;
    Ok(web::Json(AttributeListBody { items: definitions.into_iter().map(AttributeBody::from).collect() }))
}
