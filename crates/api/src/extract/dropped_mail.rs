//! A mail that a mail server drops. Its body is read once it is known whose the address in the path is.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::LocalBoxFuture;
use regulars_kernel::{CustomerId, MerchantId};
use regulars_service::{DropRecipient, ReceivedMail};

use super::body::application;
use super::raw_mail::RawMail;
use crate::auth::refuse;
use crate::error::ApiError;
use crate::guesses::GuessedSecret;
use crate::peers::peer_of;

/// A mail at the drop address in `{token}` of the path.
pub struct DroppedMail {
    /// Whose address it is.
    pub merchant: MerchantId,
    /// The customer whom the address names.
    pub customer: Option<CustomerId>,
    /// The mail.
    pub mail: ReceivedMail,
}

impl FromRequest for DroppedMail {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let (merchant, customer) = match recipient_of(&request).await {
                Ok(found) => found,
                Err(error) => return Err(refuse(&request, error).await),
            };
            // From now on in the merchant's share of what computes.
            request.extensions_mut().insert(merchant);
            let mail = RawMail::of(&request, payload).await?.value;
            Ok(Self { merchant, customer, mail })
        })
    }
}

async fn recipient_of(request: &HttpRequest) -> Result<(MerchantId, Option<CustomerId>), ApiError> {
    let missing = || ApiError::not_found("drop address");
    let named: Option<DropRecipient> = request.match_info().get("token").and_then(|text| text.parse().ok());
    let DropRecipient { token, customer } = named.ok_or_else(missing)?;
    let application = application(request)?;
    let guess = application.guesses.begin(GuessedSecret::MailDrop, peer_of(request), None)?;
    let hash = token.hash();
    let found =
        application.database.read_platform(async move |system| system.find_mail_drop(&hash).await).await?;
    let merchant = found.ok_or_else(missing)?;
    guess.succeeded();
    Ok((merchant, customer))
}
