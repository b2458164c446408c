//! Invitations that were answered.

use regulars_kernel::{Page, PageRequest, StoreError};
use regulars_surveys::{AnswerPosition, AnswerQuery, SurveyInvitation};
use sea_orm::Value;

use super::invitation_row::InvitationRow;
use crate::wall::{ReadTx, ScopedQuery, ScopedSql, select_from, values};

pub(super) async fn list(
    tx: &ReadTx,
    asked: &AnswerQuery,
    page: PageRequest<AnswerPosition>,
) -> Result<Page<SurveyInvitation, AnswerPosition>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!(
        "survey_invitations",
        InvitationRow,
        "WHERE merchant_id = $1 AND answered_at IS NOT NULL"
    ));
    let AnswerQuery { survey, customer, newsletter, least, most, from, to, has_comment } = asked;
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![]);
    let mut narrow = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            query.push(condition, [value]);
        }
    };
    narrow(" AND survey_id = ?", survey.map(|id| id.value().into()));
    narrow(" AND customer_id = ?", customer.map(|id| id.value().into()));
    narrow(" AND newsletter_id = ?", newsletter.map(|id| id.value().into()));
    narrow(" AND score >= ?", least.map(Value::from));
    narrow(" AND score <= ?", most.map(Value::from));
    narrow(" AND answered_at >= ?", from.map(Value::from));
    narrow(" AND answered_at < ?", to.map(Value::from));
    match has_comment {
        Some(true) => query.push(" AND comment IS NOT NULL", []),
        Some(false) => query.push(" AND comment IS NULL", []),
        None => &mut query,
    };
    if let Some(AnswerPosition { answered_at, id }) = page.after {
        query.push(" AND (answered_at, id) < (?, ?)", values![answered_at, id.value()]);
    }
    let surplus = i64::from(page.size.get()) + 1;
    query.push(" ORDER BY answered_at DESC, id DESC LIMIT ?", values![surplus]);
    let rows: Vec<InvitationRow> = tx.query(query).await?;
    let found = rows.into_iter().map(SurveyInvitation::try_from).collect::<Result<Vec<_>, _>>()?;
    let position = |one: &SurveyInvitation| AnswerPosition {
        answered_at: one.answer.as_ref().map_or(one.invited_at, |answer| answer.answered_at),
        id: one.id,
    };
    Ok(Page::from_surplus(found, page.size, position))
}
