//! `GET /v1/surveys/{id}/results`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::SurveyId;
use regulars_surveys::{SurveyPeriod, SurveyReads, SurveyResults};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::body::SurveyKindBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, Query};
use crate::respond::Single;

/// Whose answers are counted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SurveyPeriodParameters {
    /// Only of those who were asked from that instant on.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only of those who were asked before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    to: Option<DateTime<Utc>>,
}

/// How often a score was given.
#[derive(Serialize, ToSchema)]
pub struct SurveyScoreBody {
    /// The score.
    #[schema(example = 9, minimum = 0, maximum = 10)]
    score: u8,
    /// How often.
    #[schema(example = 12)]
    count: i64,
}

/// What the answers come to of those who were asked in the period.
#[derive(Serialize, ToSchema)]
pub struct SurveyResultsBody {
    /// The survey.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")]
    survey_id: Uuid,
    /// What it measures.
    kind: SurveyKindBody,
    /// How many were asked: by messages of newsletters that were sent, and by invitations.
    #[schema(example = 40)]
    invited: i64,
    /// How many of them answered, whenever that was.
    #[schema(example = 18)]
    answered: i64,
    /// The share of those asked who answered, from 0 to 1; `null` where nobody was asked.
    #[schema(required, example = 0.45)]
    response_rate: Option<f64>,
    /// How often each score was given, the lowest first.
    #[schema(max_items = 11)]
    scores: Vec<SurveyScoreBody>,
    /// The mean score; `null` without answers.
    #[schema(required, example = 8.2222)]
    mean: Option<f64>,
    /// The Net Promoter Score, from -100 to 100: per cent of scores of 9 and 10 less per cent of scores of 0 to 6. `null` without
    /// answers, and of a survey that measures something else.
    #[schema(required, example = 38.8889)]
    nps: Option<f64>,
    /// The share of scores of 4 and 5, from 0 to 1. `null` without answers, and of a survey that measures something else.
    #[schema(required, example = json!(null))]
    csat: Option<f64>,
    /// Scores of 9 and 10; `null` of a survey that measures something else than NPS.
    #[schema(required, example = 10)]
    promoters: Option<i64>,
    /// Scores of 7 and 8; `null` of a survey that measures something else than NPS.
    #[schema(required, example = 5)]
    passives: Option<i64>,
    /// Scores of 0 to 6; `null` of a survey that measures something else than NPS.
    #[schema(required, example = 3)]
    detractors: Option<i64>,
}

impl SurveyResultsBody {
    fn new(survey: SurveyId, results: &SurveyResults) -> Self {
        let kind = SurveyKindBody::from(results.kind());
        let of_nps = |number: i64| (kind == SurveyKindBody::Nps).then_some(number);
        Self {
            survey_id: survey.value(),
            kind,
            invited: results.invited(),
            answered: results.answered(),
            response_rate: results.response_rate(),
            scores: results.scores().map(|(score, count)| SurveyScoreBody { score, count }).collect(),
            mean: results.mean(),
            nps: results.nps(),
            csat: results.csat(),
            promoters: of_nps(results.promoters()),
            passives: of_nps(results.passives()),
            detractors: of_nps(results.detractors()),
        }
    }
}

/// Show what answers come to.
///
/// Everything is about those who were asked in the period, and counts their answers whenever they were given, so that the response
/// rate never exceeds one. Who is asked by a newsletter is asked when its sending begins. The answers of customers who were erased
/// stay as numbers.
#[utoipa::path(tag = "Surveys", params(("id" = uuid::Uuid, Path, description = "The survey's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40"), SurveyPeriodParameters),
    responses((status = 200, description = "The results", body = SurveyResultsBody)))]
#[get("/v1/surveys/{id}/results")]
pub async fn get_survey_results(
    caller: Caller<access::get_survey_results>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<SurveyPeriodParameters>,
) -> Result<Single<SurveyResultsBody>, ApiError> {
    let id = SurveyId::new(id.0);
    let SurveyPeriodParameters { from, to } = parameters.0;
    let results = application
        .database
        .read(caller.scope(), async move |tx| {
            let survey = tx.find_survey(id).await?.ok_or_else(|| ApiError::not_found("survey"))?;
            tx.survey_results(&survey, SurveyPeriod { from, to }).await.map_err(ApiError::from)
        })
        .await?;
    Ok(Single(SurveyResultsBody::new(id, &results)))
}
