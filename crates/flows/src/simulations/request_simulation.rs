//! Asks for a simulation.

use chrono::Days;
use regulars_jobs::NewJob;
use regulars_kernel::{
    Actor, EarningRuleId, Environment, MerchantCalendar, PastSimulationId, ProgrammeId, StoreError,
};
use regulars_loyalty::{
    Configuration, EarningRule, PastSimulation, PointTypeCode, Programme, ProgrammeState, SimulationFound,
    SimulationState, SimulationTerms,
};

use super::simulation_job::SimulatePast;
use super::store::SimulationJobStore;

/// A simulation that is asked for.
#[derive(Clone, Debug)]
pub struct NewSimulation {
    /// Over how many days, today the last one.
    pub days: u16,
    /// The version of the programme that is the draft; the present one where nothing is said.
    pub version: Option<u32>,
    /// The rules of the draft; those of the version where nothing is said.
    pub rules: Option<Vec<EarningRule>>,
    /// The points by which customers are compared; the first ones where nothing is said.
    pub point_type: Option<PointTypeCode>,
}

/// Why nothing is simulated.
#[derive(Debug, thiserror::Error)]
pub enum RequestSimulationError {
    /// The merchant has no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// The programme has no such version.
    #[error("the programme has no such version")]
    UnknownVersion,
    /// There is nothing that would be otherwise.
    #[error("say which version, or which rules, are to be tried")]
    NothingOther,
    /// There are none, or too many.
    #[error("must be from 1 to {}", SimulationTerms::MOST_DAYS)]
    Days,
    /// There are too many, or one stands there twice.
    #[error("must be at most {}, each once", Configuration::MOST_RULES)]
    Rules,
    /// The draft has no such points.
    #[error("there are no such points")]
    UnknownPointType,
    /// So many are running.
    #[error("at most {} simulations of a programme run at the same time", PastSimulation::MOST_RUNNING)]
    TooManyRunning,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The configuration of a programme that is held, or that it had in a version: what the rules of a draft are checked against.
pub async fn base_of_draft(
    store: &mut dyn SimulationJobStore,
    programme: ProgrammeId,
    version: Option<u32>,
) -> Result<(Programme, Configuration), RequestSimulationError> {
    let held = store.find_programme_for_change(programme).await?;
    let held = held.ok_or(RequestSimulationError::UnknownProgramme)?;
    let base = match version {
        None => held.configuration.clone(),
        Some(version) => {
            let found = store.find_programme_version(programme, version).await?;
            found.ok_or(RequestSimulationError::UnknownVersion)?.configuration
        }
    };
    Ok((held, base))
}

/// Asks for a simulation of what [`base_of_draft`] has given. What the programme gives now is compared with it; one that is a draft
/// itself gives nothing yet.
pub async fn request_simulation(
    store: &mut dyn SimulationJobStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    by: Actor,
    (programme, base): (&Programme, Configuration),
    new: NewSimulation,
) -> Result<PastSimulation, RequestSimulationError> {
    let NewSimulation { days, version, rules, point_type } = new;
    if !(1..=SimulationTerms::MOST_DAYS).contains(&days) {
        return Err(RequestSimulationError::Days);
    }
    let is_draft = programme.state == ProgrammeState::Draft;
    if !is_draft && version.is_none() && rules.is_none() {
        return Err(RequestSimulationError::NothingOther);
    }
    let draft = match rules {
        None => base,
        Some(earning_rules) => Configuration { earning_rules: checked(earning_rules)?, ..base },
    };
    let point_type = match point_type {
        Some(code) => draft.point_type(&code).map(|kind| kind.code.clone()),
        None => draft.point_types.first().map(|kind| kind.code.clone()),
    };
    let point_type = point_type.ok_or(RequestSimulationError::UnknownPointType)?;
    if store.count_running_simulations(programme.id).await? >= PastSimulation::MOST_RUNNING {
        return Err(RequestSimulationError::TooManyRunning);
    }
    let (id, now) = (PastSimulationId::new(environment.new_id()), environment.now());
    let today = calendar.date_of(now);
    let before = Days::new(u64::from(days.saturating_sub(1)));
    let first = today.checked_sub_days(before).unwrap_or(today);
    let job = NewJob::at(environment, &SimulatePast::of(id), now)
        .map_err(|error| StoreError::inconsistent("jobs", error))?;
    store.enqueue(&job).await?;
    let simulation = PastSimulation {
        id,
        programme: programme.id,
        terms: SimulationTerms {
            compared_version: (!is_draft).then_some(programme.version),
            draft,
            point_type,
            days,
            from: calendar.start_of_day(first),
            until: calendar.start_of_day(today.succ_opt().unwrap_or(today)),
        },
        state: SimulationState::Running,
        found: SimulationFound::default(),
        at: None,
        job: job.id,
        asked_by: by,
        created_at: now,
        updated_at: now,
    };
    store.insert_past_simulation(&simulation).await?;
    Ok(simulation)
}

fn checked(rules: Vec<EarningRule>) -> Result<Vec<EarningRule>, RequestSimulationError> {
    let mut ids: Vec<EarningRuleId> = rules.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let fits = rules.len() <= Configuration::MOST_RULES && ids.len() == rules.len();
    if fits { Ok(rules) } else { Err(RequestSimulationError::Rules) }
}
