//! Purchases on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_flows::{RedeemedCoupon, SaleAnswer};
use regulars_kernel::{Currency, CustomerId, Label, Money, StoreId, TerminalId};
use regulars_purchases::{
    Buyer, BuyerWarning, LineKind, Purchase, PurchaseAnswer, PurchaseLine, ReceiptWarning, ReturnableBy,
    Tender,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::new_body::LineKindBody;
use crate::v1::money::MoneyBody;
use crate::v1::point_accounts::of_sale_body::PointsOfSaleBody;

/// The buyer, as far as a till needs to know.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuyerBody {
    /// The customer's id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    id: Uuid,
    /// First name and the first letter of the last name.
    #[schema(example = "Ana P.")]
    display_name: Option<String>,
    /// `regular`, `member` or `non_member`.
    #[serde(rename = "type")]
    #[schema(example = "regular")]
    customer_type: &'static str,
    /// What the customer has bought so far, net of refunds.
    purchases: BuyerTotalsBody,
}

/// What a customer has bought so far.
#[derive(Debug, Serialize, ToSchema)]
pub struct BuyerTotalsBody {
    /// Purchases that were not fully refunded.
    #[schema(example = 12)]
    count: i64,
    /// Their sum, net of refunds.
    total: MoneyBody,
    /// The first of them.
    #[schema(example = "2026-01-15T09:00:00Z")]
    first_at: Option<DateTime<Utc>>,
    /// The last of them.
    #[schema(example = "2026-11-20T16:30:00Z")]
    last_at: Option<DateTime<Utc>>,
}

/// What a till is answered.
#[derive(Debug, Serialize, ToSchema)]
pub struct PurchaseAnswerBody {
    /// The purchase's id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0")]
    pub id: Uuid,
    /// The customer that the receipt belongs to.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Option<Uuid>,
    /// When it was recorded, by the server's clock.
    #[schema(example = "2026-11-20T16:30:01Z")]
    recorded_at: DateTime<Utc>,
    /// The instant as of which it counts in totals and figures: when the sale happened, or `recorded_at` where the
    /// till's clock is not to be believed.
    #[schema(example = "2026-11-20T16:30:00Z")]
    counted_at: DateTime<Utc>,
    /// The receipt's total.
    total: MoneyBody,
    /// Whether the same receipt had been recorded before.
    #[schema(example = false)]
    pub replayed: bool,
    /// The buyer.
    customer: Option<BuyerBody>,
    /// The code of the first of `warnings`.
    warning: Option<&'static str>,
    /// What is odd about the receipt, which is recorded all the same.
    warnings: Vec<WarningBody>,
    /// Whether the till's clock is more than a day off.
    #[schema(example = false)]
    clock_skewed: bool,
    /// What happened to the customer's points. Empty where no programme holds.
    points: Vec<PointsOfSaleBody>,
    /// The coupons that were used with it.
    coupons: Vec<RedeemedCouponBody>,
    /// What to print below the receipt.
    #[schema(example = json!(["Kupovina do sada: 12"]))]
    print_lines: Vec<String>,
    /// Before when the goods may be given back: by the tier that the customer had before the receipt, and of several programmes by the
    /// one that says the longest. `null` where no programme says it.
    #[schema(example = "2026-12-20T23:00:00Z")]
    returnable_until: Option<DateTime<Utc>>,
    /// By which programme and tier.
    returnable_by: Option<ReturnableByBody>,
}

/// By what goods may be given back for some time.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReturnableByBody {
    /// The programme.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")]
    programme_id: Uuid,
    /// The code of the tier that the customer had before the receipt; `null` for no tier.
    #[schema(max_length = 40, example = "gold")]
    tier: Option<String>,
}

impl From<ReturnableBy> for ReturnableByBody {
    fn from(ReturnableBy { programme, tier }: ReturnableBy) -> Self {
        Self { programme_id: programme.value(), tier: tier.map(Label::into_string) }
    }
}

/// A coupon that was used with a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub struct RedeemedCouponBody {
    /// The code.
    #[schema(max_length = 40, example = "KAFA10")]
    code: String,
    /// Its campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    campaign_id: Uuid,
    /// What that is called.
    #[schema(example = "Kafa za dobar početak")]
    name: String,
    /// What it takes off, in minor units; 0 where it gives points, which stand in `points`.
    #[schema(minimum = 0, example = 3_600)]
    discount: i64,
}

impl From<RedeemedCoupon> for RedeemedCouponBody {
    fn from(RedeemedCoupon { code, campaign, name, discount, gift: _ }: RedeemedCoupon) -> Self {
        Self { code: code.to_string(), campaign_id: campaign.value(), name: name.into_string(), discount }
    }
}

