//! Writes programmes, who is in them and in which tier, and accounts of points into the tables that filters read.

use regulars_filters::{Record, RecordPoints, RecordTiers, arbitrary};
use regulars_kernel::{Instant, ProgrammeId};
use sea_orm::Value;
use uuid::Uuid;

use crate::fixture::Fixture;
use crate::insert::{customer_id, id};

const MEMBERSHIP: u128 = 22;
const ACCOUNT: u128 = 23;
const MERGED_ACCOUNT: u128 = 24;
const LOT: u128 = 25;
const OPERATION: u128 = 26;
/// Somebody who is no more.
const NOBODY: u128 = 27;
const RESERVE: u128 = 28;
const RESERVATION: u128 = 29;

/// Inserts the programmes of the generator.
pub async fn insert_programmes(fixture: &Fixture, merchant: Uuid) {
    let now = arbitrary::now();
    for programme in arbitrary::programmes() {
        let columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("id", programme.value().into()),
            ("name", "Klub".into()),
            ("state", "active".into()),
            ("version", 1_i64.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        fixture.insert("programmes", columns).await;
    }
}

/// Inserts in which programmes a customer is, and was, and the customer's points: of every other one what was earned and spent
/// stands in an account that went into the customer's.
pub async fn insert_points(fixture: &Fixture, merchant: Uuid, number: usize, record: &Record) {
    let customer = customer_id(number).value();
    for (which, (programme, joined_at)) in record.programmes.iter().enumerate() {
        let mut columns = membership(merchant, customer, *programme, id(MEMBERSHIP, number * 100 + which));
        columns.push(("joined_at", (*joined_at).into()));
        fixture.insert("programme_members", columns).await;
    }
    if number.is_multiple_of(3) {
        for (which, programme) in arbitrary::programmes().into_iter().enumerate() {
            let left = id(MEMBERSHIP, number * 100 + 50 + which);
            let mut columns = membership(merchant, customer, programme, left);
            let now = arbitrary::now();
            columns.extend([("joined_at", now.into()), ("left_at", now.into())]);
            fixture.insert("programme_members", columns).await;
        }
    }
    for (which, tiers) in record.tiers.iter().enumerate() {
        insert_tiers(fixture, merchant, customer, id(MEMBERSHIP, number * 100 + 80 + which), tiers).await;
    }
    for (which, points) in record.points.iter().enumerate() {
        let place = number * 100 + which;
        let own = id(ACCOUNT, place);
        insert_account(fixture, merchant, (own, customer), points, None).await;
        insert_lots(fixture, merchant, own, place, points).await;
        let merged = id(MERGED_ACCOUNT, place);
        if number.is_multiple_of(2) {
            insert_account(fixture, merchant, (merged, id(NOBODY, place)), points, Some(own)).await;
        }
        let of_moves = if number.is_multiple_of(2) { merged } else { own };
        insert_moves(fixture, merchant, of_moves, place, points).await;
    }
}

fn membership(
    merchant: Uuid,
    customer: Uuid,
    programme: ProgrammeId,
    id: Uuid,
) -> Vec<(&'static str, Value)> {
    vec![
        ("merchant_id", merchant.into()),
        ("id", id.into()),
        ("programme_id", programme.value().into()),
        ("customer_id", customer.into()),
    ]
}

async fn insert_tiers(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Uuid,
    left_membership: Uuid,
    tiers: &RecordTiers,
) {
    if let Some((joined_at, left_at)) = tiers.was_member {
        let mut columns = membership(merchant, customer, tiers.programme, left_membership);
        columns.extend([("joined_at", joined_at.into()), ("left_at", left_at.into())]);
        fixture.insert("programme_members", columns).await;
    }
    let today = arbitrary::now().date_naive();
    for (which, (moved_at, tier)) in tiers.moves.iter().enumerate() {
        let columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("programme_id", tiers.programme.value().into()),
            ("customer_id", customer.into()),
            ("number", i64::try_from(which + 1).unwrap().into()),
            ("to_tier", tier.clone().into()),
            ("cause", "reached".into()),
            ("counted", 0_i64.into()),
            ("window_from", today.into()),
            ("window_behind", today.into()),
            ("programme_version", 1_i64.into()),
            ("moved_at", (*moved_at).into()),
        ];
        fixture.insert("tier_moves", columns).await;
    }
}

