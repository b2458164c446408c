//! What rules gave on occasions, as rows.

use regulars_kernel::{CustomerId, EarningRuleId, Instant, PointOperationId, ProgrammeId, StoreError};
use regulars_loyalty::{Occasion, PassedOverReason, PointAward};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

/// The columns of `point_awards`.
#[derive(FromRow, RowColumns)]
pub(super) struct AwardRow {
    rule_id: Uuid,
    customer_id: Uuid,
    occasion: String,
    programme_id: Uuid,
    programme_version: i64,
    given_for: String,
    name: String,
    point_type: String,
    points: i64,
    passed_over: Option<String>,
    operation_id: Option<Uuid>,
    occurred_at: Instant,
    given_at: Instant,
}

impl From<&PointAward> for AwardRow {
    fn from(award: &PointAward) -> Self {
        let PointAward { rule, customer, occasion, programme, programme_version, trigger, name, .. } = award;
        let PointAward { point_type, points, passed_over, operation, occurred_at, given_at, .. } = award;
        Self {
            rule_id: rule.value(),
            customer_id: customer.value(),
            occasion: occasion.as_str().to_owned(),
            programme_id: programme.value(),
            programme_version: i64::from(*programme_version),
            given_for: trigger.name().to_owned(),
            name: name.as_str().to_owned(),
            point_type: point_type.as_str().to_owned(),
            points: *points,
            passed_over: passed_over.map(|reason| reason.name().to_owned()),
            operation_id: operation.map(PointOperationId::value),
            occurred_at: *occurred_at,
            given_at: *given_at,
        }
    }
}

impl TryFrom<AwardRow> for PointAward {
    type Error = StoreError;

    fn try_from(row: AwardRow) -> Result<Self, StoreError> {
        let passed_over = row.passed_over.as_deref().map(str::parse::<PassedOverReason>);
        Ok(Self {
            rule: EarningRuleId::new(row.rule_id),
            customer: CustomerId::new(row.customer_id),
            occasion: Occasion::from_stored(row.occasion),
            programme: ProgrammeId::new(row.programme_id),
            programme_version: u32::try_from(row.programme_version).map_err(wrong)?,
            trigger: row.given_for.parse().map_err(wrong)?,
            name: row.name.parse().map_err(wrong)?,
            point_type: row.point_type.parse().map_err(wrong)?,
            points: row.points,
            passed_over: passed_over.transpose().map_err(wrong)?,
            operation: row.operation_id.map(PointOperationId::new),
            occurred_at: row.occurred_at,
            given_at: row.given_at,
        })
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("point_awards", what)
}
