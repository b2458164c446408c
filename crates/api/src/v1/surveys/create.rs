//! `POST /v1/surveys`.

use actix_web::{post, web};
use chrono::{DateTime, Utc};
use regulars_kernel::Label;
use regulars_surveys::{NewSurvey, create_survey as create};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{SurveyBody, SurveyKindBody, SurveyTextBody, checked_texts};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// A survey to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Preporuka", "kind": "nps", "active": true,
    "texts": [{"language": "sr", "question": "Da li biste nas preporučili komšijama?"}]
}))]
pub struct NewSurveyBody {
    /// What the staff calls it. No customer sees it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What it measures. It stays.
    kind: SurveyKindBody,
    /// What is asked in the merchant's own words, each language once. In a language without, the usual words are asked.
    #[serde(default)]
    #[schema(max_items = 6)]
    texts: Vec<SurveyTextBody>,
    /// Whether it is asked at once. Otherwise it is a draft.
    #[serde(default)]
    active: bool,
    /// From when on it is answered no more; in the future.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    closes_at: Option<DateTime<Utc>>,
}

impl NewSurveyBody {
    fn check(self) -> Result<NewSurvey, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let texts = checked_texts(&mut invalid, self.texts);
        let (kind, is_active, closes_at) = (self.kind.into(), self.active, self.closes_at);
        invalid.finish_with(name.zip(texts).map(|(name, texts)| NewSurvey {
            name,
            kind,
            texts,
            is_active,
            closes_at,
        }))
    }
}

/// Make a survey.
///
/// One question that is answered by a score, and one that is answered in words. Customers are asked by a newsletter with a block
/// `{"type": "survey", "survey_id": …}`, or by an invitation whose link a till prints.
#[utoipa::path(tag = "Surveys", request_body = NewSurveyBody, responses(
    (status = 201, description = "Made", body = SurveyBody)
))]
#[post("/v1/surveys")]
pub async fn create_survey(
    caller: Caller<access::create_survey>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewSurveyBody>,
) -> Result<Created<SurveyBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let survey = create(tx, &environment, new).await?;
            let body = SurveyBody::new(&survey, environment.now());
            Created::at(format!("/v1/surveys/{}", survey.id), &body)
        })
    })
    .await
}
