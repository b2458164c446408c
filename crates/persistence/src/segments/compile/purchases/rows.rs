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

    pub(super) fn line_rows(&self, condition: &ResolvedPurchases) -> Condition {
        let lines = "FROM purchases p JOIN purchase_lines l ON l.merchant_id = $1 AND l.purchase_id = p.id \
                     WHERE p.merchant_id = $1 AND NOT p.fully_refunded AND l.kind = 'item' \
                     AND l.quantity <> l.refunded_quantity";
        let mut rows = self.that_count(Condition::new(&[lines], Vec::new()), condition);
        for test in self.line_tests(condition) {
            rows = and(rows, test);
        }
        rows
    }

    /// What `where` asks of a line `l`.
    pub(super) fn line_tests(&self, condition: &ResolvedPurchases) -> Vec<Condition> {
        let columns = [("l.sku", &condition.skus), ("l.category", &condition.categories)];
        let test = |(column, texts): (&'static str, &Option<Vec<String>>)| {
            texts.as_ref().map(|texts| Condition::one_of_texts(self.backend, &[column], texts))
        };
        columns.into_iter().filter_map(test).collect()
    }

    /// What `where` asks of a purchase `p`.
    pub(super) fn store_test(&self, condition: &ResolvedPurchases) -> Option<Condition> {
        let ids = |stores: &Vec<StoreId>| stores.iter().copied().map(StoreId::value).collect::<Vec<Uuid>>();
        let stores = condition.stores.as_ref().map(ids);
        stores.map(|ids| Condition::one_of_ids(self.backend, "p.store_id", &ids))
    }

    /// Restricts purchases to the customer, the period and the stores that are asked for.
    fn that_count(&self, rows: Condition, condition: &ResolvedPurchases) -> Condition {
        let mut rows = self.of_the_one(rows, "p.customer_id");
        if let Some(in_period) = within("p.counted_at", condition.period) {
            rows = and(rows, in_period);
        }
        if let Some(in_stores) = self.store_test(condition) {
            rows = and(rows, in_stores);
        }
        rows
    }
}

fn and(rows: Condition, condition: Condition) -> Condition {
    rows.then(&[" AND "], Vec::new()).then_condition(condition)
}
