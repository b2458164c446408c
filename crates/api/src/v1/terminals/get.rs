//! `GET /v1/terminals/{id}`.

use actix_web::{get, web};
use regulars_identity::IdentityReads;
use regulars_kernel::TerminalId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::terminals::body::TerminalBody;

/// Show a terminal.
///
/// Its name, its store, and whether a device is paired.
#[utoipa::path(tag = "Terminals", params(("id" = uuid::Uuid, Path, description = "The terminal's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30")), responses(
    (status = 200, description = "The terminal", body = TerminalBody)
))]
#[get("/v1/terminals/{id}")]
pub async fn get_terminal(
    caller: Caller<access::get_terminal>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<TerminalBody>, ApiError> {
    let id = TerminalId::new(id.0);
    let terminal =
        application.database.read(caller.scope(), async move |tx| tx.find_terminal(id).await).await?;
    Ok(Single(terminal.ok_or_else(|| ApiError::not_found("terminal"))?.into()))
}
