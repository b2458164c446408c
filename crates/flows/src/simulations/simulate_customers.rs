//! Simulates the next customers.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{
    CustomerId, EarningRuleId, Instant, JobId, MerchantCalendar, PastSimulationId, StoreError,
};
use regulars_loyalty::{
    Agreements, Configuration, EarningRule, EarningTrigger, PastSimulation, PastSimulationStore, Programme,
    ProgrammeState, SimulationState, TierCode, tiers_of_members,
};
use regulars_purchases::Purchase;
use regulars_segments::{ResolveFilterError, resolve_filter};

use super::past_receipt::PastReceipt;
use super::simulated_side::simulated_side;
use super::store::{PastReceiptQuery, SimulatingReads};

/// The receipts of a customer, in the order in which they count.
type OfCustomer = (CustomerId, Vec<Purchase>);

/// A piece of a simulation that was read and is not kept yet.
pub struct SimulatedPiece {
    before: PastSimulation,
    after: PastSimulation,
}

impl SimulatedPiece {
    /// Whether nothing comes after it.
    pub fn is_last(&self) -> bool {
        self.after.state != SimulationState::Running
    }
}

/// Reads the next piece of a simulation, as [`simulate_customers`]; [`keep_simulated`] keeps it. None where it has ended, or is of
/// another job.
pub async fn next_piece(
    store: &mut dyn SimulatingReads,
    calendar: &MerchantCalendar,
    now: Instant,
    (id, job): (PastSimulationId, JobId),
    at_most: u32,
) -> Result<Option<SimulatedPiece>, StoreError> {
    let found = store.find_past_simulation(id).await?;
    let is_at_work = |held: &PastSimulation| held.state == SimulationState::Running && held.job == job;
    let Some(before) = found.filter(is_at_work) else { return Ok(None) };
    let after = simulate_customers(store, calendar, now, &before, at_most).await?;
    Ok(Some(SimulatedPiece { before, after }))
}

/// The simulation after the next customers with some `at_most` receipts together. Only reads. One whose receipts were not counted
/// yet counts them.
pub async fn simulate_customers(
    store: &mut dyn SimulatingReads,
    calendar: &MerchantCalendar,
    now: Instant,
    simulation: &PastSimulation,
    at_most: u32,
) -> Result<PastSimulation, StoreError> {
    let query = PastReceiptQuery { from: simulation.terms.from, until: simulation.terms.until };
    let mut after = PastSimulation { updated_at: now, ..simulation.clone() };
    let Some(total) = simulation.found.total else {
        let most = PastSimulation::MOST_RECEIPTS;
        let counted = store.count_past_receipts(query, most.saturating_add(1)).await?;
        (after.found.total, after.found.is_cut) = (Some(counted.min(most)), counted > most);
        return Ok(after);
    };
    let programme = store.find_programme(simulation.programme).await?;
    let left = total.saturating_sub(simulation.found.receipts);
    let Some(programme) = programme.filter(|_| left > 0) else {
        after.state = SimulationState::Done;
        return Ok(after);
    };
    let (customers, is_last) = next_customers(store, query, &mut after, at_most).await?;
    let Some(last) = customers.last().map(|(customer, _)| *customer) else {
        after.state = SimulationState::Done;
        return Ok(after);
    };
    let simulating = Simulating::of(store, calendar, now, &programme, simulation, &customers).await?;
    for (customer, purchases) in customers {
        after.found.receipts += u64::try_from(purchases.len()).unwrap_or_default();
        simulating.add(&mut after, customer, &purchases);
    }
    after.at = Some(last);
    if is_last {
        after.state = SimulationState::Done;
    }
    Ok(after)
}

/// Keeps a piece, where the simulation is still where it was, and not where somebody has called it off or another worker was at it.
/// Tells whether there is more for who has read it.
pub async fn keep_simulated(
    store: &mut dyn PastSimulationStore,
    piece: &SimulatedPiece,
) -> Result<bool, StoreError> {
    let SimulatedPiece { before, after } = piece;
    let held = store.find_past_simulation_for_change(before.id).await?;
    let is_same = |held: PastSimulation| {
        held.state == SimulationState::Running
            && held.at == before.at
            && held.found.total == before.found.total
    };
    if !held.is_some_and(is_same) {
        return Ok(false);
    }
    store.update_past_simulation(after).await?;
    Ok(!piece.is_last())
}

