//! `/p/{token}`: somebody chooses the channels that advertising may come over.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use regulars_consent::{
    AddressTag, ConsentLedgerReads, Link, LinkToken, PreferenceOutcome, SetPreferencesError, Subject,
};
use regulars_customers::MergeReads;
use regulars_flows::set_preferences_through;
use regulars_kernel::{Channel, ConsentState, CustomerId, NewsletterId, Purpose, StoreError};
use utoipa::ToSchema;

use super::page::{Choice, Form, HtmlPage};
use super::place::{Place, nowhere};
use super::test_message::test_page;
use super::texts::Texts;
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::SentForm;

/// Show the preferences.
///
/// A page with a box for each channel. It changes nothing, however often it is read.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[get("/p/{token}")]
pub async fn show_preferences(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    shown(&request, &application, &token).await
}

/// Set the preferences.
///
/// The form of the page sends `preferences=set` and `yes` under the name of each channel that advertising may come
/// over. Another body changes nothing and shows the page again. Who reads an address that is no longer the customer's
/// may end advertising, and may not ask for it. A no stops every record of the merchant that carries the address.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), request_body(
    content = PreferencesForm, content_type = "application/x-www-form-urlencoded",
    description = "`preferences=set`, and `yes` under the name of each channel that is wanted"
), responses(
    (status = 200, description = "The page as it is now", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
))]
#[post("/p/{token}")]
pub async fn set_preferences(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
    sent: SentForm,
) -> Result<HttpResponse, ApiError> {
    if let Some(page) = test_page(&application, &token).await? {
        return Ok(page);
    }
    let Some(visit) = look(&application, &token).await? else { return nowhere(&request) };
    if !sent.has("preferences", "set") {
        return shown(&request, &application, &token).await;
    }
    let is_wanted = |channel: Channel| sent.has(channel.name(), "yes");
    let choices: Vec<_> = offered(&visit.subject).map(|channel| (channel, is_wanted(channel))).collect();
    let (sealing, links) = (application.sealing.clone(), application.links.clone());
    let Visit { place, customer, address, newsletter, .. } = visit;
    let written = application.database.write(place.scope, move |tx| {
        Box::pin(async move {
            let recording = place.recording(&sealing);
            let outcomes =
                set_preferences_through(tx, recording, &links, newsletter, (customer, address), &choices)
                    .await?;
            let survivor = tx.survivors_of(&[customer]).await?.remove(&customer);
            let subject = tx.find_subject(survivor.unwrap_or(customer)).await?;
            Ok::<_, SetPreferencesError>((place, outcomes, subject))
        })
    });
    let (place, outcomes, subject) = match written.await {
        Ok((place, outcomes, Some(subject))) => (place, outcomes, subject),
        Ok((_, _, None)) | Err(SetPreferencesError::UnknownCustomer) => return nowhere(&request),
        Err(SetPreferencesError::Store(error)) => return Err(error.into()),
    };
    let texts = place.texts();
    let page = place.page(texts.preferences_heading, texts.saved);
    let needs_opt_in = outcomes.iter().any(|(_, outcome)| *outcome == PreferenceOutcome::NeedsOptIn);
    let page = if needs_opt_in { page.and(place.fill(texts.needs_opt_in)) } else { page };
    with_boxes(page, &subject, texts).respond(StatusCode::OK)
}

/// What the form of the page sends.
#[derive(ToSchema)]
#[schema(example = json!({"preferences": "set", "email": "yes"}))]
#[expect(dead_code, reason = "stands in the document; the form itself is read pair by pair")]
pub struct PreferencesForm {
    /// Always `set`.
    #[schema(max_length = 3)]
    preferences: String,
    /// `yes` when advertising may come by e-mail.
    #[schema(max_length = 3)]
    email: Option<String>,
    /// `yes` when advertising may come by text message.
    #[schema(max_length = 3)]
    sms: Option<String>,
    /// `yes` when advertising may come by push message.
    #[schema(max_length = 3)]
    push: Option<String>,
    /// `yes` when advertising may come over Telegram.
    #[schema(max_length = 3)]
    telegram: Option<String>,
}

/// Who came by a link, and where to.
struct Visit {
    place: Place,
    customer: CustomerId,
    address: AddressTag,
    newsletter: Option<NewsletterId>,
    subject: Subject,
}

async fn shown(
    request: &HttpRequest,
    application: &Application,
    token: &str,
) -> Result<HttpResponse, ApiError> {
    if let Some(page) = test_page(application, token).await? {
        return Ok(page);
    }
    let Some(Visit { place, subject, .. }) = look(application, token).await? else { return nowhere(request) };
    let texts = place.texts();
    let page = place.page(texts.preferences_heading, texts.preferences_question);
    with_boxes(page, &subject, texts).respond(StatusCode::OK)
}

async fn look(application: &Application, token: &str) -> Result<Option<Visit>, ApiError> {
    let Some(LinkToken { merchant, link }) = LinkToken::verify(&application.links, token) else {
        return Ok(None);
    };
    let Link::Preferences { customer, address, newsletter } = link else { return Ok(None) };
    let (place, _) = Place::behind(application, merchant).await?.of_customer(application, customer).await?;
    let read = application.database.read(place.scope, async move |tx| {
        let survivor = tx.survivors_of(&[customer]).await?.remove(&customer);
        tx.find_subject(survivor.unwrap_or(customer)).await
    });
    let subject: Result<_, StoreError> = read.await;
    Ok(subject?.map(|subject| Visit { place, customer, address, newsletter, subject }))
}

/// The channels that a customer can be reached over, or has said something about.
fn offered(subject: &Subject) -> impl Iterator<Item = Channel> {
    Channel::ALL.iter().copied().filter(|channel| {
        subject.address(*channel).is_some()
            || subject.standing(Purpose::Advertising, Some(*channel)).is_some()
    })
}

fn with_boxes(page: HtmlPage, subject: &Subject, texts: &'static Texts) -> HtmlPage {
    let choices = offered(subject).map(|channel| {
        let standing = subject.standing(Purpose::Advertising, Some(channel));
        let chosen = standing.is_some_and(|one| {
            one.state == ConsentState::Granted && one.address.as_ref() == subject.address(channel)
        });
        Choice {
            name: channel.name(),
            label: texts.channel(channel),
            chosen,
            required: false,
            text: None,
            fault: None,
        }
    });
    let choices = choices.collect();
    page.with_form(Form { choices, ..Form::new("preferences", "set", texts.save_button) })
}
