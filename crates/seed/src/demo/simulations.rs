//! Simulations with the receipts of the past: one that is done, and one whose turn has not come.

use chrono::TimeDelta;
use regulars_flows::{SimulatePast, simulate_customers};
use regulars_jobs::{JobPayload, JobStore, NewJob};
use regulars_kernel::{Actor, Instant, JobId, MerchantCalendar, PastSimulationId};
use regulars_loyalty::{
    Configuration, EarningEffect, PastSimulation, PastSimulationStore, SimulationFound, SimulationState,
    SimulationTerms,
};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::invalid;
use super::merchant::scope;
use super::past::Ground;
use super::programmes::{CLUB, FOR_AMOUNT, POINTS, club};
use crate::SeedError;

/// The simulation that the examples show: twice as many points for each hundred dinars.
const DONE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0ca0");
/// The simulation that the examples call off.
const TO_CANCEL: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0ca1");
/// Over how many days they are.
const DAYS: u16 = 30;
/// After how many days the turn of the other one comes.
const DUE_AFTER: i64 = 3_650;
/// How many receipts are read at once.
const RECEIPTS: u32 = 500;

/// Makes them.
pub async fn make_simulations(ground: &Ground<'_>) -> Result<(), SeedError> {
    let (now, calendar) = (ground.now, ground.calendar);
    let mut done = simulation(DONE, &calendar, now - TimeDelta::days(1))?;
    let later = simulation(TO_CANCEL, &calendar, now)?;
    let job = NewJob {
        id: later.job,
        kind: SimulatePast::KIND,
        payload: serde_json::to_value(SimulatePast::of(later.id)).map_err(invalid)?,
        run_at: now + TimeDelta::days(DUE_AFTER),
        created_at: now,
    };
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.insert_past_simulation(&done).await?;
                let asked_at = done.created_at;
                while done.state == SimulationState::Running {
                    done = simulate_customers(tx, &calendar, asked_at, &done, RECEIPTS).await?;
                }
                tx.update_past_simulation(&done).await?;
                tx.insert_past_simulation(&later).await
            })
        })
        .await?;
    ground.database.write(scope(), move |tx| Box::pin(async move { tx.enqueue(&job).await })).await?;
    Ok(())
}

/// One over the days until then that has read nothing.
fn simulation(id: Uuid, calendar: &MerchantCalendar, at: Instant) -> Result<PastSimulation, SeedError> {
    let today = calendar.date_of(at);
    Ok(PastSimulation {
        id: PastSimulationId::new(id),
        programme: CLUB,
        terms: SimulationTerms {
            compared_version: Some(1),
            draft: draft()?,
            point_type: POINTS.parse().map_err(invalid)?,
            days: DAYS,
            from: calendar.start_of_day(today - TimeDelta::days(i64::from(DAYS) - 1)),
            until: calendar.start_of_day(today + TimeDelta::days(1)),
        },
        state: SimulationState::Running,
        found: SimulationFound::default(),
        at: None,
        job: JobId::new(id),
        asked_by: Actor::User(OWNER),
        created_at: at,
        updated_at: at,
    })
}

/// The club with twice the points for what is bought.
fn draft() -> Result<Configuration, SeedError> {
    let mut draft = club()?;
    let two = "2".parse().map_err(invalid)?;
    for rule in draft.earning_rules.iter_mut().filter(|rule| rule.id == FOR_AMOUNT) {
        if let EarningEffect::PerAmount(rate) = &mut rule.effect {
            rate.points = two;
        }
    }
    Ok(draft)
}
