//! A receipt as a till sends it.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_identity::MerchantFacts;
use regulars_kernel::{Currency, CustomerId, Label, Personal, Phone, PurchaseId, Quantity, StoreId};
use regulars_purchases::{
    Identify, LineKind, NewPurchase, ReceiptLine, ReceiptNumber, ScannedCard, Source, Tender,
};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{ApiError, Invalid};
use crate::v1::money::AmountBody;

/// A receipt to be recorded.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "receipt_number": "2026-000123",
    "occurred_at": "2026-11-20T16:30:00Z",
    "store_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20",
    "identify": {"card": "2000000000008"},
    "currency": "RSD",
    "lines": [
        {"sku": "1001", "name": "Kafa", "category": "drinks", "quantity": "2", "unit": "kom",
         "unit_price": {"amount": 18000, "currency": "RSD"}, "total": {"amount": 36000, "currency": "RSD"}},
        {"sku": "2002", "name": "Sir", "category": "dairy", "quantity": "0.350", "unit": "kg",
         "unit_price": {"amount": 120000, "currency": "RSD"}, "discount": {"amount": 2000, "currency": "RSD"},
         "total": {"amount": 40000, "currency": "RSD"}}
    ],
    "total": {"amount": 76000, "currency": "RSD"},
    "tenders": [{"kind": "money", "amount": {"amount": 76000, "currency": "RSD"}, "method": "card"}]
}))]
pub struct NewPurchaseBody {
    /// An id that the till made itself (UUIDv7).
    id: Option<Uuid>,
    /// The till's own number of the receipt.
    #[schema(min_length = 1, max_length = 64)]
    receipt_number: String,
    /// Who numbers the receipts; by default the terminal.
    #[schema(min_length = 1, max_length = 64)]
    source: Option<String>,
    /// The day that the receipt is booked on; by default the day of `occurred_at` in the merchant's time zone.
    business_date: Option<NaiveDate>,
    /// When the sale happened, by the till's clock.
    #[serde(deserialize_with = "crate::extract::instant")]
    occurred_at: DateTime<Utc>,
    /// Whether the receipt is of the past. One older than 400 days counts as of when it is recorded, unless it says so.
    #[serde(default)]
    historic: bool,
    /// When the till sent the receipt, by its own clock; tells how wrong that clock is.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    sent_at: Option<DateTime<Utc>>,
    /// The store.
    store_id: Option<Uuid>,
    /// Who bought.
    identify: Option<IdentifyBody>,
    /// ISO 4217 code: the merchant's currency.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: String,
    /// What was bought.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<NewLineBody>,
    /// The sum of the lines; negative where more is handed back than bought.
    total: AmountBody,
    /// How it was paid.
    #[serde(default)]
    #[schema(max_items = 20)]
    tenders: Vec<TenderBody>,
    /// Codes of coupons that were shown: they are used as the receipt is recorded. What they take off stands in the lines, or is paid as
    /// a `coupon`.
    #[serde(default)]
    #[schema(max_items = 20)]
    coupons: Vec<String>,
    /// The shop's own id of the cart that it came of. Without it the latest cart of the buyer that has something of it is meant.
    #[schema(min_length = 1, max_length = 200)]
    cart_id: Option<String>,
}

/// Who bought: exactly one of these.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentifyBody {
    /// The number of a card. What cannot be read is a warning.
    card: Option<String>,
    /// A phone number in any written form. What cannot be read is a warning. Of several customers who share it the one
    /// who bought last is meant, then the oldest record.
    phone: Option<String>,
    /// The customer's id.
    customer_id: Option<Uuid>,
}

/// A line of a receipt: an item, or what the sum was rounded by.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLineBody {
    /// `item` (the default) or `rounding`.
    #[serde(default)]
    pub kind: LineKindBody,
    /// The article.
    #[schema(max_length = 200)]
    pub sku: Option<String>,
    /// Its name.
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// Its category.
    #[schema(max_length = 200)]
    pub category: Option<String>,
    /// A decimal with at most three places. Negative for what is handed back, such as a deposit: then the discount and
    /// the total are negative too, and the line cannot be refunded. A rounding line needs none.
    #[schema(example = "10.250")]
    pub quantity: Option<String>,
    /// The unit of the quantity.
    #[schema(max_length = 200)]
    pub unit: Option<String>,
    /// The price of one unit. A rounding line needs none.
    pub unit_price: Option<AmountBody>,
    /// What was taken off the line.
    pub discount: Option<AmountBody>,
    /// Quantity times unit price, less the discount. A rounding is at most five of the currency.
    pub total: AmountBody,
}

/// What a line is.
#[derive(Deserialize, serde::Serialize, ToSchema, Default, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum LineKindBody {
    /// Goods or a service.
    #[default]
    Item,
    /// What the sum was rounded by, at most 100 minor units.
    Rounding,
}

/// A part of the payment.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TenderBody {
    /// Money.
    Money {
        /// How much.
        amount: AmountBody,
        /// Such as cash or card. What is paid by `gift_card`, in whatever spelling (`Gift Card`, `giftcard`), earns
        /// no points.
        #[schema(max_length = 200)]
        method: Option<String>,
    },
    /// Points.
    Points {
        /// What the points paid for.
        amount: AmountBody,
        /// How many points.
        #[schema(minimum = 1, maximum = 1_000_000_000_000_i64)]
        points: i64,
    },
    /// A coupon.
    Coupon {
        /// What the coupon paid for.
        amount: AmountBody,
        /// Its code.
        #[schema(max_length = 200)]
        code: String,
    },
}

/// The most points that one tender can have.
const MOST_POINTS: i64 = 1_000_000_000_000;

