//! `GET /v1/tags`.

use actix_web::{get, web};
use regulars_customers::TagReads;
use regulars_kernel::TagId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::tags::body::TagBody;

/// List the merchant's tags.
///
/// The oldest first.
#[utoipa::path(tag = "Tags", params(PageParameters), responses(
    (status = 200, description = "A page of tags", body = List<TagBody>)
))]
#[get("/v1/tags")]
pub async fn list_tags(
    caller: Caller<access::list_tags>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<TagBody>, ApiError> {
    let page = page.0.by_id(TagId::new)?;
    let tags = application.database.read(caller.scope(), async move |tx| tx.list_tags(page).await).await?;
    Ok(List::of(tags, TagBody::from, |id| id.to_string().into()))
}