/// The next customers with all of their receipts, and whether there are none behind them.
async fn next_customers(
    store: &mut dyn SimulatingReads,
    query: PastReceiptQuery,
    after: &mut PastSimulation,
    at_most: u32,
) -> Result<(Vec<OfCustomer>, bool), StoreError> {
    let found = store.past_receipts_behind(query, after.at, at_most.saturating_add(1)).await?;
    let is_last = u32::try_from(found.len()).is_ok_and(|count| count <= at_most);
    let mut customers: Vec<OfCustomer> = Vec::new();
    for purchase in found {
        let Some(customer) = purchase.customer.as_ref().map(|customer| customer.id) else { continue };
        match customers.last_mut() {
            Some((last, purchases)) if *last == customer => purchases.push(purchase),
            _ => customers.push((customer, vec![purchase])),
        }
    }
    if is_last {
        return Ok((customers, true));
    }
    // The last one may have more.
    let Some((partly, _)) = customers.pop() else { return Ok((customers, false)) };
    if customers.is_empty() {
        let most = PastSimulation::MOST_OF_CUSTOMER;
        let mut purchases = store.past_receipts_of(query, partly, most.saturating_add(1)).await?;
        let kept = usize::try_from(most).unwrap_or(usize::MAX);
        after.found.is_cut |= purchases.len() > kept;
        purchases.truncate(kept);
        customers.push((partly, purchases));
    }
    Ok((customers, false))
}

/// What is known of the customers of a piece.
struct Simulating<'a> {
    calendar: &'a MerchantCalendar,
    simulation: &'a PastSimulation,
    /// As it is, and by the draft: for each tier.
    configurations: BTreeMap<Option<TierCode>, (Configuration, Configuration)>,
    tiers: BTreeMap<CustomerId, TierCode>,
    /// Who is simulated.
    meant: BTreeSet<CustomerId>,
    /// Who passes the filter of a rule, as it is and by the draft.
    passing: [BTreeMap<EarningRuleId, BTreeSet<CustomerId>>; 2],
}

impl<'a> Simulating<'a> {
    async fn of(
        store: &mut dyn SimulatingReads,
        calendar: &'a MerchantCalendar,
        now: Instant,
        programme: &Programme,
        simulation: &'a PastSimulation,
        customers: &[OfCustomer],
    ) -> Result<Self, StoreError> {
        let terms = &simulation.terms;
        let present = match terms.compared_version {
            None => Configuration { earning_rules: Vec::new(), ..terms.draft.clone() },
            Some(version) => {
                let found = store.find_programme_version(programme.id, version).await?;
                let gone = || StoreError::inconsistent("past_simulations", "the version of one is gone");
                found.ok_or_else(gone)?.configuration
            }
        };
        let ids: Vec<CustomerId> = customers.iter().map(|(customer, _)| *customer).collect();
        let members = store.programme_memberships_of(programme.id, &ids).await?;
        let in_it: BTreeSet<CustomerId> = members.iter().map(|member| member.customer).collect();
        let others: Vec<CustomerId> = ids.iter().copied().filter(|id| !in_it.contains(id)).collect();
        let coming = who_would_come(store, programme, &terms.draft, &others).await?;
        let meant: BTreeSet<CustomerId> = in_it.into_iter().chain(coming).collect();
        let tiers: BTreeMap<CustomerId, TierCode> = match &programme.configuration.tiers {
            Some(scheme) if asks_tiers(&present) || asks_tiers(&terms.draft) => {
                let reckoned = tiers_of_members(store, programme, scheme, &members, calendar, now).await?;
                let of_member = members.iter().zip(reckoned);
                of_member.filter_map(|(member, reckoned)| Some((member.customer, reckoned.tier?))).collect()
            }
            _ => BTreeMap::new(),
        };
        let passing = [
            passing(store, &present, &ids, calendar, now).await?,
            passing(store, &terms.draft, &ids, calendar, now).await?,
        ];
        let different: BTreeSet<Option<TierCode>> = tiers.values().cloned().map(Some).chain([None]).collect();
        let configurations = different.into_iter().map(|tier| {
            let both = (present.for_tier(tier.as_ref()), terms.draft.for_tier(tier.as_ref()));
            (tier, both)
        });
        let configurations = configurations.collect();
        Ok(Self { calendar, simulation, configurations, tiers, meant, passing })
    }