impl NewPurchaseBody {
    /// The checked receipt.
    pub fn check(self, facts: &MerchantFacts) -> Result<NewPurchase, ApiError> {
        let mut invalid = Invalid::default();
        let receipt_number = invalid.check("/receipt_number", self.receipt_number.parse::<ReceiptNumber>());
        let source = invalid.check_option("/source", self.source.map(|source| source.parse::<Source>()));
        let Some(currency) = invalid.check("/currency", Currency::from_stored(&self.currency)) else {
            return Err(invalid.into());
        };
        let identify = match self.identify {
            Some(identify) => identify.check(&mut invalid, facts).map(Some),
            None => Some(None),
        };
        let lines: Vec<ReceiptLine> = self
            .lines
            .into_iter()
            .enumerate()
            .filter_map(|(index, line)| line.check(&mut invalid, &format!("/lines/{index}"), currency))
            .collect();
        let tenders: Vec<Tender> = self
            .tenders
            .into_iter()
            .enumerate()
            .filter_map(|(index, tender)| tender.check(&mut invalid, &format!("/tenders/{index}"), currency))
            .collect();
        let coupons: Vec<Label> = self
            .coupons
            .into_iter()
            .enumerate()
            .filter_map(|(index, code)| invalid.check(&format!("/coupons/{index}"), code.parse()))
            .collect();
        let cart = invalid.parse_option::<Label>("/cart_id", self.cart_id);
        let total = invalid.check("/total", self.total.minor_units(currency));
        let checked = (receipt_number, source, identify, total);
        let (Some(receipt_number), Some(source), Some(identify), Some(total)) = checked else {
            return Err(invalid.into());
        };
        invalid.finish()?;
        Ok(NewPurchase {
            id: self.id.map(PurchaseId::new),
            source,
            receipt_number,
            business_date: self.business_date,
            occurred_at: self.occurred_at,
            historic: self.historic,
            sent_at: self.sent_at,
            store: self.store_id.map(StoreId::new),
            identify,
            currency,
            lines,
            total,
            tenders,
            coupons,
            cart,
        })
    }
}

impl IdentifyBody {
    fn check(self, invalid: &mut Invalid, facts: &MerchantFacts) -> Option<Identify> {
        match (self.card, self.phone, self.customer_id) {
            (Some(card), None, None) => Some(match card.parse::<ScannedCard>() {
                Ok(scanned) => Identify::Card(scanned),
                Err(_) => Identify::UnreadableCard(Personal::new(card)),
            }),
            (None, Some(phone), None) => Some(match Phone::parse(&phone, facts.country.as_deref()) {
                Ok(number) => Identify::Phone(number),
                Err(_) => Identify::UnreadablePhone(Personal::new(phone)),
            }),
            (None, None, Some(id)) => Some(Identify::Customer(CustomerId::new(id))),
            _ => {
                invalid.add("/identify", "invalid", "must have exactly one of card, phone, customer_id");
                None
            }
        }
    }
}

impl NewLineBody {
    /// The checked line, whose errors are noted below `pointer`.
    pub fn check(self, invalid: &mut Invalid, pointer: &str, currency: Currency) -> Option<ReceiptLine> {
        let total = invalid.check(&format!("{pointer}/total"), self.total.minor_units(currency));
        if self.kind == LineKindBody::Rounding {
            return total.map(ReceiptLine::rounding);
        }
        let label = |text: Option<String>| text.map(|text| text.parse::<Label>());
        let sku = invalid.check_option(&format!("{pointer}/sku"), label(self.sku));
        let name = invalid.check_option(&format!("{pointer}/name"), label(self.name));
        let category = invalid.check_option(&format!("{pointer}/category"), label(self.category));
        let unit = invalid.check_option(&format!("{pointer}/unit"), label(self.unit));
        let quantity = match self.quantity {
            Some(quantity) => {
                invalid.check(&format!("{pointer}/quantity"), Quantity::parse_signed(&quantity))
            }
            None => {
                invalid.add(format!("{pointer}/quantity"), "required", "is required");
                None
            }
        };
        let unit_price = match self.unit_price {
            Some(price) => invalid.check(&format!("{pointer}/unit_price"), price.minor_units(currency)),
            None => {
                invalid.add(format!("{pointer}/unit_price"), "required", "is required");
                None
            }
        };
        let discount = self.discount.map(|discount| discount.minor_units(currency));
        let discount = invalid.check_option(&format!("{pointer}/discount"), discount);
        Some(ReceiptLine {
            kind: LineKind::Item,
            sku: sku?,
            name: name?,
            category: category?,
            quantity: quantity?,
            unit: unit?,
            unit_price: unit_price?,
            discount: discount?.unwrap_or_default(),
            total: total?,
        })
    }
}

impl TenderBody {
    fn check(self, invalid: &mut Invalid, pointer: &str, currency: Currency) -> Option<Tender> {
        let at = |field: &str| format!("{pointer}/{field}");
        match self {
            Self::Money { amount, method } => {
                let amount = invalid.check(&at("amount"), amount.minor_units(currency));
                let method = method.map(|method| method.parse::<Label>());
                let method = invalid.check_option(&at("method"), method);
                Some(Tender::Money { amount: amount?, method: method? })
            }
            Self::Points { amount, points } => {
                let amount = invalid.check(&at("amount"), amount.minor_units(currency));
                if !(1..=MOST_POINTS).contains(&points) {
                    invalid.add(at("points"), "invalid", format!("must be from 1 to {MOST_POINTS}"));
                    return None;
                }
                Some(Tender::Points { amount: amount?, points })
            }
            Self::Coupon { amount, code } => {
                let amount = invalid.check(&at("amount"), amount.minor_units(currency));
                let code = invalid.check(&at("code"), code.parse::<Label>());
                Some(Tender::Coupon { amount: amount?, code: code? })
            }
        }
    }
}
