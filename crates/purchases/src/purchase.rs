//! Purchases: as a till sends them, as they are about to be recorded, and as they are.

use regulars_kernel::{
    Currency, CustomerId, Date, Environment, Instant, Label, ProgrammeId, PurchaseId, Quantity, StoreId,
    TerminalId,
};

use crate::facts::ReceiptFacts;
use crate::warning::warnings;
use crate::{
    Buyer, BuyerWarning, Fingerprint, Identification, Identify, LineKind, ReceiptLine, ReceiptNumber,
    ReceiptWarning, Source, Tender, Till,
};

/// What a receipt goes by within its merchant, for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReceiptKey {
    /// Where receipts are numbered.
    pub source: Source,
    /// The day to which the till counts it.
    pub business_date: Date,
    /// Its number there.
    pub number: ReceiptNumber,
}

/// Either name of a purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PurchaseName {
    /// Its id.
    Id(PurchaseId),
    /// Its natural key.
    Receipt(ReceiptKey),
}

/// A receipt as a till sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPurchase {
    /// An id of the till's own choice.
    pub id: Option<PurchaseId>,
    /// Where receipts are numbered; by default the caller.
    pub source: Option<Source>,
    /// Its number.
    pub receipt_number: ReceiptNumber,
    /// The day to which the till counts it; by default the day of `occurred_at` in the merchant's time zone.
    pub business_date: Option<Date>,
    /// When it was, by the till's clock.
    pub occurred_at: Instant,
    /// Whether the till says that the receipt is of the past, so that an old one counts as of when it was.
    pub historic: bool,
    /// When it was sent, by the till's clock. No part of what the receipt means.
    pub sent_at: Option<Instant>,
    /// Where it was; by default the terminal's store.
    pub store: Option<StoreId>,
    /// Who bought.
    pub identify: Option<Identify>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What was bought.
    pub lines: Vec<ReceiptLine>,
    /// The sum of the lines.
    pub total: i64,
    /// How it was paid.
    pub tenders: Vec<Tender>,
    /// Codes of the coupons that were shown.
    pub coupons: Vec<Label>,
    /// The cart that it came of, by the shop's own id.
    pub cart: Option<Label>,
}

/// A checked receipt, ready to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The id that it will have.
    pub id: PurchaseId,
    /// What it goes by.
    pub key: ReceiptKey,
    /// What it means.
    pub fingerprint: Fingerprint,
    /// Who bought.
    pub identify: Option<Identify>,
    /// The id of the customer that a member becomes who buys here for the first time.
    pub new_customer: CustomerId,
    /// The store that the till named. Where it named none, the terminal's is taken.
    pub store: Option<StoreId>,
    /// The terminal that records.
    pub terminal: Option<TerminalId>,
    /// When it was.
    pub occurred_at: Instant,
    /// When it came to us.
    pub recorded_at: Instant,
    /// Whether the till's clock is off.
    pub clock_skewed: bool,
    /// Whether the till said that the receipt is of the past.
    pub historic: bool,
    /// Whether it counts as of when it came to us, and not as of when it was.
    pub counts_as_recorded: bool,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What was bought.
    pub lines: Vec<ReceiptLine>,
    /// The sum of the lines.
    pub total: i64,
    /// How it was paid.
    pub tenders: Vec<Tender>,
    /// Codes of the coupons that were shown.
    pub coupons: Vec<Label>,
    /// The cart that it came of, by the shop's own id.
    pub cart: Option<Label>,
    /// What is odd about it, besides what is found out about the buyer when it is recorded.
    pub warnings: Vec<ReceiptWarning>,
}

impl Receipt {
    /// The instant as of which it counts in totals and figures.
    pub const fn counted_at(&self) -> Instant {
        if self.counts_as_recorded { self.recorded_at } else { self.occurred_at }
    }

