//! A merchant's own records of persons: customers, their tags, and how they are found.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over a small store trait.

mod assign_tag;
mod attribute_definition;
mod attribute_limits;
mod attribute_rule;
mod attributes;
mod birth_date;
mod born_patch;
mod bulk_edits;
mod card_links;
mod check_attributes;
mod create_attribute;
mod create_customer;
mod create_member_customer;
mod create_tag;
mod created_by;
mod customer;
mod duplicates;
mod lifecycle;
mod merging;
mod new_customer;
mod note_touch;
mod record;
mod recorded;
mod resolve_attributes;
mod resolve_tags;
mod same_person;
mod search_term;
mod search_text;
mod selection;
mod store;
mod tag;
mod update_attribute;
mod update_customer;
mod update_tag;
mod who_is_meant;

pub use assign_tag::{AssignTagError, assign_tag, take_tag};
pub use attribute_definition::AttributeDefinition;
pub use attribute_limits::{AttributeLimits, FaultyLimit, GivenLimit, LimitFault};
pub use attribute_rule::{AttributeOptions, AttributeRule, InvalidOptions, TextLength, ValueRange};
pub use attributes::{
    AttributeKey, AttributeValue, Attributes, GivenValue, HeldAttribute, InvalidAttributeKey,
    TooManyAttributes,
};
pub use birth_date::{BirthDateOutOfRange, check_birth_date};
pub use born_patch::{BirthdayOfAnotherDay, BornPatch};
pub use bulk_edits::changes::{BulkChanges, NamedTag, Replacement, TagChanges};
pub use bulk_edits::check_changes::check_changes;
pub use bulk_edits::edit::{BulkCounts, BulkEdit, BulkEditState};
pub use bulk_edits::edit_customers::edit_customers;
pub use bulk_edits::field::{BulkField, FieldValue};
pub use bulk_edits::given_changes::{ChangeFault, FaultyChange, GivenChanges, GivenReplacement, GivenTags};
pub use bulk_edits::image::{ChangeImage, ForeignField, ImageField};
pub use bulk_edits::known_by::KnownByField;
pub use bulk_edits::look_at_customers::{Foreseen, look_at_customer};
pub use bulk_edits::plain_field::PlainField;
pub use bulk_edits::result::{BulkResult, Outcome, Reason};
pub use bulk_edits::store::{BulkEditReads, BulkEditStore};
pub use bulk_edits::take_back::take_back_changes;
pub use bulk_edits::undo_customers::undo_customers;
pub use bulk_edits::vocabulary::{Vocabulary, tags_for, tags_of};
pub use card_links::link::CardLink;
pub use card_links::store::{CardLinkReads, CardLinkStore};
pub use check_attributes::{AttributeFault, FaultyAttribute, check_attributes};
pub use create_attribute::{CreateAttributeError, NewAttribute, create_attribute};
pub use create_customer::{CreateCustomerError, create_customer};
pub use create_member_customer::{NewMemberCustomer, create_member_customer};
pub use create_tag::{CreateTagError, NewTag, create_tag};
pub use created_by::CreatedBy;
pub use customer::{Customer, DataConsent, Source, Touch, Utm};
pub use duplicates::dismiss::{DismissError, DismissStore, dismiss_duplicates, take_back_dismissal};
pub use duplicates::find::{FoundDuplicate, duplicates_of, list_duplicates};
pub use duplicates::likeness::{Doubt, Likeness, SharedSign, likeness};
pub use duplicates::store::{CustomerPair, Dismissal, DuplicateReads, DuplicateStore};
pub use lifecycle::Lifecycle;
pub use merging::combine::{CHOSEN_FIELDS, CombineError, Combined, InvalidChoice, combine};
pub use merging::merge::{ImageTaken, Merge, Moved, UndoConflict, UnitedConsent};
pub use merging::store::{MergeReads, MergeStore, ServiceFields};
pub use new_customer::{Assigned, NewCustomer};
pub use note_touch::note_touch;
pub use record::{CardHolder, CustomerRecord};
pub use regulars_kernel::fold;
pub use resolve_attributes::{ResolveAttributesError, resolve_attributes};
pub use resolve_tags::{ResolveTagsError, resolve_tags};
pub use same_person::KnownAgainBy;
pub use search_term::{InvalidSearchTerm, SearchTerm};
pub use search_text::search_text;
pub use selection::{CustomerSelection, Folded};
pub use store::{AttributeReads, AttributeStore, CustomerReads, CustomerStore, TagReads, TagStore, Written};
pub use tag::{Colour, InvalidColour, Tag};
pub use update_attribute::{
    AttributePatch, RefusedValues, UpdateAttributeError, number_of_date, removed_options, update_attribute,
};
pub use update_customer::{
    CustomerPatch, UpdateCustomerError, UtmPatch, update_customer, update_found_customer,
};
pub use update_tag::{TagPatch, UpdateTagError, update_tag};
pub use who_is_meant::{Sharer, who_is_meant};
