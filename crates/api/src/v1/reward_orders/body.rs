//! An order of a reward on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{Instant, PointOperationId, SegmentId, StoreId};
use regulars_loyalty::{OrderAddress, OrderDetails, OrderEvent, RewardOrder};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::rewards::names::{HandoverBody, RewardOrderStateBody};

/// Where an order is sent, as it was when it was ordered.
#[derive(Serialize, ToSchema)]
pub struct OrderAddressBody {
    /// Who gets it.
    #[schema(example = "Milica Petrović", max_length = 200)]
    recipient: String,
    /// Street and number.
    #[schema(example = "Knez Mihailova 7", max_length = 200)]
    street: String,
    /// Postcode.
    #[schema(example = "11000", max_length = 200)]
    postcode: String,
    /// City.
    #[schema(example = "Beograd", max_length = 200)]
    city: String,
    /// ISO 3166-1 alpha-2 country code.
    #[schema(example = "RS", max_length = 2)]
    country: String,
}

impl From<&OrderAddress> for OrderAddressBody {
    fn from(address: &OrderAddress) -> Self {
        let OrderAddress { recipient, street, postcode, city, country } = address;
        Self {
            recipient: recipient.expose().as_str().to_owned(),
            street: street.expose().as_str().to_owned(),
            postcode: postcode.expose().as_str().to_owned(),
            city: city.expose().as_str().to_owned(),
            country: country.code().to_owned(),
        }
    }
}

/// That an order came to stand somewhere.
#[derive(Serialize, ToSchema)]
pub struct RewardOrderEventBody {
    /// Where.
    state: RewardOrderStateBody,
    /// Who brought it there.
    actor: AuditActorBody,
    /// When.
    #[schema(example = "2026-11-21T10:00:00Z")]
    recorded_at: DateTime<Utc>,
}

impl From<OrderEvent> for RewardOrderEventBody {
    fn from(event: OrderEvent) -> Self {
        let OrderEvent { place: _, state, actor, recorded_at } = event;
        Self { state: state.into(), actor: actor.into(), recorded_at }
    }
}

/// What one of a reward cost whoever has ordered it, and why.
#[derive(Serialize, ToSchema)]
pub struct RewardOrderPriceBody {
    /// How many points one of it cost, in their smallest part.
    #[schema(example = 20, minimum = 1)]
    points: i64,
    /// The tier that the price is for, which the customer had; `null` for a price for whichever tier.
    #[schema(example = "gold", max_length = 40)]
    tier: Option<String>,
    /// The segment that the price is for, in which the customer was; `null` for a price for all.
    segment_id: Option<Uuid>,
}

/// That a customer has ordered a reward.
#[derive(Serialize, ToSchema)]
pub struct RewardOrderBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb030")]
    id: Uuid,
    /// What.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010")]
    reward_id: Uuid,
    /// The programme whose points pay.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// Who. The id stays when the customer is erased, and is nobody's then.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// The account whose points are held.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c60")]
    account_id: Uuid,
    /// The points that are held.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb040")]
    reservation_id: Uuid,
    /// How many.
    #[schema(example = 1, minimum = 1)]
    quantity: u32,
    /// The code of the points that pay.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// How many of them for all together, in their smallest part.
    #[schema(example = 20, minimum = 1)]
    points: i64,
    /// The price that was the best one for the customer.
    price: RewardOrderPriceBody,
    /// The store whose stock it is, and in which it is collected; `null` for the merchant's own stock.
    store_id: Option<Uuid>,
    /// How it comes to the customer.
    handover: HandoverBody,
    /// Where it is sent. Gone once the customer is erased.
    address: Option<OrderAddressBody>,
    /// Where it stands.
    state: RewardOrderStateBody,
    /// Whether stock is held for it. Until it is picked, an order without waits for some.
    #[schema(example = true)]
    holds_stock: bool,
    /// Until when it is held before it is confirmed.
    #[schema(example = "2026-11-22T10:00:00Z")]
    expires_at: DateTime<Utc>,
    /// The operation that has credited the points that the reward is; `null` for other rewards, and until it is handed over.
    given_operation_id: Option<Uuid>,
    /// The codes that were handed out.
    #[schema(max_items = 10_000)]
    codes: Vec<String>,
    /// Where it stood, from the beginning on.
    #[schema(max_items = 100)]
    history: Vec<RewardOrderEventBody>,
    /// When it was placed.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-11-21T10:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl RewardOrderBody {
    /// The order as it is at that instant.
    pub fn at(order: &RewardOrder, details: OrderDetails, now: Instant) -> Self {
        let state = order.state_at(now);
        Self {
            id: order.id.value(),
            reward_id: order.reward.value(),
            programme_id: order.programme.value(),
            customer_id: order.customer.value(),
            account_id: order.account.value(),
            reservation_id: order.reservation.value(),
            quantity: order.quantity,
            point_type: order.point_type.to_string(),
            points: order.points,
            price: RewardOrderPriceBody {
                points: order.points / i64::from(order.quantity).max(1),
                tier: order.price_tier.as_ref().map(ToString::to_string),
                segment_id: order.price_segment.map(SegmentId::value),
            },
            store_id: order.store.map(StoreId::value),
            handover: order.handover.into(),
            address: order.address.as_ref().map(OrderAddressBody::from),
            state: state.into(),
            holds_stock: order.holds_stock && state.counts(),
            expires_at: order.expires_at,
            given_operation_id: order.given.map(PointOperationId::value),
            codes: details.codes,
            history: details.history.into_iter().map(RewardOrderEventBody::from).collect(),
            created_at: order.created_at,
            updated_at: order.updated_at,
        }
    }
}
