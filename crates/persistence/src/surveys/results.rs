//! What answers come to: two statements, whatever the number of answers.

use regulars_kernel::StoreError;
use regulars_surveys::{Survey, SurveyPeriod, SurveyResults};

use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, values};

#[derive(FromRow)]
struct ScoreRow {
    score: Option<i64>,
    counted: i64,
    by_newsletter: i64,
}

#[derive(FromRow)]
struct SentRow {
    sent: i64,
}

pub(super) async fn read(
    tx: &ReadTx,
    survey: &Survey,
    period: SurveyPeriod,
) -> Result<SurveyResults, StoreError> {
    const SCORES: ScopedSql = ScopedSql::new(
        "SELECT score, count(*) AS counted, count(newsletter_id) AS by_newsletter FROM survey_invitations
         WHERE merchant_id = $1 AND survey_id = $2",
    );
    const SENT: ScopedSql = ScopedSql::new(
        "SELECT CAST(coalesce(sum(n.sent), 0) AS bigint) AS sent FROM newsletter_surveys AS s
         JOIN newsletters AS n ON n.merchant_id = $1 AND n.id = s.newsletter_id
         WHERE s.merchant_id = $1 AND s.survey_id = $2 AND n.frozen_at IS NOT NULL",
    );
    let mut scores = ScopedQuery::new(SCORES, tx.backend(), values![survey.id.value()]);
    push_period(&mut scores, period, [" AND invited_at >= ?", " AND invited_at < ?"]);
    scores.push(" GROUP BY score", []);
    let mut sent = ScopedQuery::new(SENT, tx.backend(), values![survey.id.value()]);
    push_period(&mut sent, period, [" AND n.frozen_at >= ?", " AND n.frozen_at < ?"]);
    let scores: Vec<ScoreRow> = tx.query(scores).await?;
    let sent: Vec<SentRow> = tx.query(sent).await?;
    // Whoever is asked by a newsletter has a row only with the answer, and is among those it was sent to.
    let otherwise: i64 = scores.iter().map(|row| row.counted - row.by_newsletter).sum();
    let invited = otherwise + sent.iter().map(|row| row.sent).sum::<i64>();
    let counts = scores.into_iter().filter_map(|row| row.score.map(|score| (score, row.counted)));
    Ok(SurveyResults::new(survey.kind, invited, counts))
}

fn push_period(query: &mut ScopedQuery, period: SurveyPeriod, [from, to]: [&str; 2]) {
    if let Some(at) = period.from {
        query.push(from, values![at]);
    }
    if let Some(at) = period.to {
        query.push(to, values![at]);
    }
}
