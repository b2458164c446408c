//! Receipts and refunds that tills record, what a customer has bought in total, and carts of which nothing came yet.
//!
//! Knows neither HTTP nor the database. A receipt goes by its natural key (source, business date, number), which never
//! expires: a till that repeats itself, eight days later or fifty times at once, has recorded one purchase. Any order
//! and any repetition of receipts and refunds ends in the same totals.

mod answer;
mod apply_refund;
mod buyer;
mod carts;
mod check;
mod difference;
mod events;
mod facts;
mod fingerprint;
mod line;
mod meant_receipt;
mod print_lines;
mod printed;
mod problem;
mod purchase;
mod record_purchase;
mod record_refund;
mod refund;
mod settle_waiting_refund;
mod store;
mod tender;
mod till;
mod warning;

pub use answer::{PurchaseAnswer, RefundAnswer, RefundOutcome};
pub use buyer::{Buyer, BuyerWarning, Identification, Identify};
pub use carts::cart::{Cart, CartOwner, CartStage, NewCart};
pub use carts::cart_url::{CartUrl, InvalidCartUrl};
pub use carts::change_settings::change_cart_settings;
pub use carts::delete_cart::delete_cart;
pub use carts::figures::{CartFigures, CartSum};
pub use carts::record_cart::{RecordCartError, RecordedCart, record_cart};
pub use carts::settings::CartSettings;
pub use carts::store::{CartPosition, CartQuery, CartReads, CartStore};
pub use difference::Difference;
pub use events::event::{CustomEvent, EventSubject, NewCustomEvent};
pub use events::properties::{
    EventProperties, InvalidProperty, InvalidPropertyName, PropertyName, PropertyValue,
};
pub use events::record_event::{RecordEventError, TakenEvent, record_event};
pub use events::store::{EventPosition, EventQuery, EventReads, EventStore};
pub use fingerprint::Fingerprint;
pub use line::{LineKind, ReceiptLine};
pub use meant_receipt::{MeantReceipt, NumberedReceipt};
pub use print_lines::print_lines;
pub use printed::{InvalidPrinted, ReceiptNumber, ScannedCard, Source};
pub use problem::{
    LineField, ProblemReason, ReceiptPlace, ReceiptProblem, RefundProblem, RefundProblemReason,
};
pub use purchase::{NewPurchase, Purchase, PurchaseLine, PurchaseName, Receipt, ReceiptKey, ReturnableBy};
pub use record_purchase::{ReceiptConflict, RecordPurchaseError, check_receipt, record_purchase};
pub use record_refund::{RecordRefundError, RefundConflict, UnknownReceipt, record_refund};
pub use refund::{
    KeptRefund, NewRefund, ReceiptReference, Refund, RefundKey, RefundLine, RefundedLine, WaitingRefund,
};
pub use settle_waiting_refund::{settle_waiting_refund, several};
pub use store::{
    InFlight, PurchaseFilter, PurchasePosition, PurchaseReads, PurchaseStore, ReceiptOutcome,
    RecordedReceipt, WaitingPosition,
};
pub use tender::Tender;
pub use till::Till;
pub use warning::{Oddity, ReceiptWarning, check_before_sale};
