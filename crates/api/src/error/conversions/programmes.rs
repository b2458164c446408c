//! Errors of the use cases about loyalty programmes and who is in them.

use regulars_loyalty::{
    ChangeConfigurationError, ChangeProgrammeError, ConfigurationFault, DeleteProgrammeError, FaultPlace,
    JoinError, JoiningObstacle, LeaveError, LockTierError,
};

use super::deletion::in_use;
use crate::error::{ApiError, Code, Invalid};

impl From<ChangeProgrammeError> for ApiError {
    fn from(error: ChangeProgrammeError) -> Self {
        match error {
            ChangeProgrammeError::Transition { from, .. } => {
                Self::new(Code::Conflict, error.to_string()).with("reason", from.name())
            }
            ChangeProgrammeError::Faulty(faults) => faulty(faults),
            ChangeProgrammeError::UnknownStores(_) => Self::not_found_at("/store_ids", "store"),
            ChangeProgrammeError::Store(error) => error.into(),
        }
    }
}

impl From<DeleteProgrammeError> for ApiError {
    fn from(error: DeleteProgrammeError) -> Self {
        match error {
            DeleteProgrammeError::NotDraft(state) => {
                Self::new(Code::Conflict, error.to_string()).with("reason", state.name())
            }
            DeleteProgrammeError::HasAccounts => Self::new(Code::Conflict, error.to_string()),
            DeleteProgrammeError::InUse(users) => in_use("programme", &users),
            DeleteProgrammeError::Store(error) => error.into(),
        }
    }
}

impl From<ChangeConfigurationError> for ApiError {
    fn from(error: ChangeConfigurationError) -> Self {
        match error {
            ChangeConfigurationError::UnknownPointType => Self::not_found("point type"),
            ChangeConfigurationError::UnknownRule => Self::not_found("earning rule"),
            ChangeConfigurationError::Faulty(faults) => faulty(faults),
            ChangeConfigurationError::InUse(users) => in_use("point type", &users),
            ChangeConfigurationError::TierInUse(users) => in_use("tiers", &users),
            ChangeConfigurationError::Closed => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "closed")
            }
            ChangeConfigurationError::LimitIsTheOwners => Self::new(Code::Forbidden, error.to_string()),
            ChangeConfigurationError::CountedByTiers
            | ChangeConfigurationError::GivenByReferrals
            | ChangeConfigurationError::HasAccounts => Self::new(Code::Conflict, error.to_string()),
            ChangeConfigurationError::Store(error) => error.into(),
        }
    }
}

/// What does not fit what is there already is a conflict, and everything else is told at its place.
fn faulty(faults: Vec<FaultPlace>) -> ApiError {
    let mut invalid = Invalid::default();
    for FaultPlace { path, fault } in faults {
        let detail = fault.to_string();
        let code = match fault {
            ConfigurationFault::CodeTaken => return ApiError::taken("/code", &detail),
            ConfigurationFault::TooManyPointTypes | ConfigurationFault::TooManyRules => {
                return ApiError::new(Code::Conflict, detail);
            }
            ConfigurationFault::UnknownPointType | ConfigurationFault::UnknownTier => "not_found",
            ConfigurationFault::TooManyDecimals => "does_not_fit",
            ConfigurationFault::Unfit(_) => "invalid",
        };
        invalid.add(format!("/{path}"), code, detail);
    }
    invalid.into()
}

impl From<JoinError> for ApiError {
    fn from(error: JoinError) -> Self {
        match error {
            JoinError::UnknownProgramme => Self::not_found("programme"),
            JoinError::UnknownCustomer => Self::not_found_at("/customer_id", "customer"),
            JoinError::NotActive => {
                Self::new(Code::Conflict, error.to_string()).with("reason", "programme_not_active")
            }
            JoinError::Obstacle(obstacle) => obstacle.into(),
            JoinError::Store(error) => error.into(),
        }
    }
}

/// What is missing stands in the detail: which consent it is, or which version of the terms.
impl From<JoiningObstacle> for ApiError {
    fn from(obstacle: JoiningObstacle) -> Self {
        let (reason, pointer) = match obstacle {
            JoiningObstacle::ProcessingRefused => ("processing_refused", None),
            JoiningObstacle::ConsentMissing(_) => ("consent_missing", None),
            JoiningObstacle::TermsNotAccepted(_) => ("terms_not_accepted", Some("/terms_version")),
        };
        let error = Self::new(Code::Conflict, obstacle.to_string()).with("reason", reason);
        match pointer {
            Some(pointer) => error.with_field(pointer, "differs", obstacle.to_string()),
            None => error,
        }
    }
}

impl From<LockTierError> for ApiError {
    fn from(error: LockTierError) -> Self {
        match error {
            LockTierError::UnknownTier => Self::invalid_field("/tier", "not_found", error.to_string()),
            LockTierError::Over => Self::invalid_field("/until", "past", error.to_string()),
            LockTierError::NotLocked => Self::not_found("tier lock"),
            LockTierError::Store(error) => error.into(),
        }
    }
}

impl From<LeaveError> for ApiError {
    fn from(error: LeaveError) -> Self {
        match error {
            LeaveError::UnknownProgramme => Self::not_found("programme"),
            LeaveError::UnknownMembership => Self::not_found("membership"),
            LeaveError::Store(error) => error.into(),
        }
    }
}
