//! In which programmes a customer is or was, with the points, and every line of their ledger: those too of who was merged into the
//! customer.

use regulars_flows::{TracePage, TracePlace};
use regulars_kernel::{CustomerId, Date, Instant, PageSize, StoreError};
use serde_json::{Value, json};
use uuid::Uuid;

use super::trace_places::{after_id, after_name, after_number, page, whole};
use super::traces::told;
use super::traces_of_referrals::Invitations;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

/// Everybody who is the customer in `$2`.
macro_rules! everybody {
    () => {
        "(SELECT $2 UNION ALL
          SELECT gone.id FROM merged_customers AS gone WHERE gone.merchant_id = $1 AND gone.survivor_id = $2)"
    };
}
pub(super) use everybody;

pub(super) async fn programmes(tx: &ReadTx, customer: CustomerId) -> Result<TracePage, StoreError> {
    #[derive(FromRow)]
    struct Membership {
        id: Uuid,
        programme_id: Uuid,
        name: String,
        joined_at: Instant,
        left_at: Option<Instant>,
        terms_version: Option<String>,
        customer_id: Uuid,
        tier: Option<String>,
        tier_since: Option<Instant>,
        lock_tier: Option<String>,
        lock_reason: Option<String>,
        lock_until: Option<Instant>,
        locked_at: Option<Instant>,
    }
    const MEMBERSHIPS: ScopedSql = ScopedSql::new(concat!(
        "SELECT m.id, m.programme_id, p.name, m.joined_at, m.left_at, m.terms_version, m.customer_id, t.tier,
             t.since AS tier_since, t.lock_tier, t.lock_reason, t.lock_until, t.locked_at
         FROM programme_members AS m JOIN programmes AS p ON p.merchant_id = $1 AND p.id = m.programme_id
         LEFT JOIN member_tiers AS t ON t.merchant_id = $1 AND t.programme_id = m.programme_id
             AND t.customer_id = m.customer_id
         WHERE m.merchant_id = $1 AND m.customer_id IN ",
        everybody!(),
        " ORDER BY m.joined_at, m.id"
    ));
    let rows: Vec<Membership> = tx.all(MEMBERSHIPS, values![customer.value()]).await?;
    let moves = tier_moves(tx, customer).await?;
    let invitations = Invitations::of(tx, customer).await?;
    Ok(whole(rows, |row| {
        let own =
            |one: &&TierMoved| (one.programme_id, one.customer_id) == (row.programme_id, row.customer_id);
        let moves: Vec<Value> = moves.iter().filter(own).map(tier_move).collect();
        json!({
            "id": row.id.to_string(),
            "programme_id": row.programme_id.to_string(),
            "name": row.name,
            "joined_at": told(row.joined_at),
            "left_at": row.left_at.map(told),
            "terms_version": row.terms_version,
            "referral_code": invitations.code_in(row.programme_id),
            "referrals": invitations.in_programme(row.programme_id),
            "tier": row.tier,
            "tier_since": row.tier_since.map(told),
            "lock_tier": row.lock_tier,
            "lock_reason": row.lock_reason,
            "lock_until": row.lock_until.map(told),
            "locked_at": row.locked_at.map(told),
            "tier_moves": moves,
        })
    }))
}

#[derive(FromRow)]
struct TierMoved {
    programme_id: Uuid,
    customer_id: Uuid,
    number: i64,
    from_tier: Option<String>,
    to_tier: Option<String>,
    cause: String,
    counted: i64,
    window_from: Date,
    window_behind: Date,
    programme_version: i64,
    moved_at: Instant,
}

async fn tier_moves(tx: &ReadTx, customer: CustomerId) -> Result<Vec<TierMoved>, StoreError> {
    const MOVES: ScopedSql = ScopedSql::new(concat!(
        "SELECT v.programme_id, v.customer_id, v.number, v.from_tier, v.to_tier, v.cause, v.counted, v.window_from,
             v.window_behind, v.programme_version, v.moved_at
         FROM tier_moves AS v WHERE v.merchant_id = $1 AND v.customer_id IN ",
        everybody!(),
        " ORDER BY v.programme_id, v.customer_id, v.number"
    ));
    tx.all(MOVES, values![customer.value()]).await
}

fn tier_move(row: &TierMoved) -> Value {
    json!({
        "number": row.number,
        "from_tier": row.from_tier,
        "to_tier": row.to_tier,
        "cause": row.cause,
        "counted": row.counted,
        "window_from": row.window_from.to_string(),
        "window_behind": row.window_behind.to_string(),
        "programme_version": row.programme_version,
        "moved_at": told(row.moved_at),
    })
}

