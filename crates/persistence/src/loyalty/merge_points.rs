//! Points as newsletters show them.

use std::collections::BTreeMap;

use chrono::Duration;
use regulars_kernel::{CustomerId, Decimal, Instant, MerchantCalendar, Personal, ProgrammeId, StoreError};
use regulars_loyalty::{AccountWithLots, OpenAccount, PointScale, PointTypeCode, Programme};
use regulars_newsletters::{MergeAttribute, MergePoints, MergeValue};
use uuid::Uuid;

use super::account_row::{accounts_of, accounts_with_lots};
use super::programme_row::ConfiguredRow;
use crate::error::inconsistent;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, values};

/// What a newsletter shows of each recipient's points.
type PointsOfCustomers = BTreeMap<CustomerId, BTreeMap<MergeAttribute, MergeValue>>;

/// Whether the merchant has or had a programme.
pub(crate) async fn has_points(tx: &ReadTx) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct ThereRow {
        is_there: bool,
    }
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT EXISTS (SELECT 1 FROM programmes AS p WHERE p.merchant_id = $1 AND p.state <> 'draft') AS is_there",
    );
    let ThereRow { is_there } = tx.one(FIND, values![]).await?;
    Ok(is_there)
}

/// What is named of points, of each of these customers: those of the first type of the first programme that is not a draft, one
/// that is closed behind the others. Three statements.
pub(crate) async fn points_of(
    tx: &ReadTx,
    customers: &[CustomerId],
    named: &[MergeAttribute],
    now: Instant,
) -> Result<PointsOfCustomers, StoreError> {
    let named: Vec<(MergeAttribute, MergePoints)> =
        named.iter().filter_map(|attribute| Some((attribute.clone(), attribute.points()?))).collect();
    if named.is_empty() || customers.is_empty() {
        return Ok(BTreeMap::new());
    }
    let Some((programme, code, scale)) = first_type(tx).await? else { return Ok(BTreeMap::new()) };
    let calendar = calendar_of(tx).await?;
    let mut accounts: BTreeMap<CustomerId, AccountWithLots> = BTreeMap::new();
    for found in accounts_in(tx, customers, programme, &code).await? {
        let settled = OpenAccount::settled(found, now);
        accounts.insert(settled.account.customer, settled);
    }
    let told = customers.iter().map(|customer| {
        let own = accounts.get(customer);
        let values = named.iter().filter_map(|(attribute, points)| {
            Some((attribute.clone(), shown(*points, own, scale, &calendar)?))
        });
        (*customer, values.collect())
    });
    Ok(told.collect())
}

async fn calendar_of(tx: &ReadTx) -> Result<MerchantCalendar, StoreError> {
    #[derive(FromRow)]
    struct ZoneRow {
        time_zone: String,
    }
    const ZONE: ScopedSql =
        ScopedSql::new("SELECT s.time_zone FROM merchant_settings AS s WHERE s.merchant_id = $1");
    let ZoneRow { time_zone } = tx.one(ZONE, values![]).await?;
    MerchantCalendar::of_zone(&time_zone).map_err(|error| inconsistent("merchant_settings", error))
}

async fn first_type(tx: &ReadTx) -> Result<Option<(ProgrammeId, PointTypeCode, PointScale)>, StoreError> {
    const FIRST: ScopedSql = ScopedSql::new(
        "SELECT p.id, p.name, p.state, p.version, CAST(v.configuration AS text) AS configuration, p.created_at,
             p.updated_at, v.recorded_at AS configured_at
         FROM programmes AS p
         JOIN programme_versions AS v ON v.merchant_id = $1 AND v.programme_id = p.id AND v.version = p.version
         WHERE p.merchant_id = $1 AND p.state <> 'draft'
         ORDER BY CASE WHEN p.state = 'closed' THEN 1 ELSE 0 END, p.id LIMIT 1",
    );
    let row: Option<ConfiguredRow> = tx.optional(FIRST, values![]).await?;
    let Some(programme) = row.map(Programme::try_from).transpose()? else { return Ok(None) };
    let kind = programme.configuration.point_types.first();
    Ok(kind.map(|kind| (programme.id, kind.code.clone(), kind.scale)))
}

async fn accounts_in(
    tx: &ReadTx,
    customers: &[CustomerId],
    programme: ProgrammeId,
    code: &PointTypeCode,
) -> Result<Vec<AccountWithLots>, StoreError> {
    const IN_PROGRAMME: ScopedSql = ScopedSql::new(concat!(
        accounts_with_lots!(),
        " AND a.programme_id = $2 AND a.point_type = $3 AND a.merged_into IS NULL AND "
    ));
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
    let mut query = ScopedQuery::new(IN_PROGRAMME, tx.backend(), values![programme.value(), code.as_str()]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "a.customer_id", &ids));
    query.push(" ORDER BY a.id, l.id", []);
    accounts_of(tx.query(query).await?)
}

/// What is shown of an account, or of somebody who has none.
fn shown(
    points: MergePoints,
    found: Option<&AccountWithLots>,
    scale: PointScale,
    calendar: &MerchantCalendar,
) -> Option<MergeValue> {
    let balance = found.map(|found| found.account.balance).unwrap_or_default();
    let lots = || found.into_iter().flat_map(|found| &found.lots);
    let next = lots().filter_map(|lot| lot.expires_at).min();
    match points {
        MergePoints::Balance => Some(number(balance.available, scale)),
        MergePoints::Pending => Some(number(balance.pending, scale)),
        MergePoints::Expiring => {
            let together = lots().filter(|lot| lot.expires_at.is_some() && lot.expires_at == next);
            Some(number(together.map(|lot| lot.remaining).sum(), scale))
        }
        MergePoints::ExpiresOn => {
            // What is gone with the first instant of a day is there to the end of the one before.
            let last = calendar.date_of(next? - Duration::microseconds(1));
            Some(MergeValue::Date(Personal::new(last)))
        }
    }
}

/// Points as people read them.
fn number(points: i64, scale: PointScale) -> MergeValue {
    if scale.decimals() == 0 {
        return MergeValue::Integer(points);
    }
    let millionths = points.saturating_mul(1_000_000 / scale.parts());
    MergeValue::Decimal(Decimal::from_millionths(millionths))
}
