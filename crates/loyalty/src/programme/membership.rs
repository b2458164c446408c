//! Who is in a programme.

use regulars_audit::AuditNote;
use regulars_kernel::{
    CustomerId, Environment, Instant, Label, ProgrammeId, ProgrammeMembershipId, StoreError,
};

use super::joining_terms::JoiningObstacle;
use super::programme::{Programme, ProgrammeState};
use super::store::ProgrammeStore;

/// That a customer is in a programme, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeMembership {
    /// Its id.
    pub id: ProgrammeMembershipId,
    /// The programme.
    pub programme: ProgrammeId,
    /// Who is in it.
    pub customer: CustomerId,
    /// Since when.
    pub joined_at: Instant,
    /// Until when; none while it has not ended.
    pub left_at: Option<Instant>,
    /// The version of the programme's terms that they accepted last.
    pub terms_version: Option<Label>,
}

/// Why a customer did not come into a programme.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// There is no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// There is no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The programme is not active.
    #[error("nobody joins a programme that is not active")]
    NotActive,
    /// Something is missing that it takes.
    #[error(transparent)]
    Obstacle(#[from] JoiningObstacle),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a customer did not leave a programme.
#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    /// There is no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// The programme has no such membership, or it has ended.
    #[error("there is no such membership")]
    UnknownMembership,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Brings a customer into an active programme, who accepts that version of its terms. Whoever is in it already stays as they are, but
/// for the version that they have accepted. Tells whether they came in now.
pub async fn join_programme(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    programme: ProgrammeId,
    customer: CustomerId,
    accepted: Option<&Label>,
) -> Result<(ProgrammeMembership, bool), JoinError> {
    let found = store.find_programme(programme).await?.ok_or(JoinError::UnknownProgramme)?;
    if !store.has_customer(customer).await? {
        return Err(JoinError::UnknownCustomer);
    }
    if found.state != ProgrammeState::Active {
        return Err(JoinError::NotActive);
    }
    if let Some(present) = store.find_programme_membership_of(programme, customer).await? {
        return Ok((accept_terms(store, environment, &found, present, accepted).await?, false));
    }
    let said = store.agreements_of(customer).await?;
    if let Some(obstacle) = found.configuration.joining_terms.obstacle(&said, accepted) {
        return Err(obstacle.into());
    }
    let membership = ProgrammeMembership {
        id: ProgrammeMembershipId::new(environment.new_id()),
        programme,
        customer,
        joined_at: environment.now(),
        left_at: None,
        terms_version: accepted.cloned(),
    };
    if store.insert_programme_membership(&membership).await? {
        store.note(environment, AuditNote::created(&membership).about(customer)).await?;
        return Ok((membership, true));
    }
    // Somebody else has brought them in at the same moment.
    let present = store.find_programme_membership_of(programme, customer).await?;
    present.map(|present| (present, false)).ok_or(JoinError::Store(StoreError::Contended))
}

/// Keeps the version of the terms that a member accepts, who may have accepted another one before.
async fn accept_terms(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    programme: &Programme,
    before: ProgrammeMembership,
    accepted: Option<&Label>,
) -> Result<ProgrammeMembership, JoinError> {
    let Some(accepted) = accepted.filter(|accepted| before.terms_version.as_ref() != Some(*accepted)) else {
        return Ok(before);
    };
    if let Some(version) = programme.configuration.joining_terms.version.as_ref()
        && version != accepted
    {
        return Err(JoiningObstacle::TermsNotAccepted(version.clone()).into());
    }
    let after = ProgrammeMembership { terms_version: Some(accepted.clone()), ..before.clone() };
    store.keep_accepted_terms(before.id, accepted).await?;
    let note = AuditNote::updated(&before, &after).map(|note| note.about(before.customer));
    store.note_if(environment, note).await?;
    Ok(after)
}

/// Ends a membership. The points stay on their accounts, and a receipt does not bring the customer in again by itself.
pub async fn leave_programme(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    programme: ProgrammeId,
    id: ProgrammeMembershipId,
) -> Result<(), LeaveError> {
    store.find_programme(programme).await?.ok_or(LeaveError::UnknownProgramme)?;
    let before = store.find_programme_membership(programme, id).await?;
    let before =
        before.filter(|membership| membership.left_at.is_none()).ok_or(LeaveError::UnknownMembership)?;
    let after = ProgrammeMembership { left_at: Some(environment.now()), ..before.clone() };
    store.end_programme_membership(id, environment.now()).await?;
    let note = AuditNote::updated(&before, &after).map(|note| note.about(before.customer));
    Ok(store.note_if(environment, note).await?)
}
