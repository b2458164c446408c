//! `GET` and `PUT /v1/merchant/card-page`.

use actix_web::{get, put, web};
use regulars_identity::{CardCode, CardPage, IdentityReads, IdentityStore, set_card_page as set};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::respond::Single;

/// How the number of a card is drawn.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardCodeBody {
    /// As bars: EAN-13 where the number is one, Code 128 otherwise.
    Barcode,
    /// As a QR code.
    Qr,
}

impl From<CardCode> for CardCodeBody {
    fn from(code: CardCode) -> Self {
        match code {
            CardCode::Barcode => Self::Barcode,
            CardCode::Qr => Self::Qr,
        }
    }
}

impl From<CardCodeBody> for CardCode {
    fn from(code: CardCodeBody) -> Self {
        match code {
            CardCodeBody::Barcode => Self::Barcode,
            CardCodeBody::Qr => Self::Qr,
        }
    }
}

/// The public page with a customer's card.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CardPage)]
pub struct CardPageBody {
    /// How the number of the card is drawn.
    #[schema(example = "barcode")]
    code: CardCodeBody,
    /// Whether whoever becomes a member by this merchant gets a mail with the link.
    #[schema(example = false)]
    mailed: bool,
}

impl From<CardPage> for CardPageBody {
    fn from(CardPage { code, mailed }: CardPage) -> Self {
        Self { code: code.into(), mailed }
    }
}

/// How the page is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewCardPage, example = json!({"code": "qr", "mailed": true}))]
pub struct NewCardPageBody {
    /// How the number of the card is drawn.
    code: CardCodeBody,
    /// Whether whoever becomes a member by this merchant gets a mail with the link: by `POST /v1/members`, on the registration page, and
    /// by being enrolled. It needs an address to send from (`sender.email` of the merchant) and one of the person; where either is
    /// missing, nothing is sent.
    mailed: bool,
}

/// Show how the page with a card is.
///
/// The page that shows a customer's card on the phone, with points, tier and coupons. `POST /v1/customers/{id}/card-link` tells its
/// address.
#[utoipa::path(tag = "Merchant", responses((status = 200, description = "How the page is", body = CardPageBody)))]
#[get("/v1/merchant/card-page")]
pub async fn get_card_page(
    caller: Caller<access::get_card_page>,
    application: web::Data<Application>,
) -> Result<Single<CardPageBody>, ApiError> {
    let page = application.database.read(caller.scope(), async move |tx| tx.card_page().await).await?;
    Ok(Single(page.into()))
}

/// Set how the page with a card is.
///
/// Whether tills read bars or a QR code, and whether whoever becomes a member gets a mail with the link. Nothing is sent until you switch
/// it on, and nothing to who is a member already.
#[utoipa::path(tag = "Merchant", request_body = NewCardPageBody,
    responses((status = 200, description = "The page as it is now", body = CardPageBody)))]
#[put("/v1/merchant/card-page")]
pub async fn set_card_page(
    caller: Caller<access::set_card_page>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<NewCardPageBody>,
) -> Result<Single<CardPageBody>, ApiError> {
    let NewCardPageBody { code, mailed } = body.value;
    let page = CardPage { code: code.into(), mailed };
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let merchant = tx.own_merchant_for_change().await?;
                let before = tx.card_page().await?;
                if_match.check(&CardPageBody::from(before))?;
                set(tx, &environment, merchant.id, before, page).await?;
                Ok(Single(CardPageBody::from(page)))
            })
        })
        .await
}
