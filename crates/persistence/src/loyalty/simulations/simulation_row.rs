//! A row of `past_simulations`, and the simulation that it means.

use std::collections::BTreeMap;

use regulars_kernel::{
    CustomerId, Date, EarningRuleId, Instant, JobId, PastSimulationId, ProgrammeId, StoreError,
};
use regulars_loyalty::{
    BudgetsSpent, ComparedCustomer, PastSimulation, PointTypeCode, RuleSums, SimulationFound,
    SimulationTerms, TypeSums,
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::loyalty::configuration_row::{configuration_from_text, configuration_to_json};
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "past_simulations";

/// A simulation as it is kept, without the customers whom it tells.
#[derive(FromRow, RowColumns)]
pub(super) struct SimulationRow {
    pub(super) id: Uuid,
    programme_id: Uuid,
    compared_version: Option<i64>,
    draft: Json,
    point_type: String,
    days: i64,
    counts_from: Instant,
    counts_until: Instant,
    state: String,
    total: Option<i64>,
    receipts: i64,
    customers: i64,
    is_cut: bool,
    winners: i64,
    losers: i64,
    sums: Json,
    at_customer: Option<Uuid>,
    job_id: Uuid,
    asked_by: String,
    created_at: Instant,
    updated_at: Instant,
}

/// A row of `past_simulation_customers`.
#[derive(FromRow)]
pub(super) struct ComparedRow {
    pub(super) simulation_id: Uuid,
    customer_id: Uuid,
    points_now: i64,
    points_draft: i64,
}

/// What is summed up, as JSON.
#[derive(Serialize, Deserialize)]
struct SumsJson {
    types: Vec<TypeJson>,
    rules: Vec<RuleJson>,
    spent_now: Vec<SpentJson>,
    spent_draft: Vec<SpentJson>,
}

#[derive(Serialize, Deserialize)]
struct TypeJson {
    code: String,
    now: i64,
    draft: i64,
}

#[derive(Serialize, Deserialize)]
struct RuleJson {
    id: Uuid,
    now: i64,
    draft: i64,
    receipts_now: u64,
    receipts_draft: u64,
}

#[derive(Serialize, Deserialize)]
struct SpentJson {
    rule: Uuid,
    begins_on: Date,
    points: i64,
}

/// The table does not say what was written there.
pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

fn kept(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn count(kept: i64) -> Result<u64, StoreError> {
    kept.try_into().map_err(wrong)
}

impl SimulationRow {
    pub(super) fn of(simulation: &PastSimulation) -> Result<Self, StoreError> {
        let SimulationTerms { compared_version, draft, point_type, days, from, until } = &simulation.terms;
        let found = &simulation.found;
        Ok(Self {
            id: simulation.id.value(),
            programme_id: simulation.programme.value(),
            compared_version: compared_version.map(i64::from),
            draft: configuration_to_json(draft)?,
            point_type: point_type.as_str().to_owned(),
            days: i64::from(*days),
            counts_from: *from,
            counts_until: *until,
            state: simulation.state.name().to_owned(),
            total: found.total.map(kept),
            receipts: kept(found.receipts),
            customers: kept(found.customers),
            is_cut: found.is_cut,
            winners: kept(found.winners),
            losers: kept(found.losers),
            sums: serde_json::to_value(SumsJson::of(found)).map_err(wrong)?,
            at_customer: simulation.at.map(CustomerId::value),
            job_id: simulation.job.value(),
            asked_by: actor_text(simulation.asked_by),
            created_at: simulation.created_at,
            updated_at: simulation.updated_at,
        })
    }

    /// The simulation, with the customers whom it tells, in any order.
    pub(super) fn convert(self, compared: Vec<ComparedRow>) -> Result<PastSimulation, StoreError> {
        let sums: SumsJson = serde_json::from_value(self.sums).map_err(wrong)?;
        let mut found = SimulationFound {
            total: self.total.map(count).transpose()?,
            receipts: count(self.receipts)?,
            customers: count(self.customers)?,
            is_cut: self.is_cut,
            winners: count(self.winners)?,
            losers: count(self.losers)?,
            ..sums.found()?
        };
        for row in compared {
            let one = row.compared();
            let ranked = if one.difference() > 0 { &mut found.best } else { &mut found.worst };
            ranked.push(one);
        }
        found.best.sort_by_key(|one| (-i128::from(one.difference()), one.customer));
        found.worst.sort_by_key(|one| (i128::from(one.difference()), one.customer));
        Ok(PastSimulation {
            id: PastSimulationId::new(self.id),
            programme: ProgrammeId::new(self.programme_id),
            terms: SimulationTerms {
                compared_version: self.compared_version.map(u32::try_from).transpose().map_err(wrong)?,
                draft: configuration_from_text(&self.draft.to_string())?,
                point_type: self.point_type.parse().map_err(wrong)?,
                days: u16::try_from(self.days).map_err(wrong)?,
                from: self.counts_from,
                until: self.counts_until,
            },
            state: self.state.parse().map_err(wrong)?,
            found,
            at: self.at_customer.map(CustomerId::new),
            job: JobId::new(self.job_id),
            asked_by: actor_of(TABLE, &self.asked_by)?,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}

impl ComparedRow {
    fn compared(&self) -> ComparedCustomer {
        let customer = CustomerId::new(self.customer_id);
        ComparedCustomer { customer, now: self.points_now, draft: self.points_draft }
    }
}

impl SumsJson {
    fn of(found: &SimulationFound) -> Self {
        let types = found.by_type.iter().map(|(code, sums)| TypeJson {
            code: code.as_str().to_owned(),
            now: sums.now,
            draft: sums.draft,
        });
        let rules = found.by_rule.iter().map(|(rule, sums)| RuleJson {
            id: rule.value(),
            now: sums.now,
            draft: sums.draft,
            receipts_now: sums.receipts_now,
            receipts_draft: sums.receipts_draft,
        });
        Self {
            types: types.collect(),
            rules: rules.collect(),
            spent_now: spent_to_json(&found.spent_now),
            spent_draft: spent_to_json(&found.spent_draft),
        }
    }

    fn found(self) -> Result<SimulationFound, StoreError> {
        let mut by_type = BTreeMap::new();
        for TypeJson { code, now, draft } in self.types {
            by_type.insert(code.parse::<PointTypeCode>().map_err(wrong)?, TypeSums { now, draft });
        }
        let by_rule = self.rules.into_iter().map(|rule| {
            let RuleJson { id, now, draft, receipts_now, receipts_draft } = rule;
            (EarningRuleId::new(id), RuleSums { now, draft, receipts_now, receipts_draft })
        });
        Ok(SimulationFound {
            by_type,
            by_rule: by_rule.collect(),
            spent_now: spent_of_json(self.spent_now),
            spent_draft: spent_of_json(self.spent_draft),
            ..SimulationFound::default()
        })
    }
}

fn spent_to_json(spent: &BudgetsSpent) -> Vec<SpentJson> {
    let one = |((rule, begins_on), points): (&(EarningRuleId, Date), &i64)| SpentJson {
        rule: rule.value(),
        begins_on: *begins_on,
        points: *points,
    };
    spent.iter().map(one).collect()
}

fn spent_of_json(spent: Vec<SpentJson>) -> BudgetsSpent {
    let one =
        |SpentJson { rule, begins_on, points }: SpentJson| ((EarningRuleId::new(rule), begins_on), points);
    spent.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_comes_back() {
        let rule = EarningRuleId::new(Uuid::from_u128(5));
        let day: Date = "2026-11-01".parse().unwrap();
        let found = SimulationFound {
            by_type: BTreeMap::from([("points".parse().unwrap(), TypeSums { now: 5, draft: 7 })]),
            by_rule: BTreeMap::from([(
                rule,
                RuleSums { now: 5, draft: 7, receipts_now: 1, receipts_draft: 2 },
            )]),
            spent_now: BTreeMap::from([((rule, day), 5)]),
            spent_draft: BTreeMap::from([((rule, day), 7)]),
            ..SimulationFound::default()
        };
        let json = serde_json::to_value(SumsJson::of(&found)).unwrap();
        let read: SumsJson = serde_json::from_value(json).unwrap();
        assert_eq!(read.found().unwrap(), found);
    }
}
