//! Work that waits, of several parties that take turns.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// Work that waits, by party. The parties take turns, so that nobody waits for more than one piece of each other party,
/// however much of it there is. Who has waited for nothing so far goes before those that were served already.
pub struct Round<Party, Piece> {
    waiting: HashMap<Party, VecDeque<Piece>>,
    fresh: VecDeque<Party>,
    served: VecDeque<Party>,
}

impl<Party, Piece> Default for Round<Party, Piece> {
    fn default() -> Self {
        Self { waiting: HashMap::new(), fresh: VecDeque::new(), served: VecDeque::new() }
    }
}

impl<Party: Copy + Eq + Hash, Piece> Round<Party, Piece> {
    /// Puts a piece behind the others of its party.
    pub fn add(&mut self, party: Party, piece: Piece) {
        let of_party = self.waiting.entry(party).or_insert_with(|| {
            self.fresh.push_back(party);
            VecDeque::new()
        });
        of_party.push_back(piece);
    }

    /// The piece whose turn it is, and whose it is.
    pub fn next(&mut self) -> Option<(Party, Piece)> {
        let party = self.fresh.pop_front().or_else(|| self.served.pop_front())?;
        let of_party = self.waiting.get_mut(&party)?;
        let piece = of_party.pop_front()?;
        if of_party.is_empty() {
            self.waiting.remove(&party);
        } else {
            self.served.push_back(party);
        }
        Some((party, piece))
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether anybody but this party waits.
    pub fn others_wait(&self, party: Party) -> bool {
        self.waiting.len() > usize::from(self.waiting.contains_key(&party))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_piece_does_not_wait_for_the_crowd_of_another() {
        let mut round = Round::default();
        for number in 0..100 {
            round.add(1, number);
        }
        assert_eq!(round.next(), Some((1, 0)));
        assert!(!round.others_wait(1));
        round.add(2, 1_000);
        assert!(round.others_wait(1));
        assert_eq!(round.next(), Some((2, 1_000)));
        assert_eq!(round.next(), Some((1, 1)));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_each_party_keeps_its_order_and_waits_one_round_at_most(
            parties in proptest::collection::vec(0..5, 0..60),
        ) {
            let mut round = Round::default();
            for (number, party) in parties.iter().enumerate() {
                round.add(*party, number);
            }
            let mut served: Vec<(i32, usize)> = Vec::new();
            while let Some(next) = round.next() {
                served.push(next);
            }
            prop_assert!(round.is_empty());
            prop_assert_eq!(served.len(), parties.len());
            for party in 0..5 {
                let places: Vec<usize> =
                    (0..served.len()).filter(|place| served[*place].0 == party).collect();
                prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] <= 5));
                prop_assert!(places.windows(2).all(|pair| served[pair[0]].1 < served[pair[1]].1));
            }
        }
    }
}
