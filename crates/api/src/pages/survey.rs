//! `/f/{token}`: somebody answers a survey.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use regulars_consent::{Link, LinkToken};
use regulars_customers::MergeReads;
use regulars_flows::award_survey_answer;
use regulars_kernel::{InvalidText, LongText, Personal, StoreError};
use regulars_surveys::{
    AnswerSurveyError, GivenAnswer, SurveyEntry, SurveyVisit, answer_survey as answer, find_visit,
};
use utoipa::ToSchema;

use super::page::{Form, HtmlPage, Scale, TextArea};
use super::place::{Place, nowhere, scope_of_link};
use super::survey_texts::SurveyPageTexts;
use super::test_message::test_page;
use crate::application::Application;
use crate::error::ApiError;
use crate::extract::SentForm;

/// Show a survey.
///
/// A page with the question, its scale and a field for words. `?score=` has that score chosen, as the links in a newsletter do; what
/// is no score is passed over. It changes nothing, however often it is read: who opens a link has not answered.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), responses(
    (status = 200, description = "The page", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
    (status = 410, description = "The survey has ended", content_type = "text/html", body = String),
))]
#[get("/f/{token}")]
pub async fn show_survey(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    if let Some(page) = test_page(&application, &token).await? {
        return Ok(page);
    }
    let Some(asked) = Asked::of(&application, &token).await? else { return nowhere(&request) };
    let query: Vec<(String, String)> = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let linked = query.iter().find(|(name, _)| name == "score").and_then(|(_, score)| score.parse().ok());
    asked.page(linked, "", &[])
}

/// Answer a survey.
///
/// The form of the page sends `survey=answer`, the score and what was written. It can be sent again until the survey ends: the last
/// answer counts, and where nothing is written what was written before stays. Another body changes nothing and shows the page again.
#[utoipa::path(tag = "Public pages", params(
    ("token" = String, Path, description = "The token of the link", example = "AZLwwSs8fU6PWmt8jZ4PGw")
), request_body(
    content = SurveyForm, content_type = "application/x-www-form-urlencoded",
    description = "`survey=answer`, the score, and what was written"
), responses(
    (status = 200, description = "Thanks, or the page again", content_type = "text/html", body = String),
    (status = 404, description = "The link does not hold", content_type = "text/html", body = String),
    (status = 410, description = "The survey has ended", content_type = "text/html", body = String),
    (status = 422, description = "The page again, with what is wrong", content_type = "text/html", body = String),
))]
#[post("/f/{token}")]
pub async fn answer_survey(
    request: HttpRequest,
    application: web::Data<Application>,
    token: web::Path<String>,
    sent: SentForm,
) -> Result<HttpResponse, ApiError> {
    if let Some(page) = test_page(&application, &token).await? {
        return Ok(page);
    }
    let Some(asked) = Asked::of(&application, &token).await? else { return nowhere(&request) };
    if !sent.has("survey", "answer") {
        return asked.page(None, "", &[]);
    }
    let score = sent.get("score").trim().parse::<i64>();
    let chosen = score.as_ref().ok().and_then(|score| u8::try_from(*score).ok());
    let written = sent.get("comment");
    let comment = comment_of(written);
    let mut faults = Vec::new();
    if !chosen.is_some_and(|score| asked.visit.survey.kind.scores().any(|known| known == score)) {
        faults.push(Fault::Score);
    }
    if comment.is_err() {
        faults.push(Fault::Comment);
    }
    let (Ok(score), Ok(comment), []) = (score, comment, faults.as_slice()) else {
        return asked.page(chosen, written, &faults);
    };
    let given = GivenAnswer { score, comment: comment.map(Personal::new) };
    match asked.write(&application, given).await {
        Ok(()) => asked.thanks(),
        Err(AnswerSurveyError::Unknown) => nowhere(&request),
        Err(AnswerSurveyError::Closed) => asked.closed(),
        Err(AnswerSurveyError::OffScale(_)) => asked.page(chosen, written, &[Fault::Score]),
        Err(AnswerSurveyError::Store(error)) => Err(error.into()),
    }
}

/// What was written, if anything was.
fn comment_of(written: &str) -> Result<Option<LongText>, InvalidText> {
    let is_kept = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    let text: String = written.replace("\r\n", "\n").chars().filter(is_kept).collect();
    match text.parse() {
        Ok(comment) => Ok(Some(comment)),
        Err(InvalidText::Empty) => Ok(None),
        Err(too_long) => Err(too_long),
    }
}

