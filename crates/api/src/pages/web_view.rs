//! `/w/{token}`: a newsletter in the browser, as its recipient got it.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use regulars_consent::{Link, LinkToken};
use regulars_customers::MergeReads;
use regulars_flows::{
    PreviewNewsletterError, SignedLinks, ViewNewsletterError, prepare_test_message, view_newsletter,
};
use regulars_identity::IdentityReads;
use regulars_kernel::{MerchantId, NewsletterId, StoreError};

use super::place::{Place, nowhere, scope_of_link, tell_log_of};
use super::test_message::{tested_newsletter, with_notice};
use crate::application::Application;
use crate::error::ApiError;

/// Show a newsletter in the browser.
///
/// As its recipient got it, with the recipient's own links. It shows the newsletter as it was sent and the recipient's
/// name as it is now. The link of a test send shows the newsletter as it is now, and says that it is a test.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The newsletter", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/w/{token}")]
pub async fn view_in_browser(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    view(&request, &application, &token).await
}

async fn view(
    request: &HttpRequest,
    application: &Application,
    token: &str,
) -> Result<HttpResponse, ApiError> {
    if let Some((merchant, newsletter)) = tested_newsletter(application, token) {
        return view_test(request, application, merchant, newsletter).await;
    }
    let Some(LinkToken { merchant, link: Link::View { newsletter, customer } }) =
        LinkToken::verify(&application.links, token)
    else {
        return nowhere(request);
    };
    tell_log_of(merchant);
    let signer = SignedLinks::new(application.links.clone());
    let public_url = application.settings.link_hosts.shared_origin();
    let (reading, environment) = (signer.clone(), application.environment.clone());
    let read = application.database.read(scope_of_link(merchant), async move |tx| {
        let survivor = tx.survivors_of(&[customer]).await?.remove(&customer);
        let customer = survivor.unwrap_or(customer);
        let now = environment.shifted(tx.merchant_facts().await?.clock_shift).now();
        view_newsletter(tx, &reading, &public_url, newsletter, customer, now).await
    });
    let view = match read.await {
        Ok(prepared) => application.processors.run(merchant, move || prepared.render(&signer)).await?,
        Err(error) => Err(error),
    };
    match view {
        Ok(rendered) => Ok(page(rendered.html)),
        Err(ViewNewsletterError::UnknownMessage) => nowhere(request),
        Err(ViewNewsletterError::Compile(error)) => {
            Err(StoreError::inconsistent("newsletters", format_args!("one that was sent: {error}")).into())
        }
        Err(ViewNewsletterError::Store(error)) => Err(error.into()),
    }
}

/// The newsletter as it is now, as its test send shows it, with the notice that it is a test.
async fn view_test(
    request: &HttpRequest,
    application: &Application,
    merchant: MerchantId,
    newsletter: NewsletterId,
) -> Result<HttpResponse, ApiError> {
    let place = Place::behind(application, merchant).await?;
    let (keys, public_url) = (application.links.clone(), application.settings.link_hosts.shared_origin());
    let read = application.database.read(place.scope, async move |tx| {
        prepare_test_message(tx, &keys, &public_url, newsletter, None).await
    });
    let view = match read.await {
        Ok(prepared) => application.processors.run(merchant, move || prepared.render()).await?,
        Err(error) => Err(error),
    };
    match view {
        Ok((rendered, _)) => Ok(page(with_notice(&rendered.html, place.texts().test))),
        Err(PreviewNewsletterError::UnknownNewsletter | PreviewNewsletterError::Compile(_)) => {
            nowhere(request)
        }
        Err(error) => Err(error.into()),
    }
}

fn page(html: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(html)
}

/// A newsletter has its style inside and its images anywhere, and never a script or a form.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src http: https:; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";
