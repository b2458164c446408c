//! Lets a rule have its turn, after it was looked up for whom it is.

use std::collections::BTreeSet;

use regulars_kernel::{CustomerId, Environment, StoreError};
use regulars_loyalty::{AwardTurn, AwardingRule, GivenAward, give_awards};
use regulars_segments::{ResolveFilterError, resolve_filter};

use super::store::AwardGivingStore;

/// Gives what the rule gives to those whose turn it is, as the customers are at this moment.
pub(super) async fn give(
    store: &mut dyn AwardGivingStore,
    environment: &Environment,
    awarding: AwardingRule<'_>,
    turns: &[AwardTurn],
) -> Result<Vec<GivenAward>, StoreError> {
    let for_others = for_others(store, environment, awarding, turns).await?;
    give_awards(store, environment, awarding, turns, &for_others).await
}

/// Those for whom the rule is not. A filter that cannot be evaluated means nobody.
async fn for_others(
    store: &mut dyn AwardGivingStore,
    environment: &Environment,
    awarding: AwardingRule<'_>,
    turns: &[AwardTurn],
) -> Result<BTreeSet<CustomerId>, StoreError> {
    let Some(filter) = &awarding.rule.customers else { return Ok(BTreeSet::new()) };
    let asked: Vec<CustomerId> = turns.iter().map(|turn| turn.customer).collect();
    let meant = match resolve_filter(store, filter, awarding.calendar, environment.now()).await {
        Ok(filter) => store.customers_among(&filter, &asked).await?,
        Err(ResolveFilterError::Store(error)) => return Err(error),
        Err(ResolveFilterError::Filter(_) | ResolveFilterError::NotReady(_)) => Vec::new(),
    };
    let meant: BTreeSet<CustomerId> = meant.into_iter().collect();
    Ok(asked.into_iter().filter(|customer| !meant.contains(customer)).collect())
}
