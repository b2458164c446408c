//! `/in/{token}`: a mail server drops a mail.

use actix_web::{post, web};
use regulars_consent::seal_content;
use regulars_flows::{Arrival, receive_mail};
use regulars_identity::{IdentityReads, MerchantStatus};
use regulars_service::MailOrigin;

use super::place::{scope_of_link, tell_log_of};
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::DroppedMail;
use crate::respond::Accepted;

/// Deliver a mail to a drop address.
///
/// For the pipe of a mail server: the path ends with the part of the recipient's address before the `@`, such as
/// `curl --fail --header 'Content-Type: message/rfc822' --data-binary @- …/in/$LOCAL_PART`. The secret in the address is all the
/// credential there is. What became of the mail is not told, because such addresses travel in mails: nobody is to learn by one who
/// the merchant's customers are.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The drop address before the `@`, of the merchant or of one of its customers",
        example = "agjpbqjlhr6u5d22nn6i3hqpia")
), request_body(
    description = "The mail",
    content((String = "message/rfc822",
        example = json!("Message-ID: <torta-3@example.com>\r\nDate: Fri, 20 Nov 2026 10:05:00 +0000\r\n\
                   From: pekara@example.com\r\nTo: Milica <milica.petrovic@example.com>\r\nSubject: Torta\r\n\r\n\
                   Torta je spremna.\r\n")))
), extensions(("x-idempotency" = json!("natural"))), responses(
    (status = 202, description = "It was taken"),
    (status = 404, description = "There is no such address"),
))]
#[post("/in/{token}")]
pub async fn deliver_mail(
    application: web::Data<Application>,
    dropped: DroppedMail,
) -> Result<Accepted, ApiError> {
    let DroppedMail { merchant, customer, mail } = dropped;
    tell_log_of(merchant);
    let scope = scope_of_link(merchant);
    let environment = application.environment.clone();
    let mail = mail.sealed(|content| seal_content(&environment, content))?;
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let facts = tx.merchant_facts().await?;
                if tx.own_merchant().await?.status != MerchantStatus::Active {
                    return Err(ApiError::not_found("drop address"));
                }
                let environment = environment.shifted(facts.clock_shift);
                let arrival = Arrival { mail: &mail, origin: MailOrigin::Drop, named: customer };
                receive_mail(tx, &environment, (merchant, scope.actor()), arrival).await?;
                Ok(Accepted)
            })
        })
        .await
}
