//! What the use cases of surveys need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    CustomerId, Instant, NewsletterId, Page, PageRequest, PurchaseId, StoreError, SurveyId,
    SurveyInvitationId, UsedBy,
};

use crate::{Survey, SurveyInvitation, SurveyResults, SurveyState};

/// A customer who is held while something is noted of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldCustomer {
    /// Whether the processing of its data is restricted.
    pub is_restricted: bool,
}

/// When people were asked whose answers are looked at; what is absent does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurveyPeriod {
    /// From that instant on.
    pub from: Option<Instant>,
    /// Before that instant.
    pub to: Option<Instant>,
}

/// Which answers; what is absent does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerQuery {
    /// To that survey.
    pub survey: Option<SurveyId>,
    /// Of that customer.
    pub customer: Option<CustomerId>,
    /// To a message of that newsletter.
    pub newsletter: Option<NewsletterId>,
    /// With at least that score.
    pub least: Option<i64>,
    /// With at most that score.
    pub most: Option<i64>,
    /// Given from that instant on.
    pub from: Option<Instant>,
    /// Given before that instant.
    pub to: Option<Instant>,
    /// Only those with a comment, or only those without.
    pub has_comment: Option<bool>,
}

/// Where an answer stands in a list: by when it was given, then by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerPosition {
    /// When it was given.
    pub answered_at: Instant,
    /// Its id.
    pub id: SurveyInvitationId,
}

/// The surveys of one merchant, as they are read.
#[async_trait]
pub trait SurveyReads: Send {
    /// The survey with that id.
    async fn find_survey(&mut self, id: SurveyId) -> Result<Option<Survey>, StoreError>;
    /// Surveys, the newest first; only those in one state where one is named.
    async fn list_surveys(
        &mut self,
        state: Option<SurveyState>,
        page: PageRequest<SurveyId>,
    ) -> Result<Page<Survey, SurveyId>, StoreError>;
    /// The invitation with that id.
    async fn find_survey_invitation(
        &mut self,
        id: SurveyInvitationId,
    ) -> Result<Option<SurveyInvitation>, StoreError>;
    /// When a newsletter with that survey in it was sent to one of these, who are one customer.
    async fn asked_by_newsletter(
        &mut self,
        survey: SurveyId,
        newsletter: NewsletterId,
        customers: [CustomerId; 2],
    ) -> Result<Option<Instant>, StoreError>;
    /// What the answers of those come to who were asked in a period.
    async fn survey_results(
        &mut self,
        survey: &Survey,
        period: SurveyPeriod,
    ) -> Result<SurveyResults, StoreError>;
    /// Invitations that were answered, the latest answer first.
    async fn list_survey_answers(
        &mut self,
        query: &AnswerQuery,
        page: PageRequest<AnswerPosition>,
    ) -> Result<Page<SurveyInvitation, AnswerPosition>, StoreError>;
}

/// The surveys of one merchant.
#[async_trait]
pub trait SurveyStore: SurveyReads + AuditTrail {
    /// The survey with that id, which nobody else changes until this transaction ends.
    async fn find_survey_for_change(&mut self, id: SurveyId) -> Result<Option<Survey>, StoreError>;
    /// Adds a survey.
    async fn insert_survey(&mut self, survey: &Survey) -> Result<(), StoreError>;
    /// Writes a survey.
    async fn update_survey(&mut self, survey: &Survey) -> Result<(), StoreError>;
    /// Deletes a survey.
    async fn delete_survey(&mut self, id: SurveyId) -> Result<(), StoreError>;
    /// Whether somebody was asked by an invitation, or answered.
    async fn was_asked(&mut self, survey: SurveyId) -> Result<bool, StoreError>;
    /// The newsletters that have the survey in them.
    async fn newsletters_with_survey(&mut self, survey: SurveyId) -> Result<Vec<UsedBy>, StoreError>;
    /// Holds a customer until this transaction ends. None when the merchant has no such customer.
    async fn hold_surveyed(&mut self, customer: CustomerId) -> Result<Option<HeldCustomer>, StoreError>;
    /// Who bought on that receipt, if it is known. None when there is no such receipt.
    async fn buyer_of(&mut self, purchase: PurchaseId) -> Result<Option<Option<CustomerId>>, StoreError>;
    /// The invitation about that purchase.
    async fn invitation_about(
        &mut self,
        survey: SurveyId,
        purchase: PurchaseId,
    ) -> Result<Option<SurveyInvitation>, StoreError>;
    /// Adds an invitation.
    async fn insert_survey_invitation(&mut self, invitation: &SurveyInvitation) -> Result<(), StoreError>;
    /// Writes the answer of an invitation.
    async fn write_survey_answer(&mut self, invitation: &SurveyInvitation) -> Result<(), StoreError>;
}