#[derive(FromRow)]
struct Account {
    id: Uuid,
    programme_id: Uuid,
    point_type: String,
    available: i64,
    pending: i64,
    reserved: i64,
    deficit: i64,
    opened_at: Instant,
    merged_into: Option<Uuid>,
}

#[derive(FromRow)]
struct Lot {
    account_id: Uuid,
    id: Uuid,
    purchase_id: Option<Uuid>,
    original: i64,
    remaining: i64,
    pending: bool,
    available_from: Instant,
    expires_at: Option<Instant>,
}

/// Two statements a page. Of the lots those are told in which something is left: what became of others is in the ledger.
pub(super) async fn accounts(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const ACCOUNTS: ScopedSql = ScopedSql::new(concat!(
        "SELECT a.id, a.programme_id, a.point_type, a.available, a.pending, a.reserved, a.deficit, a.opened_at,
             a.merged_into
         FROM point_accounts AS a WHERE a.merchant_id = $1 AND a.customer_id IN ",
        everybody!(),
        " AND a.id > $3 ORDER BY a.id LIMIT $4"
    ));
    const LOTS: ScopedSql = ScopedSql::new(concat!(
        "SELECT l.account_id, l.id, l.purchase_id, l.original, l.remaining, l.pending, l.available_from, l.expires_at
         FROM point_accounts AS a
         JOIN point_lots AS l ON l.merchant_id = $1 AND l.account_id = a.id AND l.remaining > 0
         WHERE a.merchant_id = $1 AND a.customer_id IN ",
        everybody!(),
        " AND a.id > $3 AND a.id <= $4 ORDER BY l.id"
    ));
    let from = after_id(after);
    let asked = values![customer.value(), from, i64::from(size.get())];
    let rows: Vec<Account> = tx.all(ACCOUNTS, asked).await?;
    let Some(last) = rows.last().map(|row| row.id) else { return Ok(TracePage::default()) };
    let lots: Vec<Lot> = tx.all(LOTS, values![customer.value(), from, last]).await?;
    let place = |row: &Account| TracePlace::Id(row.id);
    Ok(page(rows, size, place, |row| account(&row, lots.iter().filter(|lot| lot.account_id == row.id))))
}

fn account<'a>(row: &Account, lots: impl Iterator<Item = &'a Lot>) -> Value {
    let lots = lots.map(|lot| {
        json!({
            "id": lot.id.to_string(),
            "points": lot.remaining,
            "original": lot.original,
            "pending": lot.pending,
            "purchase_id": lot.purchase_id.map(|id| id.to_string()),
            "available_from": told(lot.available_from),
            "expires_at": lot.expires_at.map(told),
        })
    });
    json!({
        "id": row.id.to_string(),
        "programme_id": row.programme_id.to_string(),
        "point_type": row.point_type,
        "balance": {
            "available": row.available,
            "pending": row.pending,
            "reserved": row.reserved,
            "deficit": row.deficit,
        },
        "lots": lots.collect::<Vec<_>>(),
        "opened_at": told(row.opened_at),
        "merged_into": row.merged_into.map(|id| id.to_string()),
    })
}

#[derive(FromRow)]
struct Operation {
    account_id: Uuid,
    number: i64,
    id: Uuid,
    kind: String,
    occurred_at: Instant,
    recorded_at: Instant,
    available: i64,
    pending: i64,
    reserved: i64,
    deficit: i64,
    purchase_id: Option<Uuid>,
    refund_id: Option<Uuid>,
    programme_version: i64,
    reason: Option<String>,
    actor: String,
}

pub(super) async fn operations(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const OPERATIONS: ScopedSql = ScopedSql::new(concat!(
        "SELECT o.account_id, o.number, o.id, o.kind, o.occurred_at, o.recorded_at, o.available, o.pending,
             o.reserved, o.deficit, o.purchase_id, o.refund_id, o.programme_version, o.reason, o.actor
         FROM point_accounts AS a JOIN point_operations AS o ON o.merchant_id = $1 AND o.account_id = a.id
         WHERE a.merchant_id = $1 AND a.customer_id IN ",
        everybody!(),
        " AND (o.account_id, o.number) > ($3, $4) ORDER BY o.account_id, o.number LIMIT $5"
    ));
    let (account, number) = after_number(after);
    let asked = values![customer.value(), account, number, i64::from(size.get())];
    let rows: Vec<Operation> = tx.all(OPERATIONS, asked).await?;
    let place = |row: &Operation| TracePlace::IdAndNumber(row.account_id, row.number);
    Ok(page(rows, size, place, |row| operation(&row)))
}

