//! Programmes: found, listed, held and written.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{Actor, CustomerId, Page, PageRequest, ProgrammeId, StoreError, StoreId};
use regulars_loyalty::{Programme, ProgrammeMembership, ProgrammeVersion};
use uuid::Uuid;

use super::memberships;
use super::programme_row::{ConfiguredRow, FoundVersionRow, ProgrammeRow, VersionRow};
use crate::segments::refresh_references;
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, update, values,
};

/// Programmes with their configuration, of the merchant in `$1`, as far as a `WHERE` that conditions follow.
const SELECT: ScopedSql = ScopedSql::new(
    "SELECT p.id, p.name, p.state, p.version, CAST(v.configuration AS text) AS configuration, p.created_at,
         p.updated_at, v.recorded_at AS configured_at
     FROM programmes AS p
     JOIN programme_versions AS v ON v.merchant_id = $1 AND v.programme_id = p.id AND v.version = p.version
     WHERE p.merchant_id = $1",
);

const SELECT_VERSIONS: ScopedSql = ScopedSql::new(
    "SELECT v.version, CAST(v.configuration AS text) AS configuration, v.actor, v.recorded_at
     FROM programme_versions AS v WHERE v.merchant_id = $1 AND v.programme_id = $2",
);

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

pub(super) async fn find(tx: &ReadTx, id: ProgrammeId) -> Result<Option<Programme>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND p.id = ?", values![id.value()]);
    let rows: Vec<ConfiguredRow> = tx.query(query).await?;
    let mut programme = rows.into_iter().next().map(Programme::try_from).transpose()?;
    let rules = programme.iter_mut().flat_map(|programme| &mut programme.configuration.earning_rules);
    refresh_references(tx, rules.filter_map(|rule| rule.customers.as_mut()).collect()).await?;
    Ok(programme)
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<ProgrammeId>,
) -> Result<Page<Programme, ProgrammeId>, StoreError> {
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    if let Some(after) = page.after {
        query.push(" AND p.id > ?", values![after.value()]);
    }
    query.push(" ORDER BY p.id LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<ConfiguredRow> = tx.query(query).await?;
    let programmes = rows.into_iter().map(Programme::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(programmes, page.size, |programme| programme.id))
}

/// Two statements, however many programmes they are.
pub(super) async fn of_member(
    tx: &ReadTx,
    customer: CustomerId,
    most: u16,
) -> Result<Vec<(Programme, ProgrammeMembership)>, StoreError> {
    let memberships = memberships::first_of_customer(tx, customer, most).await?;
    if memberships.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = memberships.iter().map(|membership| membership.programme.value()).collect();
    let mut query = ScopedQuery::new(SELECT, tx.backend(), values![]);
    query.push(" AND ", []);
    query.push_condition(Condition::one_of_ids(tx.backend(), "p.id", &ids));
    let rows: Vec<ConfiguredRow> = tx.query(query).await?;
    let programmes = rows.into_iter().map(Programme::try_from).collect::<Result<Vec<_>, _>>()?;
    let mut programmes: BTreeMap<ProgrammeId, Programme> =
        programmes.into_iter().map(|programme| (programme.id, programme)).collect();
    let found = memberships.into_iter().filter_map(|membership| {
        programmes.remove(&membership.programme).map(|programme| (programme, membership))
    });
    Ok(found.collect())
}

pub(super) async fn find_version(
    tx: &ReadTx,
    id: ProgrammeId,
    version: u32,
) -> Result<Option<ProgrammeVersion>, StoreError> {
    let mut query = ScopedQuery::new(SELECT_VERSIONS, tx.backend(), values![id.value()]);
    query.push(" AND v.version = ?", values![i64::from(version)]);
    let rows: Vec<FoundVersionRow> = tx.query(query).await?;
    rows.into_iter().next().map(ProgrammeVersion::try_from).transpose()
}

pub(super) async fn list_versions(
    tx: &ReadTx,
    id: ProgrammeId,
    page: PageRequest<u32>,
) -> Result<Page<ProgrammeVersion, u32>, StoreError> {
    let mut query = ScopedQuery::new(SELECT_VERSIONS, tx.backend(), values![id.value()]);
    if let Some(after) = page.after {
        query.push(" AND v.version < ?", values![i64::from(after)]);
    }
    query.push(" ORDER BY v.version DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<FoundVersionRow> = tx.query(query).await?;
    let versions = rows.into_iter().map(ProgrammeVersion::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(versions, page.size, |version| version.version))
}

pub(super) async fn unknown_stores(tx: &ReadTx, stores: &[StoreId]) -> Result<Vec<StoreId>, StoreError> {
    const KNOWN: ScopedSql = ScopedSql::new("SELECT id FROM stores WHERE merchant_id = $1 AND ");
    if stores.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = stores.iter().map(|store| store.value()).collect();
    let mut query = ScopedQuery::new(KNOWN, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "id", &ids));
    let known: Vec<IdRow> = tx.query(query).await?;
    let known: BTreeSet<Uuid> = known.into_iter().map(|row| row.id).collect();
    Ok(stores.iter().copied().filter(|store| !known.contains(&store.value())).collect())
}

/// The row is held by one statement and read by the next one, because a statement that had to wait still reads as it stood before
/// it waited, and would find no configuration of a version that is new.
pub(super) async fn hold(tx: &WriteTx, id: ProgrammeId) -> Result<Option<Programme>, StoreError> {
    const HOLD: ScopedSql =
        ScopedSql::locking_for_deletion("SELECT id FROM programmes WHERE merchant_id = $1 AND id = $2");
    let held: Option<IdRow> = tx.optional(HOLD, values![id.value()]).await?;
    if held.is_none() {
        return Ok(None);
    }
    find(tx, id).await
}

pub(super) async fn insert(tx: &WriteTx, programme: &Programme, actor: Actor) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("programmes", ProgrammeRow);
    tx.execute(INSERT, ProgrammeRow::from(programme).into_values()).await?;
    keep_version(tx, programme, actor).await
}

