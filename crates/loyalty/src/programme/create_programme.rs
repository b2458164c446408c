//! Makes a programme.

use std::collections::BTreeSet;

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, Label, ProgrammeId, StoreId};

use super::change_programme::{ChangeProgrammeError, require_fit_terms, require_stores};
use super::configuration::Configuration;
use super::joining_terms::JoiningTerms;
use super::programme::{Joining, Programme, ProgrammeState};
use super::store::ProgrammeStore;

/// A programme to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewProgramme {
    /// What it is called.
    pub name: Label,
    /// How customers come in.
    pub joining: Joining,
    /// What they agree to before they do.
    pub joining_terms: JoiningTerms,
    /// The stores in which it holds; everywhere when there are none.
    pub stores: BTreeSet<StoreId>,
    /// Whether a receipt that points pay a part of earns at all.
    pub earns_where_points_pay: bool,
}

/// Makes a programme. It is a draft that does nothing yet.
pub async fn create_programme(
    store: &mut dyn ProgrammeStore,
    environment: &Environment,
    actor: Actor,
    new: NewProgramme,
) -> Result<Programme, ChangeProgrammeError> {
    let NewProgramme { name, joining, joining_terms, stores, earns_where_points_pay } = new;
    require_fit_terms(&joining_terms)?;
    require_stores(store, &stores).await?;
    let now = environment.now();
    let empty = Configuration::empty(joining);
    let programme = Programme {
        id: ProgrammeId::new(environment.new_id()),
        name,
        state: ProgrammeState::Draft,
        version: 1,
        configuration: Configuration { joining_terms, stores, earns_where_points_pay, ..empty },
        created_at: now,
        updated_at: now,
    };
    store.insert_programme(&programme, actor).await?;
    store.note(environment, AuditNote::created(&programme)).await?;
    Ok(programme)
}
