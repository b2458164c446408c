//! Keeps hits until they are judged.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use regulars_kernel::{Instant, MerchantId};
use regulars_newsletters::{ArrivedHit, SIMULTANEOUS, simultaneous_clicks};

use super::tally::Tally;

/// The most hits that wait. Beyond, links still lead on and images are still served, but nothing is counted.
const CAPACITY: usize = 200_000;
/// How often a batch is tried before it is given up.
const ATTEMPTS: u32 = 60;
/// The most hits that are written at a time, so that other writes have their turn in between.
const BATCH: usize = 1_000;

/// Hits of one merchant that are to be written together, each with whether it is one of several links followed at once.
pub struct HitBatch {
    /// Whose newsletters they belong to.
    pub merchant: MerchantId,
    /// The hits.
    pub hits: Vec<(ArrivedHit, bool)>,
    attempts: u32,
}

/// Keeps hits until they are judged. Requests share `arrived` with nobody but each other for longer than an exchange of
/// two pointers; judging has a lock of its own.
#[derive(Default)]
pub struct HitCollector {
    arrived: Mutex<Arrived>,
    judging: Mutex<Judging>,
}

#[derive(Default)]
struct Arrived {
    hits: Vec<(MerchantId, ArrivedHit)>,
    tally: Tally,
    /// How many hits are kept elsewhere until they are written.
    kept: usize,
    refused: usize,
}

#[derive(Default)]
struct Judging {
    hits: VecDeque<(MerchantId, ArrivedHit)>,
    /// How many at the front are judged already, and kept to judge those that came within the same moment.
    judged: usize,
    again: Vec<HitBatch>,
}

impl HitCollector {
    /// Adds a hit. One that is beyond the bounds is not counted: too many of the same link, or too many in all.
    pub fn add(&self, merchant: MerchantId, hit: ArrivedHit) {
        let mut arrived = lock(&self.arrived);
        if arrived.hits.len() + arrived.kept < CAPACITY && arrived.tally.count(merchant, &hit) {
            arrived.hits.push((merchant, hit));
        } else {
            arrived.refused += 1;
        }
    }

    /// How many hits were not counted since this was last asked.
    pub fn take_refused(&self) -> usize {
        std::mem::take(&mut lock(&self.arrived).refused)
    }

    /// Takes what arrived until then, in batches.
    pub fn take(&self, until: Instant) -> Vec<HitBatch> {
        let mut judging = lock(&self.judging);
        let arrived = std::mem::take(&mut lock(&self.arrived).hits);
        judging.hits.extend(arrived);
        let due = judging.hits.partition_point(|(_, hit)| hit.arrived_at <= until);
        let hits: Vec<ArrivedHit> = judging.hits.iter().map(|(_, hit)| *hit).collect();
        let at_once = simultaneous_clicks(&hits);
        let mut of_merchant: HashMap<MerchantId, Vec<(ArrivedHit, bool)>> = HashMap::new();
        let judged = judging.judged;
        for ((merchant, hit), at_once) in judging.hits.iter().zip(at_once).take(due).skip(judged) {
            of_merchant.entry(*merchant).or_default().push((*hit, at_once));
        }
        let past = judging.hits.partition_point(|(_, hit)| hit.arrived_at <= until - SIMULTANEOUS);
        judging.hits.drain(..past);
        judging.judged = due.max(judged) - past;
        let mut batches = std::mem::take(&mut judging.again);
        for (merchant, hits) in of_merchant {
            let parts = hits.chunks(BATCH).map(<[_]>::to_vec);
            batches.extend(parts.map(|hits| HitBatch { merchant, hits, attempts: 0 }));
        }
        lock(&self.arrived).kept = judging.hits.len();
        batches
    }

    /// Puts back a batch that could not be written. False when it was tried often enough.
    pub fn put_back(&self, mut batch: HitBatch) -> bool {
        batch.attempts += 1;
        let goes_on = batch.attempts < ATTEMPTS;
        if goes_on {
            lock(&self.arrived).kept += batch.hits.len();
            lock(&self.judging).again.push(batch);
        }
        goes_on
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use regulars_kernel::{Channel, CustomerId, NewsletterId};
    use regulars_newsletters::{HitKind, HitLook};
    use uuid::Uuid;

    use super::*;

    fn beginning() -> Instant {
        "2026-11-21T10:00:00Z".parse().unwrap()
    }

    fn click(position: u16, milliseconds: i64) -> ArrivedHit {
        ArrivedHit {
            newsletter: NewsletterId::new(Uuid::nil()),
            channel: Channel::Email,
            customer: Some(CustomerId::new(Uuid::nil())),
            kind: HitKind::Click { position },
            look: HitLook::Reader,
            arrived_at: beginning() + Duration::milliseconds(milliseconds),
        }
    }

    fn taken(collector: &HitCollector, milliseconds: i64) -> Vec<(u16, bool)> {
        let batches = collector.take(beginning() + Duration::milliseconds(milliseconds));
        let hits = batches.into_iter().flat_map(|batch| batch.hits);
        hits.map(|(hit, at_once)| (hit.kind.position(), at_once)).collect()
    }

    #[test]
    fn a_hit_is_taken_once_and_still_tells_of_its_neighbours() {
        let merchant = MerchantId::new(Uuid::nil());
        let collector = HitCollector::default();
        for hit in [click(1, 0), click(2, 1_500), click(3, 2_400)] {
            collector.add(merchant, hit);
        }
        assert_eq!(taken(&collector, 500), [(1, false)]);
        assert_eq!(taken(&collector, 2_000), [(2, true)]);
        assert_eq!(taken(&collector, 2_000), []);
        assert_eq!(taken(&collector, 9_000), [(3, true)]);
        assert_eq!(taken(&collector, 9_000), []);
    }

    #[test]
    fn a_batch_that_cannot_be_written_is_tried_again_and_given_up_in_the_end() {
        let collector = HitCollector::default();
        collector.add(MerchantId::new(Uuid::nil()), click(1, 0));
        for attempt in 1..=ATTEMPTS {
            let batch = collector.take(beginning()).pop().unwrap();
            assert_eq!(collector.put_back(batch), attempt < ATTEMPTS);
        }
        assert!(collector.take(beginning()).is_empty());
    }
}