/// Something odd about a receipt.
#[derive(Debug, Serialize, ToSchema)]
pub struct WarningBody {
    /// About who bought: `card_unknown`, `card_blocked`, `card_replaced` (the purchase is the member's all the same),
    /// `card_unreadable`, `phone_unreadable`, `customer_unknown`. About how it was paid: `points_unknown` and
    /// `coupon_unknown` where no programme or campaign stands behind it, `points_value_differs` where points paid another
    /// amount than they are worth, `points_overdrawn` where more were paid with off line than there were. About coupons: `coupon_of_other` where
    /// one belongs to another customer and is not used, `coupon_refused` where one may not be used and the sale has happened off line, `coupon_value_differs` where more was taken off than the coupons give.
    #[schema(example = "card_unknown")]
    code: &'static str,
    /// A JSON pointer into the receipt.
    #[schema(example = "/identify/card")]
    pointer: String,
}

fn warnings_body(buyer: Option<BuyerWarning>, others: Vec<ReceiptWarning>) -> Vec<WarningBody> {
    let buyer = buyer.map(|warning| {
        let field = if warning == BuyerWarning::CustomerUnknown { "phone" } else { "card" };
        WarningBody { code: warning.code(), pointer: format!("/identify/{field}") }
    });
    let others = others.into_iter();
    let others = others.map(|warning| WarningBody { code: warning.oddity.code(), pointer: warning.pointer });
    buyer.into_iter().chain(others).collect()
}

impl From<SaleAnswer> for PurchaseAnswerBody {
    fn from(SaleAnswer { purchase: answer, points, coupons }: SaleAnswer) -> Self {
        let PurchaseAnswer {
            id,
            customer,
            warning,
            warnings,
            recorded_at,
            counted_at,
            clock_skewed,
            store: _,
            had_refunds: _,
            total,
            replayed,
            print_lines,
            returnable_until,
            returnable_by,
        } = answer;
        let warnings = warnings_body(warning, warnings);
        Self {
            id: id.value(),
            customer_id: customer.as_ref().map(|customer| customer.id.value()),
            recorded_at,
            counted_at,
            total: total.into(),
            replayed,
            customer: customer.map(|customer| buyer(customer, total.currency)),
            warning: warnings.first().map(|warning| warning.code),
            warnings,
            clock_skewed,
            points: points.into_iter().map(PointsOfSaleBody::from).collect(),
            coupons: coupons.into_iter().map(RedeemedCouponBody::from).collect(),
            print_lines,
            returnable_until,
            returnable_by: returnable_by.map(Into::into),
        }
    }
}

fn buyer(customer: Buyer, currency: Currency) -> BuyerBody {
    let Buyer { id, customer_type, first_name, last_name, totals } = customer;
    let first = first_name.map(regulars_kernel::Personal::into_exposed);
    let initial = last_name.and_then(|name| name.expose().chars().next()).map(|letter| format!("{letter}."));
    let parts: Vec<String> = first.into_iter().chain(initial).collect();
    BuyerBody {
        id: id.value(),
        display_name: (!parts.is_empty()).then(|| parts.join(" ")),
        customer_type: customer_type.name(),
        purchases: BuyerTotalsBody {
            count: totals.count,
            total: Money::new(totals.total, currency).into(),
            first_at: totals.first_at,
            last_at: totals.last_at,
        },
    }
}

/// A purchase.
#[derive(Debug, Serialize, ToSchema)]
pub struct PurchaseBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0")]
    pub id: Uuid,
    /// Who numbers the receipts.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30")]
    source: String,
    /// The day that it is booked on.
    #[schema(example = "2026-11-20")]
    business_date: NaiveDate,
    /// The till's own number of the receipt.
    #[schema(example = "2026-000123")]
    receipt_number: String,
    /// The customer that it belongs to.
    customer_id: Option<Uuid>,
    /// The store.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")]
    store_id: Option<Uuid>,
    /// The terminal that recorded it.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30")]
    terminal_id: Option<Uuid>,
    /// When the sale happened, by the till's clock.
    #[schema(example = "2026-11-20T16:30:00Z")]
    occurred_at: DateTime<Utc>,
    /// When it was recorded, by the server's clock.
    #[schema(example = "2026-11-20T16:30:01Z")]
    recorded_at: DateTime<Utc>,
    /// The instant as of which it counts in totals and figures: `occurred_at`, or `recorded_at` where the till's clock is
    /// not to be believed (more than a day ahead, or older than 400 days and not `historic`).
    #[schema(example = "2026-11-20T16:30:00Z")]
    counted_at: DateTime<Utc>,
    /// Whether the till's clock was more than a day off.
    #[schema(example = false)]
    clock_skewed: bool,
    /// What was bought.
    lines: Vec<LineBody>,
    /// The receipt's total.
    total: MoneyBody,
    /// What of it was given back.
    refunded_total: MoneyBody,
    /// Whether all of it was given back.
    #[schema(example = false)]
    fully_refunded: bool,
    /// How it was paid.
    tenders: Vec<PaidBody>,
    /// Codes of coupons that were shown.
    #[schema(example = json!([]))]
    coupons: Vec<String>,
    /// The shop's own id of the cart that it came of, if the receipt named one.
    cart_id: Option<String>,
    /// Before when its goods may be given back; `null` where no programme says it.
    #[schema(example = "2026-12-20T23:00:00Z")]
    returnable_until: Option<DateTime<Utc>>,
    /// By which programme and tier.
    returnable_by: Option<ReturnableByBody>,
}

