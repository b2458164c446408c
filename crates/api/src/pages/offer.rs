//! `/a/{token}`: a company accepts or declines an offer.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use regulars_companies::{
    CompanyReads, DecideOfferError, Offer, OfferDecision, OfferReads, decide_offer as decide,
};
use regulars_consent::{Link, LinkToken};
use regulars_identity::{IdentityReads, Merchant};
use regulars_kernel::{Date, InvalidText, Label, LongText, OfferState, Personal, StoreError};
use utoipa::ToSchema;

use super::offer_page::{DecisionForm, OfferPage};
use super::offer_texts::OfferPageTexts;
use super::place::{Place, nowhere, scope_of_link, tell_log_of};
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::SentForm;

/// The most characters of a remark.
const LONGEST_REMARK: usize = 2_000;
/// The most characters of a name that are shown again.
const LONGEST_NAME: usize = 300;

/// Show an offer.
///
/// A page in the merchant's name and language with what is offered, and a form on which the company accepts or declines it. It changes
/// nothing, however often it is read. The link of an offer that has expired is answered as one that leads nowhere.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold, or the offer has expired", content_type = "text/html", body = String),
    (status = 410, description = "The offer was withdrawn, or there is a newer version", content_type = "text/html", body = String),
))]
#[get("/a/{token}")]
pub async fn show_offer(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    match Visit::of(&application, &token).await? {
        Some(visit) => visit.page(&request, DecisionForm::default()),
        None => nowhere(&request),
    }
}

/// Accept or decline an offer.
///
/// The form of the page sends `offer=accept` or `offer=decline`, the name of who decides and a remark. The first who decides, decides;
/// whoever sends the same again sees that it is done, and another decision is answered with what was decided before. Another body
/// changes nothing and shows the page again.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), request_body(
    content = OfferForm, content_type = "application/x-www-form-urlencoded",
    description = "What is decided, by whom, and a remark"
), responses(
    (status = 200, description = "What is decided, or the page again", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold, or the offer has expired", content_type = "text/html", body = String),
    (status = 409, description = "Something else was decided before", content_type = "text/html", body = String),
    (status = 410, description = "The offer was withdrawn, or there is a newer version", content_type = "text/html", body = String),
    (status = 422, description = "The page again, with what is wrong", content_type = "text/html", body = String),
))]
#[post("/a/{token}")]
pub async fn decide_offer(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
    sent: SentForm,
) -> Result<HttpResponse, ApiError> {
    let Some(visit) = Visit::of(&application, &token).await? else { return nowhere(&request) };
    let accepts = sent.has("offer", "accept");
    // Only a machine fills in what nobody sees.
    if !accepts && !sent.has("offer", "decline") || !sent.get("website").is_empty() {
        return visit.page(&request, DecisionForm::default());
    }
    let decision = match visit.read(accepts, &sent) {
        Ok(decision) => decision,
        Err(form) => return visit.page(&request, *form),
    };
    let Visit { place, today, offer, .. } = &visit;
    let (environment, today, id) = (place.environment.clone(), *today, offer.id);
    let decided = application.database.write(place.scope, move |tx| {
        Box::pin(async move { decide(tx, &environment, today, id, decision).await })
    });
    match decided.await {
        Ok(offer) => visit.now(offer).decided(accepts),
        Err(DecideOfferError::Unknown) => nowhere(&request),
        Err(DecideOfferError::NotOpen(offer)) => visit.now(*offer).decided(accepts),
        Err(DecideOfferError::Store(error)) => Err(error.into()),
    }
}

/// What the form of the page sends.
#[derive(ToSchema)]
#[schema(example = json!({"offer": "accept", "name": "Jovan Jović", "remark": "Pre šest, molim."}))]
#[expect(dead_code, reason = "stands in the document; the form itself is read pair by pair")]
pub struct OfferForm {
    /// `accept` or `decline`.
    #[schema(max_length = 7)]
    offer: String,
    /// The name of who decides.
    #[schema(max_length = 200)]
    name: String,
    /// What the person has to say.
    #[schema(max_length = 2_000)]
    remark: Option<String>,
}

/// Who came by a link, and what they are offered.
struct Visit {
    place: Place,
    merchant: Merchant,
    today: Date,
    company: String,
    offer: Offer,
    version: u32,
}

