//! `GET /v1/customers/{id}/mails/{mail_id}`.

use actix_web::{get, web};
use regulars_service::MailReads;

use super::body::CustomerMailBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::MailInPath;
use crate::respond::Single;

/// Show a mail of a customer.
///
/// With its text. What was attached and could be a file is among the customer's files.
#[utoipa::path(tag = "Mails", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("mail_id" = uuid::Uuid, Path, description = "The mail's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e70")
), responses((status = 200, description = "The mail", body = CustomerMailBody)))]
#[get("/v1/customers/{id}/mails/{mail_id}")]
pub async fn get_customer_mail(
    caller: Caller<access::get_customer_mail>,
    application: web::Data<Application>,
    path: MailInPath,
) -> Result<Single<CustomerMailBody>, ApiError> {
    let (mail, text) = application
        .database
        .read(caller.scope(), async move |tx| {
            let mail =
                tx.find_mail(path.customer, path.mail).await?.ok_or_else(|| ApiError::not_found("mail"))?;
            let text = tx.read_mail_text(mail.id).await?.ok_or_else(|| ApiError::not_found("mail"))?;
            Ok::<_, ApiError>((mail, text))
        })
        .await?;
    Ok(Single(CustomerMailBody::new(mail, text)))
}
