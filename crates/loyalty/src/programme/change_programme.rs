//! Changes what a programme is called, where it stands, how customers come in and where it holds.

use std::collections::BTreeSet;

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, Label, StoreError, StoreId};

use super::change_configuration::look_at_days;
use super::configuration::{Configuration, FaultPlace};
use super::joining_terms::JoiningTerms;
use super::programme::{Joining, Programme, ProgrammeState};
use super::store::ProgrammeStore;
use crate::tiers::scheme::TierScheme;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgrammePatch {
    /// What it is called.
    pub name: Option<Label>,
    /// Where it stands.
    pub state: Option<ProgrammeState>,
    /// How customers come in.
    pub joining: Option<Joining>,
    /// What they agree to before they do, as a whole.
    pub joining_terms: Option<JoiningTerms>,
    /// The stores in which it holds, all of them.
    pub stores: Option<BTreeSet<StoreId>>,
    /// Whether a receipt that points pay a part of earns at all.
    pub earns_where_points_pay: Option<bool>,
}

/// Why a programme was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeProgrammeError {
    /// It cannot come from the one state to the other.
    #[error("a programme that is {from} cannot become {to}")]
    Transition {
        /// Where it stands.
        from: ProgrammeState,
        /// Where it was to come.
        to: ProgrammeState,
    },
    /// What joining takes is not fit, at these places.
    #[error("what joining takes is not fit")]
    Faulty(Vec<FaultPlace>),
    /// The merchant has no such stores.
    #[error("there is no such store")]
    UnknownStores(Vec<StoreId>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes a programme that was found for change. Where it does something else then, that is another version of it: so it is where it
/// becomes active and rules look at days, because they look at those from then on alone.
pub async fn change_programme(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    before: Programme,
    patch: ProgrammePatch,
) -> Result<Programme, ChangeProgrammeError> {
    let ProgrammePatch { name, state, joining, joining_terms, stores, earns_where_points_pay } = patch;
    let state = state.unwrap_or(before.state);
    if state != before.state && !before.state.may_become(state) {
        return Err(ChangeProgrammeError::Transition { from: before.state, to: state });
    }
    if let Some(terms) = &joining_terms {
        require_fit_terms(terms)?;
    }
    if let Some(stores) = &stores {
        require_stores(store, stores).await?;
    }
    let present = &before.configuration;
    let stores = stores.unwrap_or_else(|| present.stores.clone());
    // In other stores other receipts count.
    let counts_otherwise = stores != present.stores;
    let since = counts_otherwise.then(|| environment.now());
    let tiers = present.tiers.clone().map(|scheme| TierScheme { since: since.or(scheme.since), ..scheme });
    // What days have brought about while it gave nothing is not made up for.
    let begins = state == ProgrammeState::Active && state != before.state;
    let earning_rules = if begins {
        present.earning_rules.iter().map(|rule| rule.beginning_at(environment.now())).collect()
    } else {
        present.earning_rules.clone()
    };
    let configuration = Configuration {
        joining: joining.unwrap_or(present.joining),
        joining_terms: joining_terms.unwrap_or_else(|| present.joining_terms.clone()),
        stores,
        earning_rules,
        tiers,
        earns_where_points_pay: earns_where_points_pay.unwrap_or(present.earns_where_points_pay),
        ..present.clone()
    };
    let mut after = Programme {
        name: name.unwrap_or_else(|| before.name.clone()),
        state,
        version: before.version + u32::from(configuration != *present),
        configuration,
        ..before.clone()
    };
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = environment.now();
    store.update_programme(&after, actor).await?;
    store.note(environment, note).await?;
    look_at_days(store, environment, &after).await?;
    Ok(after)
}

/// Fails where it takes what joining cannot take.
pub(super) fn require_fit_terms(terms: &JoiningTerms) -> Result<(), ChangeProgrammeError> {
    let faults = terms.faults();
    if faults.is_empty() { Ok(()) } else { Err(ChangeProgrammeError::Faulty(faults)) }
}

/// Fails where the merchant does not have one of the stores.
pub(super) async fn require_stores(
    store: &mut dyn ProgrammeStore,
    stores: &BTreeSet<StoreId>,
) -> Result<(), ChangeProgrammeError> {
    if stores.is_empty() {
        return Ok(());
    }
    let named: Vec<StoreId> = stores.iter().copied().collect();
    let unknown = store.unknown_stores(&named).await?;
    if unknown.is_empty() { Ok(()) } else { Err(ChangeProgrammeError::UnknownStores(unknown)) }
}
