//! `/c/{token}`: somebody confirms from their own mailbox that advertising may come there, or that they become a regular.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use regulars_consent::{
    ConfirmError, Confirmation, ConfirmationPurpose, ConfirmationState, ConfirmationToken, ConsentTextReads,
};
use regulars_flows::{confirm_news, confirm_regular, look_at_link};
use regulars_kernel::StoreError;

use super::evidence::evidence_of;
use super::page::Form;
use super::place::{Place, nowhere};
use super::short_address::short_address;
use crate::application::Application;
use crate::error::ApiError;

/// Show what a link asks to be confirmed.
///
/// A page with a button, and the address that it is about in short. It changes nothing, however often it is read. Links that are forged, unknown or expired all
/// lead to the same page.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/c/{token}")]
pub async fn show_confirmation(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    shown(&request, &application, &token).await
}

/// Confirm what a link asks.
///
/// Verifies the address that the link was sent to, and grants the consent or makes the member a regular, as the link
/// asks. A second time it says that this is confirmed already. The form of the page sends it; the body does not matter.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "Confirmed, or confirmed before", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[post("/c/{token}")]
pub async fn confirm(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let Some((place, token, state)) = look(&application, &token).await? else { return nowhere(&request) };
    let texts = place.texts();
    let already = place.page(texts.already_heading, texts.already);
    let ConfirmationState::Open(Confirmation { purpose, .. }) = state else {
        return already.respond(StatusCode::OK);
    };
    let confirmed = match purpose {
        ConfirmationPurpose::OptIn => place.page(texts.confirmed_heading, texts.confirmed),
        ConfirmationPurpose::BecomeRegular => place.page(texts.confirmed_heading, texts.regular_confirmed),
    };
    let (scope, sealing, evidence) = (place.scope, application.sealing.clone(), evidence_of(&request));
    let write = application.database.write(scope, move |tx| {
        Box::pin(async move {
            match purpose {
                ConfirmationPurpose::OptIn => {
                    confirm_news(tx, place.recording(&sealing), &token.hash(), evidence).await
                }
                ConfirmationPurpose::BecomeRegular => {
                    confirm_regular(tx, place.recording(&sealing), &token.hash(), evidence).await.map(drop)
                }
            }
        })
    });
    match write.await {
        Ok(()) => confirmed.respond(StatusCode::OK),
        Err(ConfirmError::AlreadyConfirmed) => already.respond(StatusCode::OK),
        Err(ConfirmError::NotValid) => nowhere(&request),
        Err(ConfirmError::Store(error)) => Err(error.into()),
    }
}

async fn shown(
    request: &HttpRequest,
    application: &Application,
    token: &str,
) -> Result<HttpResponse, ApiError> {
    let Some((place, _, state)) = look(application, token).await? else { return nowhere(request) };
    let texts = place.texts();
    let ConfirmationState::Open(confirmation) = state else {
        return place.page(texts.already_heading, texts.already).respond(StatusCode::OK);
    };
    let text = shown_text(application, &place, &confirmation).await?;
    let (heading, question, button) = match confirmation.purpose {
        ConfirmationPurpose::OptIn => (texts.confirm_heading, texts.confirm_question, texts.confirm_button),
        ConfirmationPurpose::BecomeRegular => {
            (texts.regular_heading, texts.regular_question, texts.regular_button)
        }
    };
    let form = Form::new("confirm", "yes", button);
    let address = short_address(confirmation.address.expose());
    let page =
        place.page(heading, question).and(format!("{}: {address}", texts.channel(confirmation.channel)));
    page.with_consent_text(text).with_form(form).respond(StatusCode::OK)
}

/// Where a token leads, and how it stands there. None when it does not hold.
async fn look(
    application: &Application,
    token: &str,
) -> Result<Option<(Place, ConfirmationToken, ConfirmationState)>, ApiError> {
    let Some(token) = ConfirmationToken::verify(&application.links, token) else { return Ok(None) };
    let place = Place::behind(application, token.merchant()).await?;
    let (hash, environment) = (token.hash(), place.environment.clone());
    let look =
        application.database.read(place.scope, async move |tx| look_at_link(tx, &environment, &hash).await);
    let state = look.await?;
    let customer = match &state {
        ConfirmationState::Open(confirmation) | ConfirmationState::AlreadyConfirmed(confirmation) => {
            confirmation.customer
        }
        ConfirmationState::NotValid => return Ok(None),
    };
    let (place, is_known) = place.of_customer(application, customer).await?;
    Ok(is_known.then_some((place, token, state)))
}

async fn shown_text(
    application: &Application,
    place: &Place,
    confirmation: &Confirmation,
) -> Result<Option<String>, StoreError> {
    let Some(id) = confirmation.text else { return Ok(None) };
    let text = application.database.read(place.scope, async move |tx| tx.find_text(id).await).await?;
    Ok(text.map(|text| text.text.into_string()))
}
