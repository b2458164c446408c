//! A row of `point_accruals`, and the accrual that it means.

use regulars_filters::Filter;
use regulars_kernel::{CustomerId, Instant, JobId, PointAccrualId, ProgrammeId, StoreError};
use regulars_loyalty::{AccrualCounts, AccrualForeseen, AccrualHalt, AccrualTerms, PointAccrual};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "point_accruals";

/// An accrual as it is kept.
#[derive(FromRow, RowColumns)]
pub(super) struct AccrualRow {
    id: Uuid,
    programme_id: Uuid,
    point_type: String,
    name: String,
    audience: Option<Json>,
    points: i64,
    reason: String,
    expires_at: Option<Instant>,
    run_at: Instant,
    state: String,
    halted: Option<String>,
    foreseen_members: i64,
    foreseen_not_members: i64,
    foreseen_left: i64,
    foreseen_pays_owed: i64,
    customers: i64,
    credited: i64,
    not_members: i64,
    left_members: i64,
    gone: i64,
    merged: i64,
    undone: i64,
    conflicts: i64,
    pass_done: i64,
    pass_total: i64,
    at_customer: Option<Uuid>,
    programme_version: Option<i64>,
    lots_expire_at: Option<Instant>,
    asked_by: String,
    decided_by: Option<String>,
    decided_at: Option<Instant>,
    undone_by: Option<String>,
    spent: String,
    job_id: Option<Uuid>,
    created_at: Instant,
    updated_at: Instant,
}

/// The table does not say what was written there.
pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

fn kept(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) fn count(kept: i64) -> Result<u64, StoreError> {
    kept.try_into().map_err(wrong)
}

/// A stored filter. What is wrong with one that cannot be read is not told, because a filter may hold personal data.
fn filter(json: &Json) -> Result<Filter, StoreError> {
    Filter::parse_stored(json).map_err(|faults| wrong(format!("a filter with {} faults", faults.len())))
}

impl AccrualRow {
    pub(super) fn of(accrual: &PointAccrual) -> Self {
        let AccrualForeseen { members, not_member, left, pays_owed } = accrual.foreseen;
        let (decided_by, decided_at) = accrual.decided.unzip();
        let counts = accrual.counts;
        Self {
            id: accrual.id.value(),
            programme_id: accrual.programme.value(),
            point_type: accrual.point_type.as_str().to_owned(),
            name: accrual.name.as_str().to_owned(),
            audience: accrual.audience.as_ref().map(Filter::to_stored_json),
            points: accrual.points,
            reason: accrual.reason.name().to_owned(),
            expires_at: accrual.expires_at,
            run_at: accrual.run_at,
            state: accrual.state.name().to_owned(),
            halted: accrual.halted.map(|halt| halt.name().to_owned()),
            foreseen_members: kept(members),
            foreseen_not_members: kept(not_member),
            foreseen_left: kept(left),
            foreseen_pays_owed: pays_owed,
            customers: kept(accrual.customers),
            credited: kept(counts.credited),
            not_members: kept(counts.not_member),
            left_members: kept(counts.left),
            gone: kept(counts.gone),
            merged: kept(counts.merged),
            undone: kept(counts.undone),
            conflicts: kept(counts.conflict),
            pass_done: kept(accrual.done),
            pass_total: kept(accrual.total),
            at_customer: accrual.at.map(CustomerId::value),
            programme_version: accrual.terms.map(|terms| i64::from(terms.programme_version)),
            lots_expire_at: accrual.terms.and_then(|terms| terms.expires_at),
            asked_by: actor_text(accrual.asked_by),
            decided_by: decided_by.map(actor_text),
            decided_at,
            undone_by: accrual.undone_by.map(actor_text),
            spent: accrual.spent.name().to_owned(),
            job_id: accrual.job.map(JobId::value),
            created_at: accrual.created_at,
            updated_at: accrual.updated_at,
        }
    }

    pub(super) fn convert(self) -> Result<PointAccrual, StoreError> {
        let halted = self.halted.as_deref().map(str::parse::<AccrualHalt>).transpose().map_err(wrong)?;
        let decided_by = self.decided_by.as_deref().map(|text| actor_of(TABLE, text)).transpose()?;
        let version = self.programme_version.map(u32::try_from).transpose().map_err(wrong)?;
        let terms = version
            .map(|programme_version| AccrualTerms { programme_version, expires_at: self.lots_expire_at });
        Ok(PointAccrual {
            id: PointAccrualId::new(self.id),
            programme: ProgrammeId::new(self.programme_id),
            point_type: self.point_type.parse().map_err(wrong)?,
            name: self.name.parse().map_err(wrong)?,
            audience: self.audience.as_ref().map(filter).transpose()?,
            points: self.points,
            reason: self.reason.parse().map_err(wrong)?,
            expires_at: self.expires_at,
            run_at: self.run_at,
            state: self.state.parse().map_err(wrong)?,
            halted,
            foreseen: AccrualForeseen {
                members: count(self.foreseen_members)?,
                not_member: count(self.foreseen_not_members)?,
                left: count(self.foreseen_left)?,
                pays_owed: self.foreseen_pays_owed,
            },
            customers: count(self.customers)?,
            counts: AccrualCounts {
                credited: count(self.credited)?,
                not_member: count(self.not_members)?,
                left: count(self.left_members)?,
                gone: count(self.gone)?,
                merged: count(self.merged)?,
                undone: count(self.undone)?,
                conflict: count(self.conflicts)?,
            },
            done: count(self.pass_done)?,
            total: count(self.pass_total)?,
            at: self.at_customer.map(CustomerId::new),
            terms,
            asked_by: actor_of(TABLE, &self.asked_by)?,
            decided: decided_by.zip(self.decided_at),
            undone_by: self.undone_by.as_deref().map(|text| actor_of(TABLE, text)).transpose()?,
            spent: self.spent.parse().map_err(wrong)?,
            job: self.job_id.map(JobId::new),
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}
