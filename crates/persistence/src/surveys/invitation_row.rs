//! A row of `survey_invitations` and the invitation that it means.

use std::fmt::Display;

use regulars_kernel::{
    CustomerId, Instant, NewsletterId, Personal, PurchaseId, StoreError, SurveyId, SurveyInvitationId,
    SurveyKind,
};
use regulars_surveys::{Score, SurveyAnswer, SurveyInvitation};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

#[derive(FromRow, RowColumns)]
pub(super) struct InvitationRow {
    id: Uuid,
    survey_id: Uuid,
    kind: String,
    customer_id: Option<Uuid>,
    purchase_id: Option<Uuid>,
    newsletter_id: Option<Uuid>,
    invited_at: Instant,
    score: Option<i64>,
    comment: Option<String>,
    answered_at: Option<Instant>,
}

impl TryFrom<InvitationRow> for SurveyInvitation {
    type Error = StoreError;

    fn try_from(row: InvitationRow) -> Result<Self, StoreError> {
        let kind: SurveyKind = row.kind.parse().map_err(wrong)?;
        let comment = row.comment.map(|comment| comment.parse().map(Personal::new));
        let comment = comment.transpose().map_err(wrong)?;
        let answer = row.score.zip(row.answered_at).map(|(score, answered_at)| {
            let score = Score::new(kind, score).map_err(wrong)?;
            Ok::<_, StoreError>(SurveyAnswer { score, comment, answered_at })
        });
        Ok(Self {
            id: SurveyInvitationId::new(row.id),
            survey: SurveyId::new(row.survey_id),
            kind,
            customer: row.customer_id.map(CustomerId::new),
            purchase: row.purchase_id.map(PurchaseId::new),
            newsletter: row.newsletter_id.map(NewsletterId::new),
            invited_at: row.invited_at,
            answer: answer.transpose()?,
        })
    }
}

impl From<&SurveyInvitation> for InvitationRow {
    fn from(invitation: &SurveyInvitation) -> Self {
        let SurveyInvitation { id, survey, kind, customer, purchase, newsletter, invited_at, answer } =
            invitation;
        let comment = answer.as_ref().and_then(|answer| answer.comment.as_ref());
        Self {
            id: id.value(),
            survey_id: survey.value(),
            kind: kind.name().to_owned(),
            customer_id: customer.map(CustomerId::value),
            purchase_id: purchase.map(PurchaseId::value),
            newsletter_id: newsletter.map(NewsletterId::value),
            invited_at: *invited_at,
            score: answer.as_ref().map(|answer| answer.score.get().into()),
            comment: comment.map(|comment| comment.expose().as_str().to_owned()),
            answered_at: answer.as_ref().map(|answer| answer.answered_at),
        }
    }
}

fn wrong(what: impl Display) -> StoreError {
    inconsistent("survey_invitations", what)
}
