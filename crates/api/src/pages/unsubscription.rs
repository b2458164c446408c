//! `/u/{token}`: somebody ends advertising over a channel.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use regulars_consent::{Link, LinkToken, UnsubscribeOutcome};
use regulars_flows::unsubscribe_through;
use regulars_kernel::{Channel, CustomerId, NewsletterId};

use super::evidence::evidence_of;
use super::page::Form;
use super::place::{Place, nowhere};
use super::test_message::test_page;
use crate::application::Application;
use crate::error::ApiError;

/// Show the button that ends advertising.
///
/// A page with a button. It changes nothing, however often it is read.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/u/{token}")]
pub async fn show_unsubscription(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    shown(&request, &application, &token).await
}

/// End advertising.
///
/// Withdraws the consent to advertising over the channel that the message came over, of every record of the merchant that
/// carries the address that it came to. Mail programs send it with one
/// click (RFC 8058, `List-Unsubscribe=One-Click`), the page sends it with its button; whatever the body says, nothing
/// else is meant by it. Repeated, it is a success again, and the page says that it was
/// done before. The link of a test send says that it was a test.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "Ended, or ended before", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[post("/u/{token}")]
pub async fn unsubscribe(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    if let Some(page) = test_page(&application, &token).await? {
        return Ok(page);
    }
    let Some((place, whom, newsletter)) = look(&application, &token).await? else {
        return nowhere(&request);
    };
    let texts = place.texts();
    let ended = place.page(texts.unsubscribed_heading, texts.unsubscribed);
    let repeated = place.page(texts.unsubscribed_before_heading, texts.unsubscribed_before);
    let (scope, sealing, evidence) = (place.scope, application.sealing.clone(), evidence_of(&request));
    let outcome = application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                unsubscribe_through(tx, place.recording(&sealing), newsletter, whom, evidence).await
            })
        })
        .await?;
    match outcome {
        UnsubscribeOutcome::Repeated(_) => repeated.respond(StatusCode::OK),
        UnsubscribeOutcome::Ended(_) | UnsubscribeOutcome::UnknownCustomer => ended.respond(StatusCode::OK),
    }
}

async fn shown(
    request: &HttpRequest,
    application: &Application,
    token: &str,
) -> Result<HttpResponse, ApiError> {
    if let Some(page) = test_page(application, token).await? {
        return Ok(page);
    }
    let Some((place, _, _)) = look(application, token).await? else { return nowhere(request) };
    let texts = place.texts();
    let form = Form::new("List-Unsubscribe", "One-Click", texts.unsubscribe_button);
    place.page(texts.unsubscribe_heading, texts.unsubscribe_question).with_form(form).respond(StatusCode::OK)
}

/// Who came by a link, and where to. A customer who is gone gets no advertising any more, which is what they ask for.
async fn look(
    application: &Application,
    token: &str,
) -> Result<Option<(Place, (CustomerId, Channel), Option<NewsletterId>)>, ApiError> {
    let Some(LinkToken { merchant, link }) = LinkToken::verify(&application.links, token) else {
        return Ok(None);
    };
    let Link::Unsubscribe { customer, channel, newsletter } = link else { return Ok(None) };
    let (place, _) = Place::behind(application, merchant).await?.of_customer(application, customer).await?;
    Ok(Some((place, (customer, channel), newsletter)))
}
