//! What answers are found by, as SQLite plans it without statistics.

use regulars_kernel::{CustomerId, SurveyId};
use sea_orm::DbBackend;
use uuid::Uuid;

use crate::trial::on_each_database;
use crate::wall::{FromRow, ScopedSql, values};

#[derive(FromRow)]
struct Step {
    detail: String,
}

#[tokio::test]
async fn answers_are_found_and_counted_by_an_index_alone() {
    const COUNT: ScopedSql = ScopedSql::new(
        "EXPLAIN QUERY PLAN SELECT score, count(*) AS counted, count(newsletter_id) AS by_newsletter
         FROM survey_invitations WHERE merchant_id = $1 AND survey_id = $2 AND invited_at >= '2026' GROUP BY score",
    );
    const LIST: ScopedSql = ScopedSql::new(
        "EXPLAIN QUERY PLAN SELECT id, comment FROM survey_invitations
         WHERE merchant_id = $1 AND answered_at IS NOT NULL AND survey_id = $2
         ORDER BY answered_at DESC, id DESC LIMIT 51",
    );
    const OF_CUSTOMER: ScopedSql = ScopedSql::new(
        "EXPLAIN QUERY PLAN SELECT id, comment FROM survey_invitations
         WHERE merchant_id = $1 AND answered_at IS NOT NULL AND customer_id = $2
         ORDER BY answered_at DESC, id DESC LIMIT 51",
    );
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let plans = trial
            .read(shop, async move |tx| {
                if tx.backend() != DbBackend::Sqlite {
                    return Vec::new();
                }
                let (survey, customer) = (SurveyId::new(Uuid::nil()), CustomerId::new(Uuid::nil()));
                let mut plans = Vec::new();
                for (sql, id) in
                    [(COUNT, survey.value()), (LIST, survey.value()), (OF_CUSTOMER, customer.value())]
                {
                    let steps: Vec<Step> = tx.all(sql, values![id]).await.unwrap();
                    plans.push(steps.into_iter().map(|step| step.detail).collect::<Vec<_>>().join("\n"));
                }
                plans
            })
            .await;
        let indexes = [
            "COVERING INDEX survey_invitations_invited",
            "survey_invitations_answered",
            "survey_invitations_of_customer",
        ];
        for (plan, index) in plans.iter().zip(indexes) {
            assert!(plan.contains(index), "{index}: {plan}");
            assert!(!plan.contains("TEMP B-TREE FOR ORDER BY"), "{plan}");
        }
    })
    .await;
}
