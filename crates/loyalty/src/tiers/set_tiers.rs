//! Gives a programme another scheme of tiers, or none.

use regulars_kernel::{Actor, Environment, UsedBy, UserKind};

use super::scheme::TierScheme;
use super::store::TierStore;
use super::tier_code::TierCode;
use crate::programme::change_configuration::{ChangeConfigurationError, require_fit, write_configuration};
use crate::programme::configuration::{ConfigurationFault, FaultPlace};
use crate::programme::programme::Programme;
use crate::programme::store::ProgrammeStore;

/// Gives a programme that was found for change another scheme, or none: another version of it. Who is in which tier follows
/// from then on.
///
/// # Errors
///
/// [`ChangeConfigurationError::TierInUse`] where earning rules give something else or rewards cost something else by a tier that
/// would be no more, and a fault of `tiers` where a point type expires otherwise by one.
pub async fn set_tiers<Store: ProgrammeStore + TierStore>(
    store: &mut Store,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    scheme: Option<TierScheme>,
) -> Result<Programme, ChangeConfigurationError> {
    let mut configuration = before.configuration.clone();
    if let Some(scheme) = &scheme {
        require_fit(scheme.faults(&configuration))?;
    }
    let is_gone = |code: &TierCode| scheme.as_ref().is_none_or(|scheme| scheme.tier(code).is_none());
    let rules = configuration.earning_rules.iter();
    let using = rules.filter(|rule| rule.by_tier.iter().any(|terms| is_gone(&terms.tier)));
    let mut users: Vec<UsedBy> = using
        .map(|rule| UsedBy {
            kind: UserKind::EarningRule,
            id: rule.id.value(),
            name: rule.name.as_str().to_owned(),
        })
        .collect();
    let kept: Vec<TierCode> =
        scheme.iter().flat_map(|scheme| &scheme.tiers).map(|tier| tier.code.clone()).collect();
    users.extend(store.rewards_priced_by_other_tiers(before.id, &kept).await?);
    if !users.is_empty() {
        return Err(ChangeConfigurationError::TierInUse(users));
    }
    let mut expiries = configuration.point_types.iter().flat_map(|kind| &kind.expiry_by_tier);
    if expiries.any(|of_tier| is_gone(&of_tier.tier)) {
        let fault = ConfigurationFault::Unfit("a point type expires by a tier that is not among them");
        return Err(ChangeConfigurationError::Faulty(vec![FaultPlace { path: "tiers".to_owned(), fault }]));
    }
    let now = environment.now();
    let present = before.configuration.tiers.as_ref();
    configuration.tiers = scheme.map(|scheme| scheme.holding(present, now));
    store.look_for_due_tiers(Some(now)).await?;
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}
