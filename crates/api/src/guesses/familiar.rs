//! Who has succeeded before, and from where.

use std::collections::HashSet;

use super::limits::Account;
use crate::peers::Peer;

/// How many are remembered at least; at most twice as many are.
const REMEMBERED: usize = 20_000;

/// Accounts with the peers that they have succeeded from, the latest ones.
#[derive(Default)]
pub struct Familiar {
    young: HashSet<(Account, Peer)>,
    old: HashSet<(Account, Peer)>,
}

impl Familiar {
    /// Whether the account has succeeded from that peer.
    pub fn has(&self, account: Account, peer: Peer) -> bool {
        self.young.contains(&(account, peer)) || self.old.contains(&(account, peer))
    }

    /// Remembers a success.
    pub fn add(&mut self, account: Account, peer: Peer) {
        if self.young.len() >= REMEMBERED {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert((account, peer));
    }
}