    /// Fills in what the till left open. The receipt must have been checked before.
    pub(crate) fn from_new(new: NewPurchase, till: &Till, environment: &Environment) -> Self {
        let now = environment.now();
        let warnings = warnings(&new, till);
        let key = ReceiptKey {
            source: new.source.unwrap_or_else(|| Source::of(till.actor)),
            business_date: new.business_date.unwrap_or_else(|| till.calendar.date_of(new.occurred_at)),
            number: new.receipt_number,
        };
        let mut receipt = Self {
            id: new.id.unwrap_or_else(|| PurchaseId::new(environment.new_id())),
            key,
            fingerprint: Fingerprint([0; 32]),
            identify: new.identify,
            new_customer: CustomerId::new(environment.new_id()),
            store: new.store,
            terminal: till.terminal(),
            occurred_at: new.occurred_at,
            recorded_at: now,
            clock_skewed: Till::is_skewed(new.occurred_at, new.sent_at, now),
            historic: new.historic,
            counts_as_recorded: Till::counts_as_recorded(new.occurred_at, new.historic, now),
            currency: new.currency,
            lines: new.lines,
            total: new.total,
            tenders: new.tenders,
            coupons: new.coupons,
            cart: new.cart,
            warnings,
        };
        receipt.fingerprint = ReceiptFacts::of(&receipt).fingerprint();
        receipt
    }
}

/// A line as it is recorded, with what has been given back of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseLine {
    /// Its number on the receipt, from 1.
    pub number: u32,
    /// What was bought.
    pub line: ReceiptLine,
    /// How much of it was given back, in thousandths.
    pub refunded_thousandths: i64,
    /// What was paid back for it.
    pub refunded_total: i64,
}

impl PurchaseLine {
    /// Whether all of it was given back.
    pub fn is_fully_refunded(&self) -> bool {
        self.refunded_thousandths == self.line.quantity.thousandths()
    }

    /// How much of it is left to give back. None where nothing is.
    pub fn refundable(&self) -> Option<Quantity> {
        let left = self.line.quantity.thousandths() - self.refunded_thousandths;
        (self.line.kind == LineKind::Item && left > 0).then(|| Quantity::from_thousandths(left))
    }
}

/// A recorded purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Its id.
    pub id: PurchaseId,
    /// What it goes by.
    pub key: ReceiptKey,
    /// What it meant when it came.
    pub fingerprint: Fingerprint,
    /// Who bought, if that is known.
    pub customer: Option<Buyer>,
    /// How the till said who bought.
    pub identification: Option<Identification>,
    /// What was odd about who bought.
    pub warning: Option<BuyerWarning>,
    /// Where it was.
    pub store: Option<StoreId>,
    /// The terminal that recorded it.
    pub terminal: Option<TerminalId>,
    /// When it was, by the till's clock.
    pub occurred_at: Instant,
    /// When it came to us.
    pub recorded_at: Instant,
    /// Whether the till's clock was off.
    pub clock_skewed: bool,
    /// Whether it counts as of when it came to us, and not as of when it was.
    pub counts_as_recorded: bool,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What was bought.
    pub lines: Vec<PurchaseLine>,
    /// The sum of the lines.
    pub total: i64,
    /// What was paid back.
    pub refunded_total: i64,
    /// Whether every item was given back whole.
    pub fully_refunded: bool,
    /// How it was paid.
    pub tenders: Vec<Tender>,
    /// Codes of the coupons that were shown.
    pub coupons: Vec<Label>,
    /// The cart that it came of, by the shop's own id.
    pub cart: Option<Label>,
    /// What else was odd about it.
    pub warnings: Vec<ReceiptWarning>,
    /// Before when its goods may be given back. None where nothing is said.
    pub returnable_until: Option<Instant>,
    /// By what that is.
    pub returnable_by: Option<ReturnableBy>,
}

/// By what goods may be given back for some time: of the programmes that say it, the one that says the longest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnableBy {
    /// The programme.
    pub programme: ProgrammeId,
    /// The code of the tier that its member had before the receipt. None for no tier.
    pub tier: Option<Label>,
}

impl Purchase {
    /// The instant as of which it counts in totals and figures.
    pub const fn counted_at(&self) -> Instant {
        if self.counts_as_recorded { self.recorded_at } else { self.occurred_at }
    }
}
