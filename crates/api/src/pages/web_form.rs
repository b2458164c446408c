//! `/q/{token}`: somebody writes to the merchant by a form.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use regulars_flows::{RegistrationTexts, WebFormMessage, receive_web_form, registration_texts};
use regulars_identity::{IdentityReads, Merchant, MerchantFacts, MerchantStatus};
use regulars_kernel::{Language, StoreError};
use regulars_service::{WebForm, WebFormKey, WebFormReads};
use utoipa::ToSchema;

use super::consent_choices::{choices, fingerprint, telling_of_change};
use super::evidence::evidence_of;
use super::form_answers::AnswerFault;
use super::page::{Form, HtmlPage};
use super::place::{Place, nowhere, scope_of_link, tell_log_of};
use super::registration_texts::RegistrationPageTexts;
use super::web_form_answers::WebFormAnswers;
use super::web_form_texts::WebFormTexts;
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::{SentForm, preferred_language_if_any};
use crate::peers::peer_of;

/// Show a form's page.
///
/// The form on which people write to the merchant, in its name and the language of the browser, with the texts that they agree
/// to. It changes nothing, however often it is read. `utm_source`, `utm_medium`, `utm_campaign`, `utm_term` and `utm_content` of
/// the address go with the form: they are the campaign by which the person has come.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The form's key, as its `url` has it",
        example = "agjpbqjlhr6u5d22nn6i3hqpiaagjpbqjlhr6u5d22nn6i3hqoqa")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "There is no such form, or it is not open", content_type = "text/html", body = String),
))]
#[get("/q/{token}")]
pub async fn show_web_form(
    request: HttpRequest,
    application: web::Data<Application>,
    key: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    match Visit::of(&request, &application, &key).await? {
        Some(visit) => visit.page(&WebFormAnswers::led_by(&request), &[]).respond(StatusCode::OK),
        None => nowhere(&request),
    }
}

/// Write to the merchant.
///
/// The page of the form sends what the person entered; a form on the merchant's own web site may do the same. The message goes to
/// the timeline of the customer who has that address or number, or of a new one, with the consent to the processing of their data.
/// Who ticked news gets a mail whose link confirms it. The page looks the same whoever is a customer.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The form's key, as its `url` has it",
        example = "agjpbqjlhr6u5d22nn6i3hqpiaagjpbqjlhr6u5d22nn6i3hqoqa")
), request_body(
    content = WebFormSent, content_type = "application/x-www-form-urlencoded",
    description = "What the person entered and ticked"
), responses(
    (status = 200, description = "Thanks", content_type = "text/html", body = String),
    (status = 303, description = "Thanks, on the merchant's own web site",
        headers(("Location" = String, description = "The address that the merchant has named"))),
    (status = 404, description = "There is no such form, or it is not open", content_type = "text/html", body = String),
    (status = 422, description = "The page again, with what is wrong", content_type = "text/html", body = String),
))]
#[post("/q/{token}")]
pub async fn send_web_form(
    request: HttpRequest,
    application: web::Data<Application>,
    key: web::Path<String>,
    sent: SentForm,
) -> Result<HttpResponse, ApiError> {
    let Some(visit) = Visit::of(&request, &application, &key).await? else { return nowhere(&request) };
    let answers = WebFormAnswers::of(&sent);
    // Only a machine fills in what nobody sees.
    if answers.is_of_a_machine() {
        return visit.thank(&answers);
    }
    let message = answers.check(visit.facts.country.as_deref(), visit.language);
    let mut faults = message.as_ref().err().cloned().unwrap_or_default();
    if (answers.is_of_own_page || !answers.texts.is_empty()) && answers.texts != fingerprint(&visit.texts) {
        faults.push(AnswerFault::TextsChanged);
    }
    let message = match message {
        Ok(message) if faults.is_empty() => WebFormMessage { evidence: evidence_of(&request), ..message },
        _ => return visit.page(&answers, &faults).respond(StatusCode::UNPROCESSABLE_ENTITY),
    };
    application.registration_limits.take(peer_of(&request), application.environment.now())?;
    if visit.receive(&application, message).await? { visit.thank(&answers) } else { nowhere(&request) }
}

