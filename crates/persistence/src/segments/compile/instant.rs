//! Comparisons of instants.

use regulars_filters::{HalfOpenRange, InstantField};
use regulars_kernel::Instant;

use super::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    pub(super) fn instant(&mut self, field: InstantField, range: HalfOpenRange<Instant>) -> Condition {
        let column = match field {
            InstantField::CreatedAt => "c.created_at",
            InstantField::UpdatedAt => "c.updated_at",
            InstantField::RegularSince => "c.regular_since",
            InstantField::LastUtmAt => "c.last_utm_at",
            InstantField::FirstPurchaseAt => "t.first_purchase_at",
            InstantField::LastPurchaseAt => "t.last_purchase_at",
            // It depends on the present, and is resolved as a test of carts.
            InstantField::AbandonedCartAt => return Condition::constant(false),
            InstantField::LastAnswerAt => return self.last_answered(range),
        };
        self.uses_totals |= matches!(field, InstantField::FirstPurchaseAt | InstantField::LastPurchaseAt);
        within(column, range)
            .unwrap_or_else(|| Condition::new(&[column, " IS NOT NULL"], Vec::new()).never_unknown())
    }
}

/// A column lies in the range. None where the range has no ends.
pub(super) fn within(column: &'static str, range: HalfOpenRange<Instant>) -> Option<Condition> {
    let HalfOpenRange { from, until } = range;
    match (from, until) {
        (None, None) => None,
        (Some(from), None) => Some(Condition::new(&[column, " >= ?"], values![from])),
        (None, Some(until)) => Some(Condition::new(&[column, " < ?"], values![until])),
        (Some(from), Some(until)) => {
            Some(Condition::new(&[column, " >= ? AND ", column, " < ?"], values![from, until]))
        }
    }
}
