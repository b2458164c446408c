//! What a machine fetched a moment before it followed several links at once.

use std::collections::BTreeMap;

use chrono::Duration;
use regulars_kernel::{Instant, NewsletterId};

use super::{ArrivedHit, Hit, HitLook, HitReason, ReaderMark, SIMULTANEOUS};

/// How long before its burst of clicks a scanner fetches the image.
const BEFORE: Duration = Duration::seconds(10);

/// Several links of one message that were followed at once by one kind of program. What that kind of program fetched of
/// the message shortly before was fetched by the same machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// Whose message it was.
    pub reader: ReaderMark,
    /// For which reason such a hit was taken for a person's.
    pub taken_for: HitReason,
    /// From when on it was not one, on the merchant's clock.
    pub since: Instant,
    /// Until when.
    pub until: Instant,
}

impl Burst {
    /// The bursts among hits that were judged just now.
    pub(super) fn among<'a>(judged: impl Iterator<Item = (&'a ArrivedHit, &'a Hit)>) -> Vec<Self> {
        let mut bursts: BTreeMap<(NewsletterId, ReaderMark, &str), Self> = BTreeMap::new();
        for (arrived, hit) in judged {
            let (Some(reader), Some(taken_for)) = (hit.reader, taken_for(arrived.look)) else { continue };
            if hit.reason != HitReason::SeveralLinksAtOnce {
                continue;
            }
            let (since, until) = (hit.occurred_at - BEFORE, hit.occurred_at + SIMULTANEOUS);
            let newsletter = hit.newsletter;
            let burst = bursts.entry((newsletter, reader, taken_for.name())).or_insert(Self {
                newsletter,
                reader,
                taken_for,
                since,
                until,
            });
            // Two bursts of one message in one batch are seconds apart, and what lies between them is the machine's too.
            burst.since = burst.since.min(since);
            burst.until = burst.until.max(until);
        }
        bursts.into_values().collect()
    }
}

/// For which reason a hit of such a look is taken for a person's, if it ever is.
const fn taken_for(look: HitLook) -> Option<HitReason> {
    match look {
        HitLook::Reader => Some(HitReason::Reader),
        HitLook::ImageProxy => Some(HitReason::ReaderThroughProxy),
        _ => None,
    }
}
