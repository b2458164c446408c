//! The work that waits for the writer, and whose turn it is.

use std::collections::{HashMap, VecDeque};

use regulars_kernel::MerchantId;

/// Whose part of the writer a piece of work takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Share {
    /// The terminals of a merchant.
    Tills(MerchantId),
    /// Everybody else of a merchant.
    Merchant(MerchantId),
    /// The platform.
    Platform,
}

/// Work that waits, by share. The shares take turns, so that nobody waits for more than one piece of each other share,
/// however much of it there is. Who has waited for nothing so far goes before those that were served already.
pub struct Turns<P> {
    waiting: HashMap<Share, VecDeque<P>>,
    fresh: VecDeque<Share>,
    served: VecDeque<Share>,
}

impl<P> Default for Turns<P> {
    fn default() -> Self {
        Self { waiting: HashMap::new(), fresh: VecDeque::new(), served: VecDeque::new() }
    }
}

impl<P> Turns<P> {
    /// Puts a piece behind the others of its share.
    pub fn add(&mut self, share: Share, piece: P) {
        let of_share = self.waiting.entry(share).or_insert_with(|| {
            self.fresh.push_back(share);
            VecDeque::new()
        });
        of_share.push_back(piece);
    }

    /// The piece whose turn it is, and whose it is.
    pub fn next(&mut self) -> Option<(Share, P)> {
        let share = self.fresh.pop_front().or_else(|| self.served.pop_front())?;
        let of_share = self.waiting.get_mut(&share)?;
        let piece = of_share.pop_front()?;
        if of_share.is_empty() {
            self.waiting.remove(&share);
        } else {
            self.served.push_back(share);
        }
        Some((share, piece))
    }

    /// Whether anybody but this share waits.
    pub fn others_wait(&self, share: Share) -> bool {
        self.waiting.len() > usize::from(self.waiting.contains_key(&share))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn merchant(number: u128) -> Share {
        Share::Merchant(MerchantId::new(Uuid::from_u128(number)))
    }

    #[test]
    fn one_piece_does_not_wait_for_the_crowd_of_another() {
        let mut turns = Turns::default();
        for number in 0..100 {
            turns.add(merchant(1), number);
        }
        assert_eq!(turns.next(), Some((merchant(1), 0)));
        assert!(!turns.others_wait(merchant(1)));
        turns.add(merchant(2), 1_000);
        assert!(turns.others_wait(merchant(1)));
        assert_eq!(turns.next(), Some((merchant(2), 1_000)));
        assert_eq!(turns.next(), Some((merchant(1), 1)));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_each_share_keeps_its_order_and_waits_one_round_at_most(
            shares in proptest::collection::vec(0_u128..5, 0..60),
        ) {
            let mut turns = Turns::default();
            for (number, share) in shares.iter().enumerate() {
                turns.add(merchant(*share), number);
            }
            let mut served: Vec<(Share, usize)> = Vec::new();
            while let Some(next) = turns.next() {
                served.push(next);
            }
            prop_assert_eq!(served.len(), shares.len());
            for share in (0..5).map(merchant) {
                let places: Vec<usize> =
                    (0..served.len()).filter(|place| served[*place].0 == share).collect();
                prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] <= 5));
                prop_assert!(places.windows(2).all(|pair| served[pair[0]].1 < served[pair[1]].1));
            }
        }
    }
}
