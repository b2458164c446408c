//! One time that somebody was asked, on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{CustomerId, NewsletterId, PurchaseId};
use regulars_surveys::{SurveyAnswer, SurveyInvitation};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::SurveyKindBody;

/// An invitation to a survey, with the link that leads to it.
#[derive(Serialize, ToSchema)]
pub struct SurveyInvitationBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d45")]
    id: Uuid,
    /// What is asked.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")]
    survey_id: Uuid,
    /// Who is asked.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Option<Uuid>,
    /// About which purchase.
    purchase_id: Option<Uuid>,
    /// Where it is answered: to be printed, or shown as a QR code. Whoever has it answers as this customer.
    #[schema(example = "https://news.example.com/f/aQGS8MErPH1Oj1prfI2eDaA", max_length = 2_500)]
    url: String,
    /// When the customer was asked.
    #[schema(example = "2026-11-20T16:30:00Z")]
    invited_at: DateTime<Utc>,
    /// When it was answered; `null` while it is not.
    answered_at: Option<DateTime<Utc>>,
}

impl SurveyInvitationBody {
    /// The invitation with its link.
    pub fn new(invitation: &SurveyInvitation, url: String) -> Self {
        Self {
            id: invitation.id.value(),
            survey_id: invitation.survey.value(),
            customer_id: invitation.customer.map(CustomerId::value),
            purchase_id: invitation.purchase.map(PurchaseId::value),
            url,
            invited_at: invitation.invited_at,
            answered_at: invitation.answer.as_ref().map(|answer| answer.answered_at),
        }
    }
}

/// What somebody answered.
#[derive(Serialize, ToSchema)]
pub struct SurveyResponseBody {
    /// Its id, which is that of the invitation.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d46")]
    id: Uuid,
    /// What was asked.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")]
    survey_id: Uuid,
    /// What that survey measures.
    kind: SurveyKindBody,
    /// Who answered; `null` once the customer was erased.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Option<Uuid>,
    /// About which purchase, if it was about one.
    purchase_id: Option<Uuid>,
    /// In which newsletter it was asked, if it was in one.
    newsletter_id: Option<Uuid>,
    /// The score.
    #[schema(example = 9, minimum = 0, maximum = 10)]
    score: u8,
    /// What was written besides; `null` where nothing was, and once the customer was erased.
    #[schema(example = "Hleb je odličan.", max_length = 4_000)]
    comment: Option<String>,
    /// When the customer was asked.
    #[schema(example = "2026-11-19T16:30:00Z")]
    invited_at: DateTime<Utc>,
    /// When the answer that counts was given.
    #[schema(example = "2026-11-20T08:12:00Z")]
    answered_at: DateTime<Utc>,
}

impl SurveyResponseBody {
    /// The answer of an invitation, if there is one.
    pub fn of(invitation: SurveyInvitation) -> Option<Self> {
        let SurveyInvitation { id, survey, kind, customer, purchase, newsletter, invited_at, answer } =
            invitation;
        let SurveyAnswer { score, comment, answered_at } = answer?;
        Some(Self {
            id: id.value(),
            survey_id: survey.value(),
            kind: kind.into(),
            customer_id: customer.map(CustomerId::value),
            purchase_id: purchase.map(PurchaseId::value),
            newsletter_id: newsletter.map(NewsletterId::value),
            score: score.get(),
            comment: comment.map(|comment| comment.into_exposed().into_string()),
            invited_at,
            answered_at,
        })
    }
}
