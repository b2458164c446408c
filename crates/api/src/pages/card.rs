//! `/k/{token}`: a customer's card on the phone.

use actix_web::{HttpRequest, HttpResponse, get, web};
use regulars_consent::{Link, LinkToken};
use regulars_flows::{CardPageView, read_card_page};
use regulars_identity::{IdentityReads, Merchant, MerchantStatus};
use regulars_kernel::StoreError;

use super::card_page::CardHtml;
use super::place::{Place, nowhere, scope_of_link, tell_log_of};
use crate::application::Application;
use crate::error::ApiError;

/// Show a card.
///
/// A page in the merchant's name and the customer's language: the card with its barcode or QR code, points with what expires when, the
/// tier with what is missing for the next one, and coupons. It changes nothing, however often it is read. A link that was revoked, and
/// one of a customer who was erased, is answered as one that leads nowhere.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/k/{token}")]
pub async fn show_card(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    match Visit::of(&application, &token).await? {
        Some(Visit { place, merchant, view }) => CardHtml::new(&place, &merchant, view)?.respond(),
        None => nowhere(&request),
    }
}

/// Who came by a link, and what they see.
struct Visit {
    place: Place,
    merchant: Merchant,
    view: CardPageView,
}

impl Visit {
    /// None when the link leads nowhere.
    async fn of(application: &Application, token: &str) -> Result<Option<Self>, ApiError> {
        let verified = LinkToken::verify(&application.links, token);
        let Some(LinkToken { merchant, link: Link::Card(link) }) = verified else { return Ok(None) };
        tell_log_of(merchant);
        let environment = application.environment.clone();
        let read = application.database.read(scope_of_link(merchant), async move |tx| {
            let (merchant, facts) = (tx.own_merchant().await?, tx.merchant_facts().await?);
            if merchant.status != MerchantStatus::Active {
                return Ok::<_, StoreError>(None);
            }
            let now = environment.shifted(facts.clock_shift).now();
            let view = read_card_page(tx, (&merchant, &facts), link, now).await?;
            Ok(view.map(|view| (merchant, facts, view)))
        });
        let Some((merchant, facts, view)) = read.await? else { return Ok(None) };
        let place = Place::of(application, &merchant, &facts).in_language(view.language);
        Ok(Some(Self { place, merchant, view }))
    }
}
