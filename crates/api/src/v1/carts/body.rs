//! A cart on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{CartState, Currency, CustomerId, Instant, Label, Money, Personal, PurchaseId};
use regulars_purchases::{Cart, CartStage, CartUrl, LineKind, ReceiptLine, RecordedCart};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::money::MoneyBody;
use crate::v1::purchases::new_body::LineKindBody;

/// Where a cart stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CartStateBody {
    /// It was changed not long ago.
    Open,
    /// It was left alone for longer than the settings say, and nothing came of it.
    Abandoned,
    /// It became a purchase after it had been abandoned.
    Recovered,
    /// It became a purchase before it was abandoned.
    Completed,
    /// Nothing came of it for 30 days.
    Expired,
}

impl From<CartState> for CartStateBody {
    fn from(state: CartState) -> Self {
        match state {
            CartState::Open => Self::Open,
            CartState::Abandoned => Self::Abandoned,
            CartState::Recovered => Self::Recovered,
            CartState::Completed => Self::Completed,
            CartState::Expired => Self::Expired,
        }
    }
}

impl From<CartStateBody> for CartState {
    fn from(body: CartStateBody) -> Self {
        match body {
            CartStateBody::Open => Self::Open,
            CartStateBody::Abandoned => Self::Abandoned,
            CartStateBody::Recovered => Self::Recovered,
            CartStateBody::Completed => Self::Completed,
            CartStateBody::Expired => Self::Expired,
        }
    }
}

/// How far the customer has come with a cart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CartStageBody {
    /// Goods were put into it.
    #[default]
    Cart,
    /// The customer has begun to pay.
    Checkout,
    /// The payment did not go through.
    PaymentFailed,
}

impl From<CartStage> for CartStageBody {
    fn from(stage: CartStage) -> Self {
        match stage {
            CartStage::Cart => Self::Cart,
            CartStage::Checkout => Self::Checkout,
            CartStage::PaymentFailed => Self::PaymentFailed,
        }
    }
}

impl From<CartStageBody> for CartStage {
    fn from(body: CartStageBody) -> Self {
        match body {
            CartStageBody::Cart => Self::Cart,
            CartStageBody::Checkout => Self::Checkout,
            CartStageBody::PaymentFailed => Self::PaymentFailed,
        }
    }
}

/// Something in a cart.
#[derive(Serialize, ToSchema)]
pub struct CartLineBody {
    /// `item`, or what the sum is rounded by.
    #[schema(example = "item")]
    kind: LineKindBody,
    /// The article.
    #[schema(example = "1001")]
    sku: Option<String>,
    /// Its name.
    #[schema(example = "Kafa")]
    name: Option<String>,
    /// Its category.
    #[schema(example = "drinks")]
    category: Option<String>,
    /// How much of it.
    #[schema(example = "2.000")]
    quantity: String,
    /// The unit.
    #[schema(example = "kom")]
    unit: Option<String>,
    /// The price of one unit.
    unit_price: MoneyBody,
    /// What is taken off.
    discount: MoneyBody,
    /// The line's total.
    total: MoneyBody,
}

/// A cart of a shop.
#[derive(Serialize, ToSchema)]
pub struct CartBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")]
    pub id: Uuid,
    /// The shop's own id.
    #[schema(example = "shop-4711")]
    external_id: String,
    /// Whose it is; `null` while nobody knows.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Option<Uuid>,
    /// Where it stands by now.
    state: CartStateBody,
    /// How far the customer has come.
    stage: CartStageBody,
    /// What is in it.
    #[schema(max_items = 500)]
    lines: Vec<CartLineBody>,
    /// The sum of the lines.
    total: MoneyBody,
    /// Where the customer goes on with it.
    #[schema(example = "https://shop.example.com/cart/shop-4711")]
    url: Option<String>,
    /// When it was changed last: as the shop says, and never later than when it came to us.
    #[schema(example = "2026-11-20T16:30:00Z")]
    occurred_at: DateTime<Utc>,
    /// Since when it has been abandoned; `null` while it is not, and of one that became a purchase before.
    #[schema(example = "2026-11-20T17:30:00Z")]
    abandoned_at: Option<DateTime<Utc>>,
    /// The purchase that came of it.
    purchase_id: Option<Uuid>,
    /// As of when that purchase counts.
    purchased_at: Option<DateTime<Utc>>,
    /// When it first came to us.
    #[schema(example = "2026-11-20T16:30:01Z")]
    created_at: DateTime<Utc>,
    /// When it was last written.
    #[schema(example = "2026-11-20T16:30:01Z")]
    updated_at: DateTime<Utc>,
}

impl CartBody {
    /// The cart as it stands at `now`.
    pub fn new(cart: Cart, now: Instant) -> Self {
        let (state, currency) = (cart.state(now), cart.currency);
        Self {
            id: cart.id.value(),
            external_id: cart.external_id.into_string(),
            customer_id: cart.customer.map(CustomerId::value),
            state: state.into(),
            stage: cart.stage.into(),
            lines: cart.lines.into_iter().map(|line| line_body(line, currency)).collect(),
            total: Money::new(cart.total, currency).into(),
            url: cart.url.map(Personal::into_exposed).map(CartUrl::into_string),
            occurred_at: cart.changed_at,
            abandoned_at: cart.times.abandoned_at(now),
            purchase_id: cart.purchase.map(PurchaseId::value),
            purchased_at: cart.times.bought_at,
            created_at: cart.created_at,
            updated_at: cart.updated_at,
        }
    }
}

/// What a shop is answered.
#[derive(Serialize, ToSchema)]
pub struct RecordedCartBody {
    /// The cart as it stands.
    #[serde(flatten)]
    pub cart: CartBody,
    /// Whether it is as it was sent. Where it is not, a later state of it had come before, or it has become a purchase.
    #[schema(example = true)]
    taken: bool,
}

impl RecordedCartBody {
    /// The answer at `now`.
    pub fn new(recorded: RecordedCart, now: Instant) -> Self {
        Self { cart: CartBody::new(recorded.cart, now), taken: recorded.taken }
    }
}

fn line_body(line: ReceiptLine, currency: Currency) -> CartLineBody {
    let text = |label: Option<Label>| label.map(Label::into_string);
    let money = |amount| Money::new(amount, currency).into();
    CartLineBody {
        kind: match line.kind {
            LineKind::Item => LineKindBody::Item,
            LineKind::Rounding => LineKindBody::Rounding,
        },
        sku: text(line.sku),
        name: text(line.name),
        category: text(line.category),
        quantity: line.quantity.to_string(),
        unit: text(line.unit),
        unit_price: money(line.unit_price),
        discount: money(line.discount),
        total: money(line.total),
    }
}
