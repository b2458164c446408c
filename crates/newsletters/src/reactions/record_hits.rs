//! Judges hits and counts them.

use std::collections::{BTreeSet, HashMap};

use regulars_kernel::{CustomerId, Environment, Instant, NewsletterId, StoreError};

use super::{ArrivedHit, Hit, ReactionStore, judge_hit};

/// Judges hits of one merchant's newsletters and adds them. Each comes with whether it is one of several links that were
/// followed at once. `environment` has the merchant's clock; `ahead` is what that clock is ahead of the machine's.
pub async fn record_hits(
    store: &mut dyn ReactionStore,
    environment: &Environment,
    ahead: chrono::Duration,
    arrived: &[(ArrivedHit, bool)],
) -> Result<(), StoreError> {
    let mut of_newsletter: HashMap<NewsletterId, BTreeSet<CustomerId>> = HashMap::new();
    for (hit, _) in arrived {
        let customers = of_newsletter.entry(hit.newsletter).or_default();
        customers.extend(hit.customer);
    }
    let mut settled: HashMap<(NewsletterId, CustomerId), Instant> = HashMap::new();
    for (newsletter, customers) in of_newsletter {
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        if customers.is_empty() {
            continue;
        }
        let found = store.settled_messages(newsletter, &customers).await?;
        settled.extend(found.into_iter().map(|(customer, at)| ((newsletter, customer), at)));
    }
    let hits: Vec<Hit> = arrived
        .iter()
        .map(|(hit, at_once)| {
            let occurred_at = hit.arrived_at + ahead;
            let sent_at = hit.customer.and_then(|customer| settled.get(&(hit.newsletter, customer)));
            let since_sending = sent_at.map(|sent_at| occurred_at - *sent_at);
            let (verdict, reason) = judge_hit(hit.kind, hit.look, since_sending, *at_once);
            Hit {
                id: environment.new_id(),
                newsletter: hit.newsletter,
                customer: hit.customer,
                kind: hit.kind,
                verdict,
                reason,
                occurred_at,
            }
        })
        .collect();
    store.insert_hits(&hits).await
}
