//! Rewards: found, listed, held and written.

use regulars_kernel::{MediaId, Page, PageRequest, ProgrammeId, RewardId, StoreError, UsedBy, UserKind};
use regulars_loyalty::{PointTypeCode, Programme, ProgrammeReads, Reward, TierCode};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::reward_row::RewardRow;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, update, values,
};

#[derive(FromRow)]
struct IdRow {
    #[expect(dead_code, reason = "whether there is one is all that is asked")]
    id: Uuid,
}

pub(super) async fn find(tx: &ReadTx, id: RewardId) -> Result<Option<Reward>, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new(select_from!("rewards", RewardRow, "WHERE merchant_id = $1 AND id = $2"));
    let row: Option<RewardRow> = tx.optional(FIND, values![id.value()]).await?;
    row.map(Reward::try_from).transpose()
}

/// The lock is the one that a row takes which refers to the reward: those who use it do not wait for each other.
pub(super) async fn keep(tx: &WriteTx, id: RewardId) -> Result<Option<Reward>, StoreError> {
    const KEEP: ScopedSql =
        ScopedSql::new(select_from!("rewards", RewardRow, "WHERE merchant_id = $1 AND id = $2"));
    let mut query = ScopedQuery::new(KEEP, tx.backend(), values![id.value()]);
    if tx.backend() == DbBackend::Postgres {
        query.push(" FOR KEY SHARE", []);
    }
    let rows: Vec<RewardRow> = tx.query(query).await?;
    rows.into_iter().next().map(Reward::try_from).transpose()
}

pub(super) async fn hold(tx: &WriteTx, id: RewardId) -> Result<Option<Reward>, StoreError> {
    const HOLD: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
        "rewards",
        RewardRow,
        "WHERE merchant_id = $1 AND id = $2"
    ));
    let row: Option<RewardRow> = tx.optional(HOLD, values![id.value()]).await?;
    row.map(Reward::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    programme: Option<ProgrammeId>,
    page: PageRequest<RewardId>,
) -> Result<Page<Reward, RewardId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_from!("rewards", RewardRow, "WHERE merchant_id = $1"));
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![]);
    if let Some(programme) = programme {
        query.push(" AND programme_id = ?", values![programme.value()]);
    }
    if let Some(after) = page.after {
        query.push(" AND id > ?", values![after.value()]);
    }
    query.push(" ORDER BY id LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<RewardRow> = tx.query(query).await?;
    let rewards = rows.into_iter().map(Reward::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(rewards, page.size, |reward| reward.id))
}

/// Those that points of a programme buy, or that give some. A merchant has few rewards, and they are asked for only where something
/// of a programme is deleted.
async fn of_programme(tx: &ReadTx, programme: ProgrammeId) -> Result<Vec<Reward>, StoreError> {
    const OF_PROGRAMME: ScopedSql = ScopedSql::new(select_from!(
        "rewards",
        RewardRow,
        "WHERE merchant_id = $1 AND (programme_id = $2 OR gives_programme_id = $2) ORDER BY id"
    ));
    let rows: Vec<RewardRow> = tx.all(OF_PROGRAMME, values![programme.value()]).await?;
    rows.into_iter().map(Reward::try_from).collect()
}

fn used_by(reward: &Reward) -> UsedBy {
    let name = reward.terms.texts.values().next().map(|text| text.name.as_str().to_owned());
    UsedBy { kind: UserKind::Reward, id: reward.id.value(), name: name.unwrap_or_default() }
}

pub(crate) async fn bought_by(
    tx: &ReadTx,
    programme: ProgrammeId,
    point_type: Option<&PointTypeCode>,
) -> Result<Vec<UsedBy>, StoreError> {
    let rewards = of_programme(tx, programme).await?;
    let is_meant = |reward: &&Reward| point_type.is_none_or(|code| reward.has_to_do_with(programme, code));
    Ok(rewards.iter().filter(is_meant).map(used_by).collect())
}

pub(crate) async fn priced_by_tier(
    tx: &ReadTx,
    programme: ProgrammeId,
    kept: &[TierCode],
) -> Result<Vec<UsedBy>, StoreError> {
    let rewards = of_programme(tx, programme).await?;
    let names_another = |reward: &&Reward| {
        let mut tiers = reward.terms.prices.iter().filter_map(|price| price.tier.as_ref());
        reward.programme == programme && tiers.any(|tier| !kept.contains(tier))
    };
    Ok(rewards.iter().filter(names_another).map(used_by).collect())
}

/// The row is kept by one statement and read by the next one, which reads what whoever had to be waited for has left.
pub(super) async fn keep_programme(
    tx: &mut WriteTx,
    id: ProgrammeId,
) -> Result<Option<Programme>, StoreError> {
    const KEEP: ScopedSql = ScopedSql::new("SELECT id FROM programmes WHERE merchant_id = $1 AND id = $2");
    let mut query = ScopedQuery::new(KEEP, tx.backend(), values![id.value()]);
    if tx.backend() == DbBackend::Postgres {
        query.push(" FOR KEY SHARE", []);
    }
    let rows: Vec<IdRow> = tx.query(query).await?;
    if rows.is_empty() { Ok(None) } else { tx.find_programme(id).await }
}

pub(super) async fn has_image(tx: &ReadTx, id: MediaId) -> Result<bool, StoreError> {
    const FIND: ScopedSql = ScopedSql::new("SELECT id FROM media WHERE merchant_id = $1 AND id = $2");
    let row: Option<IdRow> = tx.optional(FIND, values![id.value()]).await?;
    Ok(row.is_some())
}

pub(super) async fn insert(tx: &WriteTx, reward: &Reward) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("rewards", RewardRow);
    tx.execute(INSERT, RewardRow::from(reward).into_values()).await.map(drop)
}

pub(super) async fn update(tx: &WriteTx, reward: &Reward) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = update!("rewards", RewardRow);
    tx.execute(UPDATE, RewardRow::from(reward).into_values()).await.map(drop)
}

pub(super) async fn delete(tx: &WriteTx, id: RewardId) -> Result<(), StoreError> {
    const CODES: ScopedSql =
        ScopedSql::new("DELETE FROM reward_codes WHERE merchant_id = $1 AND reward_id = $2");
    const MOVEMENTS: ScopedSql =
        ScopedSql::new("DELETE FROM reward_stock_movements WHERE merchant_id = $1 AND reward_id = $2");
    const STOCKS: ScopedSql =
        ScopedSql::new("DELETE FROM reward_stocks WHERE merchant_id = $1 AND reward_id = $2");
    const REWARD: ScopedSql = ScopedSql::new("DELETE FROM rewards WHERE merchant_id = $1 AND id = $2");
    for sql in [CODES, MOVEMENTS, STOCKS, REWARD] {
        tx.execute(sql, values![id.value()]).await?;
    }
    Ok(())
}
