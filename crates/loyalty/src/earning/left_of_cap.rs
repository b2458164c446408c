//! How much is left of a cap.

use chrono::Datelike;
use regulars_kernel::{Date, EarningRuleId};

use super::cap::{Cap, CapMeasure, CapPeriod, CapScope, RuleUse};
use super::receipt_facts::ReceiptView;

/// How much is left of a rule's cap for a receipt, in what it counts: 0 or more.
pub type LeftOfCap = fn(&Cap, EarningRuleId, &ReceiptView, &[RuleUse]) -> i128;

/// How much a receipt may be given.
pub fn left_of(cap: &Cap, rule: EarningRuleId, receipt: &ReceiptView, uses: &[RuleUse]) -> i128 {
    (i128::from(cap.most) - used(cap, rule, receipt, uses)).max(0)
}

/// How much may be taken back for what a receipt hands back: as much as the cap lets goods earn, less what was taken back in
/// its time beyond what was given.
pub fn left_to_take(cap: &Cap, rule: EarningRuleId, receipt: &ReceiptView, uses: &[RuleUse]) -> i128 {
    (i128::from(cap.most) + used(cap, rule, receipt, uses).min(0)).max(0)
}

/// How much of what a cap counts was had in its time and at its place.
fn used(cap: &Cap, rule: EarningRuleId, receipt: &ReceiptView, uses: &[RuleUse]) -> i128 {
    let counted = |had: &&RuleUse| {
        let there = cap.scope == CapScope::AllStores || had.store == receipt.store;
        had.rule == rule && there && counts(cap.per, had.day, receipt.at.date())
    };
    uses.iter().filter(counted).map(|had| i128::from(had.of(cap.of))).sum()
}

impl RuleUse {
    fn of(&self, measure: CapMeasure) -> i64 {
        match measure {
            CapMeasure::Points => self.points,
            CapMeasure::Times => self.times,
            CapMeasure::Quantity => self.quantity,
            CapMeasure::Amount => self.amount,
        }
    }
}

/// Whether what was had on the one day counts for a receipt of the other.
pub fn counts(period: CapPeriod, had: Date, receipt: Date) -> bool {
    let bounded = !is_long_ago(had);
    match period {
        CapPeriod::Receipt => false,
        CapPeriod::Day => bounded && had == receipt,
        CapPeriod::Week => bounded && had.iso_week() == receipt.iso_week(),
        CapPeriod::Month => bounded && (had.year(), had.month()) == (receipt.year(), receipt.month()),
        CapPeriod::Year => bounded && had.year() == receipt.year(),
        CapPeriod::Ever => true,
    }
}

/// Whether a use is no day's but the sum of what is too long ago to count but for ever. It is told as that of 1970-01-01.
fn is_long_ago(day: Date) -> bool {
    (day.year(), day.ordinal()) == (1970, 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::super::sample::{cap, receipt, rule_id, store};
    use super::*;

    fn had(day: &str, in_store: u8, points: i64) -> RuleUse {
        RuleUse {
            rule: rule_id(1),
            store: Some(store(in_store)),
            day: day.parse().unwrap(),
            times: 1,
            points,
            quantity: 10 * points,
            amount: 100 * points,
        }
    }

    #[test]
    fn uses_count_in_the_period_of_the_receipt_and_in_its_store() {
        let receipt = receipt("2027-01-01T10:00:00", Vec::new());
        let uses = [
            had("2027-01-01", 1, 1),
            had("2027-01-01", 2, 2),
            had("2026-12-28", 1, 4),
            had("2026-12-27", 1, 8),
            had("2027-01-31", 1, 16),
            had("2027-12-31", 1, 32),
            had("1970-01-01", 1, 64),
            RuleUse { rule: rule_id(2), ..had("2027-01-01", 1, 128) },
            RuleUse { store: None, ..had("2027-01-01", 1, 256) },
        ];
        let left = |of, per, scope| left_of(&cap(of, 1_000_000, per, scope), rule_id(1), &receipt, &uses);
        for (per, all_stores, this_store) in [
            (CapPeriod::Receipt, 0, 0),
            (CapPeriod::Day, 1 + 2 + 256, 1),
            (CapPeriod::Week, 1 + 2 + 4 + 256, 1 + 4),
            (CapPeriod::Month, 1 + 2 + 16 + 256, 1 + 16),
            (CapPeriod::Year, 1 + 2 + 16 + 32 + 256, 1 + 16 + 32),
            (CapPeriod::Ever, 1 + 2 + 4 + 8 + 16 + 32 + 64 + 256, 1 + 4 + 8 + 16 + 32 + 64),
        ] {
            assert_eq!(left(CapMeasure::Points, per, CapScope::AllStores), 1_000_000 - all_stores, "{per}");
            assert_eq!(left(CapMeasure::Points, per, CapScope::EachStore), 1_000_000 - this_store, "{per}");
        }
        assert_eq!(left(CapMeasure::Times, CapPeriod::Day, CapScope::AllStores), 1_000_000 - 3);
        assert_eq!(left(CapMeasure::Quantity, CapPeriod::Day, CapScope::AllStores), 1_000_000 - 2590);
        assert_eq!(left(CapMeasure::Amount, CapPeriod::Day, CapScope::AllStores), 1_000_000 - 25_900);
    }

    #[test]
    fn a_use_over_the_cap_leaves_nothing_and_a_negative_one_leaves_more() {
        let receipt = receipt("2027-01-01T10:00:00", Vec::new());
        let cap = cap(CapMeasure::Points, 10, CapPeriod::Ever, CapScope::AllStores);
        assert_eq!(left_of(&cap, rule_id(1), &receipt, &[had("2026-05-05", 1, 11)]), 0);
        assert_eq!(left_of(&cap, rule_id(1), &receipt, &[had("2026-05-05", 1, -11)]), 21);
    }

    proptest! {
        #[test]
        fn a_longer_period_and_a_wider_scope_never_leave_more(
            uses in prop::collection::vec((0_u64..800, 1_u8..3, 0_i64..100), 0..30),
            scope in select(CapScope::ALL),
        ) {
            let first: Date = "2025-11-01".parse().unwrap();
            let day = |days| (first + chrono::Days::new(days)).to_string();
            let uses: Vec<_> =
                uses.iter().map(|(days, store, points)| had(&day(*days), *store, *points)).collect();
            let receipt = receipt("2027-01-01T10:00:00", Vec::new());
            let left = |per, scope| {
                left_of(&cap(CapMeasure::Points, 5_000, per, scope), rule_id(1), &receipt, &uses)
            };
            for (shorter, longer) in [
                (CapPeriod::Receipt, CapPeriod::Day),
                (CapPeriod::Day, CapPeriod::Week),
                (CapPeriod::Day, CapPeriod::Month),
                (CapPeriod::Month, CapPeriod::Year),
                (CapPeriod::Year, CapPeriod::Ever),
            ] {
                prop_assert!(left(shorter, scope) >= left(longer, scope));
            }
            for per in CapPeriod::ALL {
                prop_assert!(left(*per, CapScope::EachStore) >= left(*per, CapScope::AllStores));
            }
        }
    }
}