    /// Adds what a customer would have had.
    fn add(&self, after: &mut PastSimulation, customer: CustomerId, purchases: &[Purchase]) {
        if !self.meant.contains(&customer) {
            return;
        }
        let tier = self.tiers.get(&customer).cloned();
        let Some((present, draft)) = self.configurations.get(&tier) else { return };
        let mut receipts: Vec<PastReceipt> =
            purchases.iter().map(|purchase| PastReceipt::of(purchase, self.calendar)).collect();
        let found = &mut after.found;
        let [passing_now, passing_draft] = &self.passing;
        let others = for_others(passing_now, customer);
        let now = simulated_side(present, &mut receipts, &others, &mut found.spent_now);
        let others = for_others(passing_draft, customer);
        let then = simulated_side(draft, &mut receipts, &others, &mut found.spent_draft);
        found.add(customer, &self.simulation.terms.point_type, (&now, &then));
    }
}

/// Those of customers who are not in the programme whom their receipts would have brought in: nobody who has left it, and nobody who
/// has not agreed to what it takes. Before it begins it is tried with everybody.
async fn who_would_come(
    store: &mut dyn SimulatingReads,
    programme: &Programme,
    draft: &Configuration,
    others: &[CustomerId],
) -> Result<Vec<CustomerId>, StoreError> {
    let has_begun = programme.state != ProgrammeState::Draft;
    if has_begun && !draft.joining.is_by_receipt() {
        return Ok(Vec::new());
    }
    let former = store.former_members_among(programme.id, others).await?;
    let former: BTreeSet<CustomerId> = former.into_iter().collect();
    let mut coming: Vec<CustomerId> = others.iter().copied().filter(|id| !former.contains(id)).collect();
    if has_begun {
        let said = store.agreements_among(&coming).await?;
        let nothing = Agreements::default();
        coming.retain(|id| draft.joining_terms.obstacle(said.get(id).unwrap_or(&nothing), None).is_none());
    }
    Ok(coming)
}

/// The rules that are asked for the receipts of tills.
fn of_receipts(configuration: &Configuration) -> impl Iterator<Item = &EarningRule> {
    configuration.earning_rules.iter().filter(|rule| rule.trigger == EarningTrigger::Purchase)
}

fn asks_tiers(configuration: &Configuration) -> bool {
    of_receipts(configuration).any(|rule| !rule.by_tier.is_empty())
}

/// The rules of which somebody does not pass the filter.
fn for_others(
    passing: &BTreeMap<EarningRuleId, BTreeSet<CustomerId>>,
    customer: CustomerId,
) -> BTreeSet<EarningRuleId> {
    passing.iter().filter(|(_, meant)| !meant.contains(&customer)).map(|(rule, _)| *rule).collect()
}

/// Which of the customers pass the filters of rules that are for certain customers, as they are now. A filter that cannot be
/// evaluated means nobody, as at the till.
async fn passing(
    store: &mut dyn SimulatingReads,
    configuration: &Configuration,
    customers: &[CustomerId],
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<BTreeMap<EarningRuleId, BTreeSet<CustomerId>>, StoreError> {
    let mut passing = BTreeMap::new();
    for rule in of_receipts(configuration) {
        let Some(filter) = &rule.customers else { continue };
        let meant = match resolve_filter(store, filter, calendar, now).await {
            Ok(resolved) => store.customers_passing_among(&resolved, customers).await?,
            Err(ResolveFilterError::Store(error)) => return Err(error),
            Err(ResolveFilterError::Filter(_) | ResolveFilterError::NotReady(_)) => Vec::new(),
        };
        passing.insert(rule.id, meant.into_iter().collect());
    }
    Ok(passing)
}
