//! `GET /v1/mailbox`.

use actix_web::{get, web};
use regulars_service::MailboxReads;

use super::body::MailboxBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;

/// Show the mailbox.
///
/// The mailbox on another server that is asked for mails from and to your customers, and how the last visit went.
#[utoipa::path(tag = "Mails", responses(
    (status = 200, description = "The mailbox", body = MailboxBody),
    (status = 404, description = "There is none"),
))]
#[get("/v1/mailbox")]
pub async fn get_mailbox(
    caller: Caller<access::get_mailbox>,
    application: web::Data<Application>,
) -> Result<Single<MailboxBody>, ApiError> {
    let found = application.database.read(caller.scope(), async move |tx| tx.mailbox().await).await?;
    Ok(Single(found.ok_or_else(|| ApiError::not_found("mailbox"))?.into()))
}