/// What a form sends.
#[derive(ToSchema)]
#[schema(example = json!({
    "first_name": "Nemanja", "email": "nemanja@example.com", "message": "Da li radite nedeljom?", "processing": "yes"
}))]
#[expect(dead_code, reason = "stands in the document; the form itself is read pair by pair")]
pub struct WebFormSent {
    /// `page` where the page of the form has sent it.
    #[schema(max_length = 4)]
    contact: Option<String>,
    /// A fingerprint of the texts that the page showed. Without it no version of a text is recorded.
    #[schema(max_length = 16)]
    texts: Option<String>,
    /// The given name.
    #[schema(max_length = 200)]
    first_name: Option<String>,
    /// The family name.
    #[schema(max_length = 200)]
    last_name: Option<String>,
    /// The e-mail address; needed where there is no phone number.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// The phone number.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// What the person has to say.
    #[schema(max_length = 2_000)]
    message: String,
    /// `yes`: the person agrees to the processing of their data.
    #[schema(max_length = 3)]
    processing: String,
    /// `yes` where news may come by e-mail.
    #[schema(max_length = 3)]
    news: Option<String>,
    /// `utm_source` of the link that led to the page.
    #[schema(max_length = 200)]
    utm_source: Option<String>,
    /// `utm_medium` of it.
    #[schema(max_length = 200)]
    utm_medium: Option<String>,
    /// `utm_campaign` of it.
    #[schema(max_length = 200)]
    utm_campaign: Option<String>,
    /// `utm_term` of it.
    #[schema(max_length = 200)]
    utm_term: Option<String>,
    /// `utm_content` of it.
    #[schema(max_length = 200)]
    utm_content: Option<String>,
}

/// Whose form it is, and what its page says.
struct Visit {
    place: Place,
    merchant: Merchant,
    facts: MerchantFacts,
    language: Language,
    texts: RegistrationTexts,
    form: WebForm,
}

impl Visit {
    /// None where there is no such form, or it is not open.
    async fn of(
        request: &HttpRequest,
        application: &Application,
        key: &str,
    ) -> Result<Option<Self>, ApiError> {
        let Ok(WebFormKey { merchant, form }) = key.parse() else { return Ok(None) };
        let scope = scope_of_link(merchant);
        let wanted = preferred_language_if_any(request.headers());
        let read = application.database.read(scope, async move |tx| {
            let Some(form) = tx.find_web_form(form).await?.filter(|form| form.open) else {
                return Ok::<_, StoreError>(None);
            };
            let (merchant, facts) = (tx.own_merchant().await?, tx.merchant_facts().await?);
            let language = wanted.unwrap_or_else(|| merchant.locale.language());
            let texts = registration_texts(tx, &merchant, language).await?;
            Ok(Some((merchant, facts, language, texts, form)))
        });
        let Some((merchant, facts, language, texts, form)) = read.await? else { return Ok(None) };
        tell_log_of(merchant.id);
        if merchant.status != MerchantStatus::Active {
            return Ok(None);
        }
        let place = Place::of(application, &merchant, &facts).in_language(language);
        Ok(Some(Self { place, merchant, facts, language, texts, form }))
    }

    fn page(&self, answers: &WebFormAnswers, faults: &[AnswerFault]) -> HtmlPage {
        let (words, own) = (RegistrationPageTexts::of(self.language), WebFormTexts::of(self.language));
        let page = self.place.page(own.heading, own.invitation);
        let page = telling_of_change(page, words, faults);
        let ticked = (answers.agrees, answers.wants_news, false);
        page.with_form(Form {
            texts: Some(fingerprint(&self.texts)),
            marked: Some(words.marked),
            hidden: answers.campaign.inputs(),
            inputs: answers.inputs((words, own), faults),
            choices: choices(words, &self.texts, ticked, faults),
            ..Form::new("contact", "page", own.button)
        })
    }

    /// Thanks, on the merchant's own web site where that has sent the form and wants it.
    fn thank(&self, answers: &WebFormAnswers) -> Result<HttpResponse, ApiError> {
        if let Some(url) = self.form.redirect_url.as_ref().filter(|_| !answers.is_of_own_page) {
            return Ok(HttpResponse::SeeOther().insert_header((LOCATION, url.as_str())).finish());
        }
        let (words, own) = (RegistrationPageTexts::of(self.language), WebFormTexts::of(self.language));
        let page = self.place.page(words.done_heading, own.done).and(words.done_news.to_owned());
        page.respond(StatusCode::OK)
    }

    /// Puts the message on record. False when the form was deleted meanwhile.
    async fn receive(&self, application: &Application, message: WebFormMessage) -> Result<bool, StoreError> {
        let (sealing, links) = (application.sealing.clone(), application.links.clone());
        let (terms, calendar, scope) = (application.sending_terms(), self.facts.calendar, self.place.scope);
        let (environment, form) = (self.place.environment.clone(), self.form.clone());
        let actor = regulars_consent::ConsentActor::Customer;
        let merchant = self.merchant.id;
        application
            .database
            .write(scope, move |tx| {
                Box::pin(async move {
                    let recording = regulars_consent::LedgerAccess {
                        environment: &environment,
                        sealing: &sealing,
                        merchant,
                        actor,
                    };
                    let sending = (&links, terms);
                    receive_web_form(tx, recording, &calendar, scope, sending, (&form, message)).await
                })
            })
            .await
    }
}
