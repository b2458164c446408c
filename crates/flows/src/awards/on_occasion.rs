//! Something has happened with one customer that rules may give for.

use std::collections::BTreeSet;

use regulars_kernel::{
    Actor, CustomerId, EarningRuleId, Environment, EventName, Instant, MerchantCalendar, PageRequest,
    PageSize, PointAccountId, ProgrammeId, StoreError,
};
use regulars_loyalty::{
    AwardTurn, AwardingRule, BudgetCount, EarningRule, EarningTrigger, GivenAward, Occasion, Programme,
    ProgrammeReads, ProgrammeState,
};

use super::give::give;
use super::store::AwardGivingStore;

/// What has happened.
#[derive(Clone, Debug)]
pub struct Happening {
    /// With whom.
    pub customer: CustomerId,
    /// What.
    pub trigger: EarningTrigger,
    /// Which of its kind.
    pub occasion: Occasion,
    /// As of when it counts.
    pub occurred_at: Instant,
    /// What it is called, where it is a custom event.
    pub event: Option<EventName>,
    /// In which programme; in each of them where none is named.
    pub programme: Option<ProgrammeId>,
}

/// Lets the rules that give for it have their turn, in the active programmes in which the customer is. One that had its turn on this
/// occasion has none again. Costs one statement where there are no such rules.
pub async fn give_on_occasion(
    store: &mut dyn AwardGivingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    happening: &Happening,
) -> Result<Vec<GivenAward>, StoreError> {
    let programmes = programmes_for(store, happening).await?;
    if programmes.is_empty() {
        return Ok(Vec::new());
    }
    let customer = happening.customer;
    let had = store.awards_on(customer, &happening.occasion).await?;
    let had: BTreeSet<EarningRuleId> = had.into_iter().map(|award| award.rule).collect();
    hold_in_order(store, calendar, happening, &programmes).await?;
    let mut given = Vec::new();
    for programme in &programmes {
        if store.programme_memberships_of(programme.id, &[customer]).await?.is_empty() {
            continue;
        }
        let meant = programme.configuration.earning_rules.iter().filter(|rule| happening.is_meant_by(rule));
        for rule in meant.filter(|rule| !had.contains(&rule.id)) {
            let turn = AwardTurn {
                customer,
                occasion: happening.occasion.clone(),
                occurred_at: happening.occurred_at,
            };
            let awarding = AwardingRule { programme, rule, actor, calendar };
            given.extend(give(store, environment, awarding, &[turn]).await?);
        }
    }
    Ok(given)
}

/// Holds the accounts of the customer, and then the budgets of the rules that may give, before one of the rules has its turn: what each
/// of them holds for itself would be in another order than that of everybody else.
async fn hold_in_order(
    store: &mut dyn AwardGivingStore,
    calendar: &MerchantCalendar,
    happening: &Happening,
    programmes: &[Programme],
) -> Result<(), StoreError> {
    let rules = programmes.iter().flat_map(|programme| &programme.configuration.earning_rules);
    let day = calendar.date_of(happening.occurred_at);
    let mut counts: Vec<BudgetCount> = rules
        .filter(|rule| happening.is_meant_by(rule))
        .filter_map(|rule| Some(rule.budget?.count(rule.id, day, 0)))
        .collect();
    if counts.is_empty() {
        return Ok(());
    }
    let accounts = store.point_accounts_of(happening.customer).await?;
    let accounts: Vec<PointAccountId> = accounts.iter().map(|found| found.account.id).collect();
    store.hold_point_accounts(&accounts).await?;
    counts.sort_by_key(|count| count.rule);
    store.count_rule_budgets(&counts).await.map(drop)
}

impl Happening {
    fn is_meant_by(&self, rule: &EarningRule) -> bool {
        rule.trigger == self.trigger && rule.occasion.event == self.event
    }
}

/// The active programmes that have rules for it.
async fn programmes_for(
    store: &mut dyn AwardGivingStore,
    happening: &Happening,
) -> Result<Vec<Programme>, StoreError> {
    let found = match happening.programme {
        Some(id) => store.find_programme(id).await?.into_iter().collect(),
        None => every_programme(store).await?,
    };
    let gives = |programme: &Programme| {
        programme.state == ProgrammeState::Active
            && programme.configuration.earning_rules.iter().any(|rule| happening.is_meant_by(rule))
    };
    Ok(found.into_iter().filter(gives).collect())
}

/// All programmes of the merchant. Mostly they are one page.
pub(super) async fn every_programme(store: &mut dyn ProgrammeReads) -> Result<Vec<Programme>, StoreError> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = store.list_programmes(PageRequest { size: PageSize::LARGEST, after }).await?;
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}
