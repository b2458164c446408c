//! `GET /v1/customers/{id}/mail-drop`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::CustomerId;
use regulars_service::MailReads;

use super::body::MailDropBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::Id;
use crate::respond::Single;

/// Show the drop address of a customer.
///
/// A copy of a mail that is sent there is put on record with this customer, whoever's addresses stand in it. It is made of the
/// merchant's drop address, and holds as long as that one.
#[utoipa::path(tag = "Mails", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses(
    (status = 200, description = "The address", body = MailDropBody),
    (status = 409, description = "The merchant has no drop address"),
))]
#[get("/v1/customers/{id}/mail-drop")]
pub async fn get_customer_mail_drop(
    caller: Caller<access::get_customer_mail_drop>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<MailDropBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let found = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            let none = || ApiError::new(Code::Conflict, "the merchant has no drop address");
            tx.mail_drop().await?.ok_or_else(none)
        })
        .await?;
    Ok(Single(MailDropBody::new(&found, Some(customer), &application)))
}
