//! Tiers of members: what counts on which day, where each stands, and how they moved.

use regulars_kernel::{CustomerId, Date, Instant, Page, PageRequest, PageSize, ProgrammeId, StoreError};
use regulars_loyalty::{
    MemberTier, TierBasis, TierChange, TierDay, TierDaysQuery, TierMove, TierMovePosition,
};
use uuid::Uuid;

use super::balances;
use super::tier_row::{HeldTierRow, MemberTierRow, TierMoveRow, tier_columns};
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, insert_into, select_from, values,
};

#[derive(FromRow)]
struct MemberRow {
    programme_id: Uuid,
    customer_id: Uuid,
    #[nested]
    tier: HeldTierRow,
}

fn member(row: MemberRow) -> Result<Option<MemberTier>, StoreError> {
    row.tier.of(ProgrammeId::new(row.programme_id), CustomerId::new(row.customer_id))
}

pub(super) async fn of_members(
    tx: &ReadTx,
    programme: ProgrammeId,
    customers: &[CustomerId],
) -> Result<Vec<MemberTier>, StoreError> {
    const MEMBERS: ScopedSql = ScopedSql::new(concat!(
        "SELECT t.programme_id, t.customer_id, ",
        tier_columns!(),
        " FROM member_tiers AS t WHERE t.merchant_id = $1 AND t.programme_id = $2 AND "
    ));
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(MEMBERS, tx.backend(), values![programme.value()]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "t.customer_id", &ids(customers)));
    let rows: Vec<MemberRow> = tx.query(query).await?;
    let found = rows.into_iter().map(member).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

pub(super) async fn of_customer(tx: &ReadTx, customer: CustomerId) -> Result<Vec<MemberTier>, StoreError> {
    const OF_CUSTOMER: ScopedSql = ScopedSql::new(concat!(
        "SELECT t.programme_id, t.customer_id, ",
        tier_columns!(),
        " FROM member_tiers AS t WHERE t.merchant_id = $1 AND t.customer_id = $2 ORDER BY t.programme_id"
    ));
    let rows: Vec<MemberRow> = tx.all(OF_CUSTOMER, values![customer.value()]).await?;
    let found = rows.into_iter().map(member).collect::<Result<Vec<_>, _>>()?;
    Ok(found.into_iter().flatten().collect())
}

pub(super) fn ids(customers: &[CustomerId]) -> Vec<Uuid> {
    customers.iter().map(|customer| customer.value()).collect()
}

#[derive(FromRow)]
struct DayRow {
    customer_id: Uuid,
    day: Date,
    before: i64,
    amount: i64,
}

impl From<DayRow> for TierDay {
    fn from(row: DayRow) -> Self {
        let DayRow { customer_id, day, before, amount } = row;
        Self { customer: CustomerId::new(customer_id), day, before, amount }
    }
}

pub(super) async fn days(tx: &ReadTx, asked: &TierDaysQuery) -> Result<Vec<TierDay>, StoreError> {
    if asked.customers.is_empty() {
        return Ok(Vec::new());
    }
    let query = match &asked.basis {
        TierBasis::Spend | TierBasis::Visits => of_receipts(tx, asked),
        TierBasis::Points(code) => of_points(tx, asked, code.as_str()),
        TierBasis::Balance(code) => return balances::days(tx, asked, code.as_str()).await,
    };
    let rows: Vec<DayRow> = tx.query(query).await?;
    Ok(rows.into_iter().map(TierDay::from).collect())
}

