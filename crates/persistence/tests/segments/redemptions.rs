//! Writes campaigns and rewards, and what customers redeemed of them, into the tables that filters read.

use regulars_filters::{Record, RecordRedemption, arbitrary};
use regulars_kernel::Instant;
use sea_orm::Value;
use uuid::Uuid;

use crate::fixture::Fixture;
use crate::insert::{customer_id, id};

const USE: u128 = 31;
const ORDER: u128 = 32;
const ACCOUNT: u128 = 33;

/// Inserts the campaigns, each with a code, and the rewards of the generator.
pub async fn insert_campaigns_and_rewards(fixture: &Fixture, merchant: Uuid) {
    let now = arbitrary::now();
    for (which, campaign) in arbitrary::campaigns().into_iter().enumerate() {
        let mut columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("id", campaign.value().into()),
            ("name", "Akcija".into()),
            ("state", "active".into()),
            ("terms", serde_json::json!({}).into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        columns.extend(["used", "reserved", "spent"].map(|count| (count, Value::from(0_i64))));
        fixture.insert("coupon_campaigns", columns).await;
        let code: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("code", format!("KOD{which}").into()),
            ("campaign_id", campaign.value().into()),
            ("used", 0_i64.into()),
        ];
        fixture.insert("coupon_codes", code).await;
    }
    let programme = arbitrary::programmes()[0];
    for reward in arbitrary::rewards() {
        let columns: Vec<(&str, Value)> = vec![
            ("merchant_id", merchant.into()),
            ("id", reward.value().into()),
            ("programme_id", programme.value().into()),
            ("kind", "goods".into()),
            ("stock", "unlimited".into()),
            ("texts", serde_json::json!({}).into()),
            ("prices", serde_json::json!([]).into()),
            ("back_order", false.into()),
            ("hold_minutes", 60_i64.into()),
            ("state", "active".into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        fixture.insert("rewards", columns).await;
    }
}

/// Inserts what a customer redeemed, each once more as something that does not count.
pub async fn insert_redemptions(fixture: &Fixture, merchant: Uuid, number: usize, record: &Record) {
    let customer = customer_id(number).value();
    if record.redemptions.iter().any(|one| matches!(one, RecordRedemption::Reward(..))) {
        insert_account(fixture, merchant, number).await;
    }
    for (which, redemption) in record.redemptions.iter().enumerate() {
        let place = number * 100 + which;
        for (place, counts) in [(place, true), (place + 50, false)] {
            match redemption {
                RecordRedemption::Coupon(campaign, at) => {
                    let state = if counts { "redeemed" } else { "released" };
                    insert_use(fixture, merchant, customer, place, (campaign.value(), *at), state).await;
                }
                RecordRedemption::Reward(reward, at) => {
                    let state = match (counts, which % 2) {
                        (true, 0) => "confirmed",
                        (true, _) if which.is_multiple_of(3) => "return_requested",
                        (true, _) => "issued",
                        (false, 0) => "reserved",
                        (false, _) => "returned",
                    };
                    insert_order(fixture, merchant, number, place, (reward.value(), *at), state).await;
                }
            }
        }
    }
}

async fn insert_use(
    fixture: &Fixture,
    merchant: Uuid,
    customer: Uuid,
    place: usize,
    (campaign, at): (Uuid, Instant),
    state: &str,
) {
    let code = arbitrary::campaigns().iter().position(|known| known.value() == campaign).unwrap();
    let columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", id(USE, place).into()),
        ("campaign_id", campaign.into()),
        ("code", format!("KOD{code}").into()),
        ("customer_id", customer.into()),
        ("state", state.into()),
        ("amount", 0_i64.into()),
        ("day", at.date_naive().into()),
        ("actor", "system".into()),
        ("created_at", arbitrary::now().into()),
        ("settled_at", at.into()),
    ];
    fixture.insert("coupon_uses", columns).await;
}

async fn insert_account(fixture: &Fixture, merchant: Uuid, number: usize) {
    let mut columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", id(ACCOUNT, number).into()),
        ("programme_id", arbitrary::programmes()[0].value().into()),
        // No filter asks for these.
        ("point_type", "ordered".into()),
        ("customer_id", customer_id(number).value().into()),
        ("last_operation", 0_i64.into()),
        ("opened_at", arbitrary::now().into()),
    ];
    columns.extend(["available", "pending", "reserved", "deficit"].map(|part| (part, Value::from(0_i64))));
    fixture.insert("point_accounts", columns).await;
}

async fn insert_order(
    fixture: &Fixture,
    merchant: Uuid,
    number: usize,
    place: usize,
    (reward, at): (Uuid, Instant),
    state: &str,
) {
    let columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", id(ORDER, place).into()),
        ("reward_id", reward.into()),
        ("programme_id", arbitrary::programmes()[0].value().into()),
        ("customer_id", customer_id(number).value().into()),
        ("account_id", id(ACCOUNT, number).into()),
        ("reservation_id", id(ORDER, place).into()),
        ("quantity", 1_i64.into()),
        ("point_type", "ordered".into()),
        ("points", 1_i64.into()),
        ("handover", "none".into()),
        ("state", state.into()),
        ("holds_stock", false.into()),
        ("expires_at", at.into()),
        ("created_at", at.into()),
        ("updated_at", at.into()),
    ];
    fixture.insert("reward_orders", columns).await;
}
