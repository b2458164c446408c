//! Refunds: as a till sends them, as they wait for their receipt, and as they are.

use regulars_kernel::{Date, Instant, PurchaseId, Quantity, RefundId};

use crate::fingerprint::FingerprintBuilder;
use crate::{
    Fingerprint, MeantReceipt, NumberedReceipt, PurchaseName, ReceiptKey, ReceiptNumber, Source, Till,
};

/// What a refund goes by within its merchant, for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefundKey {
    /// Where refunds are numbered.
    pub source: Source,
    /// The day to which the till counts it.
    pub business_date: Date,
    /// Its number there.
    pub number: ReceiptNumber,
}

/// How a refund names its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptReference {
    /// By the id of the purchase.
    Purchase(PurchaseId),
    /// By what is printed on it.
    Receipt {
        /// Where it was numbered; by default where the refund is.
        source: Option<Source>,
        /// Its number.
        number: ReceiptNumber,
        /// The day to which the till counted it; by default the day of `occurred_at`. Where neither is given, the
        /// only receipt with that number is meant.
        business_date: Option<Date>,
        /// When it was.
        occurred_at: Option<Instant>,
    },
}

/// How much of a line is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundLine {
    /// The line's number on the receipt, from 1.
    pub line: u32,
    /// How much of it.
    pub quantity: Quantity,
}

/// A refund as a till sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRefund {
    /// The receipt.
    pub receipt: ReceiptReference,
    /// Where refunds are numbered; by default the caller.
    pub source: Option<Source>,
    /// Its number.
    pub refund_number: ReceiptNumber,
    /// The day to which the till counts it; by default the day of `occurred_at` in the merchant's time zone.
    pub business_date: Option<Date>,
    /// When it was, by the till's clock.
    pub occurred_at: Instant,
    /// What is given back.
    pub lines: Vec<RefundLine>,
}

impl NewRefund {
    /// What the refund goes by.
    pub(crate) fn key(&self, till: &Till) -> RefundKey {
        RefundKey {
            source: self.source.clone().unwrap_or_else(|| Source::of(till.actor)),
            business_date: self.business_date.unwrap_or_else(|| till.calendar.date_of(self.occurred_at)),
            number: self.refund_number.clone(),
        }
    }

    /// The receipt that is meant.
    pub(crate) fn meant_receipt(&self, key: &RefundKey, till: &Till) -> MeantReceipt {
        match &self.receipt {
            ReceiptReference::Purchase(id) => MeantReceipt::Named(PurchaseName::Id(*id)),
            ReceiptReference::Receipt { source, number, business_date, occurred_at } => {
                let day = business_date.or_else(|| occurred_at.map(|instant| till.calendar.date_of(instant)));
                let source = source.clone().unwrap_or_else(|| key.source.clone());
                let number = number.clone();
                match day {
                    Some(business_date) => MeantReceipt::Named(PurchaseName::Receipt(ReceiptKey {
                        source,
                        business_date,
                        number,
                    })),
                    None => MeantReceipt::Numbered(NumberedReceipt {
                        source,
                        number,
                        refunded_on: key.business_date,
                    }),
                }
            }
        }
    }

    /// What the refund means, besides the receipt, which has two names.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        let mut lines = self.lines.clone();
        lines.sort_by_key(|line| line.line);
        FingerprintBuilder::of("refund/1")
            .number(self.occurred_at.timestamp_micros())
            .each(&lines, |builder, line| {
                builder.number(i64::from(line.line)).number(line.quantity.thousandths())
            })
            .finish()
    }
}

/// What was paid back for a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundedLine {
    /// The line's number on the receipt, from 1.
    pub line: u32,
    /// How much of it was given back.
    pub quantity: Quantity,
    /// What was paid back, in minor units.
    pub total: i64,
}

/// A refund that was taken off its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// Its id.
    pub id: RefundId,
    /// The purchase.
    pub purchase: PurchaseId,
    /// What it goes by.
    pub key: RefundKey,
    /// What it meant when it came.
    pub fingerprint: Fingerprint,
    /// When it was, by the till's clock.
    pub occurred_at: Instant,
    /// When it came to us.
    pub recorded_at: Instant,
    /// Whether the till's clock was off.
    pub clock_skewed: bool,
    /// What was given back. The refund that gives back the last item gives back the rounding line too.
    pub lines: Vec<RefundedLine>,
    /// What was paid back, in minor units.
    pub total: i64,
}

/// A refund that came before its receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRefund {
    /// The id that it will have.
    pub id: RefundId,
    /// The receipt that it waits for.
    pub receipt: MeantReceipt,
    /// What it goes by.
    pub key: RefundKey,
    /// What it meant when it came.
    pub fingerprint: Fingerprint,
    /// When it was, by the till's clock.
    pub occurred_at: Instant,
    /// When it came to us.
    pub recorded_at: Instant,
    /// What it gives back.
    pub lines: Vec<RefundLine>,
    /// Why it did not fit its receipt, when that came. A refund that does not fit stays for a person to look at.
    pub rejected_because: Option<String>,
}

/// A refund wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptRefund {
    /// It was taken off its receipt.
    Applied(Refund),
    /// It waits, or it did not fit.
    Waiting(WaitingRefund),
}
