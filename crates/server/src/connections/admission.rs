//! How many connections are open, of each peer and in all.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use regulars_api::{Peer, TrustedProxies};

use super::Room;

/// Counts the connections of a process.
pub struct Admission {
    room: Room,
    trusted_proxies: TrustedProxies,
    open: Mutex<Open>,
}

#[derive(Default)]
struct Open {
    in_all: usize,
    of_peer: HashMap<Peer, usize>,
    being_refused: usize,
}

/// A connection that is counted until it is dropped.
pub struct Admitted {
    admission: Arc<Admission>,
    peer: Option<Peer>,
}

/// A connection that is told that there is no room, until it is dropped.
pub struct Refusal(Arc<Admission>);

/// What becomes of a connection.
pub enum Decision {
    /// It is served.
    Admitted(Admitted),
    /// It is told that there is no room.
    Refused(Refusal),
    /// There is not even room to tell it.
    Dropped,
}

/// How many connections are told at a time that there is no room.
pub const REFUSED_AT_A_TIME: usize = 64;

impl Admission {
    /// Room for so many connections. A trusted proxy speaks for many peers, and may have all.
    pub fn new(room: Room, trusted_proxies: TrustedProxies) -> Self {
        Self { room, trusted_proxies, open: Mutex::default() }
    }

    /// Decides about a connection from that address.
    pub fn decide(self: &Arc<Self>, address: Option<SocketAddr>) -> Decision {
        let counted = address.filter(|address| !self.trusted_proxies.contain(address.ip()));
        let peer = counted.map(|address| Peer::at(address.ip()));
        let mut open = self.open();
        let of_peer = peer.map_or(0, |peer| open.of_peer.get(&peer).copied().unwrap_or_default());
        if open.in_all < self.room.in_all && of_peer < self.room.of_peer {
            open.in_all += 1;
            if let Some(peer) = peer {
                *open.of_peer.entry(peer).or_default() += 1;
            }
            return Decision::Admitted(Admitted { admission: Arc::clone(self), peer });
        }
        if open.being_refused < REFUSED_AT_A_TIME {
            open.being_refused += 1;
            return Decision::Refused(Refusal(Arc::clone(self)));
        }
        Decision::Dropped
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut open = self.admission.open();
        open.in_all = open.in_all.saturating_sub(1);
        if let Some(peer) = self.peer
            && let Some(count) = open.of_peer.get_mut(&peer)
        {
            *count -= 1;
            if *count == 0 {
                open.of_peer.remove(&peer);
            }
        }
    }
}

impl Drop for Refusal {
    fn drop(&mut self) {
        let mut open = self.0.open();
        open.being_refused = open.being_refused.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(admission: &Arc<Admission>, address: &str) -> Option<Admitted> {
        match admission.decide(Some(address.parse().unwrap())) {
            Decision::Admitted(admitted) => Some(admitted),
            Decision::Refused(_) | Decision::Dropped => None,
        }
    }

    #[test]
    fn a_peer_has_its_share_and_a_trusted_proxy_all() {
        let room = Room { in_all: 5, of_peer: 2 };
        let admission = Arc::new(Admission::new(room, "10.0.0.1".parse().unwrap()));
        let first = admitted(&admission, "192.0.2.1:1").unwrap();
        let second = admitted(&admission, "192.0.2.1:2").unwrap();
        assert!(admitted(&admission, "192.0.2.1:3").is_none());
        let proxied: Vec<_> = (0..4).filter_map(|_| admitted(&admission, "10.0.0.1:1")).collect();
        assert_eq!(proxied.len(), 3);
        assert!(admitted(&admission, "192.0.2.2:1").is_none());
        drop(first);
        let third = admitted(&admission, "192.0.2.1:3").unwrap();
        drop((second, third, proxied));
        let open = admission.open();
        assert_eq!((open.in_all, open.of_peer.len(), open.being_refused), (0, 0, 0));
    }

    #[test]
    fn only_so_many_are_told_at_a_time() {
        let admission = Arc::new(Admission::new(Room { in_all: 0, of_peer: 0 }, TrustedProxies::default()));
        let told: Vec<Decision> = (0..REFUSED_AT_A_TIME + 1).map(|_| admission.decide(None)).collect();
        assert!(matches!(told.last(), Some(Decision::Dropped)));
        drop(told);
        assert!(matches!(admission.decide(None), Decision::Refused(_)));
    }
}
