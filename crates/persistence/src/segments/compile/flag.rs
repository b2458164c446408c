//! Comparisons of truth values.

use regulars_filters::FlagField;

use crate::wall::Condition;

pub(super) fn is(field: FlagField, value: bool) -> Condition {
    if field == FlagField::HasAbandonedCart {
        // It depends on the present, and is resolved as a test of carts.
        return Condition::constant(false);
    }
    let text = match (field, value) {
        (_, true) => "c.email_verified_at IS NOT NULL",
        (_, false) => "c.email_verified_at IS NULL",
    };
    Condition::new(&[text], Vec::new()).never_unknown()
}
