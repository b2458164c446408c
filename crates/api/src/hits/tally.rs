//! Bounds what one link of one message can add. Whoever holds the link may follow it as often as they like; it is
//! counted only so often.

use std::collections::HashMap;

use regulars_kernel::{Channel, CustomerId, Instant, MerchantId, NewsletterId};
use regulars_newsletters::{ArrivedHit, HitKind};

/// How often a link or the image of one message is counted within one second. One hand needs no more, and the first on
/// each link is always among them, so that who followed what, and whether several links were followed at once, stays as
/// it is.
pub const IN_A_SECOND: u32 = 3;
/// How often a link or the image of one message is counted in all.
pub const IN_ALL: u32 = 100;
/// The same where nobody is told apart, and everybody's messages have the same link.
const OF_ALL_TOGETHER: Most = Most { in_a_second: 200, in_all: 1_000_000 };
const OF_ONE_MESSAGE: Most = Most { in_a_second: IN_A_SECOND, in_all: IN_ALL };
/// How many links are remembered at least; at most twice as many are.
const REMEMBERED: usize = 50_000;

#[derive(Clone, Copy)]
struct Most {
    in_a_second: u32,
    in_all: u32,
}

type Link = (MerchantId, NewsletterId, Channel, Option<CustomerId>, HitKind);

#[derive(Clone, Copy, Default)]
struct Count {
    second: i64,
    in_this_second: u32,
    in_all: u32,
}

/// How often each link was counted lately. The links that were not followed for the longest are forgotten, and with them
/// how often they were counted.
#[derive(Default)]
pub struct Tally {
    young: HashMap<Link, Count>,
    old: HashMap<Link, Count>,
}

impl Tally {
    /// Counts a hit. False when the link was counted often enough.
    pub fn count(&mut self, merchant: MerchantId, hit: &ArrivedHit) -> bool {
        let link = (merchant, hit.newsletter, hit.channel, hit.customer, hit.kind);
        let most = if hit.customer.is_some() { OF_ONE_MESSAGE } else { OF_ALL_TOGETHER };
        let known = self.young.get(&link).or_else(|| self.old.get(&link)).copied();
        let counted = known.unwrap_or_default().and_one(hit.arrived_at, most);
        if let Some(count) = counted {
            self.remember(link, count);
        }
        counted.is_some()
    }

    fn remember(&mut self, link: Link, count: Count) {
        if self.young.len() >= REMEMBERED {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(link, count);
    }
}

impl Count {
    fn and_one(self, at: Instant, most: Most) -> Option<Self> {
        let second = at.timestamp();
        let before = if second == self.second { self.in_this_second } else { 0 };
        (before < most.in_a_second && self.in_all < most.in_all).then(|| Self {
            second,
            in_this_second: before + 1,
            in_all: self.in_all + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use regulars_newsletters::HitLook;
    use uuid::Uuid;

    use super::*;

    fn click(customer: Option<u128>, position: u16, second: i64) -> ArrivedHit {
        let beginning: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        ArrivedHit {
            newsletter: NewsletterId::new(Uuid::nil()),
            channel: Channel::Email,
            customer: customer.map(|number| CustomerId::new(Uuid::from_u128(number))),
            kind: HitKind::Click { position },
            look: HitLook::Reader,
            arrived_at: beginning + Duration::seconds(second),
        }
    }

    fn counted(tally: &mut Tally, hit: &ArrivedHit, times: usize) -> usize {
        (0..times).filter(|_| tally.count(MerchantId::new(Uuid::nil()), hit)).count()
    }

    #[test]
    fn each_link_is_counted_a_few_times_a_second_and_a_hundred_times_in_all() {
        let mut tally = Tally::default();
        assert_eq!(counted(&mut tally, &click(Some(1), 1, 0), 1_000), 3);
        assert_eq!(counted(&mut tally, &click(Some(1), 2, 0), 1_000), 3);
        assert_eq!(counted(&mut tally, &click(Some(2), 1, 0), 1), 1);
        let later: usize = (1..200).map(|second| counted(&mut tally, &click(Some(1), 1, second), 10)).sum();
        assert_eq!(later, 97);
        assert_eq!(counted(&mut tally, &click(None, 1, 0), 1_000), 200);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut tally = Tally::default();
        for number in 0..120_000 {
            assert_eq!(counted(&mut tally, &click(Some(number), 1, 0), 1), 1);
        }
        assert!(tally.young.len() + tally.old.len() <= 2 * REMEMBERED);
    }
}