impl Visit {
    /// None when the link leads nowhere.
    async fn of(application: &Application, token: &str) -> Result<Option<Self>, ApiError> {
        let verified = LinkToken::verify(&application.links, token);
        let Some(LinkToken { merchant, link: Link::Offer { offer, version } }) = verified else {
            return Ok(None);
        };
        tell_log_of(merchant);
        let read = application.database.read(scope_of_link(merchant), async move |tx| {
            let Some(offer) = tx.find_offer(offer).await? else { return Ok::<_, StoreError>(None) };
            let Some(company) = tx.find_company(offer.company).await? else { return Ok(None) };
            Ok(Some((tx.own_merchant().await?, tx.merchant_facts().await?, company, offer)))
        });
        let Some((merchant, facts, company, offer)) = read.await? else { return Ok(None) };
        let place = Place::of(application, &merchant, &facts);
        let today = place.day_of(place.environment.now());
        let company = company.profile.name.into_exposed().into_string();
        Ok(Some(Self { place, merchant, today, company, offer, version }))
    }

    /// The same with the offer as it is by now.
    fn now(self, offer: Offer) -> Self {
        Self { offer, ..self }
    }

    fn words(&self) -> &'static OfferPageTexts {
        OfferPageTexts::of(self.place.language())
    }

    /// What was entered, or the form with what is wrong.
    fn read(&self, accepts: bool, sent: &SentForm) -> Result<OfferDecision, Box<DecisionForm>> {
        let words = self.words();
        let (entered, written) = (sent.get("name").trim(), sent.get("remark"));
        let name = entered.parse::<Label>();
        let remark = remark_of(written);
        let (name_fault, remark_fault) = match (&name, &remark) {
            (Err(InvalidText::Empty), _) => (Some(words.required), None),
            (Err(_), _) => (Some(words.invalid), None),
            (Ok(_), Err(_)) => (None, Some(words.too_long)),
            (Ok(_), Ok(_)) => (None, None),
        };
        match (name, remark) {
            (Ok(name), Ok(remark)) => Ok(OfferDecision {
                version: self.version,
                accepts,
                name: Personal::new(name),
                remark: remark.map(Personal::new),
            }),
            _ => Err(Box::new(DecisionForm {
                name: entered.chars().take(LONGEST_NAME).collect(),
                remark: written.chars().take(LONGEST_REMARK).collect(),
                name_fault,
                remark_fault,
            })),
        }
    }

    /// The page as the offer stands; `form` is what the form shows where it can be decided.
    fn page(&self, request: &HttpRequest, form: DecisionForm) -> Result<HttpResponse, ApiError> {
        if self.version > self.offer.version {
            return nowhere(request);
        }
        if self.version < self.offer.version {
            return self.superseded();
        }
        match self.offer.state_on(self.today) {
            OfferState::Draft | OfferState::Expired => nowhere(request),
            OfferState::Sent => {
                let is_faulty = form.name_fault.is_some() || form.remark_fault.is_some();
                let status = if is_faulty { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
                self.shown().with_form(form).respond(status)
            }
            OfferState::Accepted | OfferState::Declined => self.noticed().respond(StatusCode::OK),
            OfferState::Withdrawn => self.withdrawn(),
        }
    }

    /// The page behind a decision, which may be another one than was sent.
    fn decided(&self, accepts: bool) -> Result<HttpResponse, ApiError> {
        if self.version != self.offer.version {
            return self.superseded();
        }
        match (self.offer.state_on(self.today), accepts) {
            (OfferState::Accepted, true) | (OfferState::Declined, false) => {
                self.noticed().respond(StatusCode::OK)
            }
            (OfferState::Withdrawn, _) => self.withdrawn(),
            _ => self.noticed().respond(StatusCode::CONFLICT),
        }
    }

    fn shown(&self) -> OfferPage {
        OfferPage::new(&self.merchant, &self.company, &self.offer)
    }

    /// With what was decided and when. Who it was may be read by nobody who has got hold of the link.
    fn noticed(&self) -> OfferPage {
        let words = self.words();
        let is_accepted = self.offer.state_on(self.today) == OfferState::Accepted;
        let notice = if is_accepted { words.accepted } else { words.declined };
        let page = self.shown();
        match self.offer.decided_at {
            Some(at) => page.with_notice(notice, self.place.day_of(at)),
            None => page,
        }
    }

    fn superseded(&self) -> Result<HttpResponse, ApiError> {
        let words = self.words();
        self.place.page(words.superseded_heading, words.superseded).respond(StatusCode::GONE)
    }

    fn withdrawn(&self) -> Result<HttpResponse, ApiError> {
        let words = self.words();
        self.place.page(words.withdrawn_heading, words.withdrawn).respond(StatusCode::GONE)
    }
}

/// What was remarked, if anything was.
fn remark_of(written: &str) -> Result<Option<LongText>, InvalidText> {
    let is_kept = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    let text: String = written.replace("\r\n", "\n").chars().filter(is_kept).collect();
    if text.chars().count() > LONGEST_REMARK {
        return Err(InvalidText::TooLong(LONGEST_REMARK));
    }
    match text.parse() {
        Ok(remark) => Ok(Some(remark)),
        Err(InvalidText::Empty) => Ok(None),
        Err(wrong) => Err(wrong),
    }
}
