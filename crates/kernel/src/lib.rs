//! The small types that every crate speaks: ids, the scope of a caller, clock, money, page, e-mail and phone.
//!
//! This crate does no I/O and knows neither HTTP nor a database. A type here is parsed once, at the edge, and is
//! never checked again inside.

mod attribute_kind;
mod calendar;
mod change;
mod channel;
mod clean_text;
mod clock;
mod consent_state;
mod currency;
mod customer_brief;
mod customer_order;
mod customer_type;
mod decimal;
mod email;
mod environment;
mod file_content;
mod file_kind;
mod fold;
mod gender;
mod id;
mod instant;
mod invoice_state;
mod language;
mod language_tag;
mod locale;
mod money;
mod named;
mod names;
mod page;
mod personal;
mod phone;
mod phone_part;
mod postal_address;
mod priority;
mod purchase_totals;
mod purpose;
mod quantity;
mod rfm_class;
mod rfm_standing;
mod scope;
mod shares;
mod store_error;
mod text;
mod tracking;
mod used_by;

pub use attribute_kind::AttributeKind;
pub use calendar::{InvalidTimeZone, MerchantCalendar};
pub use change::Change;
pub use channel::Channel;
pub use clean_text::{clean_code, clean_text};
pub use clock::{Clock, ManualClock, ShiftedClock, SystemClock};
pub use consent_state::ConsentState;
pub use currency::{Currency, InvalidCurrency};
pub use customer_brief::CustomerBrief;
pub use customer_order::{CustomerOrder, CustomerOrderKey, CustomerPlace, CustomerPosition, OrderedBy};
pub use customer_type::CustomerType;
pub use decimal::{Decimal, InvalidDecimal};
pub use email::{Email, InvalidEmail};
pub use environment::{Environment, Random, SeededRandom, SystemRandom};
pub use file_content::{FileContent, InvalidFile};
pub use file_kind::FileKind;
pub use fold::{fold, fold_spelling_dj};
pub use gender::{Gender, InvalidGender};
pub use id::*;
pub use instant::{local_without_leap_second, parse_instant, without_leap_second};
pub use invoice_state::{BilledAmounts, CreditStanding, InvoiceAmounts, InvoiceState, days_to_pay};
pub use language::{InvalidLanguage, Language};
pub use language_tag::{InvalidLanguageTag, LanguageTag};
pub use locale::{InvalidLocale, Locale};
pub use money::Money;
pub use named::InvalidName;
pub use names::{KnownNames, Names};
pub use page::{Page, PageRequest, PageSize};
pub use personal::Personal;
pub use phone::{InvalidPhone, Phone};
pub use phone_part::{phone_beginning, phone_part};
pub use postal_address::{CountryCode, InvalidCountryCode, PostalAddress};
pub use priority::Priority;
pub use purchase_totals::PurchaseTotals;
pub use purpose::{ChannelDoesNotFit, Purpose};
pub use quantity::{InvalidQuantity, InvalidSignedQuantity, Quantity};
pub use rfm_class::{InvalidRfmClass, RfmClass};
pub use rfm_standing::{RfmScore, RfmStanding};
pub use scope::{Actor, Scope};
pub use shares::{HeldPlace, NoPlace, Shares};
pub use store_error::{StoreError, UniqueValue};
pub use text::{InvalidText, Label, LetterText, LongText};
pub use tracking::Tracking;
pub use used_by::{UsedBy, UserKind};

/// An instant in UTC, kept to the microsecond, which is what both databases keep.
pub type Instant = chrono::DateTime<chrono::Utc>;
/// A calendar date without a zone.
pub type Date = chrono::NaiveDate;
