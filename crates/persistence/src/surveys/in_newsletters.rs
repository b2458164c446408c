//! Surveys in newsletters: which has which, who was asked by one, and what is asked there.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, Language, NewsletterId, StoreError, SurveyId, UsedBy, UserKind};
use regulars_newsletters::{SurveyView, SurveyViewReads};
use regulars_surveys::{ShownTexts, Survey, SurveyState};
use uuid::Uuid;

use super::survey_row::SurveyRow;
use crate::wall::{
    FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, select_from, values,
};

/// Writes which surveys a newsletter has in it, and no other.
pub(crate) async fn write_surveys_of_newsletter(
    tx: &WriteTx,
    newsletter: NewsletterId,
    surveys: &[SurveyId],
    is_new: bool,
) -> Result<(), StoreError> {
    const FORGET: ScopedSql =
        ScopedSql::new("DELETE FROM newsletter_surveys WHERE merchant_id = $1 AND newsletter_id = $2");
    const WRITE: ScopedSql = ScopedSql::new(
        "INSERT INTO newsletter_surveys (merchant_id, newsletter_id, survey_id) VALUES ($1, $2, $3)",
    );
    if !is_new {
        tx.execute(FORGET, values![newsletter.value()]).await?;
    }
    for survey in surveys {
        tx.execute(WRITE, values![newsletter.value(), survey.value()]).await?;
    }
    Ok(())
}

/// When a newsletter with that survey in it was sent to one of these customers.
pub(super) async fn asked(
    tx: &ReadTx,
    survey: SurveyId,
    newsletter: NewsletterId,
    customers: [CustomerId; 2],
) -> Result<Option<Instant>, StoreError> {
    #[derive(FromRow)]
    struct SentRow {
        frozen_at: Instant,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT n.frozen_at FROM newsletter_surveys AS s
         JOIN newsletters AS n ON n.merchant_id = $1 AND n.id = s.newsletter_id
         JOIN deliveries AS d ON d.merchant_id = $1 AND d.newsletter_id = s.newsletter_id
         WHERE s.merchant_id = $1 AND s.newsletter_id = $2 AND s.survey_id = $3 AND d.customer_id IN ($4, $5)
             AND n.frozen_at IS NOT NULL
         LIMIT 1",
    );
    let [one, other] = customers.map(CustomerId::value);
    let row: Option<SentRow> =
        tx.optional(FIND, values![newsletter.value(), survey.value(), one, other]).await?;
    Ok(row.map(|row| row.frozen_at))
}

/// The newsletters that have the survey in them.
pub(super) async fn users(tx: &ReadTx, survey: SurveyId) -> Result<Vec<UsedBy>, StoreError> {
    #[derive(FromRow)]
    struct UserRow {
        id: Uuid,
        name: String,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT n.id, n.name FROM newsletter_surveys AS s
         JOIN newsletters AS n ON n.merchant_id = $1 AND n.id = s.newsletter_id
         WHERE s.merchant_id = $1 AND s.survey_id = $2 ORDER BY n.id",
    );
    let rows: Vec<UserRow> = tx.all(FIND, values![survey.value()]).await?;
    let user = |row: UserRow| UsedBy { kind: UserKind::Newsletter, id: row.id, name: row.name };
    Ok(rows.into_iter().map(user).collect())
}

#[in_reads_and_writes]
#[async_trait]
impl SurveyViewReads for ReadTx {
    async fn survey_views(
        &mut self,
        ids: &[SurveyId],
        language: Language,
    ) -> Result<Vec<SurveyView>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("surveys", SurveyRow, "WHERE merchant_id = $1 AND id IN ("));
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ScopedQuery::new(FIND, self.backend(), Vec::new());
        for (place, id) in ids.iter().enumerate() {
            query.push(if place == 0 { "?" } else { ", ?" }, values![id.value()]);
        }
        query.push(")", []);
        let rows: Vec<SurveyRow> = self.query(query).await?;
        let view = |row: SurveyRow| Survey::try_from(row).map(|survey| view_of(&survey, language));
        rows.into_iter().map(view).collect()
    }
}

fn view_of(survey: &Survey, language: Language) -> SurveyView {
    let ShownTexts { question, follow_up: _, lowest, highest } = survey.texts.shown(survey.kind, language);
    SurveyView {
        id: survey.id,
        kind: survey.kind,
        question,
        lowest: lowest.to_owned(),
        highest: highest.to_owned(),
        is_active: survey.state == SurveyState::Active,
        closes_at: survey.closes_at,
    }
}