/// What the form of the page sends.
#[derive(ToSchema)]
#[schema(example = json!({"survey": "answer", "score": "9", "comment": "Hleb je odličan."}))]
#[expect(dead_code, reason = "stands in the document; the form itself is read pair by pair")]
pub struct SurveyForm {
    /// Always `answer`.
    #[schema(max_length = 6)]
    survey: String,
    /// The score: a whole number on the scale of the survey.
    #[schema(max_length = 2)]
    score: String,
    /// What was written besides.
    #[schema(max_length = 4_000)]
    comment: Option<String>,
}

/// What is wrong with what was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    Score,
    Comment,
}

/// Who came by a link, and what they are asked.
struct Asked {
    place: Place,
    entry: SurveyEntry,
    visit: SurveyVisit,
}

impl Asked {
    /// None when the link leads nowhere, also because the customer was erased.
    async fn of(application: &Application, token: &str) -> Result<Option<Self>, ApiError> {
        let Some(LinkToken { merchant, link }) = LinkToken::verify(&application.links, token) else {
            return Ok(None);
        };
        let scope = scope_of_link(merchant);
        let read = application.database.read(scope, async move |tx| {
            let entry = match link {
                Link::SurveyInvitation(invitation) => SurveyEntry::Invitation(invitation),
                Link::Survey { survey, newsletter, customer: recipient } => {
                    let survivor = tx.survivors_of(&[recipient]).await?.remove(&recipient);
                    let customer = survivor.unwrap_or(recipient);
                    SurveyEntry::Newsletter { survey, newsletter, recipient, customer }
                }
                _ => return Ok(None),
            };
            Ok::<_, StoreError>(find_visit(tx, entry).await?.map(|visit| (entry, visit)))
        });
        let Some((entry, visit)) = read.await? else { return Ok(None) };
        let Some(customer) = visit.invitation.customer else { return Ok(None) };
        let place = Place::behind(application, merchant).await?;
        let (place, is_known) = place.of_customer(application, customer).await?;
        Ok(is_known.then_some(Self { place, entry, visit }))
    }

    fn words(&self) -> &'static SurveyPageTexts {
        SurveyPageTexts::of(self.place.language())
    }

    /// The page with a score chosen and something written, or that it is too late.
    fn page(&self, chosen: Option<u8>, written: &str, faults: &[Fault]) -> Result<HttpResponse, ApiError> {
        let survey = &self.visit.survey;
        if !survey.is_open(self.place.environment.now()) {
            return self.closed();
        }
        let words = self.words();
        let shown = survey.texts.shown(survey.kind, self.place.language());
        let before = self.visit.invitation.answer.as_ref();
        let chosen = chosen.or_else(|| before.map(|answer| answer.score.get()));
        let (lowest, highest) = (survey.kind.lowest(), survey.kind.highest());
        let form = Form {
            scale: Some(Scale {
                question: self.place.fill(&shown.question),
                scores: survey.kind.scores().collect(),
                chosen,
                ends: format!("{lowest} = {}, {highest} = {}", shown.lowest, shown.highest),
                fault: faults.contains(&Fault::Score).then_some(words.choose),
            }),
            area: Some(TextArea {
                label: self.place.fill(&shown.follow_up),
                value: written.to_owned(),
                // What was written before may be read by whoever finds the receipt.
                hint: before.is_some_and(|answer| answer.comment.is_some()).then_some(words.kept_comment),
                fault: faults.contains(&Fault::Comment).then_some(words.too_long),
            }),
            ..Form::new("survey", "answer", words.button)
        };
        let page: HtmlPage = self.place.page(words.heading, words.invitation);
        let page = if before.is_some() { page.and(words.answered_before.to_owned()) } else { page };
        let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        page.with_form(form).respond(status)
    }

    fn thanks(&self) -> Result<HttpResponse, ApiError> {
        let words = self.words();
        let page = self.place.page(words.thanks_heading, words.thanks);
        page.and(words.may_change.to_owned()).respond(StatusCode::OK)
    }

    fn closed(&self) -> Result<HttpResponse, ApiError> {
        let words = self.words();
        self.place.page(words.closed_heading, words.closed).respond(StatusCode::GONE)
    }

    async fn write(&self, application: &Application, given: GivenAnswer) -> Result<(), AnswerSurveyError> {
        let (environment, entry) = (self.place.environment.clone(), self.entry);
        let (calendar, actor) = (self.place.calendar(), self.place.scope.actor());
        application
            .database
            .write(self.place.scope, move |tx| {
                Box::pin(async move {
                    let answered = answer(tx, &environment, entry, given).await?;
                    if let Some(customer) = answered.customer {
                        let survey = answered.survey;
                        award_survey_answer(tx, &environment, &calendar, actor, customer, survey).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
