//! Gives members what a rule gives on an occasion.

use std::collections::BTreeSet;

use regulars_kernel::{Actor, CustomerId, Environment, MerchantCalendar, StoreError};

use super::award::{AwardTurn, GivenAward, PointAward};
use super::store::AwardingStore;
use super::turns::{LookedUp, settle_tiers};
use crate::earning::budget::BudgetCount;
use crate::earning::evaluate::PassedOverBecause;
use crate::earning::occasion::{OccasionView, points_on_occasion, use_on_occasion};
use crate::earning::rule::EarningRule;
use crate::ledger::open_account::OpenAccount;
use crate::ledger::operation::{Cause, OperationKind};
use crate::ledger::posting::Posting;
use crate::programme::point_type::PointType;
use crate::programme::programme::Programme;

/// A rule that gives, and on whose behalf.
#[derive(Clone, Copy, Debug)]
pub struct AwardingRule<'a> {
    /// The programme, which is active.
    pub programme: &'a Programme,
    /// The rule, of that programme.
    pub rule: &'a EarningRule,
    /// Who brings it about.
    pub actor: Actor,
    /// The merchant's.
    pub calendar: &'a MerchantCalendar,
}

/// Lets the rule have its turn for members, each of whom is there once: what it gives is credited like what is earned, and counts for
/// caps, budgets and tiers. `for_others` are those for whom the rule is not. All of it is written by one call of the ledger, and what
/// is looked up is looked up for all of them at once.
///
/// # Errors
///
/// [`StoreError::Contended`] where somebody else has let it have a turn for one of them meanwhile.
pub async fn give_awards(
    store: &mut dyn AwardingStore,
    environment: &Environment,
    awarding: AwardingRule<'_>,
    turns: &[AwardTurn],
    for_others: &BTreeSet<CustomerId>,
) -> Result<Vec<GivenAward>, StoreError> {
    let AwardingRule { programme, rule, calendar, .. } = awarding;
    let kind = programme.configuration.point_type(&rule.point_type);
    let Some(kind) = kind.filter(|_| !turns.is_empty()) else { return Ok(Vec::new()) };
    let looked_up = LookedUp::of(store, environment, calendar, (programme, rule, kind), turns).await?;
    let mut giving = Giving { environment, awarding, kind, looked_up, postings: Vec::new() };
    let mut given = Vec::with_capacity(turns.len());
    for turn in turns {
        given.push(giving.turn_of(turn, for_others.contains(&turn.customer))?);
    }
    let postings = giving.postings;
    store.post_points(&postings).await?;
    count_budget(store, awarding, &given).await?;
    let awards: Vec<PointAward> = given.iter().map(|given| given.award.clone()).collect();
    if store.write_awards(&awards).await? < u64::try_from(awards.len()).unwrap_or(u64::MAX) {
        return Err(StoreError::Contended);
    }
    let credited = awards.iter().filter(|award| award.points > 0).map(|award| award.customer);
    let credited: Vec<CustomerId> = credited.collect();
    settle_tiers(store, environment, calendar, (programme, &rule.point_type), &credited).await?;
    Ok(given)
}

/// What is written together.
struct Giving<'a> {
    environment: &'a Environment,
    awarding: AwardingRule<'a>,
    kind: &'a PointType,
    looked_up: LookedUp,
    postings: Vec<Posting>,
}

impl Giving<'_> {
    fn turn_of(&mut self, turn: &AwardTurn, is_for_others: bool) -> Result<GivenAward, StoreError> {
        let AwardingRule { programme, rule, calendar, .. } = self.awarding;
        let mut award = PointAward {
            rule: rule.id,
            customer: turn.customer,
            occasion: turn.occasion.clone(),
            programme: programme.id,
            programme_version: programme.version,
            trigger: rule.trigger,
            name: rule.name.clone(),
            point_type: rule.point_type.clone(),
            points: 0,
            passed_over: None,
            operation: None,
            occurred_at: turn.occurred_at,
            given_at: self.environment.now(),
        };
        let tier = self.looked_up.tiers.get(&turn.customer);
        let of_tier = tier.map(|tier| (rule.for_tier(tier), self.kind.for_tier(tier)));
        let (rule, kind) = of_tier.as_ref().map_or((rule, self.kind), |(rule, kind)| (rule, kind));
        let at = calendar.wall_clock(turn.occurred_at);
        let begins_on = rule.budget.map(|budget| budget.per.begins_on(at.date()));
        let view = OccasionView {
            at,
            is_for_others,
            uses: self.looked_up.uses.get(&turn.customer).map(Vec::as_slice).unwrap_or_default(),
            left_of_budget: begins_on.and_then(|day| self.looked_up.left_of_budget.get(&day).copied()),
        };
        match points_on_occasion(rule, kind, &view) {
            Err(because) => {
                award.passed_over = Some(PassedOverBecause::reason(&because));
                Ok(GivenAward { award, account: None })
            }
            Ok(points) => {
                if let Some(left) = begins_on.and_then(|day| self.looked_up.left_of_budget.get_mut(&day)) {
                    *left -= points;
                }
                award.points = points;
                let mut open = self.account_of(turn.customer)?;
                open.earn(
                    self.environment,
                    points,
                    kind,
                    calendar,
                    turn.occurred_at,
                    turn.occurred_at,
                    self.cause(),
                );
                let mut done = open.last_operations().iter().rev();
                let credit =
                    done.find(|done| matches!(done.kind, OperationKind::Earn | OperationKind::EarnPending));
                award.operation = credit.map(|credit| credit.id);
                open.keep_use(use_on_occasion(award.rule, at, points));
                let account = Some((open.account().id, open.account().balance));
                self.postings.extend(open.into_posting());
                Ok(GivenAward { award, account })
            }
        }
    }

    fn account_of(&mut self, customer: CustomerId) -> Result<OpenAccount, StoreError> {
        let AwardingRule { programme, rule, .. } = self.awarding;
        match (self.looked_up.held.remove(&customer), self.looked_up.accounts.get(&customer)) {
            (Some(found), _) => Ok(OpenAccount::of(found)),
            (None, None) => {
                Ok(OpenAccount::new(self.environment, programme.id, rule.point_type.clone(), customer))
            }
            // It has become another customer's since it was looked up.
            (None, Some(_)) => Err(StoreError::Contended),
        }
    }

    const fn cause(&self) -> Cause {
        Cause {
            actor: self.awarding.actor,
            purchase: None,
            refund: None,
            programme_version: self.awarding.programme.version,
            reason: None,
            accrual: None,
        }
    }
}

/// Counts what was given of the rule's budget, period by period.
async fn count_budget(
    store: &mut dyn AwardingStore,
    awarding: AwardingRule<'_>,
    given: &[GivenAward],
) -> Result<(), StoreError> {
    let AwardingRule { rule, calendar, .. } = awarding;
    let Some(budget) = rule.budget else { return Ok(()) };
    let of_awards = given.iter().map(|given| {
        let day = calendar.date_of(given.award.occurred_at);
        budget.count(rule.id, day, given.award.points)
    });
    let mut counts: Vec<BudgetCount> = Vec::new();
    for count in of_awards.filter(|count| count.points > 0) {
        match counts.iter_mut().find(|known| known.begins_on == count.begins_on) {
            Some(known) => known.points += count.points,
            None => counts.push(count),
        }
    }
    counts.sort_by_key(|count| count.begins_on);
    if counts.is_empty() { Ok(()) } else { store.count_rule_budgets(&counts).await.map(drop) }
}