/// What was bought, by the index of the days of a customer. A receipt with which only goods came back is no visit.
fn of_receipts(tx: &ReadTx, asked: &TierDaysQuery) -> ScopedQuery {
    const SPEND: ScopedSql = ScopedSql::new(
        "SELECT p.customer_id, p.counted_on AS day,
             CAST(sum(CASE WHEN p.id = $2 THEN 0 ELSE p.total - p.refunded_total END) AS bigint) AS before,
             CAST(sum(p.total - p.refunded_total) AS bigint) AS amount
         FROM purchases AS p
         WHERE p.merchant_id = $1 AND NOT p.fully_refunded AND ",
    );
    const VISITS: ScopedSql = ScopedSql::new(
        "SELECT p.customer_id, p.counted_on AS day,
             CAST(sum(CASE WHEN p.id = $2 OR p.total <= 0 THEN 0 ELSE 1 END) AS bigint) AS before,
             CAST(sum(CASE WHEN p.total <= 0 THEN 0 ELSE 1 END) AS bigint) AS amount
         FROM purchases AS p
         WHERE p.merchant_id = $1 AND NOT p.fully_refunded AND ",
    );
    let head = if asked.basis == TierBasis::Visits { VISITS } else { SPEND };
    let recording = asked.recording.map_or(Uuid::nil(), regulars_kernel::PurchaseId::value);
    let mut query = ScopedQuery::new(head, tx.backend(), values![recording]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "p.customer_id", &ids(&asked.customers)));
    query.push(" AND p.counted_on >= ?", values![asked.from]);
    if !asked.stores.is_empty() {
        let stores: Vec<Uuid> = asked.stores.iter().map(|store| store.value()).collect();
        query.push(" AND ", []);
        query.push_condition(Condition::one_of_ids(tx.backend(), "p.store_id", &stores));
    }
    query.push(" GROUP BY p.customer_id, p.counted_on", []);
    query
}

/// What receipts earned, in accounts that went into those of the customers too. The one that is being recorded has not earned yet.
fn of_points(tx: &ReadTx, asked: &TierDaysQuery, point_type: &str) -> ScopedQuery {
    const POINTS: ScopedSql = ScopedSql::new(
        "SELECT own.customer_id, u.day, CAST(sum(u.points) AS bigint) AS before,
             CAST(sum(u.points) AS bigint) AS amount
         FROM point_accounts AS own
         JOIN point_accounts AS a ON a.merchant_id = $1 AND (a.id = own.id OR a.merged_into = own.id)
         JOIN point_rule_uses AS u ON u.merchant_id = $1 AND u.account_id = a.id
         WHERE own.merchant_id = $1 AND own.programme_id = $2 AND own.point_type = $3 AND own.merged_into IS NULL AND ",
    );
    let known = values![asked.programme.value(), point_type];
    let mut query = ScopedQuery::new(POINTS, tx.backend(), known);
    query.push_condition(Condition::one_of_ids(tx.backend(), "own.customer_id", &ids(&asked.customers)));
    query.push(" AND u.day >= ?", values![asked.from]);
    query.push(" GROUP BY own.customer_id, u.day", []);
    query
}

