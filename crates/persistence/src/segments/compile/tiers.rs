//! Who was in which tier of which programme.

use regulars_filters::ResolvedTier;

use super::Compiler;
use crate::wall::{Condition, values};

impl Compiler {
    /// The customer was in the programme, and the last move that was told by then led into one of the tiers.
    pub(super) fn tier(&mut self, condition: &ResolvedTier) -> Condition {
        let ResolvedTier { programme, tiers, until } = condition;
        let mut rows = Condition::new(
            &["FROM tier_moves k
                JOIN programme_members m ON m.merchant_id = $1 AND m.programme_id = k.programme_id
                    AND m.customer_id = k.customer_id AND m.joined_at < ? AND (m.left_at IS NULL OR m.left_at >= ?)
                WHERE k.merchant_id = $1 AND k.moved_at < ? AND NOT EXISTS (
                    SELECT 1 FROM tier_moves n
                    WHERE n.merchant_id = $1 AND n.programme_id = k.programme_id AND n.customer_id = k.customer_id
                        AND n.number > k.number AND n.moved_at < ?) AND "],
            values![*until, *until, *until, *until],
        );
        rows = if tiers.is_empty() {
            rows.then(&["k.to_tier IS NOT NULL"], Vec::new())
        } else {
            rows.then_condition(Condition::one_of_texts(self.backend, &["k.to_tier"], tiers))
        };
        if let Some(programme) = programme {
            rows = rows.then(&[" AND k.programme_id = ?"], values![programme.value()]);
        }
        self.found_in("c.id", "k.customer_id", self.of_the_one(rows, "k.customer_id")).never_unknown()
    }
}
