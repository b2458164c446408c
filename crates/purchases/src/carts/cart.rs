//! A cart, as a shop sends it and as it is kept.

use chrono::{Duration, SubsecRound};
use regulars_kernel::{
    CartId, CartState, CartTimes, Currency, CustomerId, Email, Instant, Label, Personal, Phone, PurchaseId,
    named,
};
use regulars_network::CardNumber;

use super::cart_url::CartUrl;
use crate::ReceiptLine;

named! {
    /// How far the customer has come.
    CartStage {
        /// Goods were put into the cart.
        Cart = "cart",
        /// The customer has begun to pay.
        Checkout = "checkout",
        /// The payment did not go through.
        PaymentFailed = "payment_failed",
    }
}

/// How a shop says whose cart it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CartOwner {
    /// By a card of the network.
    Card(CardNumber),
    /// By a phone number.
    Phone(Phone),
    /// By an e-mail address.
    Email(Email),
    /// By the id of a customer.
    Customer(CustomerId),
}

/// A cart as a shop sends it: the whole of it, each time that it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCart {
    /// The shop's own id.
    pub external_id: Label,
    /// Whose it is, as far as that is known by now.
    pub owner: Option<CartOwner>,
    /// How far the customer has come.
    pub stage: CartStage,
    /// When it was changed, by the shop's clock.
    pub occurred_at: Instant,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What is in it.
    pub lines: Vec<ReceiptLine>,
    /// The sum of the lines.
    pub total: i64,
    /// Where the customer goes on with it.
    pub url: Option<Personal<CartUrl>>,
}

impl NewCart {
    /// When it was changed. A clock that runs ahead is not believed: what was changed later is changed now.
    pub fn changed_at(&self, now: Instant) -> Instant {
        self.occurred_at.trunc_subsecs(6).min(now)
    }
}

/// A cart that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cart {
    /// Its id.
    pub id: CartId,
    /// The shop's own id.
    pub external_id: Label,
    /// Whose it is, if that is known.
    pub customer: Option<CustomerId>,
    /// How far the customer has come.
    pub stage: CartStage,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What is in it.
    pub lines: Vec<ReceiptLine>,
    /// The sum of the lines, in minor units.
    pub total: i64,
    /// Where the customer goes on with it.
    pub url: Option<Personal<CartUrl>>,
    /// When the customer changed it last.
    pub changed_at: Instant,
    /// The instants that tell where it stands.
    pub times: CartTimes,
    /// Until when a purchase of the customer that has something of it counts as what came of it.
    pub recoverable_until: Instant,
    /// The purchase that came of it.
    pub purchase: Option<PurchaseId>,
    /// When it first came to us.
    pub created_at: Instant,
    /// When it was last written.
    pub updated_at: Instant,
}

impl Cart {
    /// How long after its last change something is expected of a cart, and how long one is kept that is nobody's.
    pub const EXPIRES_AFTER: Duration = Duration::days(30);

    /// Where it stands at that instant.
    pub fn state(&self, now: Instant) -> CartState {
        CartState::of(self.times, now)
    }
}