pub(super) async fn moves(
    tx: &ReadTx,
    programme: ProgrammeId,
    customer: CustomerId,
    page: PageRequest<TierMovePosition>,
) -> Result<Page<TierMove, TierMovePosition>, StoreError> {
    const MOVES: ScopedSql = ScopedSql::new(select_from!(
        "tier_moves",
        TierMoveRow,
        "WHERE merchant_id = $1 AND programme_id = $2 AND customer_id = $3"
    ));
    let known = values![programme.value(), customer.value()];
    let mut query = ScopedQuery::new(MOVES, tx.backend(), known);
    if let Some(TierMovePosition(number)) = page.after {
        query.push(" AND number < ?", values![number]);
    }
    query.push(" ORDER BY number DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
    let rows: Vec<TierMoveRow> = tx.query(query).await?;
    let moves = rows.into_iter().map(TierMove::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(moves, page.size, |moved| TierMovePosition(moved.number)))
}

pub(super) async fn move_by(
    tx: &ReadTx,
    programme: ProgrammeId,
    customer: CustomerId,
    at: Instant,
) -> Result<Option<TierMove>, StoreError> {
    const LAST: ScopedSql = ScopedSql::new(select_from!(
        "tier_moves",
        TierMoveRow,
        "WHERE merchant_id = $1 AND programme_id = $2 AND customer_id = $3 AND moved_at <= $4
         ORDER BY number DESC LIMIT 1"
    ));
    let asked = values![programme.value(), customer.value(), at];
    let row: Option<TierMoveRow> = tx.optional(LAST, asked).await?;
    row.map(TierMove::try_from).transpose()
}

pub(super) async fn count_members(tx: &ReadTx, programme: ProgrammeId) -> Result<u64, StoreError> {
    #[derive(FromRow)]
    struct CountRow {
        members: i64,
    }
    const COUNT: ScopedSql = ScopedSql::new(
        "SELECT count(*) AS members FROM programme_members AS m
         WHERE m.merchant_id = $1 AND m.programme_id = $2 AND m.left_at IS NULL
             AND EXISTS (SELECT 1 FROM customers AS c WHERE c.merchant_id = $1 AND c.id = m.customer_id)",
    );
    let CountRow { members } = tx.one(COUNT, values![programme.value()]).await?;
    Ok(u64::try_from(members).unwrap_or_default())
}

pub(super) async fn due(
    tx: &ReadTx,
    now: Instant,
    most: PageSize,
) -> Result<Vec<(ProgrammeId, CustomerId)>, StoreError> {
    #[derive(FromRow)]
    struct DueMemberRow {
        programme_id: Uuid,
        customer_id: Uuid,
    }
    const DUE: ScopedSql = ScopedSql::new(
        "SELECT t.programme_id, t.customer_id FROM member_tiers AS t
         WHERE t.merchant_id = $1 AND t.due_at <= $2 ORDER BY t.due_at LIMIT $3",
    );
    let rows: Vec<DueMemberRow> = tx.all(DUE, values![now, i64::from(most.get())]).await?;
    let member = |row: DueMemberRow| (ProgrammeId::new(row.programme_id), CustomerId::new(row.customer_id));
    Ok(rows.into_iter().map(member).collect())
}

pub(super) async fn rest(
    tx: &WriteTx,
    programme: ProgrammeId,
    customer: CustomerId,
) -> Result<(), StoreError> {
    const REST: ScopedSql = ScopedSql::new(
        "UPDATE member_tiers SET due_at = NULL
         WHERE merchant_id = $1 AND programme_id = $2 AND customer_id = $3",
    );
    tx.execute(REST, values![programme.value(), customer.value()]).await.map(drop)
}

pub(super) async fn look_for_due(tx: &WriteTx, at: Option<Instant>) -> Result<(), StoreError> {
    const LOOK: ScopedSql =
        ScopedSql::new("UPDATE merchant_settings SET tiers_due_at = $2 WHERE merchant_id = $1");
    tx.execute(LOOK, values![at]).await.map(drop)
}

/// The row of the member is the guard: who has read an older one writes none.
pub(super) async fn write(tx: &WriteTx, change: &TierChange) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("member_tiers", MemberTierRow, "ON CONFLICT DO NOTHING");
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE member_tiers SET tier = $4, since = $5, base_tier = $6, base_kept_before = $7, base_on = $8,
             lock_tier = $9, lock_reason = $10, lock_until = $11, locked_at = $12, locked_by = $13, revision = $14,
             last_move = $15, due_at = $16, counted_since = $17
         WHERE merchant_id = $1 AND programme_id = $2 AND customer_id = $3 AND revision = $18",
    );
    const MOVE: ScopedSql = insert_into!("tier_moves", TierMoveRow);
    let mut row = MemberTierRow::from(&change.member).into_values();
    let written = match change.was_at {
        None => tx.execute(INSERT, row).await?,
        Some(was_at) => {
            row.push(was_at.into());
            tx.execute(UPDATE, row).await?
        }
    };
    if written == 0 {
        return Err(StoreError::Contended);
    }
    for moved in &change.moves {
        tx.execute(MOVE, TierMoveRow::new(&change.member, moved).into_values()).await?;
    }
    Ok(())
}
