//! Makes, changes and deletes the point types of a programme.

use regulars_kernel::{Actor, Environment, Money, UsedBy, UserKind};

use super::change_configuration::{ChangeConfigurationError, require_fit, require_open, write_configuration};
use super::configuration::{Configuration, ConfigurationFault, FaultPlace};
use super::expiry::Expiry;
use super::point_type::{PointType, PointTypeCode, SpentAndExpired};
use super::programme::Programme;
use super::store::ProgrammeStore;
use crate::ledger::adjust_points::Adjustment;

/// Adds a point type to a programme that was found for change, behind those that it has.
pub async fn create_point_type(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    kind: PointType,
) -> Result<Programme, ChangeConfigurationError> {
    require_open(&before)?;
    let mut faults = faults_of(&kind, &before.configuration);
    if before.configuration.point_type(&kind.code).is_some() {
        faults.push(fault("code", ConfigurationFault::CodeTaken));
    } else if before.configuration.point_types.len() >= Configuration::MOST_POINT_TYPES {
        faults.push(fault("", ConfigurationFault::TooManyPointTypes));
    }
    require_fit(faults)?;
    let mut configuration = before.configuration.clone();
    configuration.point_types.push(kind);
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}

/// Puts a point type in the place of the one with that code, in a programme that was found for change. Accounts are kept under
/// its code and in its smallest part, so neither of the two changes. Who is bound by the limit of adjustments may lower it only.
pub async fn change_point_type(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    code: &PointTypeCode,
    kind: PointType,
    is_bound: bool,
) -> Result<Programme, ChangeConfigurationError> {
    let mut configuration = before.configuration.clone();
    let present = configuration.point_types.iter_mut().find(|present| present.code == *code);
    let present = present.ok_or(ChangeConfigurationError::UnknownPointType)?;
    let mut faults = faults_of(&kind, &before.configuration);
    if kind.code != present.code {
        faults.push(fault("code", ConfigurationFault::Unfit("never changes")));
    }
    if kind.scale != present.scale {
        faults.push(fault("scale", ConfigurationFault::Unfit("never changes")));
    }
    require_fit(faults)?;
    let lets_more = match (present.adjustment_limit, kind.adjustment_limit) {
        (Some(before), Some(after)) => after > before,
        (Some(_), None) => true,
        (None, _) => false,
    };
    if is_bound && lets_more {
        return Err(ChangeConfigurationError::LimitIsTheOwners);
    }
    *present = kind;
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}

/// Takes a point type out of a programme that was found for change: one that no rule gives and that nobody has.
pub async fn delete_point_type(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    code: &PointTypeCode,
) -> Result<Programme, ChangeConfigurationError> {
    before.configuration.point_type(code).ok_or(ChangeConfigurationError::UnknownPointType)?;
    let rules = before.configuration.earning_rules.iter().filter(|rule| rule.point_type == *code);
    let mut users: Vec<UsedBy> = rules
        .map(|rule| UsedBy {
            kind: UserKind::EarningRule,
            id: rule.id.value(),
            name: rule.name.as_str().to_owned(),
        })
        .collect();
    users.extend(store.rewards_bought_by(before.id, Some(code)).await?);
    if !users.is_empty() {
        return Err(ChangeConfigurationError::InUse(users));
    }
    if store.has_point_accounts(before.id, Some(code)).await? {
        return Err(ChangeConfigurationError::HasAccounts);
    }
    if let Some(scheme) = &before.configuration.tiers
        && scheme.basis.point_type() == Some(code)
    {
        return Err(ChangeConfigurationError::CountedByTiers);
    }
    if before.configuration.referrals.as_ref().is_some_and(|scheme| scheme.point_type == *code) {
        return Err(ChangeConfigurationError::GivenByReferrals);
    }
    let mut configuration = before.configuration.clone();
    configuration.point_types.retain(|kind| kind.code != *code);
    Ok(write_configuration(store, environment, actor, before, configuration).await?)
}

fn fault(path: &str, fault: ConfigurationFault) -> FaultPlace {
    FaultPlace { path: path.to_owned(), fault }
}

/// What is wrong with a point type by itself, and beside the tiers that there are.
fn faults_of(kind: &PointType, configuration: &Configuration) -> Vec<FaultPlace> {
    let mut faults = Vec::new();
    for (index, of_tier) in kind.expiry_by_tier.iter().enumerate() {
        let path = format!("expiry_by_tier/{index}/tier");
        if !configuration.has_tier(&of_tier.tier) {
            faults.push(fault(&path, ConfigurationFault::UnknownTier));
        }
        if kind.expiry_by_tier.iter().take(index).any(|before| before.tier == of_tier.tier) {
            faults.push(fault(&path, ConfigurationFault::Unfit("stands there twice")));
        }
    }
    let mut require = |is_fit: bool, path: &str, text: &'static str| {
        if !is_fit {
            faults.push(fault(path, ConfigurationFault::Unfit(text)));
        }
    };
    if let Some(value) = kind.value {
        let points = (1..=PointType::MOST_POINTS).contains(&value.points);
        require(points, "value/points", "must be from 1 to 1000000000");
        let amount = (1..=Money::MAX_AMOUNT).contains(&value.amount);
        require(amount, "value/amount/amount", "must be from 1 to 1000000000000");
    }
    if let Expiry::After { count, .. } = kind.expiry {
        require(count <= Expiry::MOST, "expiry/count", "must be at most 3660");
    }
    for (index, of_tier) in kind.expiry_by_tier.iter().enumerate() {
        if let Expiry::After { count, .. } = of_tier.expiry {
            let path = format!("expiry_by_tier/{index}/expiry/count");
            require(count <= Expiry::MOST, &path, "must be at most 3660");
        }
        let lasts = of_tier.expiry.least_days().is_none_or(|days| days >= u32::from(kind.pending_days));
        require(lasts, "pending_days", "must not be more than the points last");
    }
    require(kind.pending_days <= PointType::MOST_PENDING_DAYS, "pending_days", "must be at most 366");
    let lasts = kind.expiry.least_days().is_none_or(|days| days >= u32::from(kind.pending_days));
    require(lasts, "pending_days", "must not be more than the points last");
    if let Some(limit) = kind.adjustment_limit {
        let fits = (0..=Adjustment::MOST_POINTS).contains(&limit);
        require(fits, "adjustment_limit", "must be from 0 to 10000000000000");
    }
    if let SpentAndExpired::Grace(days) = kind.spent_and_expired {
        require(days <= Expiry::MOST, "grace_days", "must be at most 3660");
    }
    faults
}
