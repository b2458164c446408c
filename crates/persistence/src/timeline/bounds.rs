//! Between which instants the entries of a source lie, and how that is asked of each source.

use chrono::{SubsecRound, TimeDelta};
use regulars_flows::TimelinePosition;
use regulars_kernel::Instant;
use uuid::Uuid;

use crate::wall::{ScopedQuery, values};

/// Where a source has the instant of an entry, and what tells its entries of one instant apart.
#[derive(Clone, Copy)]
pub(super) enum Order {
    /// A column of instants and one of ids, which an index has one behind the other.
    InstantAndId(&'static str, &'static str),
    /// The same and a rank between the two, of a source that is sorted.
    InstantRankAndId(&'static str, &'static str, &'static str),
    /// A column of `UUIDv7`, whose instant is the entry's, to the millisecond.
    Id(&'static str),
    /// A column of instants, of a source that is so small that it is read whole.
    Whole(&'static str),
}

/// What lies before a position and in a period.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) before: Option<TimelinePosition>,
    pub(super) from: Option<Instant>,
    pub(super) to: Option<Instant>,
}

impl Bounds {
    /// Whether an entry there lies within.
    pub(super) fn has(&self, position: TimelinePosition) -> bool {
        self.before.is_none_or(|before| position < before)
            && self.from.is_none_or(|from| position.at >= from)
            && self.to.is_none_or(|to| position.at < to)
    }

    /// Adds the bounds of a source of that rank, its order, and how many rows of it are wanted.
    pub(super) fn push(&self, query: &mut ScopedQuery, order: Order, rank: i64, most: u16) {
        match order {
            Order::InstantAndId(at, id) => {
                self.push_period(query, at);
                if let Some(before) = self.before {
                    if before.rank == rank {
                        // An index that ends with the instant finds the first of the two.
                        let last = values![before.at, before.at, before.id];
                        query.push(&format!(" AND {at} <= ? AND ({at}, {id}) < (?, ?)"), last);
                    } else {
                        // What has a lower rank comes, of one instant, behind what has a higher one.
                        let sign = if rank < before.rank { "<=" } else { "<" };
                        query.push(&format!(" AND {at} {sign} ?"), values![before.at]);
                    }
                }
                query.push(&format!(" ORDER BY {at} DESC, {id} DESC"), []);
            }
            Order::InstantRankAndId(at, rank, id) => {
                self.push_period(query, at);
                if let Some(TimelinePosition { at: last, rank: place, id: other }) = self.before {
                    let before = values![last, place, other];
                    query.push(&format!(" AND ({at}, {rank}, {id}) < (?, ?, ?)"), before);
                }
                query.push(&format!(" ORDER BY {at} DESC, {rank} DESC, {id} DESC"), []);
            }
            Order::Id(id) => {
                if let Some(from) = self.from {
                    query.push(&format!(" AND {id} >= ?"), values![first_id(from)]);
                }
                if let Some(to) = self.to {
                    query.push(&format!(" AND {id} < ?"), values![first_id(to)]);
                }
                if let Some(before) = self.before {
                    let end = if before.rank == rank {
                        before.id
                    } else if rank < before.rank {
                        first_id(before.at.trunc_subsecs(3) + TimeDelta::milliseconds(1))
                    } else {
                        first_id(before.at)
                    };
                    query.push(&format!(" AND {id} < ?"), values![end]);
                }
                query.push(&format!(" ORDER BY {id} DESC"), []);
            }
            Order::Whole(at) => {
                self.push_period(query, at);
                return;
            }
        }
        query.push(" LIMIT ?", values![i64::from(most)]);
    }

    fn push_period(&self, query: &mut ScopedQuery, at: &str) {
        if let Some(from) = self.from {
            query.push(&format!(" AND {at} >= ?"), values![from]);
        }
        if let Some(to) = self.to {
            query.push(&format!(" AND {at} < ?"), values![to]);
        }
    }
}

/// The least id of an entry at that instant or later.
fn first_id(instant: Instant) -> Uuid {
    let millisecond = instant.trunc_subsecs(3);
    let up = if millisecond < instant { TimeDelta::milliseconds(1) } else { TimeDelta::zero() };
    let milliseconds = u64::try_from((millisecond + up).timestamp_millis()).unwrap_or_default();
    Uuid::from_u128(u128::from(milliseconds & 0xffff_ffff_ffff) << 80)
}

/// The instant that a `UUIDv7` holds.
pub(super) fn instant_of(id: Uuid) -> Option<Instant> {
    let milliseconds = i64::try_from(id.as_u128() >> 80).ok()?;
    Instant::from_timestamp_millis(milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_belongs_to_the_millisecond_that_it_holds() {
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let id = |instant: Instant| {
            let milliseconds = u64::try_from(instant.timestamp_millis()).unwrap();
            uuid::Builder::from_unix_timestamp_millis(milliseconds, &[0; 10]).into_uuid()
        };
        let made = id(at("2026-11-21T10:00:00.123Z"));
        assert_eq!(instant_of(made), Some(at("2026-11-21T10:00:00.123Z")));
        for (bound, lies_before) in [
            ("2026-11-21T10:00:00.123Z", false),
            ("2026-11-21T10:00:00.122999Z", false),
            ("2026-11-21T10:00:00.123001Z", true),
            ("2026-11-21T10:00:00.124Z", true),
        ] {
            assert_eq!(made < first_id(at(bound)), lies_before, "{bound}");
        }
        assert_eq!(first_id(at("1969-01-01T00:00:00Z")), Uuid::nil());
    }
}
