//! The small types that every crate speaks: ids, the scope of a caller, clock, money, page, e-mail and phone.
//!
//! This crate does no I/O and knows neither HTTP nor a database. A type here is parsed once, at the edge, and is
//! never checked again inside.

mod calendar;
mod change;
mod clock;
mod currency;
mod email;
mod environment;
mod fold;
mod gender;
mod id;
mod language;
mod locale;
mod minor_units;
mod money;
mod page;
mod personal;
mod phone;
mod quantity;
mod scope;
mod store_error;
mod text;

pub use calendar::{InvalidTimeZone, MerchantCalendar};
pub use change::Change;
pub use clock::{Clock, ManualClock, ShiftedClock, SystemClock};
pub use currency::{Currency, InvalidCurrency};
pub use email::{Email, InvalidEmail};
pub use environment::{Environment, Random, SeededRandom, SystemRandom};
pub use fold::fold;
pub use gender::{Gender, InvalidGender};
pub use id::*;
pub use language::{InvalidLanguage, Language};
pub use locale::{InvalidLocale, Locale};
pub use money::Money;
pub use page::{Page, PageRequest, PageSize};
pub use personal::Personal;
pub use phone::{InvalidPhone, Phone};
pub use quantity::{InvalidQuantity, InvalidSignedQuantity, Quantity};
pub use scope::{Actor, Scope};
pub use store_error::StoreError;
pub use text::{InvalidText, Label, LongText};

/// An instant in UTC, kept to the microsecond, which is what both databases keep.
pub type Instant = chrono::DateTime<chrono::Utc>;
/// A calendar date without a zone.
pub type Date = chrono::NaiveDate;
