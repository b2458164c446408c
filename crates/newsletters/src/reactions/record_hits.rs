//! Judges hits and counts them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use regulars_kernel::{CustomerId, Environment, Instant, NewsletterId, StoreError, Tracking};

use super::{ArrivedHit, Burst, Hit, ReactionStore, ReaderKey, ReaderMark, judge_hit};
use crate::delivery::key::DeliveryKey;

/// A key that was made, and is to be destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewReaderKey {
    /// The newsletter whose readers it marks.
    pub newsletter: NewsletterId,
    /// When it is to be destroyed, on the merchant's clock.
    pub ends_at: Instant,
}

/// What is known of the recipients of one newsletter.
#[derive(Default)]
struct Recipients {
    settled: HashMap<DeliveryKey, Instant>,
    named: BTreeSet<CustomerId>,
    marks: HashMap<CustomerId, ReaderMark>,
}

/// Judges hits of one merchant's newsletters and adds them. Each comes with whether it is one of several links that were
/// followed at once. `environment` has the merchant's clock; `ahead` is what that clock is ahead of the machine's.
///
/// A customer is named only where the newsletter was sent under individual tracking and the customer has consented to
/// profiling; everybody else is a mark. Gives the keys that were made, for whoever sees to their end.
pub async fn record_hits(
    store: &mut dyn ReactionStore,
    environment: &Environment,
    ahead: chrono::Duration,
    arrived: &[(ArrivedHit, bool)],
) -> Result<Vec<NewReaderKey>, StoreError> {
    let mut of_newsletter: BTreeMap<NewsletterId, (BTreeSet<DeliveryKey>, Instant)> = BTreeMap::new();
    for (hit, _) in arrived {
        let occurred_at = hit.arrived_at + ahead;
        let (messages, latest) =
            of_newsletter.entry(hit.newsletter).or_insert_with(|| (BTreeSet::new(), occurred_at));
        messages.extend(hit.delivery());
        *latest = occurred_at.max(*latest);
    }
    let (mut known, mut keys) = (HashMap::new(), Vec::new());
    for (newsletter, (messages, latest)) in of_newsletter {
        let messages: Vec<DeliveryKey> = messages.into_iter().collect();
        let found = recipients(store, environment, newsletter, &messages, latest).await?;
        let Some((recipients, new_key)) = found else { continue };
        keys.extend(new_key);
        known.insert(newsletter, recipients);
    }
    let judged: Vec<(&ArrivedHit, Hit)> = arrived
        .iter()
        .filter_map(|(arrived, at_once)| {
            let recipients = known.get(&arrived.newsletter)?;
            Some((arrived, judge(recipients, environment, ahead, arrived, *at_once)))
        })
        .collect();
    let bursts = Burst::among(judged.iter().map(|(arrived, hit)| (*arrived, hit)));
    let hits: Vec<Hit> = judged.into_iter().map(|(_, hit)| hit).collect();
    store.insert_hits(&hits).await?;
    store.take_for_machines(&bursts).await?;
    Ok(keys)
}

/// None where nothing may be recorded.
async fn recipients(
    store: &mut dyn ReactionStore,
    environment: &Environment,
    newsletter: NewsletterId,
    messages: &[DeliveryKey],
    latest: Instant,
) -> Result<Option<(Recipients, Option<NewReaderKey>)>, StoreError> {
    let Some(recorded) = store.recorded_newsletter(newsletter).await? else { return Ok(None) };
    if recorded.tracking == Tracking::Off {
        return Ok(None);
    }
    let mut recipients = Recipients::default();
    if messages.is_empty() {
        return Ok(Some((recipients, None)));
    }
    recipients.settled = store.settled_messages(newsletter, messages).await?.into_iter().collect();
    let customers: BTreeSet<CustomerId> = messages.iter().map(|message| message.customer).collect();
    let customers: Vec<CustomerId> = customers.into_iter().collect();
    if recorded.tracking == Tracking::Individual {
        recipients.named = store.who_may_be_profiled(&customers).await?.into_iter().collect();
    }
    let ends_at = ReaderKey::end_of(recorded.frozen_at);
    if latest < ends_at {
        let fresh = ReaderKey::fresh(environment);
        let key = store.reader_key(newsletter, &fresh, latest).await?;
        recipients.marks = customers.iter().map(|customer| (*customer, key.mark(*customer))).collect();
        return Ok(Some((recipients, (key == fresh).then_some(NewReaderKey { newsletter, ends_at }))));
    }
    let named: Vec<CustomerId> = recipients.named.iter().copied().collect();
    recipients.marks = named.iter().map(|customer| (*customer, ReaderMark::of_named(*customer))).collect();
    recipients.marks.extend(store.marks_of_named(newsletter, &named).await?);
    Ok(Some((recipients, None)))
}

fn judge(
    recipients: &Recipients,
    environment: &Environment,
    ahead: chrono::Duration,
    arrived: &ArrivedHit,
    at_once: bool,
) -> Hit {
    let occurred_at = arrived.arrived_at + ahead;
    let sent_at = arrived.delivery().and_then(|message| recipients.settled.get(&message));
    let since_sending = sent_at.map(|sent_at| occurred_at - *sent_at);
    let (verdict, reason) = judge_hit(arrived.kind, arrived.look, since_sending, at_once);
    Hit {
        id: environment.new_id(),
        newsletter: arrived.newsletter,
        channel: arrived.channel,
        customer: arrived.customer.filter(|customer| recipients.named.contains(customer)),
        reader: arrived.customer.and_then(|customer| recipients.marks.get(&customer)).copied(),
        kind: arrived.kind,
        verdict,
        reason,
        occurred_at,
    }
}
