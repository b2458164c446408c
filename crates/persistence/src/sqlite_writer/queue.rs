//! Which work comes next, and when a commit is put off no longer for more of it.

use std::time::Duration;

use regulars_kernel::MerchantId;

use super::round::Round;

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

/// How long a commit is put off for more work of those who wait for it as well.
const BATCH_TIME: Duration = Duration::from_millis(4);

/// Work that waits. Merchants take turns. Tills go before everybody else, but each second commit has a piece of somebody
/// else in it if one waits.
pub struct WriterQueue<Piece> {
    tills: Round<Share, Piece>,
    others: Round<Share, Piece>,
    others_were_passed: bool,
}

/// What is under one commit so far.
#[derive(Default)]
pub struct Taken {
    last: Option<Share>,
    has_tills: bool,
    is_of_many: bool,
}

impl<Piece> Default for WriterQueue<Piece> {
    fn default() -> Self {
        Self { tills: Round::default(), others: Round::default(), others_were_passed: false }
    }
}

impl<Piece> WriterQueue<Piece> {
    /// Puts a piece behind the others of its share.
    pub fn add(&mut self, share: Share, piece: Piece) {
        match share {
            Share::Tills(_) => self.tills.add(share, piece),
            Share::Merchant(_) | Share::Platform => self.others.add(share, piece),
        }
    }

    /// The first piece of a commit.
    pub fn first(&mut self, taken: &mut Taken) -> Option<Piece> {
        let others_first = self.others_were_passed && !self.others.is_empty();
        let next = if others_first { None } else { self.tills.next() };
        self.others_were_passed = next.is_some() && !self.others.is_empty();
        self.take(next, taken)
    }

    /// One more piece under a commit that has been put off for so long. Tills are not kept waiting for anybody else.
    pub fn more(&mut self, taken: &mut Taken, elapsed: Duration) -> Option<Piece> {
        if !self.tills.is_empty() {
            taken.is_of_many |=
                taken.has_tills && taken.last.is_some_and(|share| self.tills.others_wait(share));
            let has_time = elapsed < BATCH_TIME || !taken.has_tills || !taken.is_of_many;
            let next = if has_time { self.tills.next() } else { None };
            return next.map(|next| taken.note(next));
        }
        if taken.has_tills || elapsed >= BATCH_TIME {
            return None;
        }
        self.take(None, taken)
    }

    fn take(&mut self, till: Option<(Share, Piece)>, taken: &mut Taken) -> Option<Piece> {
        till.or_else(|| self.others.next()).map(|next| taken.note(next))
    }
}

impl Taken {
    fn note<Piece>(&mut self, (share, piece): (Share, Piece)) -> Piece {
        let is_till = matches!(share, Share::Tills(_));
        self.is_of_many |= self.has_tills && is_till && self.last != Some(share);
        self.has_tills |= is_till;
        self.last = Some(share);
        piece
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn merchant(number: u128) -> MerchantId {
        MerchantId::new(Uuid::from_u128(number))
    }

    /// What is taken under one commit, when each piece takes so long.
    fn commit(queue: &mut WriterQueue<&'static str>, each: Duration) -> Vec<&'static str> {
        let mut taken = Taken::default();
        let mut pieces: Vec<_> = queue.first(&mut taken).into_iter().collect();
        let mut elapsed = each;
        while let Some(piece) = queue.more(&mut taken, elapsed) {
            pieces.push(piece);
            elapsed += each;
        }
        pieces
    }

    #[test]
    fn tills_go_first_and_do_not_wait_for_others_who_are_not_forgotten() {
        let mut queue = WriterQueue::default();
        for _ in 0..3 {
            queue.add(Share::Merchant(merchant(1)), "office");
        }
        queue.add(Share::Tills(merchant(2)), "till");
        queue.add(Share::Tills(merchant(2)), "till");
        assert_eq!(commit(&mut queue, Duration::ZERO), ["till", "till"]);
        queue.add(Share::Tills(merchant(2)), "till");
        assert_eq!(commit(&mut queue, Duration::ZERO), ["office", "till"]);
        assert_eq!(commit(&mut queue, Duration::ZERO), ["office", "office"]);
        assert!(commit(&mut queue, Duration::ZERO).is_empty());
    }

    #[test]
    fn a_commit_is_put_off_for_long_only_by_the_tills_of_one_merchant() {
        let each = Duration::from_millis(1);
        let mut queue = WriterQueue::default();
        for _ in 0..10 {
            queue.add(Share::Tills(merchant(1)), "one");
        }
        assert_eq!(commit(&mut queue, each).len(), 10);
        for _ in 0..10 {
            queue.add(Share::Tills(merchant(1)), "one");
            queue.add(Share::Merchant(merchant(1)), "office");
        }
        queue.add(Share::Tills(merchant(2)), "two");
        assert_eq!(commit(&mut queue, each), ["one", "two", "one", "one"]);
        assert_eq!(commit(&mut queue, each)[..2], ["office", "one"]);
        assert!(commit(&mut queue, each).iter().all(|piece| *piece == "office"));
        assert_eq!(commit(&mut queue, each).len(), 4);
    }
}
