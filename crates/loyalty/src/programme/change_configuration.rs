//! What every change of point types and earning rules has in common: it makes another version of the programme.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, StoreError, UsedBy};

use super::configuration::{Configuration, FaultPlace};
use super::programme::{Programme, ProgrammeState};
use super::store::ProgrammeStore;

/// Why a point type or an earning rule was not made, changed or deleted.
#[derive(Debug, thiserror::Error)]
pub enum ChangeConfigurationError {
    /// The programme has no such point type.
    #[error("the programme has no such point type")]
    UnknownPointType,
    /// The programme has no such rule.
    #[error("the programme has no such earning rule")]
    UnknownRule,
    /// It is not fit, at these places.
    #[error("the point type or the earning rule is not fit")]
    Faulty(Vec<FaultPlace>),
    /// Rules or accruals give points of that type, rewards cost some, or filters ask for them.
    #[error("earning rules or accruals give points of that type, rewards cost some, or filters ask for them")]
    InUse(Vec<UsedBy>),
    /// Earning rules or prices of rewards say something else for members of a tier that would be no more.
    #[error(
        "earning rules or prices of rewards say something else for members of a tier that would be no more"
    )]
    TierInUse(Vec<UsedBy>),
    /// Tiers are reckoned from points of that type.
    #[error("the tiers of the programme are reckoned from points of that type")]
    CountedByTiers,
    /// Inviting others brings points of that type.
    #[error("inviting others brings points of that type")]
    GivenByReferrals,
    /// Whoever the limit of adjustments holds for lets it hold more.
    #[error("only the owner raises or clears `adjustment_limit`: it holds for everybody else")]
    LimitIsTheOwners,
    /// The programme is closed for good.
    #[error("the programme is closed, and earns nothing any more")]
    Closed,
    /// Customers have points of that type.
    #[error("customers have points of that type")]
    HasAccounts,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Nothing, where the programme may earn again. What is closed may still say how its points come back and expire.
pub(crate) fn require_open(programme: &Programme) -> Result<(), ChangeConfigurationError> {
    if programme.state == ProgrammeState::Closed { Err(ChangeConfigurationError::Closed) } else { Ok(()) }
}

/// Nothing, where there are no faults.
pub(crate) fn require_fit(faults: Vec<FaultPlace>) -> Result<(), ChangeConfigurationError> {
    if faults.is_empty() { Ok(()) } else { Err(ChangeConfigurationError::Faulty(faults)) }
}

/// Gives a held programme another configuration, which is its next version. What it has already changes nothing.
pub(crate) async fn write_configuration(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    configuration: Configuration,
) -> Result<Programme, StoreError> {
    if configuration == before.configuration {
        return Ok(before);
    }
    let after = Programme {
        version: before.version + 1,
        configuration,
        updated_at: environment.now(),
        ..before.clone()
    };
    store.update_programme(&after, actor).await?;
    store.note_if(environment, AuditNote::updated(&before, &after)).await?;
    look_at_days(store, environment, &after).await?;
    Ok(after)
}

/// Lets the worker look at once, where time alone may bring about what rules of the programme give for.
pub(super) async fn look_at_days(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    programme: &Programme,
) -> Result<(), StoreError> {
    if programme.state == ProgrammeState::Active && programme.configuration.looks_at_days() {
        store.look_for_due_awards(environment.now()).await?;
    }
    Ok(())
}
