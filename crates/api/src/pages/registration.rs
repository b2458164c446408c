//! `/r/{merchant_key}`: somebody registers as the merchant's regular.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use regulars_consent::LedgerAccess;
use regulars_flows::{
    PageRegistration, RegisterThroughPageError, RegistrationTexts, register_through_page, registration_texts,
    terms_of_page,
};
use regulars_identity::{IdentityReads, IdentityStore, Merchant, MerchantFacts, MerchantKey, MerchantStatus};
use regulars_kernel::{Language, StoreError};
use utoipa::ToSchema;

use super::consent_choices::{choices, fingerprint, telling_of_change};
use super::evidence::evidence_of;
use super::form_answers::AnswerFault;
use super::page::{Form, HtmlPage};
use super::place::{Place, nowhere, scope_of_link, tell_log_of};
use super::registration_answers::Answers;
use super::registration_texts::RegistrationPageTexts;
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::{SentForm, preferred_language_if_any};
use crate::peers::peer_of;

/// Show the registration page.
///
/// The form on which people register themselves, in the merchant's name and the language of the browser, with the texts that
/// they agree to. It changes nothing, however often it is read. `utm_source`, `utm_medium`, `utm_campaign`, `utm_term` and
/// `utm_content` of the address go with the form: they are the campaign by which the person has come. So does `referral_code`, the code
/// of a member who has invited them.
#[utoipa::path(tag = "Public pages", params(
    ("merchant_key" = String, Path, description = "The merchant's key, as `GET /v1/merchant/registration-page` tells it",
        example = "agjpbqjlhr6u5d22nn6i3hqpia")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "There is no such page, or it is closed", content_type = "text/html", body = String),
))]
#[get("/r/{merchant_key}")]
pub async fn show_registration(
    request: HttpRequest,
    application: web::Data<Application>,
    key: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    match Visit::of(&request, &application, &key).await? {
        Some(visit) => visit.form(&Answers::led_by(&request), &[]).respond(StatusCode::OK),
        None => nowhere(&request),
    }
}

/// Register on the page.
///
/// The form of the page sends what the person entered. Whoever is registered becomes a member and the merchant's regular; who
/// ticked news gets a mail whose link confirms it. Somebody who is a customer already sees the same page. Whoever is registered is in the
/// programmes into which people come by themselves then, where they have accepted the terms that the page shows. A referral code that
/// may not be used keeps nobody out, and the page tells nothing of it.
#[utoipa::path(tag = "Public pages", params(
    ("merchant_key" = String, Path, description = "The merchant's key, as `GET /v1/merchant/registration-page` tells it",
        example = "agjpbqjlhr6u5d22nn6i3hqpia")
), request_body(
    content = RegistrationForm, content_type = "application/x-www-form-urlencoded",
    description = "What the person entered and ticked"
), responses(
    (status = 200, description = "Thanks", content_type = "text/html", body = String),
    (status = 404, description = "There is no such page, or it is closed", content_type = "text/html", body = String),
    (status = 422, description = "The page again, with what is wrong", content_type = "text/html", body = String),
))]
#[post("/r/{merchant_key}")]
pub async fn register_on_page(
    request: HttpRequest,
    application: web::Data<Application>,
    key: web::Path<String>,
    sent: SentForm,
) -> Result<HttpResponse, ApiError> {
    let Some(visit) = Visit::of(&request, &application, &key).await? else { return nowhere(&request) };
    let answers = Answers::of(&sent);
    // Only a machine fills in what nobody sees.
    if answers.is_of_a_machine() {
        return visit.thanks().respond(StatusCode::OK);
    }
    let member = answers.check(visit.facts.country.as_deref(), visit.language);
    let mut faults = member.as_ref().err().cloned().unwrap_or_default();
    if answers.texts != fingerprint(&visit.texts) {
        faults.push(AnswerFault::TextsChanged);
    }
    let Ok(member) = member else {
        return visit.form(&answers, &faults).respond(StatusCode::UNPROCESSABLE_ENTITY);
    };
    if !faults.is_empty() {
        return visit.form(&answers, &faults).respond(StatusCode::UNPROCESSABLE_ENTITY);
    }
    application.registration_limits.take(peer_of(&request), application.environment.now())?;
    let registration = PageRegistration {
        member,
        language: visit.language,
        wants_news: answers.wants_news,
        accepted: if answers.accepts_terms { visit.texts.terms.clone() } else { Vec::new() },
        referral_code: answers.referral_code(),
        evidence: evidence_of(&request),
    };
    match visit.register(&application, registration).await {
        Ok(()) => visit.thanks().respond(StatusCode::OK),
        Err(RegisterThroughPageError::BirthDate(_)) => visit
            .form(&answers, &[AnswerFault::Invalid("birth_date")])
            .respond(StatusCode::UNPROCESSABLE_ENTITY),
        Err(RegisterThroughPageError::Store(error)) => Err(error.into()),
    }
}

