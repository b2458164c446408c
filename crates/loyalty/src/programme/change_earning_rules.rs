//! Makes, changes and deletes the earning rules of a programme.

use regulars_kernel::{Actor, Currency, EarningRuleId, Environment};

use super::change_configuration::{ChangeConfigurationError, require_fit, require_open, write_configuration};
use super::configuration::{Configuration, ConfigurationFault, FaultPlace};
use super::programme::Programme;
use super::store::ProgrammeStore;
use crate::earning::rule::EarningRule;

/// Adds a rule to a programme that was found for change. It is asked after those that there are.
pub async fn create_earning_rule(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    currency: Currency,
    rule: EarningRule,
) -> Result<Programme, ChangeConfigurationError> {
    require_open(&before)?;
    let mut faults = before.configuration.faults_of_rule(&rule, currency);
    if before.configuration.earning_rules.len() >= Configuration::MOST_RULES {
        faults.push(FaultPlace { path: String::new(), fault: ConfigurationFault::TooManyRules });
    }
    require_fit(faults)?;
    let mut configuration = before.configuration.clone();
    configuration.earning_rules.push(rule);
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}

/// Puts a rule in the place of the one with its id, in a programme that was found for change.
pub async fn change_earning_rule(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    currency: Currency,
    rule: EarningRule,
) -> Result<Programme, ChangeConfigurationError> {
    require_open(&before)?;
    let mut configuration = before.configuration.clone();
    let present = configuration.earning_rules.iter_mut().find(|present| present.id == rule.id);
    let present = present.ok_or(ChangeConfigurationError::UnknownRule)?;
    require_fit(before.configuration.faults_of_rule(&rule, currency))?;
    *present = rule;
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}

/// Takes a rule out of a programme that was found for change. What it gave stays, and stays explained by the versions that had it.
pub async fn delete_earning_rule(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    id: EarningRuleId,
) -> Result<Programme, ChangeConfigurationError> {
    before.configuration.rule(id).ok_or(ChangeConfigurationError::UnknownRule)?;
    let mut configuration = before.configuration.clone();
    configuration.earning_rules.retain(|rule| rule.id != id);
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}
