//! Orders of rewards as rows.

use std::fmt::Display;

use regulars_kernel::{
    CustomerId, Instant, Label, Personal, PointAccountId, PointOperationId, PointReservationId, ProgrammeId,
    RewardId, RewardOrderId, SegmentId, StoreError, StoreId,
};
use regulars_loyalty::{OrderAddress, OrderEvent, RewardOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::actor::actor_of;
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "reward_orders";

/// The columns of `reward_orders`.
#[derive(FromRow, RowColumns)]
pub(super) struct RewardOrderRow {
    id: Uuid,
    reward_id: Uuid,
    programme_id: Uuid,
    customer_id: Uuid,
    account_id: Uuid,
    reservation_id: Uuid,
    quantity: i64,
    point_type: String,
    points: i64,
    store_id: Option<Uuid>,
    handover: String,
    address: Option<Value>,
    state: String,
    holds_stock: bool,
    expires_at: Instant,
    created_at: Instant,
    updated_at: Instant,
    price_tier: Option<String>,
    price_segment_id: Option<Uuid>,
    given_operation_id: Option<Uuid>,
}

impl From<&RewardOrder> for RewardOrderRow {
    fn from(order: &RewardOrder) -> Self {
        Self {
            id: order.id.value(),
            reward_id: order.reward.value(),
            programme_id: order.programme.value(),
            customer_id: order.customer.value(),
            account_id: order.account.value(),
            reservation_id: order.reservation.value(),
            quantity: i64::from(order.quantity),
            point_type: order.point_type.as_str().to_owned(),
            points: order.points,
            store_id: order.store.map(StoreId::value),
            handover: order.handover.name().to_owned(),
            address: order.address.as_ref().map(address_to_json),
            state: order.state.name().to_owned(),
            holds_stock: order.holds_stock,
            expires_at: order.expires_at,
            created_at: order.created_at,
            updated_at: order.updated_at,
            price_tier: order.price_tier.as_ref().map(|tier| tier.as_str().to_owned()),
            price_segment_id: order.price_segment.map(SegmentId::value),
            given_operation_id: order.given.map(PointOperationId::value),
        }
    }
}

impl TryFrom<RewardOrderRow> for RewardOrder {
    type Error = StoreError;

    fn try_from(row: RewardOrderRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: RewardOrderId::new(row.id),
            reward: RewardId::new(row.reward_id),
            programme: ProgrammeId::new(row.programme_id),
            customer: CustomerId::new(row.customer_id),
            account: PointAccountId::new(row.account_id),
            reservation: PointReservationId::new(row.reservation_id),
            quantity: u32::try_from(row.quantity).map_err(wrong)?,
            point_type: row.point_type.parse().map_err(wrong)?,
            points: row.points,
            price_tier: row.price_tier.as_deref().map(str::parse).transpose().map_err(wrong)?,
            price_segment: row.price_segment_id.map(SegmentId::new),
            store: row.store_id.map(StoreId::new),
            handover: row.handover.parse().map_err(wrong)?,
            address: row.address.as_ref().map(address_from_json).transpose()?,
            state: row.state.parse().map_err(wrong)?,
            holds_stock: row.holds_stock,
            given: row.given_operation_id.map(PointOperationId::new),
            expires_at: row.expires_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn address_to_json(address: &OrderAddress) -> Value {
    let OrderAddress { recipient, street, postcode, city, country } = address;
    json!({
        "recipient": recipient.expose().as_str(),
        "street": street.expose().as_str(),
        "postcode": postcode.expose().as_str(),
        "city": city.expose().as_str(),
        "country": country.code(),
    })
}

fn address_from_json(json: &Value) -> Result<OrderAddress, StoreError> {
    let part = |name: &str| {
        json.get(name).and_then(Value::as_str).ok_or_else(|| wrong("a part of an address is missing"))
    };
    let line = |name: &str| part(name)?.parse::<Label>().map(Personal::new).map_err(wrong);
    Ok(OrderAddress {
        recipient: line("recipient")?,
        street: line("street")?,
        postcode: line("postcode")?,
        city: line("city")?,
        country: part("country")?.parse().map_err(wrong)?,
    })
}

/// A row of `reward_order_states`.
#[derive(FromRow)]
pub(super) struct OrderStateRow {
    pub(super) order_id: Uuid,
    place: i64,
    state: String,
    actor: String,
    recorded_at: Instant,
}

impl TryFrom<OrderStateRow> for OrderEvent {
    type Error = StoreError;

    fn try_from(row: OrderStateRow) -> Result<Self, StoreError> {
        Ok(Self {
            place: row.place,
            state: row.state.parse().map_err(wrong)?,
            actor: actor_of("reward_order_states", &row.actor)?,
            recorded_at: row.recorded_at,
        })
    }
}

fn wrong(what: impl Display) -> StoreError {
    inconsistent(TABLE, what)
}
