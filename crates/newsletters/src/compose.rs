//! From a draft to a message: merge fields, markup, the compiler that finds every mistake once, and what each recipient gets.

pub(crate) mod checked_draft;
pub(crate) mod compile;
pub(crate) mod compile_error;
pub(crate) mod compiler;
pub(crate) mod country_name;
pub(crate) mod doubtful_fields;
pub(crate) mod footer;
pub(crate) mod headers;
pub(crate) mod links;
pub(crate) mod markup;
pub(crate) mod merchant_profile;
pub(crate) mod merge;
pub(crate) mod placeholders;
pub(crate) mod preflight;
pub(crate) mod recipient;
pub(crate) mod rendered;
pub(crate) mod subject;
pub(crate) mod survey;
pub(crate) mod used_attributes;
pub(crate) mod wording;