/// What the form of the page sends.
#[derive(ToSchema)]
#[schema(example = json!({
    "registration": "send", "texts": "0123456789abcdef", "first_name": "Nemanja", "last_name": "Ilić",
    "email": "nemanja@example.com", "processing": "yes", "news": "yes"
}))]
#[expect(dead_code, reason = "stands in the document; the form itself is read pair by pair")]
pub struct RegistrationForm {
    /// Always `send`.
    #[schema(max_length = 4)]
    registration: String,
    /// A fingerprint of the texts that the page showed.
    #[schema(max_length = 16)]
    texts: String,
    /// The given name.
    #[schema(max_length = 200)]
    first_name: String,
    /// The family name.
    #[schema(max_length = 200)]
    last_name: String,
    /// The e-mail address; needed where there is no phone number.
    #[schema(max_length = 254)]
    email: Option<String>,
    /// The phone number.
    #[schema(max_length = 40)]
    phone: Option<String>,
    /// The date of birth, `YYYY-MM-DD`.
    #[schema(max_length = 10)]
    birth_date: Option<String>,
    /// `yes`: the person agrees to the processing of their data.
    #[schema(max_length = 3)]
    processing: String,
    /// `yes` where news may come by e-mail.
    #[schema(max_length = 3)]
    news: Option<String>,
    /// `yes` where the terms of programmes that the page shows are accepted.
    #[schema(max_length = 3)]
    terms: Option<String>,
    /// The code of a member who has invited the person.
    #[schema(max_length = 300)]
    referral_code: Option<String>,
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

/// Whose page it is, and what it says.
struct Visit {
    place: Place,
    merchant: Merchant,
    facts: MerchantFacts,
    language: Language,
    texts: RegistrationTexts,
}

impl Visit {
    /// None where there is no such page, or it is closed.
    async fn of(
        request: &HttpRequest,
        application: &Application,
        key: &str,
    ) -> Result<Option<Self>, ApiError> {
        let Ok(MerchantKey(merchant)) = key.parse() else { return Ok(None) };
        tell_log_of(merchant);
        let scope = scope_of_link(merchant);
        let wanted = preferred_language_if_any(request.headers());
        let read = application.database.read(scope, async move |tx| {
            if !tx.registration_page().await?.open {
                return Ok::<_, StoreError>(None);
            }
            let (merchant, facts) = (tx.own_merchant().await?, tx.merchant_facts().await?);
            let language = wanted.unwrap_or_else(|| merchant.locale.language());
            let terms = terms_of_page(tx).await?;
            let texts = RegistrationTexts { terms, ..registration_texts(tx, &merchant, language).await? };
            Ok(Some((merchant, facts, language, texts)))
        });
        let Some((merchant, facts, language, texts)) = read.await? else { return Ok(None) };
        if merchant.status != MerchantStatus::Active {
            return Ok(None);
        }
        let place = Place::of(application, &merchant, &facts).in_language(language);
        Ok(Some(Self { place, merchant, facts, language, texts }))
    }

    fn form(&self, answers: &Answers, faults: &[AnswerFault]) -> HtmlPage {
        let words = RegistrationPageTexts::of(self.language);
        let page = self.place.page(words.heading, words.invitation);
        let page = telling_of_change(page, words, faults);
        let ticked = (answers.agrees, answers.wants_news, answers.accepts_terms);
        page.with_form(Form {
            texts: Some(fingerprint(&self.texts)),
            marked: Some(words.marked),
            hidden: answers.hidden(),
            inputs: answers.inputs(words, faults),
            choices: choices(words, &self.texts, ticked, faults),
            ..Form::new("registration", "send", words.button)
        })
    }

    fn thanks(&self) -> HtmlPage {
        let words = RegistrationPageTexts::of(self.language);
        self.place.page(words.done_heading, words.done).and(words.done_news.to_owned())
    }

    async fn register(
        &self,
        application: &Application,
        registration: PageRegistration,
    ) -> Result<(), RegisterThroughPageError> {
        let (sealing, links) = (application.sealing.clone(), application.links.clone());
        let (terms, calendar, scope) = (application.sending_terms(), self.facts.calendar, self.place.scope);
        let environment = self.place.environment.clone();
        let actor = regulars_consent::ConsentActor::Customer;
        let merchant = self.merchant.id;
        application
            .database
            .write(scope, move |tx| {
                Box::pin(async move {
                    // Whoever sends the page at the same time waits, so that nobody is added twice.
                    tx.own_merchant_for_change().await?;
                    let recording =
                        LedgerAccess { environment: &environment, sealing: &sealing, merchant, actor };
                    register_through_page(tx, recording, &calendar, scope, (&links, terms), registration)
                        .await
                })
            })
            .await
    }
}
