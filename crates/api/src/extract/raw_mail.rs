//! Mails as bodies: bounded in size and time, and taken apart beside the threads that answer requests.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use regulars_channels::read_mail;
use regulars_service::ReceivedMail;

use super::body::{Fingerprint, application, content_type, deadline, party_of, read_within};
use crate::auth::refuse;
use crate::error::{ApiError, Code, Invalid};

/// How many times longer a mail may take to arrive than other bodies, which are a tenth of its size.
const PATIENCE: u32 = 4;

/// A mail, and the fingerprint of the request that carried it.
pub struct RawMail {
    /// The mail.
    pub value: ReceivedMail,
    /// HMAC-SHA256 over method, path and body: the same for the same request only.
    pub fingerprint: Vec<u8>,
}

impl FromRequest for RawMail {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move { Self::of(&request, payload).await })
    }
}

impl RawMail {
    /// Takes the body of a request whose sender is known by now.
    pub async fn of(request: &HttpRequest, payload: Payload) -> Result<Self, ApiError> {
        match take(request, payload).await {
            Ok(mail) => Ok(mail),
            Err(error) => Err(refuse(request, error).await),
        }
    }
}

async fn take(request: &HttpRequest, payload: Payload) -> Result<RawMail, ApiError> {
    if content_type(request).as_deref() != Some("message/rfc822") {
        return Err(ApiError::new(Code::UnsupportedMediaType, "send message/rfc822"));
    }
    let patience = deadline(request)? * PATIENCE;
    let bytes = read_within(request, payload, ReceivedMail::MOST_BYTES, patience).await?;
    let (print, size) = (Fingerprint::begin(request), bytes.len());
    let reading = move || (print.of(&bytes), read_mail(&bytes));
    let (fingerprint, read) =
        application(request)?.processors.run_sized(party_of(request), size, reading).await?;
    let mut invalid = Invalid::default();
    let mail = invalid.check("", read);
    Ok(RawMail { value: invalid.finish_with(mail)?, fingerprint })
}
