//! Large answers that are held in memory until their client has read them, and who gives way when they are too many.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::connection::GivingWay;
use crate::peers::Peer;

/// The most bytes that they hold together.
const MOST: usize = 48 << 20;

/// Large answers that are under way. Beyond [`MOST`], the client with the most of them loses its oldest: whoever reads what
/// it asks for is not kept from it by those who do not.
#[derive(Default)]
pub struct AnswersUnderWay(Mutex<UnderWay>);

#[derive(Default)]
struct UnderWay {
    next: u64,
    bytes: usize,
    of_peer: HashMap<Peer, OfPeer>,
}

#[derive(Default)]
struct OfPeer {
    bytes: usize,
    answers: BTreeMap<u64, Answer>,
}

struct Answer {
    bytes: usize,
    connection: GivingWay,
}

/// An answer that is counted until this is dropped, or it was given up.
pub struct AnswerUnderWay {
    all: Arc<AnswersUnderWay>,
    peer: Peer,
    number: u64,
}

impl AnswersUnderWay {
    /// Counts an answer to `peer`, and has others give way to it where there is no room.
    pub fn begin(self: Arc<Self>, peer: Peer, bytes: usize, connection: GivingWay) -> AnswerUnderWay {
        let mut under_way = self.lock();
        let number = under_way.next;
        under_way.next += 1;
        under_way.bytes += bytes;
        let of_peer = under_way.of_peer.entry(peer).or_default();
        of_peer.bytes += bytes;
        of_peer.answers.insert(number, Answer { bytes, connection });
        while under_way.bytes > MOST
            && let Some(answer) = under_way.give_up_one(number)
        {
            answer.connection.ask();
        }
        drop(under_way);
        AnswerUnderWay { all: self, peer, number }
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay {
    /// Forgets the oldest answer of whoever has the most, but not the newest of all.
    fn give_up_one(&mut self, newest: u64) -> Option<Answer> {
        let (peer, of_peer) = self.of_peer.iter().max_by_key(|(_, of_peer)| of_peer.bytes)?;
        let (peer, oldest) = (*peer, *of_peer.answers.keys().next()?);
        if oldest == newest { None } else { self.forget(peer, oldest) }
    }

    fn forget(&mut self, peer: Peer, number: u64) -> Option<Answer> {
        let of_peer = self.of_peer.get_mut(&peer)?;
        let answer = of_peer.answers.remove(&number)?;
        of_peer.bytes -= answer.bytes;
        self.bytes -= answer.bytes;
        if of_peer.answers.is_empty() {
            self.of_peer.remove(&peer);
        }
        Some(answer)
    }
}

impl Drop for AnswerUnderWay {
    fn drop(&mut self) {
        self.all.lock().forget(self.peer, self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::task::{Context, Waker};

    use super::*;
    use crate::connection::ConnectionActivity;

    fn peer(address: &str) -> Peer {
        Peer::at(address.parse().unwrap())
    }

    fn must_give_way(connection: &ConnectionActivity) -> bool {
        connection.must_give_way(&Context::from_waker(Waker::noop()))
    }

    #[test]
    fn who_has_the_most_unread_gives_way_oldest_first_and_a_client_who_reads_does_not() {
        let all = Arc::new(AnswersUnderWay::default());
        let (crowd, reader) = (peer("192.0.2.1"), peer("192.0.2.2"));
        let begin = |peer, bytes| {
            let connection = ConnectionActivity::default();
            let answer = Arc::clone(&all).begin(peer, bytes, connection.giving_way());
            (connection, answer)
        };
        let read = begin(reader, MOST / 8);
        let unread: Vec<_> = (0..7).map(|_| begin(crowd, MOST / 8)).collect();
        assert!(unread.iter().all(|(connection, _)| !must_give_way(connection)));
        let newest = begin(reader, MOST / 8);
        let gave_way: Vec<bool> = unread.iter().map(|(connection, _)| must_give_way(connection)).collect();
        assert_eq!(gave_way, [true, false, false, false, false, false, false]);
        assert!(!must_give_way(&read.0) && !must_give_way(&newest.0));
        let huge = begin(crowd, 2 * MOST);
        assert!(!must_give_way(&huge.0), "the newest is let through");
        drop((read, unread, newest, huge));
        let left = all.lock();
        assert_eq!((left.bytes, left.of_peer.len()), (0, 0));
    }
}
