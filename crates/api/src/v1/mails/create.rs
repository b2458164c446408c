//! `POST /v1/customers/{id}/mails`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_consent::seal_content;
use regulars_flows::{Arrival, MailReceipt, receive_mail};
use regulars_kernel::CustomerId;
use regulars_service::{MailOrigin, MailReads};

use super::body::CustomerMailBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, RawMail};
use crate::respond::{Created, Once};

/// Put a mail on record with a customer.
///
/// Send the mail as it is (RFC 5322, at most 10 MiB). It is put on record with this customer, whoever's addresses stand in it: as
/// inbound where a customer wrote it, or where neither the customer nor your staff stands in it. A mail that is on record with the
/// customer already, by its `Message-ID`, stays as it is and is answered with 200. What is attached becomes files of the customer
/// where it can be one. All of it is sealed with the customer's key, and goes when the customer is erased.
#[utoipa::path(tag = "Mails", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), request_body(
    description = "The mail",
    content((String = "message/rfc822",
        example = json!("Message-ID: <torta-1@example.com>\r\nDate: Fri, 20 Nov 2026 08:12:00 +0000\r\n\
                   From: Milica <milica.petrovic@example.com>\r\nTo: pekara@example.com\r\nSubject: Torta\r\n\r\n\
                   Da li radite tortu za subotu?\r\n")))
), responses(
    (status = 201, description = "The mail is on record", body = CustomerMailBody),
    (status = 200, description = "It was on record before", body = CustomerMailBody),
))]
#[post("/v1/customers/{id}/mails")]
pub async fn create_customer_mail(
    caller: Caller<access::create_customer_mail>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    mail: RawMail,
) -> Result<Created<CustomerMailBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (once, whose) = (Once::new(key, mail.fingerprint), CustomerId::new(id.0));
    let mail = mail.value.sealed(|content| seal_content(&environment, content))?;
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let arrival = Arrival { mail: &mail, origin: MailOrigin::Api, named: Some(whose) };
            let receipt = receive_mail(tx, &environment, (scope.merchant(), scope.actor()), arrival).await?;
            let MailReceipt::Filed(filed) = receipt else { return Err(ApiError::not_found("customer")) };
            let filed = filed.into_iter().next().ok_or_else(|| ApiError::not_found("customer"))?;
            let text = tx.read_mail_text(filed.mail.id).await?.unwrap_or_default();
            let location = format!("/v1/customers/{}/mails/{}", filed.mail.customer, filed.mail.id);
            let status = if filed.is_new { StatusCode::CREATED } else { StatusCode::OK };
            Created::with_status(
                status,
                filed.is_new.then_some(location),
                &CustomerMailBody::new(filed.mail, text),
            )
        })
    })
    .await
}
