//! Gives a programme another scheme of referrals, or none.

use regulars_kernel::{Actor, Environment};

use super::scheme::ReferralScheme;
use crate::programme::change_configuration::{
    ChangeConfigurationError, require_fit, require_open, write_configuration,
};
use crate::programme::programme::Programme;
use crate::programme::store::ProgrammeStore;

/// Gives a programme that was found for change another scheme, or none: another version of it. Referrals that there are go by the one
/// that held when their code was used.
pub async fn set_referral_scheme(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    scheme: Option<ReferralScheme>,
) -> Result<Programme, ChangeConfigurationError> {
    let mut configuration = before.configuration.clone();
    if let Some(scheme) = &scheme {
        require_open(&before)?;
        require_fit(scheme.faults(&configuration))?;
    }
    configuration.referrals = scheme;
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}
