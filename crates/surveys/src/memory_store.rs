//! A store in memory, for the tests of the use cases.

use std::sync::Arc;

use async_trait::async_trait;
use regulars_audit::{AuditNote, AuditTrail};
use regulars_kernel::{
    CustomerId, Environment, Instant, ManualClock, NewsletterId, Page, PageRequest, PurchaseId, SeededRandom,
    StoreError, SurveyId, SurveyInvitationId, SurveyKind, UsedBy,
};

use crate::store::{AnswerPosition, AnswerQuery, HeldCustomer, SurveyPeriod, SurveyReads, SurveyStore};
use crate::{Survey, SurveyInvitation, SurveyResults, SurveyState, SurveyTexts};

#[derive(Default)]
pub(crate) struct MemoryStore {
    pub(crate) surveys: Vec<Survey>,
    pub(crate) invitations: Vec<SurveyInvitation>,
    pub(crate) notes: Vec<AuditNote>,
    /// Who was asked by a newsletter.
    pub(crate) recipients: Vec<CustomerId>,
}

pub(crate) fn environment() -> Environment {
    let clock = ManualClock::at("2026-11-21T10:00:00Z".parse().unwrap());
    Environment::new(Arc::new(clock), Arc::new(SeededRandom::new(1)))
}

pub(crate) fn survey() -> Survey {
    let now = environment().now();
    Survey {
        id: SurveyId::new(uuid::Uuid::from_u128(1)),
        name: "Kupovina".parse().unwrap(),
        kind: SurveyKind::Nps,
        texts: SurveyTexts::default(),
        state: SurveyState::Active,
        closes_at: None,
        created_at: now,
        updated_at: now,
    }
}

#[async_trait]
impl AuditTrail for MemoryStore {
    async fn note(&mut self, _environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        self.notes.push(note);
        Ok(())
    }
}

#[async_trait]
impl SurveyReads for MemoryStore {
    async fn find_survey(&mut self, id: SurveyId) -> Result<Option<Survey>, StoreError> {
        Ok(self.surveys.iter().find(|survey| survey.id == id).cloned())
    }

    async fn list_surveys(
        &mut self,
        _state: Option<SurveyState>,
        page: PageRequest<SurveyId>,
    ) -> Result<Page<Survey, SurveyId>, StoreError> {
        Ok(Page::from_surplus(self.surveys.clone(), page.size, |survey| survey.id))
    }

    async fn find_survey_invitation(
        &mut self,
        id: SurveyInvitationId,
    ) -> Result<Option<SurveyInvitation>, StoreError> {
        Ok(self.invitations.iter().find(|invitation| invitation.id == id).cloned())
    }

    async fn asked_by_newsletter(
        &mut self,
        _survey: SurveyId,
        _newsletter: NewsletterId,
        customers: [CustomerId; 2],
    ) -> Result<Option<Instant>, StoreError> {
        let is_asked = customers.iter().any(|customer| self.recipients.contains(customer));
        Ok(is_asked.then(|| environment().now()))
    }

    async fn survey_results(
        &mut self,
        survey: &Survey,
        _period: SurveyPeriod,
    ) -> Result<SurveyResults, StoreError> {
        Ok(SurveyResults::new(survey.kind, 0, []))
    }

    async fn list_survey_answers(
        &mut self,
        _query: &AnswerQuery,
        page: PageRequest<AnswerPosition>,
    ) -> Result<Page<SurveyInvitation, AnswerPosition>, StoreError> {
        let position = |invitation: &SurveyInvitation| AnswerPosition {
            answered_at: invitation.invited_at,
            id: invitation.id,
        };
        Ok(Page::from_surplus(self.invitations.clone(), page.size, position))
    }
}

#[async_trait]
impl SurveyStore for MemoryStore {
    async fn find_survey_for_change(&mut self, id: SurveyId) -> Result<Option<Survey>, StoreError> {
        self.find_survey(id).await
    }

    async fn insert_survey(&mut self, survey: &Survey) -> Result<(), StoreError> {
        self.surveys.push(survey.clone());
        Ok(())
    }

    async fn update_survey(&mut self, survey: &Survey) -> Result<(), StoreError> {
        self.surveys.retain(|known| known.id != survey.id);
        self.insert_survey(survey).await
    }

    async fn delete_survey(&mut self, id: SurveyId) -> Result<(), StoreError> {
        self.surveys.retain(|known| known.id != id);
        Ok(())
    }

    async fn was_asked(&mut self, survey: SurveyId) -> Result<bool, StoreError> {
        Ok(self.invitations.iter().any(|invitation| invitation.survey == survey))
    }

    async fn newsletters_with_survey(&mut self, _survey: SurveyId) -> Result<Vec<UsedBy>, StoreError> {
        Ok(Vec::new())
    }

    async fn hold_surveyed(&mut self, _customer: CustomerId) -> Result<Option<HeldCustomer>, StoreError> {
        Ok(Some(HeldCustomer { is_restricted: false }))
    }

    async fn buyer_of(&mut self, _purchase: PurchaseId) -> Result<Option<Option<CustomerId>>, StoreError> {
        Ok(None)
    }

    async fn invitation_about(
        &mut self,
        survey: SurveyId,
        purchase: PurchaseId,
    ) -> Result<Option<SurveyInvitation>, StoreError> {
        let is_it = |one: &&SurveyInvitation| one.survey == survey && one.purchase == Some(purchase);
        Ok(self.invitations.iter().find(is_it).cloned())
    }

    async fn insert_survey_invitation(&mut self, invitation: &SurveyInvitation) -> Result<(), StoreError> {
        self.invitations.push(invitation.clone());
        Ok(())
    }

    async fn write_survey_answer(&mut self, invitation: &SurveyInvitation) -> Result<(), StoreError> {
        self.invitations.retain(|known| known.id != invitation.id);
        self.insert_survey_invitation(invitation).await
    }
}