async fn insert_account(
    fixture: &Fixture,
    merchant: Uuid,
    (account, customer): (Uuid, Uuid),
    points: &RecordPoints,
    merged_into: Option<Uuid>,
) {
    let owed = if merged_into.is_none() { points.owed } else { 0 };
    let columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", account.into()),
        ("programme_id", points.programme.value().into()),
        ("point_type", points.point_type.as_str().into()),
        ("customer_id", customer.into()),
        ("available", 0_i64.into()),
        ("pending", 0_i64.into()),
        ("reserved", 0_i64.into()),
        ("deficit", (-owed).into()),
        ("last_operation", 0_i64.into()),
        ("opened_at", arbitrary::now().into()),
        ("merged_into", merged_into.into()),
    ];
    fixture.insert("point_accounts", columns).await;
}

async fn insert_lots(fixture: &Fixture, merchant: Uuid, account: Uuid, place: usize, points: &RecordPoints) {
    for (which, lot) in points.lots.iter().enumerate() {
        let free = if lot.held_until.is_some() { 0 } else { lot.remaining };
        let columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("id", id(LOT, place * 100 + which).into()),
            ("account_id", account.into()),
            ("operation_id", Uuid::nil().into()),
            ("original", lot.remaining.into()),
            ("remaining", free.into()),
            ("pending", lot.pending.into()),
            ("available_from", lot.available_from.into()),
            ("expires_at", lot.expires_at.into()),
        ];
        fixture.insert("point_lots", columns).await;
        if let Some(until) = lot.held_until {
            insert_reservation(fixture, merchant, account, place * 100 + which, (lot.remaining, until)).await;
        }
    }
}

/// Holds all of a lot until then.
async fn insert_reservation(
    fixture: &Fixture,
    merchant: Uuid,
    account: Uuid,
    place: usize,
    (points, until): (i64, Instant),
) {
    let operation = id(RESERVE, place);
    let moved: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("operation_id", operation.into()),
        ("place", 0_i64.into()),
        ("lot_id", id(LOT, place).into()),
        ("amount", (-points).into()),
    ];
    fixture.insert("point_lot_moves", moved).await;
    let columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", id(RESERVATION, place).into()),
        ("account_id", account.into()),
        ("operation_id", operation.into()),
        ("points", points.into()),
        ("captured", 0_i64.into()),
        ("state", "active".into()),
        ("held_until", until.into()),
        ("made_at", arbitrary::now().into()),
    ];
    fixture.insert("point_reservations", columns).await;
}

async fn insert_moves(fixture: &Fixture, merchant: Uuid, account: Uuid, place: usize, points: &RecordPoints) {
    for (which, moved) in points.moves.iter().enumerate() {
        let (counter_place, counter) =
            if moved.is_earned { ("issued", -moved.points) } else { ("redeemed", moved.points) };
        let mut columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("account_id", account.into()),
            ("number", i64::try_from(which + 1).unwrap().into()),
            ("id", id(OPERATION, place * 100 + which).into()),
            ("kind", "earn".into()),
            ("occurred_at", moved.recorded_at.into()),
            ("recorded_at", moved.recorded_at.into()),
            ("available", (-counter).into()),
            ("counter_place", counter_place.into()),
            ("counter", counter.into()),
            ("programme_version", 1_i64.into()),
            ("actor", "system".into()),
        ];
        columns.extend(["pending", "reserved", "deficit"].map(|part| (part, Value::from(0_i64))));
        fixture.insert("point_operations", columns).await;
    }
}
