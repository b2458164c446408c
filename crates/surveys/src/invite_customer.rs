//! Asks a customer, about a purchase or at all.

use regulars_audit::AuditNote;
use regulars_kernel::{CustomerId, Environment, PurchaseId, StoreError, SurveyId, SurveyInvitationId};

use crate::SurveyInvitation;
use crate::store::SurveyStore;

/// Why a customer is not asked.
#[derive(Debug, thiserror::Error)]
pub enum InviteCustomerError {
    /// The merchant has no such survey.
    #[error("there is no such survey")]
    UnknownSurvey,
    /// It is not answered now.
    #[error("the survey is not open")]
    NotOpen,
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The processing of the customer's data is restricted.
    #[error("the processing of the customer's data is restricted")]
    Restricted,
    /// The merchant has no such receipt.
    #[error("there is no such purchase")]
    UnknownPurchase,
    /// Somebody else bought there.
    #[error("is not a purchase of this customer")]
    PurchaseOfAnother,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Asks a customer. About one purchase everybody is asked once: the same is asked for again gets the same invitation.
pub async fn invite_customer(
    store: &mut dyn SurveyStore,
    environment: &Environment,
    survey: SurveyId,
    customer: CustomerId,
    purchase: Option<PurchaseId>,
) -> Result<SurveyInvitation, InviteCustomerError> {
    let now = environment.now();
    let survey = store.find_survey(survey).await?.ok_or(InviteCustomerError::UnknownSurvey)?;
    let held = store.hold_surveyed(customer).await?.ok_or(InviteCustomerError::UnknownCustomer)?;
    if let Some(purchase) = purchase {
        let buyer = store.buyer_of(purchase).await?.ok_or(InviteCustomerError::UnknownPurchase)?;
        if buyer != Some(customer) {
            return Err(InviteCustomerError::PurchaseOfAnother);
        }
    }
    if !survey.is_open(now) {
        return Err(InviteCustomerError::NotOpen);
    }
    if held.is_restricted {
        return Err(InviteCustomerError::Restricted);
    }
    if let Some(purchase) = purchase
        && let Some(known) = store.invitation_about(survey.id, purchase).await?
    {
        return Ok(known);
    }
    let invitation = SurveyInvitation {
        id: SurveyInvitationId::new(environment.new_id()),
        survey: survey.id,
        kind: survey.kind,
        customer: Some(customer),
        purchase,
        newsletter: None,
        invited_at: now,
        answer: None,
    };
    store.insert_survey_invitation(&invitation).await?;
    store.note(environment, AuditNote::created(&invitation).about(customer)).await?;
    Ok(invitation)
}
