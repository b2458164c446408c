//! `POST /v1/inbound-mails`.

use actix_web::{post, web};
use regulars_consent::seal_content;
use regulars_flows::{Arrival, MailReceipt, receive_mail as receive};
use regulars_service::{FiledMail, MailOrigin};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::RawMail;
use crate::respond::Single;
use crate::v1::interactions::body::DirectionBody;

/// What became of a mail.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailOutcomeBody {
    /// It is on record with the customers whose addresses stand in it.
    Filed,
    /// None of its addresses is a customer's. Nothing of it is kept.
    Unmatched,
    /// It only tells that another one was read or not delivered. Nothing of it is kept.
    Report,
    /// It is a newsletter of this program, or another mail that a machine of yours sent. Nothing of it is kept.
    OwnMailing,
}

/// A mail with one of the customers whose it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiledMailBody {
    /// The mail, as one of that customer's.
    id: Uuid,
    /// The customer.
    customer_id: Uuid,
    /// Who wrote to whom.
    direction: DirectionBody,
    /// Whether it was put on record just now; it was before otherwise.
    is_new: bool,
}

/// What became of a mail, and with whom it is on record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MailReceipt)]
pub struct MailReceiptBody {
    /// What became of it.
    outcome: MailOutcomeBody,
    /// With how many customers it is on record.
    #[schema(example = 1, minimum = 0, maximum = 100)]
    matched: usize,
    /// With whom.
    #[schema(max_items = 100)]
    mails: Vec<FiledMailBody>,
}

impl From<MailReceipt> for MailReceiptBody {
    fn from(receipt: MailReceipt) -> Self {
        let (outcome, filed) = match receipt {
            MailReceipt::Filed(filed) => (MailOutcomeBody::Filed, filed),
            MailReceipt::Unmatched => (MailOutcomeBody::Unmatched, Vec::new()),
            MailReceipt::Report => (MailOutcomeBody::Report, Vec::new()),
            MailReceipt::OwnMailing => (MailOutcomeBody::OwnMailing, Vec::new()),
        };
        let told = |FiledMail { mail, is_new }| FiledMailBody {
            id: mail.id.value(),
            customer_id: mail.customer.value(),
            direction: mail.direction.into(),
            is_new,
        };
        Self { outcome, matched: filed.len(), mails: filed.into_iter().map(told).collect() }
    }
}

/// Hand a mail over.
///
/// Send the mail as it is (RFC 5322, at most 10 MiB). It is put on record with every customer whose address stands in it: as
/// inbound where one of them wrote it, as outbound otherwise. A mail with nobody you know in it is not kept. A mail that comes
/// again, by its `Message-ID`, is on record once, whichever way it comes. Answers of machines, such as of somebody who is away, are
/// put on record and marked; reports of delivery and your own newsletters are not.
#[utoipa::path(tag = "Mails", request_body(
    description = "The mail",
    content((String = "message/rfc822",
        example = json!("Message-ID: <torta-2@example.com>\r\nDate: Fri, 20 Nov 2026 09:30:00 +0000\r\n\
                   From: Milica <milica.petrovic@example.com>\r\nTo: pekara@example.com\r\nSubject: Re: Torta\r\n\r\n\
                   Hvala, dolazim u deset.\r\n")))
), extensions(("x-idempotency" = json!("natural"))), responses((status = 200, description = "What became of it", body = MailReceiptBody)))]
#[post("/v1/inbound-mails")]
pub async fn receive_mail(
    caller: Caller<access::receive_mail>,
    application: web::Data<Application>,
    mail: RawMail,
) -> Result<Single<MailReceiptBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let mail = mail.value.sealed(|content| seal_content(&environment, content))?;
    let receipt = application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let arrival = Arrival { mail: &mail, origin: MailOrigin::Api, named: None };
                receive(tx, &environment, (scope.merchant(), scope.actor()), arrival).await
            })
        })
        .await?;
    Ok(Single(receipt.into()))
}
