//! Comparisons of truth values.

use regulars_filters::FlagField;

use crate::wall::Condition;

pub(super) fn is(field: FlagField, value: bool) -> Condition {
    let text = match (field, value) {
        (FlagField::EmailVerified, true) => "c.email_verified_at IS NOT NULL",
        (FlagField::EmailVerified, false) => "c.email_verified_at IS NULL",
    };
    Condition::new(&[text], Vec::new()).never_unknown()
}
