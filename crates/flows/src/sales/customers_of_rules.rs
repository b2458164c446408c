//! Which rules are for certain customers, of whom the buyer is none.

use std::collections::BTreeSet;

use regulars_filters::Filter;
use regulars_kernel::{CustomerId, EarningRuleId, Instant, MerchantCalendar, StoreError};
use regulars_loyalty::Configuration;
use regulars_segments::{ResolveFilterError, SegmentHoldReads, filters_that_hold};

/// The rules of these programmes that are for others than the customer, as they are at this moment. What all rules ask is one
/// statement, and one more where rules name segments; without such rules there is none.
pub(super) async fn rules_for_others(
    store: &mut dyn SegmentHoldReads,
    configurations: &[&Configuration],
    customer: Option<CustomerId>,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<BTreeSet<EarningRuleId>, StoreError> {
    let rules = configurations.iter().flat_map(|configuration| &configuration.earning_rules);
    let rules = rules.filter(|rule| !rule.trigger.is_occasion());
    let (ids, filters): (Vec<EarningRuleId>, Vec<&Filter>) =
        rules.filter_map(|rule| Some((rule.id, rule.customers.as_ref()?))).unzip();
    let Some(customer) = customer else { return Ok(ids.into_iter().collect()) };
    let answers = match filters_that_hold(store, &filters, customer, calendar, now).await {
        Ok(answers) => answers,
        Err(ResolveFilterError::Store(error)) => return Err(error),
        // A filter that cannot be evaluated means nobody: no receipt is lost for it.
        Err(ResolveFilterError::Filter(_) | ResolveFilterError::NotReady(_)) => vec![false; ids.len()],
    };
    let asked = ids.into_iter().zip(answers);
    Ok(asked.filter(|(_, holds)| !holds).map(|(rule, _)| rule).collect())
}
