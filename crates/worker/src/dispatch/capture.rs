//! A sandbox's newsletter: its messages are kept instead of sent.

use std::sync::Arc;

use regulars_flows::claim_deliveries;
use regulars_kernel::{CapturedMessageId, Channel, StoreError};
use regulars_newsletters::{
    CapturedMessage, ClaimedDelivery, DeliveryClaim, DeliveryKey, DeliveryOutcome, DeliveryState,
    DeliveryStore, SettledDelivery,
};

use super::Slice;
use crate::captured_message::captured;
use crate::engine::{Engine, MerchantWork};
use crate::rendering::{Renderer, Written};

/// How many messages are captured in one commit.
const CHUNK: u32 = 100;

pub(super) async fn capture_slice(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    renderer: &Arc<Renderer>,
) -> Result<Slice, StoreError> {
    let mut slice = Slice::default();
    let most = u64::from(engine.settings.slice);
    while slice.progress < most && !engine.is_stopping() {
        match capture_chunk(engine, work, renderer).await? {
            0 => break,
            captured => slice.progress += captured,
        }
    }
    Ok(slice)
}

async fn capture_chunk(
    engine: &Arc<Engine>,
    work: &MerchantWork,
    renderer: &Arc<Renderer>,
) -> Result<u64, StoreError> {
    let newsletter = renderer.newsletter();
    let now = work.environment.now();
    let held = engine.new_lease();
    let lease = held.id();
    let claim = DeliveryClaim {
        newsletter,
        channel: Channel::Email,
        lease,
        until: engine.lease_end(),
        merchant_now: now,
        after: None,
        limit: CHUNK,
        attributes: renderer.attributes().to_vec(),
    };
    let environment = work.environment.clone();
    let claimed = engine.database.write(work.scope, move |tx| {
        Box::pin(async move { claim_deliveries(tx, &environment, &claim).await })
    });
    let claimed = claimed.await?;
    if claimed.is_empty() {
        return Ok(0);
    }
    let (written, failed) = write_all(work, renderer, claimed).await?;
    let done = engine
        .database
        .write(work.scope, move |tx| {
            Box::pin(async move {
                let mut tally = tx.settle(newsletter, lease, &failed, now).await?;
                let keys: Vec<DeliveryKey> = written.iter().map(|(key, _)| *key).collect();
                let begun = tx.begin_sending(newsletter, lease, &keys, now).await?;
                let mut admitted = Vec::new();
                for begun in &begun {
                    match begun.excluded {
                        Some(_) => tally.count(DeliveryState::Excluded),
                        None => admitted.push(begun.key),
                    }
                }
                let sent: Vec<SettledDelivery> = admitted
                    .iter()
                    .map(|key| SettledDelivery { key: *key, outcome: DeliveryOutcome::Sent })
                    .collect();
                let kept: Vec<CapturedMessage> = written
                    .into_iter()
                    .filter(|(key, _)| admitted.contains(key))
                    .map(|(_, message)| message)
                    .collect();
                tx.capture(&kept, now).await?;
                tally = tally.and(tx.settle(newsletter, lease, &sent, now).await?);
                tx.roll_up(newsletter, tally).await?;
                // What was not marked is not ours to send any more.
                tx.release(newsletter, lease, now).await?;
                Ok::<_, StoreError>(failed.len() + begun.len())
            })
        })
        .await?;
    Ok(u64::try_from(done).unwrap_or(u64::MAX))
}

type Messages = (Vec<(DeliveryKey, CapturedMessage)>, Vec<SettledDelivery>);

async fn write_all(
    work: &MerchantWork,
    renderer: &Arc<Renderer>,
    claimed: Vec<ClaimedDelivery>,
) -> Result<Messages, StoreError> {
    let renderer = Arc::clone(renderer);
    let environment = work.environment.clone();
    let writing = tokio::task::spawn_blocking(move || {
        let (mut written, mut failed) = (Vec::new(), Vec::new());
        for delivery in &claimed {
            match renderer.write(delivery, environment.now()) {
                Ok(Written { key, message, .. }) => {
                    let id = CapturedMessageId::new(environment.new_id());
                    written.push((key, captured(id, &message)));
                }
                Err(settled) => failed.push(settled),
            }
        }
        (written, failed)
    });
    writing.await.map_err(|error| StoreError::Defect(error.into()))
}
