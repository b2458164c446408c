//! Which purchases, or lines of purchases, a figure is taken over.

use regulars_filters::{Aggregate, Measure, ResolvedPurchases};
use regulars_kernel::StoreId;
use uuid::Uuid;

use crate::segments::compile::Compiler;
use crate::segments::compile::instant::within;
use crate::wall::Condition;

impl Compiler {
    /// `FROM … WHERE …` of rows `p`, and of `l` where the figure is about lines or about some lines of a purchase.
    pub(super) fn purchase_rows(&self, condition: &ResolvedPurchases) -> Condition {
        if !condition.reduces_to_lines() && !condition.aggregate.is_over_lines() {
            let purchases = "FROM purchases p WHERE p.merchant_id = $1 AND NOT p.fully_refunded";
            return self.that_count(Condition::new(&[purchases], Vec::new()), condition);
        }
        let lines = self.line_rows(condition);
        if let Aggregate::Minimum(Measure::Total) | Aggregate::Maximum(Measure::Total) = condition.aggregate {
            // The least or the greatest of what each purchase comes to by these lines.
            return Condition::new(
                &["FROM (SELECT p.customer_id, sum(l.total - l.refunded_total) AS total "],
                Vec::new(),
            )
            .then_condition(lines)
            .then(&[" GROUP BY p.customer_id, p.id) p WHERE TRUE"], Vec::new());
        }
        lines
    }

    fn line_rows(&self, condition: &ResolvedPurchases) -> Condition {
        let lines = "FROM purchases p JOIN purchase_lines l ON l.merchant_id = $1 AND l.purchase_id = p.id \
                     WHERE p.merchant_id = $1 AND NOT p.fully_refunded AND l.kind = 'item' \
                     AND l.quantity <> l.refunded_quantity";
        let mut rows = self.that_count(Condition::new(&[lines], Vec::new()), condition);
        for (column, texts) in [("l.sku", &condition.skus), ("l.category", &condition.categories)] {
            if let Some(texts) = texts {
                rows = and(rows, Condition::one_of_texts(self.backend, &[column], texts));
            }
        }
        rows
    }

    /// Restricts purchases to the customer, the period and the stores that are asked for.
    fn that_count(&self, rows: Condition, condition: &ResolvedPurchases) -> Condition {
        let mut rows = self.of_the_one(rows, "p.customer_id");
        if let Some(in_period) = within("p.counted_at", condition.period) {
            rows = and(rows, in_period);
        }
        if let Some(stores) = &condition.stores {
            let ids: Vec<Uuid> = stores.iter().copied().map(StoreId::value).collect();
            rows = and(rows, Condition::one_of_ids(self.backend, "p.store_id", &ids));
        }
        rows
    }
}

fn and(rows: Condition, condition: Condition) -> Condition {
    rows.then(&[" AND "], Vec::new()).then_condition(condition)
}
