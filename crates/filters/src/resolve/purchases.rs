//! Conditions on purchases as plain comparisons.

use regulars_kernel::StoreId;

use super::time::Today;
use crate::{PurchaseTest, PurchasesCondition, ResolvedFilter, ResolvedPurchases};

/// The condition with its period as instants and its tests as one list per column.
pub(super) fn resolve(condition: &PurchasesCondition, today: &Today) -> ResolvedFilter {
    let mut stores: Option<Vec<StoreId>> = None;
    let mut skus: Option<Vec<String>> = None;
    let mut categories: Option<Vec<String>> = None;
    for test in &condition.tests {
        match test {
            PurchaseTest::Store(values) => restrict(&mut stores, values.values()),
            PurchaseTest::Sku(values) => restrict(&mut skus, values.values()),
            PurchaseTest::Category(values) => restrict(&mut categories, values.values()),
        }
    }
    let period = today.period(condition.within);
    condition.test.resolved_by(|comparison| {
        ResolvedFilter::Purchases(ResolvedPurchases {
            aggregate: condition.aggregate,
            stores,
            skus,
            categories,
            period,
            comparison,
        })
    })
}

/// Keeps what passes this list too.
fn restrict<T: Clone + PartialEq>(allowed: &mut Option<Vec<T>>, values: &[T]) {
    match allowed {
        Some(allowed) => allowed.retain(|value| values.contains(value)),
        None => *allowed = Some(values.to_vec()),
    }
}
