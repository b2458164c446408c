//! What is wrong with a receipt or a refund: data, which the edge turns into a problem document.

use std::fmt;

use chrono::SecondsFormat;
use regulars_kernel::{Currency, Instant, Quantity};

use crate::Oddity;

/// A field of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineField {
    /// The whole line.
    Line,
    /// The number of the goods.
    Sku,
    /// How much.
    Quantity,
    /// The price of one unit.
    UnitPrice,
    /// What was taken off.
    Discount,
    /// What it cost.
    Total,
}

/// A place in the body of a receipt. Indexes count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptPlace {
    /// The currency.
    Currency,
    /// When it was.
    OccurredAt,
    /// The day to which the till counts it.
    BusinessDate,
    /// The list of lines.
    Lines,
    /// A field of a line.
    Line {
        /// Which line.
        index: usize,
        /// Which field.
        field: LineField,
    },
    /// The sum.
    Total,
    /// The list of payments.
    Tenders,
    /// A payment.
    Tender {
        /// Which one.
        index: usize,
    },
    /// The list of coupons.
    Coupons,
    /// A coupon.
    Coupon {
        /// Which one.
        index: usize,
    },
    /// The card that was scanned.
    Card,
    /// The phone number that was typed in.
    Phone,
}

impl fmt::Display for ReceiptPlace {
    /// A JSON pointer (RFC 6901) into the body.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Currency => formatter.write_str("/currency"),
            Self::OccurredAt => formatter.write_str("/occurred_at"),
            Self::BusinessDate => formatter.write_str("/business_date"),
            Self::Lines => formatter.write_str("/lines"),
            Self::Line { index, field } => match field {
                LineField::Line => write!(formatter, "/lines/{index}"),
                LineField::Sku => write!(formatter, "/lines/{index}/sku"),
                LineField::Quantity => write!(formatter, "/lines/{index}/quantity"),
                LineField::UnitPrice => write!(formatter, "/lines/{index}/unit_price"),
                LineField::Discount => write!(formatter, "/lines/{index}/discount"),
                LineField::Total => write!(formatter, "/lines/{index}/total"),
            },
            Self::Total => formatter.write_str("/total"),
            Self::Tenders => formatter.write_str("/tenders"),
            Self::Tender { index } => write!(formatter, "/tenders/{index}"),
            Self::Coupons => formatter.write_str("/coupons"),
            Self::Coupon { index } => write!(formatter, "/coupons/{index}"),
            Self::Card => formatter.write_str("/identify/card"),
            Self::Phone => formatter.write_str("/identify/phone"),
        }
    }
}

/// Why a place of a receipt is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemReason {
    /// Another currency than the merchant's.
    #[error("must be {0}, the merchant's currency")]
    OtherCurrency(Currency),
    /// A year that no till's clock shows and no database keeps.
    #[error("must be between the years 1970 and 9998")]
    YearOutOfRange,
    /// Too few or too many entries.
    #[error("must have {0} to {1} entries")]
    Count(usize, usize),
    /// A receipt without goods.
    #[error("must have at least one item")]
    NoItem,
    /// An amount of the wrong sign, or one larger than any receipt.
    #[error("must be between {0} and {1} minor units")]
    OutOfRange(i64, i64),
    /// An item without a number.
    #[error("must be given for an item")]
    Missing,
    /// More was taken off than the line would have cost.
    #[error("must not be more than quantity times unit price")]
    DiscountAboveGross,
    /// Quantity, unit price and discount give another total.
    #[error("must be {0}: quantity times unit price, less the discount")]
    LineTotal(i64),
    /// A rounding line is one piece at its own total, with no discount.
    #[error("a rounding line has quantity 1, no discount, and its total as unit price")]
    NotPlainRounding,
    /// A second rounding line.
    #[error("there is a rounding line already")]
    SecondRounding,
    /// The lines give another sum.
    #[error("must be {0}, the sum of the lines")]
    SumOfLines(i64),
    /// What is a warning once the sale has happened.
    #[error(transparent)]
    Odd(Oddity),
}

/// One thing that is wrong with a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptProblem {
    /// Where.
    pub place: ReceiptPlace,
    /// Why.
    pub reason: ProblemReason,
}

/// Why a line of a refund is refused, or the whole of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefundProblemReason {
    /// Too few or too many lines.
    #[error("must have {0} to {1} entries")]
    Count(usize, usize),
    /// A year that no till's clock shows and no database keeps.
    #[error("must be between the years 1970 and 9998")]
    YearOutOfRange,
    /// The receipt has no line of that number.
    #[error("the receipt has no such line")]
    UnknownLine,
    /// The customer handed the goods of the line back already.
    #[error("the line was handed back on the receipt itself, and cannot be refunded")]
    HandedBack,
    /// The line is no item.
    #[error("a rounding line goes back by itself, with the last item")]
    NotAnItem,
    /// The same line, twice in one refund.
    #[error("the refund names this line twice")]
    Twice,
    /// More than is left of what was bought.
    #[error("must be at most {0}, which is what is left of the line")]
    MoreThanBought(Quantity),
    /// All of the line was given back before.
    #[error("all of the line has been given back")]
    NothingLeft,
    /// The goods could be given back before that instant.
    #[error("the goods could be given back before {until}", until = .0.to_rfc3339_opts(SecondsFormat::Secs, true))]
    TooLate(Instant),
}

/// One thing that is wrong with a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundProblem {
    /// A JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    /// Why.
    pub reason: RefundProblemReason,
}
