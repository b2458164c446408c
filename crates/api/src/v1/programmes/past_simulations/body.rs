//! A simulation on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{Currency, EarningRuleId, Money};
use regulars_loyalty::{ComparedCustomer, Configuration, PastSimulation, PointTypeCode, RuleSums, TypeSums};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::SimulationStateBody;
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::jobs::body::JobProgressBody;
use crate::v1::money::MoneyBody;

/// What receipts gave and would have given in points of one type, in the smallest part: with one decimal, 45 is 4.5 points.
#[derive(Serialize, ToSchema)]
pub struct SimulatedTypeBody {
    /// The code of the type.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// As it is.
    #[schema(example = 1_200, minimum = -9_007_199_254_740_991_i64)]
    now: i64,
    /// By the draft: what it costs in points.
    #[schema(example = 2_400, minimum = -9_007_199_254_740_991_i64)]
    draft: i64,
    /// How many more by the draft; negative for fewer.
    #[schema(example = 1_200, minimum = -9_007_199_254_740_991_i64)]
    difference: i64,
    /// What those of now are worth where they pay, rounded down; `null` for points that cannot be spent.
    value_now: Option<MoneyBody>,
    /// What those of the draft are worth: what it costs in money.
    value_draft: Option<MoneyBody>,
}

/// What a rule gave and would have given.
#[derive(Serialize, ToSchema)]
pub struct SimulatedRuleSumsBody {
    /// The rule. One that is only in the draft and named no rule of the programme has an id that is nobody's.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c70")]
    rule_id: Uuid,
    /// What it is called, in the draft if it is there; `null` for one that is not in the draft.
    #[schema(example = "Poen na svakih 100 dinara", max_length = 200)]
    name: Option<String>,
    /// As it is.
    #[schema(example = 1_200, minimum = -9_007_199_254_740_991_i64)]
    now: i64,
    /// By the draft.
    #[schema(example = 2_400, minimum = -9_007_199_254_740_991_i64)]
    draft: i64,
    /// For how many receipts it gives some as it is.
    #[schema(example = 31, minimum = 0)]
    receipts_now: u64,
    /// For how many it would by the draft.
    #[schema(example = 31, minimum = 0)]
    receipts_draft: u64,
}

/// What a customer would have had.
#[derive(Serialize, ToSchema)]
pub struct ComparedCustomerBody {
    /// The customer.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// Points as it is.
    #[schema(minimum = -9_007_199_254_740_991_i64)]
    now: i64,
    /// Points by the draft.
    #[schema(minimum = -9_007_199_254_740_991_i64)]
    draft: i64,
    /// How many more by the draft; negative for fewer.
    #[schema(minimum = -9_007_199_254_740_991_i64)]
    difference: i64,
}

/// Customers on one side.
#[derive(Serialize, ToSchema)]
pub struct ComparedCustomersBody {
    /// How many there are.
    #[schema(example = 12, minimum = 0)]
    count: u64,
    /// Those with the largest difference, the first one first.
    #[schema(max_items = 10)]
    customers: Vec<ComparedCustomerBody>,
}

