//! Filters: which customers are meant.
//!
//! A [`Filter`] is a JSON tree of a closed grammar that search, segments, bulk edits, exports and triggers share. It
//! goes through these hands:
//!
//! 1. [`Filter::parse`] reads it and reports every fault with its place; [`Filter::to_json`] writes it.
//! 2. [`Filter::bind_attributes`] looks custom attributes up, and [`inline_segments`] replaces references to segments.
//! 3. [`Filter::resolve`] puts the merchant's present day into it. What comes out, a [`ResolvedFilter`], is made of
//!    plain comparisons only.
//! 4. A database evaluates it. [`matches()`] says what the answer must be.
//!
//! [`catalogue`] lists what can be filtered. [`BuiltIn`] are the target groups that every merchant has.
//!
//! This crate does no I/O and knows no SQL. With the feature `generator` it makes random filters and records, so that
//! a test can compare a database with the interpreter.

mod anniversary_condition;
#[cfg(any(test, feature = "generator"))]
pub mod arbitrary;
mod assignees_of;
mod attribute_condition;
mod built_in;
mod built_in_titles;
mod cases_condition;
mod catalogue;
mod consent_condition;
mod cost;
mod employment_condition;
mod employment_titles;
mod field;
mod field_condition;
mod field_titles;
mod filter;
mod filter_error;
mod inline;
mod interpreter;
mod loyalty_titles;
mod moment;
mod operator;
mod parse;
mod phone_forms;
mod points_condition;
mod print;
mod programmes_of;
mod purchases_condition;
mod reaction_condition;
mod reactions_of;
mod record;
mod redemptions_condition;
mod redemptions_of;
mod resolve;
mod resolved;
mod rfm_classes;
mod segment_reference;
mod tag_reference;
mod tier_condition;

pub use anniversary_condition::AnniversaryCondition;
pub use attribute_condition::{
    ATTRIBUTE_PREFIX, AttributeCondition, AttributeReference, AttributeTest, FilterAttribute,
};
pub use built_in::BuiltIn;
pub use cases_condition::{CaseAssignee, CasesCondition};
pub use catalogue::{FieldDefinition, ValueType, attribute_operators, catalogue};
pub use consent_condition::ConsentCondition;
pub use employment_condition::{EmploymentCondition, EmploymentKey};
pub use field::{ChoiceField, DateField, Field, FlagField, InstantField, NumberField, TextField};
pub use field_condition::{
    ChoiceTest, DateTest, FieldCondition, FlagTest, InstantTest, NumberComparison, NumberTest, TextTest,
};
pub use filter::Filter;
pub use filter_error::{FilterError, FilterErrorCode};
pub use inline::{MAX_INLINED_DEPTH, MAX_INLINED_NODES, inline_segments};
pub use interpreter::matches;
pub use loyalty_titles::LoyaltyCondition;
pub use moment::{CalendarUnit, Day, Distance, Moment};
pub use operator::Operator;
pub use points_condition::{PointsCondition, PointsFigure, ProgrammeCondition};
pub use purchases_condition::{
    Aggregate, Counted, Distinguished, Measure, OneOf, Period, PurchaseTest, PurchasesCondition, Shared,
};
pub use reaction_condition::{ReactedNewsletter, ReactionCondition, ReactionKind};
pub use record::{
    Record, RecordAnswer, RecordAttribute, RecordCard, RecordCart, RecordCase, RecordConsent,
    RecordEmployment, RecordLine, RecordPointLot, RecordPointMove, RecordPoints, RecordPurchase,
    RecordReaction, RecordRedemption, RecordTiers,
};
pub use redemptions_condition::{Redeemed, RedemptionsCondition};
pub use regulars_kernel::fold;
pub use resolve::{FilterNotReady, anniversary_days};
pub use resolved::{
    AttributeComparison, CartsTest, ChoiceColumn, ChoiceComparison, CreditFigure, HalfOpenRange,
    MonthDayRange, NumberColumn, ResolvedCases, ResolvedEmployment, ResolvedFilter, ResolvedPoints,
    ResolvedPointsFigure, ResolvedProgramme, ResolvedPurchases, ResolvedReaction, ResolvedRedemptions,
    ResolvedTier, TextComparison,
};
pub use segment_reference::SegmentReference;
pub use tag_reference::TagReference;
pub use tier_condition::{TierCondition, TierKey};
