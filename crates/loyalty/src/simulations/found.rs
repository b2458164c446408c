//! What a simulation has found so far.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, Date, EarningRuleId};

use crate::programme::point_type::PointTypeCode;

/// How many points of their budgets rules have given, by the first day of the period, in the smallest part.
pub type BudgetsSpent = BTreeMap<(EarningRuleId, Date), i64>;

/// What receipts gave on one side, net of what was given back of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimulatedSide {
    /// Points of each type, in its smallest part.
    pub by_type: BTreeMap<PointTypeCode, i64>,
    /// Points of each rule, and for how many receipts it gave some.
    pub by_rule: BTreeMap<EarningRuleId, (i64, u64)>,
}

impl SimulatedSide {
    /// Adds what a rule gave for a receipt.
    pub fn add(&mut self, rule: EarningRuleId, point_type: &PointTypeCode, points: i64) {
        if points == 0 {
            return;
        }
        let of_type = self.by_type.entry(point_type.clone()).or_default();
        *of_type = of_type.saturating_add(points);
        let (of_rule, receipts) = self.by_rule.entry(rule).or_default();
        *of_rule = of_rule.saturating_add(points);
        *receipts = receipts.saturating_add(1);
    }

    fn points_of(&self, point_type: &PointTypeCode) -> i64 {
        self.by_type.get(point_type).copied().unwrap_or_default()
    }
}

/// Points of a type on both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeSums {
    /// As it is.
    pub now: i64,
    /// By the draft.
    pub draft: i64,
}

/// Points of a rule on both sides, and for how many receipts it gave some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleSums {
    /// As it is.
    pub now: i64,
    /// By the draft.
    pub draft: i64,
    /// For how many receipts as it is.
    pub receipts_now: u64,
    /// For how many by the draft.
    pub receipts_draft: u64,
}

/// What a customer would have had of the points by which customers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparedCustomer {
    /// The customer.
    pub customer: CustomerId,
    /// As it is.
    pub now: i64,
    /// By the draft.
    pub draft: i64,
}

impl ComparedCustomer {
    /// How many more by the draft; negative for fewer.
    pub const fn difference(self) -> i64 {
        self.draft.saturating_sub(self.now)
    }
}

/// What a simulation has found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SimulationFound {
    /// How many receipts there are to be read. None before they are counted.
    pub total: Option<u64>,
    /// How many were read.
    pub receipts: u64,
    /// How many customers were looked at.
    pub customers: u64,
    /// Whether there are more receipts than are read.
    pub is_cut: bool,
    /// Points of each type.
    pub by_type: BTreeMap<PointTypeCode, TypeSums>,
    /// Points of each rule.
    pub by_rule: BTreeMap<EarningRuleId, RuleSums>,
    /// How many customers would have had more.
    pub winners: u64,
    /// How many would have had fewer.
    pub losers: u64,
    /// Those who would have had the most more, the first one first.
    pub best: Vec<ComparedCustomer>,
    /// Those who would have had the most fewer, the first one first.
    pub worst: Vec<ComparedCustomer>,
    /// What is spent of budgets as it is.
    pub spent_now: BudgetsSpent,
    /// What is spent of budgets by the draft.
    pub spent_draft: BudgetsSpent,
}

impl SimulationFound {
    /// How many customers are told on each side.
    pub const MOST_TOLD: usize = 10;

    /// Adds a customer, all of whose receipts were read. Customers are compared by points of `compared`.
    pub fn add(
        &mut self,
        customer: CustomerId,
        compared: &PointTypeCode,
        (now, draft): (&SimulatedSide, &SimulatedSide),
    ) {
        for (code, points) in &now.by_type {
            let sums = self.by_type.entry(code.clone()).or_default();
            sums.now = sums.now.saturating_add(*points);
        }
        for (code, points) in &draft.by_type {
            let sums = self.by_type.entry(code.clone()).or_default();
            sums.draft = sums.draft.saturating_add(*points);
        }
        for (rule, (points, receipts)) in &now.by_rule {
            let sums = self.by_rule.entry(*rule).or_default();
            sums.now = sums.now.saturating_add(*points);
            sums.receipts_now = sums.receipts_now.saturating_add(*receipts);
        }
        for (rule, (points, receipts)) in &draft.by_rule {
            let sums = self.by_rule.entry(*rule).or_default();
            sums.draft = sums.draft.saturating_add(*points);
            sums.receipts_draft = sums.receipts_draft.saturating_add(*receipts);
        }
        self.customers = self.customers.saturating_add(1);
        let (now, draft) = (now.points_of(compared), draft.points_of(compared));
        self.compare(ComparedCustomer { customer, now, draft });
    }

