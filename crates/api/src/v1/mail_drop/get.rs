//! `GET /v1/mail-drop`.

use actix_web::{get, web};
use regulars_service::MailReads;

use super::body::MailDropBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;

/// Show the drop address.
///
/// A copy of a mail that is sent there is put on record with every customer whose address stands in it. There is none until you
/// make one.
#[utoipa::path(tag = "Mails", responses(
    (status = 200, description = "The address", body = MailDropBody),
    (status = 404, description = "There is none"),
))]
#[get("/v1/mail-drop")]
pub async fn get_mail_drop(
    caller: Caller<access::get_mail_drop>,
    application: web::Data<Application>,
) -> Result<Single<MailDropBody>, ApiError> {
    let found = application.database.read(caller.scope(), async move |tx| tx.mail_drop().await).await?;
    let found = found.ok_or_else(|| ApiError::not_found("drop address"))?;
    Ok(Single(MailDropBody::new(&found, None, &application)))
}
