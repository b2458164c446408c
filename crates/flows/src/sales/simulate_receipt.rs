//! What a receipt would earn in a programme, whatever its state.

use regulars_kernel::{Environment, ProgrammeId, StoreError};
use regulars_loyalty::{Earned, PassedOver, PointTypeCode, ProgrammeReads, evaluate};
use regulars_purchases::{Identify, NewPurchase, ReceiptProblem, Till, check_receipt};
use regulars_segments::SegmentHoldReads;

use super::customers_of_rules::rules_for_others;
use super::new_receipt_facts::receipt_facts;

/// Programmes, and which customers their rules are for.
pub trait SimulationReads: ProgrammeReads + SegmentHoldReads {}

impl<Store: ProgrammeReads + SegmentHoldReads> SimulationReads for Store {}

/// What a receipt would earn of a type of points, by somebody who has had nothing of the rules yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimulatedPoints {
    /// The type.
    pub point_type: PointTypeCode,
    /// All that would be earned, in the smallest part.
    pub earned: i64,
    /// By which rule.
    pub earnings: Vec<Earned>,
    /// Which rules would give nothing, and why.
    pub passed_over: Vec<PassedOver>,
}

/// Why nothing was tried.
#[derive(Debug, thiserror::Error)]
pub enum SimulateReceiptError {
    /// The merchant has no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// The receipt breaks rules.
    #[error("the receipt breaks {} rules", .0.len())]
    Problems(Vec<ReceiptProblem>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Evaluates the rules of a programme for a receipt and keeps nothing. A receipt that does not name its customer by the id is
/// nobody's: rules that are for certain customers give it nothing.
pub async fn simulate_receipt(
    store: &mut dyn SimulationReads,
    environment: &Environment,
    till: &Till,
    programme: ProgrammeId,
    new: &NewPurchase,
) -> Result<Vec<SimulatedPoints>, SimulateReceiptError> {
    let found = store.find_programme(programme).await?;
    let configuration = found.ok_or(SimulateReceiptError::UnknownProgramme)?.configuration;
    let checked = check_receipt(environment, till, new.clone()).map_err(SimulateReceiptError::Problems)?;
    let customer = match &new.identify {
        Some(Identify::Customer(customer)) => Some(*customer),
        _ => None,
    };
    let now = environment.now();
    let others = rules_for_others(store, &[&configuration], customer, &till.calendar, now).await?;
    let mut facts = receipt_facts(new, new.store, till.terminal(), checked.counted_at(), &till.calendar);
    facts.circumstances.for_others = others;
    let evaluation = evaluate(&configuration, new.currency, &facts, &[]);
    let of_kind = configuration.point_types.iter().map(|kind| {
        let own = |id| configuration.rule(id).is_some_and(|rule| rule.point_type == kind.code);
        let earnings: Vec<Earned> = evaluation.earned.iter().filter(|one| own(one.rule)).cloned().collect();
        SimulatedPoints {
            point_type: kind.code.clone(),
            earned: earnings.iter().map(|one| one.points).sum(),
            earnings,
            passed_over: evaluation.passed_over.iter().filter(|one| own(one.rule)).cloned().collect(),
        }
    });
    Ok(of_kind.collect())
}