/// A line of a purchase.
#[derive(Debug, Serialize, ToSchema)]
pub struct LineBody {
    /// Its number, from 1.
    #[schema(example = 1)]
    line: u32,
    /// What it is.
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
    /// How much was bought.
    #[schema(example = "2.000")]
    quantity: String,
    /// The unit.
    #[schema(example = "kom")]
    unit: Option<String>,
    /// The price of one unit.
    unit_price: MoneyBody,
    /// What was taken off.
    discount: MoneyBody,
    /// The line's total.
    total: MoneyBody,
    /// How much of it was given back.
    #[schema(example = "0.000")]
    refunded_quantity: String,
    /// What was given back for it.
    refunded_total: MoneyBody,
}

impl std::fmt::Debug for LineKindBody {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if *self == Self::Item { "item" } else { "rounding" })
    }
}

/// A part of the payment.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaidBody {
    /// `money`, `points` or `coupon`.
    #[schema(example = "money")]
    kind: &'static str,
    /// How much.
    amount: MoneyBody,
    /// Such as cash or card.
    #[schema(example = "card")]
    method: Option<String>,
    /// How many points.
    points: Option<i64>,
    /// The coupon's code.
    code: Option<String>,
}

impl From<Purchase> for PurchaseBody {
    fn from(purchase: Purchase) -> Self {
        let counted_at = purchase.counted_at();
        let Purchase {
            id,
            key,
            fingerprint: _,
            customer,
            identification: _,
            warning: _,
            store,
            terminal,
            occurred_at,
            recorded_at,
            clock_skewed,
            counts_as_recorded: _,
            currency,
            lines,
            total,
            refunded_total,
            fully_refunded,
            tenders,
            coupons,
            cart,
            warnings: _,
            returnable_until,
            returnable_by,
        } = purchase;
        Self {
            id: id.value(),
            source: key.source.as_str().to_owned(),
            business_date: key.business_date,
            receipt_number: key.number.as_str().to_owned(),
            customer_id: customer.map(|customer| CustomerId::value(customer.id)),
            store_id: store.map(StoreId::value),
            terminal_id: terminal.map(TerminalId::value),
            occurred_at,
            recorded_at,
            counted_at,
            clock_skewed,
            lines: lines.into_iter().map(|line| line_body(line, currency)).collect(),
            total: Money::new(total, currency).into(),
            refunded_total: Money::new(refunded_total, currency).into(),
            fully_refunded,
            tenders: tenders.into_iter().map(|tender| paid_body(tender, currency)).collect(),
            coupons: coupons.into_iter().map(Label::into_string).collect(),
            cart_id: cart.map(Label::into_string),
            returnable_until,
            returnable_by: returnable_by.map(Into::into),
        }
    }
}

/// A line, in that currency.
pub fn line_body(recorded: PurchaseLine, currency: Currency) -> LineBody {
    let PurchaseLine { number, line, refunded_thousandths, refunded_total } = recorded;
    let text = |label: Option<Label>| label.map(Label::into_string);
    LineBody {
        line: number,
        kind: match line.kind {
            LineKind::Item => LineKindBody::Item,
            LineKind::Rounding => LineKindBody::Rounding,
        },
        sku: text(line.sku),
        name: text(line.name),
        category: text(line.category),
        quantity: line.quantity.to_string(),
        unit: text(line.unit),
        unit_price: Money::new(line.unit_price, currency).into(),
        discount: Money::new(line.discount, currency).into(),
        total: Money::new(line.total, currency).into(),
        refunded_quantity: regulars_kernel::Quantity::from_thousandths(refunded_thousandths).to_string(),
        refunded_total: Money::new(refunded_total, currency).into(),
    }
}

fn paid_body(tender: Tender, currency: Currency) -> PaidBody {
    let (kind, amount) = (tender.kind(), Money::new(tender.amount(), currency).into());
    let (method, points, code) = match tender {
        Tender::Money { amount: _, method } => (method.map(Label::into_string), None, None),
        Tender::Points { amount: _, points } => (None, Some(points), None),
        Tender::Coupon { amount: _, code } => (None, None, Some(code.into_string())),
    };
    PaidBody { kind, amount, method, points, code }
}