    fn compare(&mut self, one: ComparedCustomer) {
        if one.difference() > 0 {
            self.winners = self.winners.saturating_add(1);
            rank(&mut self.best, one, |one| (-i128::from(one.difference()), one.customer));
        } else if one.difference() < 0 {
            self.losers = self.losers.saturating_add(1);
            rank(&mut self.worst, one, |one| (i128::from(one.difference()), one.customer));
        }
    }
}

/// Puts somebody in their place, where they are among the first. Of equal ones the lesser id comes first.
fn rank(
    ranked: &mut Vec<ComparedCustomer>,
    one: ComparedCustomer,
    place: impl Fn(&ComparedCustomer) -> (i128, CustomerId),
) {
    let at = ranked.partition_point(|other| place(other) < place(&one));
    if at < SimulationFound::MOST_TOLD {
        ranked.insert(at, one);
        ranked.truncate(SimulationFound::MOST_TOLD);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn points() -> PointTypeCode {
        "points".parse().unwrap()
    }

    fn side(rule: u128, earned: i64) -> SimulatedSide {
        let mut side = SimulatedSide::default();
        side.add(EarningRuleId::new(Uuid::from_u128(rule)), &points(), earned);
        side
    }

    fn customer(number: usize) -> CustomerId {
        CustomerId::new(Uuid::from_u128(u128::try_from(number).unwrap()))
    }

    fn found(of: &[(usize, i64, i64)]) -> SimulationFound {
        let mut found = SimulationFound::default();
        for (number, now, draft) in of {
            found.add(customer(*number), &points(), (&side(1, *now), &side(2, *draft)));
        }
        found
    }

    #[test]
    fn what_customers_had_and_would_have_had_adds_up() {
        let found = found(&[(1, 10, 15), (2, 10, 4), (3, 7, 7), (4, 0, 1)]);
        assert_eq!((found.customers, found.winners, found.losers), (4, 2, 1));
        assert_eq!(found.by_type[&points()], TypeSums { now: 27, draft: 27 });
        let of_draft = found.by_rule[&EarningRuleId::new(Uuid::from_u128(2))];
        assert_eq!(of_draft, RuleSums { now: 0, draft: 27, receipts_now: 0, receipts_draft: 4 });
        let best: Vec<_> = found.best.iter().map(|one| (one.customer, one.difference())).collect();
        assert_eq!(best, [(customer(1), 5), (customer(4), 1)]);
        assert_eq!(found.worst[0].difference(), -6);
    }

    proptest! {
        #[test]
        fn the_first_ten_are_the_first_of_all_in_whatever_order_they_come(
            of in prop::collection::vec((0_i64..50, 0_i64..50), 0..60),
            turned in any::<bool>(),
        ) {
            let mut numbered: Vec<(usize, i64, i64)> =
                of.iter().enumerate().map(|(number, (now, draft))| (number, *now, *draft)).collect();
            let mut differences: Vec<(i64, usize)> =
                numbered.iter().map(|(number, now, draft)| (now - draft, *number)).collect();
            differences.sort_unstable();
            let expected: Vec<CustomerId> = differences
                .iter()
                .filter(|(less, _)| *less < 0)
                .take(SimulationFound::MOST_TOLD)
                .map(|(_, number)| customer(*number))
                .collect();
            if turned {
                numbered.reverse();
            }
            let found = found(&numbered);
            prop_assert_eq!(found.best.iter().map(|one| one.customer).collect::<Vec<_>>(), expected);
            let same = of.iter().filter(|(now, draft)| now == draft).count();
            let same = u64::try_from(same).unwrap();
            prop_assert_eq!(found.winners + found.losers + same, found.customers);
        }
    }
}