/// What another configuration of a programme would have given for receipts of the past.
#[derive(Serialize, ToSchema)]
pub struct PastSimulationBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0ca0")]
    id: Uuid,
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// Where it stands.
    state: SimulationStateBody,
    /// Over how many days, the day on which it was asked for the last one.
    #[schema(example = 30, minimum = 1)]
    days: u16,
    /// From when on receipts count.
    #[schema(example = "2026-10-22T22:00:00Z")]
    counts_from: DateTime<Utc>,
    /// Until when.
    #[schema(example = "2026-11-21T23:00:00Z")]
    counts_until: DateTime<Utc>,
    /// The version of the programme that the draft is compared with; `null` where the programme was a draft itself, which gives
    /// nothing.
    #[schema(example = 1, minimum = 1)]
    compared_version: Option<u32>,
    /// The code of the points by which customers are compared.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// How many receipts were read, of how many that there are; `null` before they are counted.
    progress: Option<JobProgressBody>,
    /// Whether there are more receipts than are read: a million, and 10000 of one customer.
    #[schema(example = false)]
    cut: bool,
    /// How many customers were looked at.
    #[schema(example = 40, minimum = 0)]
    customers: u64,
    /// Points of each type.
    #[schema(max_items = 40)]
    points: Vec<SimulatedTypeBody>,
    /// Points of each rule that gives some, in the order of the draft, and behind them those that are not in it.
    #[schema(max_items = 200)]
    rules: Vec<SimulatedRuleSumsBody>,
    /// Customers who would have had more.
    winners: ComparedCustomersBody,
    /// Customers who would have had fewer.
    losers: ComparedCustomersBody,
    /// The job that works on it, or did.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0ca0")]
    job_id: Uuid,
    /// Who asked for it.
    asked_by: AuditActorBody,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it last moved on.
    #[schema(example = "2026-11-21T10:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl PastSimulationBody {
    /// A simulation of a merchant with that currency.
    pub fn new(simulation: &PastSimulation, currency: Currency) -> Self {
        let (terms, found) = (&simulation.terms, &simulation.found);
        let types = found.by_type.iter().map(|(code, sums)| of_type(code, *sums, &terms.draft, currency));
        Self {
            id: simulation.id.value(),
            programme_id: simulation.programme.value(),
            state: simulation.state.into(),
            days: terms.days,
            counts_from: terms.from,
            counts_until: terms.until,
            compared_version: terms.compared_version,
            point_type: terms.point_type.to_string(),
            progress: progress_of(simulation),
            cut: found.is_cut,
            customers: found.customers,
            points: types.collect(),
            rules: rules_of(simulation),
            winners: compared(found.winners, &found.best),
            losers: compared(found.losers, &found.worst),
            job_id: simulation.job.value(),
            asked_by: simulation.asked_by.into(),
            created_at: simulation.created_at,
            updated_at: simulation.updated_at,
        }
    }
}

/// How far a simulation is, once its receipts are counted.
pub(crate) fn progress_of(simulation: &PastSimulation) -> Option<JobProgressBody> {
    let done = simulation.found.receipts;
    simulation.found.total.map(|total| JobProgressBody { done: done.min(total), total })
}

fn of_type(
    code: &PointTypeCode,
    sums: TypeSums,
    draft: &Configuration,
    currency: Currency,
) -> SimulatedTypeBody {
    let worth = draft.point_type(code).and_then(|kind| kind.value);
    // What is worth more than an amount can tell is told in points alone.
    let value = |points: i64| Some(Money::new(worth?.amount_of(points)?, currency).into());
    SimulatedTypeBody {
        point_type: code.to_string(),
        now: sums.now,
        draft: sums.draft,
        difference: sums.draft.saturating_sub(sums.now),
        value_now: value(sums.now),
        value_draft: value(sums.draft),
    }
}

fn rules_of(simulation: &PastSimulation) -> Vec<SimulatedRuleSumsBody> {
    let (draft, sums) = (&simulation.terms.draft, &simulation.found.by_rule);
    let told = |id: EarningRuleId, name: Option<String>, sums: &RuleSums| SimulatedRuleSumsBody {
        rule_id: id.value(),
        name,
        now: sums.now,
        draft: sums.draft,
        receipts_now: sums.receipts_now,
        receipts_draft: sums.receipts_draft,
    };
    let in_draft = draft.earning_rules.iter().filter_map(|rule| {
        let name = Some(rule.name.as_str().to_owned());
        sums.get(&rule.id).map(|of_rule| told(rule.id, name, of_rule))
    });
    let others = sums.iter().filter(|(id, _)| draft.rule(**id).is_none());
    in_draft.chain(others.map(|(id, of_rule)| told(*id, None, of_rule))).collect()
}

fn compared(count: u64, customers: &[ComparedCustomer]) -> ComparedCustomersBody {
    let customers = customers.iter().map(|one| ComparedCustomerBody {
        customer_id: one.customer.value(),
        now: one.now,
        draft: one.draft,
        difference: one.difference(),
    });
    ComparedCustomersBody { count, customers: customers.collect() }
}