pub(super) async fn update(tx: &WriteTx, programme: &Programme, actor: Actor) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = update!("programmes", ProgrammeRow);
    tx.execute(UPDATE, ProgrammeRow::from(programme).into_values()).await?;
    keep_version(tx, programme, actor).await
}

/// A version that is kept already is left as it is.
async fn keep_version(tx: &WriteTx, programme: &Programme, actor: Actor) -> Result<(), StoreError> {
    const KEEP: ScopedSql = insert_into!(
        "programme_versions",
        VersionRow,
        "ON CONFLICT (merchant_id, programme_id, version) DO NOTHING"
    );
    tx.execute(KEEP, VersionRow::of(programme, actor)?.into_values()).await.map(drop)
}

pub(super) async fn delete(tx: &WriteTx, id: ProgrammeId) -> Result<(), StoreError> {
    const MEMBERS: ScopedSql =
        ScopedSql::new("DELETE FROM programme_members WHERE merchant_id = $1 AND programme_id = $2");
    const VERSIONS: ScopedSql =
        ScopedSql::new("DELETE FROM programme_versions WHERE merchant_id = $1 AND programme_id = $2");
    const COMPARED: ScopedSql = ScopedSql::new(
        "DELETE FROM past_simulation_customers WHERE merchant_id = $1 AND simulation_id IN (
             SELECT s.id FROM past_simulations AS s WHERE s.merchant_id = $1 AND s.programme_id = $2)",
    );
    const SIMULATIONS: ScopedSql =
        ScopedSql::new("DELETE FROM past_simulations WHERE merchant_id = $1 AND programme_id = $2");
    const PROGRAMME: ScopedSql = ScopedSql::new("DELETE FROM programmes WHERE merchant_id = $1 AND id = $2");
    for sql in [COMPARED, SIMULATIONS, MEMBERS, VERSIONS, PROGRAMME] {
        tx.execute(sql, values![id.value()]).await?;
    }
    Ok(())
}
