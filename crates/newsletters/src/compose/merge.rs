//! Merge fields: `{{ salutation }} {{ last_name | vocative }}` in subject, intro and content.
//!
//! Merchants write a small part of the template language: fields, filters, comparisons and `if`. Whatever they write is
//! taken apart and checked word by word when it is saved, and only what passed is put together again for the engine.
//! So there are no loops, no includes and no way to mark a value as safe, and every mistake is found with its position
//! before anything is sent. A custom attribute is one word, `attributes.shoe_size`, and so is `points.balance`: nothing else stands behind a point. `tier` and `coupon` are told with points. Which
//! attributes a merchant has is known by a store, so that the store is asked when the text is saved. Values about customers are data only: they are cleaned, and escaped where they are written.

mod addressed;
mod attribute;
mod comparisons;
mod engine;
mod error;
mod expression;
mod field;
mod points;
mod scan;
mod source;
#[cfg(test)]
mod tests;
mod typed_value;
mod values;

pub use attribute::{MergeAttribute, MergeValue};
pub use engine::RenderError;
pub(crate) use engine::{Engine, PartKind};
pub use error::{MergeError, MergeProblem, NewsletterPlace};
pub use field::MergeField;
pub use points::MergePoints;
pub(crate) use scan::{Piece, Tag, TagKind, scan};
pub(crate) use source::Source;
pub use values::greeting_of;
pub(crate) use values::{MerchantValues, RecipientValues};

/// The merge fields that a subject, an intro or a text block uses, or every mistake in it. This is the check to run
/// when such a text is saved.
pub fn check(place: NewsletterPlace, text: &str) -> Result<Vec<MergeField>, Vec<MergeError>> {
    let mut fields: Vec<MergeField> = scan(place, text)?
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Tag(tag) => Some(tag.fields),
            Piece::Text(_) => None,
        })
        .flatten()
        .collect();
    fields.sort_unstable();
    fields.dedup();
    Ok(fields)
}
