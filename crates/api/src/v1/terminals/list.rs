//! `GET /v1/terminals`.

use actix_web::{get, web};
use regulars_identity::IdentityReads;
use regulars_kernel::TerminalId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::terminals::body::TerminalBody;

/// List the merchant's terminals.
///
/// The oldest first; those that wait for a device and those that were cut off are among them.
#[utoipa::path(tag = "Terminals", params(PageParameters), responses(
    (status = 200, description = "A page of terminals", body = List<TerminalBody>)
))]
#[get("/v1/terminals")]
pub async fn list_terminals(
    caller: Caller<access::list_terminals>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<TerminalBody>, ApiError> {
    let page = page.0.by_id(TerminalId::new)?;
    let terminals =
        application.database.read(caller.scope(), async move |tx| tx.list_terminals(page).await).await?;
    Ok(List::of(terminals, TerminalBody::from, |id| id.to_string().into()))
}
