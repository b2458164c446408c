//! What is looked up for members before a rule has its turn for them.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{CustomerId, Date, Environment, MerchantCalendar, PointAccountId, StoreError};

use super::award::AwardTurn;
use super::store::AwardingStore;
use crate::earning::budget::BudgetCount;
use crate::earning::cap::RuleUse;
use crate::earning::rule::EarningRule;
use crate::ledger::store::AccountWithLots;
use crate::programme::point_type::{PointType, PointTypeCode};
use crate::programme::programme::Programme;
use crate::tiers::tier_code::TierCode;
use crate::tiers::tiers_of_members::tiers_of_members;

/// What is looked up: each kind for all members at once, and only what the rule asks for.
pub(super) struct LookedUp {
    pub(super) tiers: BTreeMap<CustomerId, TierCode>,
    pub(super) uses: BTreeMap<CustomerId, Vec<RuleUse>>,
    pub(super) left_of_budget: BTreeMap<Date, i64>,
    pub(super) accounts: BTreeMap<CustomerId, PointAccountId>,
    pub(super) held: BTreeMap<CustomerId, AccountWithLots>,
}

impl LookedUp {
    /// Looks it up, and holds the accounts and then the budget, as receipts and refunds do.
    pub(super) async fn of(
        store: &mut dyn AwardingStore,
        environment: &Environment,
        calendar: &MerchantCalendar,
        (programme, rule, kind): (&Programme, &EarningRule, &PointType),
        turns: &[AwardTurn],
    ) -> Result<Self, StoreError> {
        let customers: Vec<CustomerId> = turns.iter().map(|turn| turn.customer).collect();
        let by_tier = !rule.by_tier.is_empty() || !kind.expiry_by_tier.is_empty();
        let tiers = if by_tier {
            tiers_now(store, environment, calendar, programme, &customers).await?
        } else {
            BTreeMap::new()
        };
        let days: BTreeSet<Date> = turns.iter().map(|turn| calendar.date_of(turn.occurred_at)).collect();
        let account_of = (programme.id, &rule.point_type);
        let accounts = store.point_accounts_in(programme.id, &rule.point_type, &customers).await?;
        let ids: Vec<PointAccountId> = accounts.iter().map(|(_, account)| *account).collect();
        let held = store.hold_point_accounts(&ids).await?;
        let left_of_budget = hold_budget(store, rule, &days).await?;
        let mut uses: BTreeMap<CustomerId, Vec<RuleUse>> = BTreeMap::new();
        let is_capped = !rule.caps.is_empty()
            || rule.by_tier.iter().any(|terms| terms.caps.as_ref().is_some_and(|caps| !caps.is_empty()));
        // Read behind the accounts that are held: what somebody else has just had of the rule is there.
        if is_capped {
            for (customer, had) in store.uses_of_rule(account_of, rule.id, &customers).await? {
                uses.entry(customer).or_default().push(had);
            }
        }
        Ok(Self {
            tiers,
            uses,
            left_of_budget,
            accounts: accounts.into_iter().collect(),
            held: held.into_iter().map(|found| (found.account.customer, found)).collect(),
        })
    }
}

/// What is left of the rule's budget in the periods of these days, by their first day.
async fn hold_budget(
    store: &mut dyn AwardingStore,
    rule: &EarningRule,
    days: &BTreeSet<Date>,
) -> Result<BTreeMap<Date, i64>, StoreError> {
    let Some(budget) = rule.budget else { return Ok(BTreeMap::new()) };
    let begins: BTreeSet<Date> = days.iter().map(|day| budget.per.begins_on(*day)).collect();
    let counts: Vec<BudgetCount> = begins.iter().map(|day| budget.count(rule.id, *day, 0)).collect();
    let spent = store.count_rule_budgets(&counts).await?;
    Ok(begins.into_iter().zip(spent).map(|(day, spent)| (day, (budget.points - spent).max(0))).collect())
}

async fn tiers_now(
    store: &mut dyn AwardingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    programme: &Programme,
    customers: &[CustomerId],
) -> Result<BTreeMap<CustomerId, TierCode>, StoreError> {
    let Some(scheme) = &programme.configuration.tiers else { return Ok(BTreeMap::new()) };
    let members = store.programme_memberships_of(programme.id, customers).await?;
    let now = environment.now();
    let reckoned = tiers_of_members(store, programme, scheme, &members, calendar, now).await?;
    let tiers =
        members.iter().zip(reckoned).filter_map(|(member, reckoned)| Some((member.customer, reckoned.tier?)));
    Ok(tiers.collect())
}

/// Writes the tiers into which members have come by points of that type.
pub(super) async fn settle_tiers(
    store: &mut dyn AwardingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    (programme, point_type): (&Programme, &PointTypeCode),
    customers: &[CustomerId],
) -> Result<(), StoreError> {
    let Some(scheme) = &programme.configuration.tiers else { return Ok(()) };
    if customers.is_empty() || scheme.basis.point_type() != Some(point_type) {
        return Ok(());
    }
    let members = store.programme_memberships_of(programme.id, customers).await?;
    let now = environment.now();
    for reckoned in tiers_of_members(store, programme, scheme, &members, calendar, now).await? {
        if let Some(change) = &reckoned.change {
            store.write_member_tier(change).await?;
        }
    }
    Ok(())
}