fn operation(row: &Operation) -> Value {
    json!({
        "id": row.id.to_string(),
        "account_id": row.account_id.to_string(),
        "number": row.number,
        "kind": row.kind,
        "available": row.available,
        "pending": row.pending,
        "reserved": row.reserved,
        "deficit": row.deficit,
        "occurred_at": told(row.occurred_at),
        "recorded_at": told(row.recorded_at),
        "purchase_id": row.purchase_id.map(|id| id.to_string()),
        "refund_id": row.refund_id.map(|id| id.to_string()),
        "programme_version": row.programme_version,
        "reason": row.reason,
        "actor": {"kind": row.actor.split(':').next()},
    })
}

#[derive(FromRow)]
struct Coupon {
    id: Uuid,
    campaign_id: Uuid,
    name: String,
    code: String,
    purchase_id: Option<Uuid>,
    state: String,
    amount: i64,
    day: Date,
    reserved_until: Option<Instant>,
    created_at: Instant,
    settled_at: Option<Instant>,
    actor: String,
}

pub(super) async fn coupons(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const COUPONS: ScopedSql = ScopedSql::new(concat!(
        "SELECT u.id, u.campaign_id, c.name, u.code, u.purchase_id, u.state, u.amount, u.day, u.reserved_until,
             u.created_at, u.settled_at, u.actor
         FROM coupon_uses AS u JOIN coupon_campaigns AS c ON c.merchant_id = $1 AND c.id = u.campaign_id
         WHERE u.merchant_id = $1 AND u.customer_id IN ",
        everybody!(),
        " AND u.id > $3 ORDER BY u.id LIMIT $4"
    ));
    let asked = values![customer.value(), after_id(after), i64::from(size.get())];
    let rows: Vec<Coupon> = tx.all(COUPONS, asked).await?;
    let place = |row: &Coupon| TracePlace::Id(row.id);
    Ok(page(rows, size, place, |row| {
        json!({
            "id": row.id.to_string(),
            "campaign_id": row.campaign_id.to_string(),
            "name": row.name,
            "code": row.code,
            "purchase_id": row.purchase_id.map(|id| id.to_string()),
            "state": row.state,
            "amount": row.amount,
            "day": row.day.to_string(),
            "reserved_until": row.reserved_until.map(told),
            "created_at": told(row.created_at),
            "settled_at": row.settled_at.map(told),
            "actor": {"kind": row.actor.split(':').next()},
        })
    }))
}

#[derive(FromRow)]
struct Held {
    campaign_id: Uuid,
    name: String,
    code: String,
    given_at: Option<Instant>,
    newsletter_id: Option<Uuid>,
    voided_at: Option<Instant>,
    void_reason: Option<String>,
}

pub(super) async fn held_coupons(
    tx: &ReadTx,
    customer: CustomerId,
    after: Option<TracePlace>,
    size: PageSize,
) -> Result<TracePage, StoreError> {
    const HELD: ScopedSql = ScopedSql::new(concat!(
        "SELECT k.campaign_id, c.name, k.code, k.given_at, n.newsletter_id,
             coalesce(k.voided_at, b.voided_at) AS voided_at, coalesce(k.void_reason, b.void_reason) AS void_reason
         FROM coupon_codes AS k
         JOIN coupon_campaigns AS c ON c.merchant_id = $1 AND c.id = k.campaign_id
         LEFT JOIN coupon_batches AS b ON b.merchant_id = $1 AND b.id = k.batch_id
         LEFT JOIN newsletter_coupons AS n ON n.merchant_id = $1 AND n.code = k.code
         WHERE k.merchant_id = $1 AND k.customer_id IN ",
        everybody!(),
        " AND (k.campaign_id, k.code) > ($3, $4) ORDER BY k.campaign_id, k.code LIMIT $5"
    ));
    let (campaign, code) = after_name(after);
    let asked = values![customer.value(), campaign, code, i64::from(size.get())];
    let rows: Vec<Held> = tx.all(HELD, asked).await?;
    let place = |row: &Held| TracePlace::IdAndName(row.campaign_id, row.code.clone());
    Ok(page(rows, size, place, |row| {
        json!({
            "campaign_id": row.campaign_id.to_string(),
            "name": row.name,
            "code": row.code,
            "given_at": row.given_at.map(told),
            "newsletter_id": row.newsletter_id.map(|id| id.to_string()),
            "voided_at": row.voided_at.map(told),
            "void_reason": row.void_reason,
        })
    }))
}
