//! What a receipt means: the part of a body that a repetition must repeat.

use regulars_kernel::{Currency, Instant, Label, StoreId};

use crate::fingerprint::FingerprintBuilder;
use crate::{Fingerprint, Identify, Purchase, Receipt, ReceiptKey, ReceiptLine, Tender};

/// The meaning of one receipt.
#[derive(Clone, Copy)]
pub struct ReceiptFacts<'a> {
    pub key: &'a ReceiptKey,
    pub occurred_at: Instant,
    pub store: Option<StoreId>,
    pub identify: Option<&'a Identify>,
    pub currency: Currency,
    pub lines: &'a [ReceiptLine],
    pub total: i64,
    pub tenders: &'a [Tender],
    pub coupons: &'a [Label],
    pub cart: Option<&'a Label>,
}

impl<'a> ReceiptFacts<'a> {
    pub fn of(receipt: &'a Receipt) -> Self {
        Self {
            key: &receipt.key,
            occurred_at: receipt.occurred_at,
            store: receipt.store,
            identify: receipt.identify.as_ref(),
            currency: receipt.currency,
            lines: &receipt.lines,
            total: receipt.total,
            tenders: &receipt.tenders,
            coupons: &receipt.coupons,
            cart: receipt.cart.as_ref(),
        }
    }

    /// The meaning of a recorded purchase, as far as it was kept: whether the till named the store, and by which phone
    /// or customer it said who bought, is assumed.
    pub fn recorded(
        purchase: &'a Purchase,
        lines: &'a [ReceiptLine],
        store: Option<StoreId>,
        identify: Option<&'a Identify>,
    ) -> Self {
        Self {
            key: &purchase.key,
            occurred_at: purchase.occurred_at,
            store,
            identify,
            currency: purchase.currency,
            lines,
            total: purchase.total,
            tenders: &purchase.tenders,
            coupons: &purchase.coupons,
            cart: purchase.cart.as_ref(),
        }
    }

    pub fn fingerprint(&self) -> Fingerprint {
        let Self { key, occurred_at, store, identify, currency, lines, total, tenders, coupons, .. } = *self;
        let ReceiptKey { source, business_date, number } = key;
        let store = store.map(|store| store.to_string());
        let of_receipt = FingerprintBuilder::of("purchase/1")
            .text(source.as_str())
            .text(&business_date.to_string())
            .text(number.as_str())
            .number(occurred_at.timestamp_micros())
            .optional_text(store.as_deref())
            .each(identify.as_slice(), |builder, identify| match *identify {
                Identify::Card(card) => builder.text("card").text(card.as_str()),
                Identify::Phone(phone) => builder.text("phone").text(phone.expose()),
                Identify::Customer(id) => builder.text("customer_id").text(&id.to_string()),
                Identify::UnreadableCard(text) => builder.text("unreadable card").text(text.expose()),
                Identify::UnreadablePhone(text) => builder.text("unreadable phone").text(text.expose()),
            })
            .text(currency.code())
            .each(lines, line)
            .number(total)
            .each(tenders, tender)
            .each(coupons, |builder, code| builder.text(code.as_str()));
        // Receipts were recorded before they could name a cart.
        match self.cart {
            Some(cart) => of_receipt.text("cart").text(cart.as_str()).finish(),
            None => of_receipt.finish(),
        }
    }
}

fn line(builder: FingerprintBuilder, line: &ReceiptLine) -> FingerprintBuilder {
    let ReceiptLine { kind, sku, name, category, quantity, unit, unit_price, discount, total } = line;
    builder
        .text(kind.name())
        .optional_text(sku.as_ref().map(Label::as_str))
        .optional_text(name.as_ref().map(Label::as_str))
        .optional_text(category.as_ref().map(Label::as_str))
        .number(quantity.thousandths())
        .optional_text(unit.as_ref().map(Label::as_str))
        .number(*unit_price)
        .number(*discount)
        .number(*total)
}

fn tender(builder: FingerprintBuilder, tender: &Tender) -> FingerprintBuilder {
    let begun = builder.text(tender.kind()).number(tender.amount());
    match tender {
        Tender::Money { amount: _, method } => begun.optional_text(method.as_ref().map(Label::as_str)),
        Tender::Points { amount: _, points } => begun.number(*points),
        Tender::Coupon { amount: _, code } => begun.text(code.as_str()),
    }
}
