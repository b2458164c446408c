//! Points and tiers as newsletters show them.

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

/// What is named of points and tiers, of each of these customers: those of the first programme that is not a draft, one that is closed
/// behind the others, and of the first type of its points. Three statements, and one more for tiers.
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
    let Some(programme) = first_programme(tx).await? else { return Ok(BTreeMap::new()) };
    let mut told = PointsOfCustomers::new();
    if let Some((attribute, _)) = named.iter().find(|(_, points)| *points == MergePoints::Tier) {
        for (customer, tier) in tiers_in(tx, customers, &programme).await? {
            told.entry(customer).or_default().insert(attribute.clone(), tier);
        }
    }
    let is_of_points = |points: MergePoints| !matches!(points, MergePoints::Tier | MergePoints::Coupon);
    let kind = programme.configuration.point_types.first();
    let Some(kind) = kind.filter(|_| named.iter().any(|(_, points)| is_of_points(*points))) else {
        return Ok(told);
    };
    let calendar = calendar_of(tx).await?;
    let mut accounts: BTreeMap<CustomerId, AccountWithLots> = BTreeMap::new();
    for found in accounts_in(tx, customers, programme.id, &kind.code).await? {
        let settled = OpenAccount::settled(found, now);
        accounts.insert(settled.account.customer, settled);
    }
    for customer in customers {
        let own = accounts.get(customer);
        let values = named.iter().filter_map(|(attribute, points)| {
            Some((attribute.clone(), shown(*points, own, kind.scale, &calendar)?))
        });
        told.entry(*customer).or_default().extend(values);
    }
    Ok(told)
}

/// What the tiers of those are called who are in one, as they were told last.
async fn tiers_in(
    tx: &ReadTx,
    customers: &[CustomerId],
    programme: &Programme,
) -> Result<Vec<(CustomerId, MergeValue)>, StoreError> {
    #[derive(FromRow)]
    struct TierRow {
        customer_id: Uuid,
        tier: String,
    }
    const IN_TIERS: ScopedSql = ScopedSql::new(
        "SELECT t.customer_id, t.tier FROM member_tiers AS t
         JOIN programme_members AS m ON m.merchant_id = $1 AND m.programme_id = t.programme_id
             AND m.customer_id = t.customer_id AND m.left_at IS NULL
         WHERE t.merchant_id = $1 AND t.programme_id = $2 AND t.tier IS NOT NULL AND ",
    );
    let Some(scheme) = &programme.configuration.tiers else { return Ok(Vec::new()) };
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
    let mut query = ScopedQuery::new(IN_TIERS, tx.backend(), values![programme.id.value()]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "t.customer_id", &ids));
    let rows: Vec<TierRow> = tx.query(query).await?;
    let named = rows.into_iter().filter_map(|row| {
        let tier = scheme.tiers.iter().find(|tier| tier.code.as_str() == row.tier)?;
        let name = Personal::new(tier.name.as_str().to_owned());
        Some((CustomerId::new(row.customer_id), MergeValue::Text(name)))
    });
    Ok(named.collect())
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

async fn first_programme(tx: &ReadTx) -> Result<Option<Programme>, StoreError> {
    const FIRST: ScopedSql = ScopedSql::new(
        "SELECT p.id, p.name, p.state, p.version, CAST(v.configuration AS text) AS configuration, p.created_at,
             p.updated_at, v.recorded_at AS configured_at
         FROM programmes AS p
         JOIN programme_versions AS v ON v.merchant_id = $1 AND v.programme_id = p.id AND v.version = p.version
         WHERE p.merchant_id = $1 AND p.state <> 'draft'
         ORDER BY CASE WHEN p.state = 'closed' THEN 1 ELSE 0 END, p.id LIMIT 1",
    );
    let row: Option<ConfiguredRow> = tx.optional(FIRST, values![]).await?;
    row.map(Programme::try_from).transpose()
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
        // Those are of no account.
        MergePoints::Tier | MergePoints::Coupon => None,
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
