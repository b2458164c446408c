//! A merchant's own records of persons: customers, their tags, and how they are found.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over a small store trait.

mod attributes;
mod birth_date;
mod create_customer;
mod create_member_customer;
mod create_tag;
mod created_by;
mod customer;
mod lifecycle;
mod new_customer;
mod record;
mod recorded;
mod resolve_tags;
mod same_person;
mod search_term;
mod search_text;
mod selection;
mod store;
mod tag;
mod update_customer;
mod update_tag;
mod who_is_meant;

pub use attributes::{AttributeKey, AttributeValue, Attributes, InvalidAttributeKey, TooManyAttributes};
pub use birth_date::{BirthDateOutOfRange, check_birth_date};
pub use create_customer::{CreateCustomerError, create_customer};
pub use create_member_customer::{NewMemberCustomer, create_member_customer};
pub use create_tag::{CreateTagError, NewTag, create_tag};
pub use created_by::CreatedBy;
pub use customer::{Customer, DataConsent, Source, Utm};
pub use lifecycle::Lifecycle;
pub use new_customer::NewCustomer;
pub use record::{CardHolder, CustomerRecord};
pub use regulars_kernel::fold;
pub use resolve_tags::{ResolveTagsError, resolve_tags};
pub use same_person::KnownAgainBy;
pub use search_term::{InvalidSearchTerm, SearchTerm};
pub use search_text::search_text;
pub use selection::{CustomerSelection, Folded};
pub use store::{CustomerReads, CustomerStore, TagReads, TagStore, Written};
pub use tag::{Colour, InvalidColour, Tag};
pub use update_customer::{CustomerPatch, UpdateCustomerError, UtmPatch, update_customer};
pub use update_tag::{TagPatch, UpdateTagError, update_tag};
pub use who_is_meant::{Sharer, who_is_meant};
