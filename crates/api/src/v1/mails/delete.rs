//! `DELETE /v1/customers/{id}/mails/{mail_id}`.

use actix_web::{delete, web};
use regulars_service::{MailReads, delete_mail, find_mail_for_change};

use super::body::CustomerMailBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{IfMatch, MailInPath};
use crate::respond::NoContent;

/// Take a mail off the record.
///
/// Files that came with it stay with the customer. A mail that comes a second time is put on record anew.
#[utoipa::path(tag = "Mails", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("mail_id" = uuid::Uuid, Path, description = "The mail's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e71")
), responses((status = 204, description = "The mail is off the record")))]
#[delete("/v1/customers/{id}/mails/{mail_id}")]
pub async fn delete_customer_mail(
    caller: Caller<access::delete_customer_mail>,
    application: web::Data<Application>,
    path: MailInPath,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let mail = find_mail_for_change(tx, path.customer, path.mail).await?;
                if if_match.is_named() {
                    let text = tx.read_mail_text(mail.id).await?.unwrap_or_default();
                    if_match.check(&CustomerMailBody::new(mail.clone(), text))?;
                }
                delete_mail(tx, &environment, &mail).await?;
                Ok(NoContent)
            })
        })
        .await
}
