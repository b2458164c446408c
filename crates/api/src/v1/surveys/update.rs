//! `PATCH /v1/surveys/{id}`.

use actix_web::{patch, web};
use regulars_kernel::{Instant, Label, SurveyId, without_leap_second};
use regulars_surveys::{SurveyPatch, SurveyStore, change_survey};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{SurveyBody, SurveyStateBody, SurveyTextBody, checked_texts};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` takes the end away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Posle svake kupovine"}))]
pub struct SurveyPatchBody {
    /// What the staff calls it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// What is asked in the merchant's own words: all languages that it has then.
    #[schema(max_items = 6)]
    texts: Option<Vec<SurveyTextBody>>,
    /// Where it stands. A draft becomes `active`, what is active becomes `closed`, and what is closed `active` again.
    state: Option<SurveyStateBody>,
    /// From when on it is answered no more; in the future.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    #[serde(default)]
    closes_at: Patched<Instant>,
}

impl SurveyPatchBody {
    fn check(self) -> Result<SurveyPatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let texts = self.texts.map(|texts| checked_texts(&mut invalid, texts));
        invalid.finish()?;
        Ok(SurveyPatch {
            name: name.flatten(),
            texts: texts.flatten(),
            state: self.state.map(Into::into),
            closes_at: self.closes_at.0.map(without_leap_second),
        })
    }
}

/// Change a survey.
///
/// Absent fields stay as they are. What it measures stays, since answers on another scale would mean something else.
#[utoipa::path(tag = "Surveys", params(("id" = uuid::Uuid, Path, description = "The survey's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")),
    request_body = SurveyPatchBody, responses(
        (status = 200, description = "The survey as it is now", body = SurveyBody),
        (status = 409, description = "It cannot come from its state to the other one"),
    ))]
#[patch("/v1/surveys/{id}")]
pub async fn update_survey(
    caller: Caller<access::update_survey>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<SurveyPatchBody>,
) -> Result<Single<SurveyBody>, ApiError> {
    let (id, patch) = (SurveyId::new(id.0), body.value.check()?);
    let environment = caller.environment(&application);
    let now = environment.now();
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_survey_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("survey"))?;
                if_match.check(&SurveyBody::new(&before, now))?;
                change_survey(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(SurveyBody::new(&changed, now)))
}
