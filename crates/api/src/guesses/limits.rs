//! How many guesses may fail.

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Duration;
use regulars_kernel::{Environment, Instant};

use super::buckets::{Buckets, Rate};
use super::familiar::Familiar;
use crate::error::ApiError;
use crate::peers::Peer;

/// What is guessed at. Failures at one kind do not count for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuessedSecret {
    /// A password.
    Password,
    /// A refresh token.
    RefreshToken,
    /// A pairing code.
    PairingCode,
    /// The secret in a drop address.
    MailDrop,
    /// The password of a mailbox elsewhere, or where that mailbox is.
    Mailbox,
    /// An API key. Its 256 bits are not to be guessed; what is bounded is the work.
    ApiKey,
    /// An API key that is shown for a token, which a program does once in ten minutes.
    ClientSecret,
    /// The code of a coupon.
    Coupon,
}

/// An account, told apart by a number that only this process can make of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Account(u64);

/// How many guesses may fail: of one peer whatever it guesses at, of one peer at one account, and of everybody together
/// at one account. A peer that the account has succeeded from before is held to its own failures at that account only,
/// so that strangers can lock nobody out. Each process counts for itself.
pub struct GuessLimits {
    environment: Environment,
    names: RandomState,
    counts: Mutex<Counts>,
}

struct Counts {
    peers: Buckets<(GuessedSecret, Peer)>,
    pairs: Buckets<(Account, Peer)>,
    keys_of_peers: Buckets<Peer>,
    keys_of_pairs: Buckets<(Account, Peer)>,
    accounts: Buckets<Account>,
    familiar: Familiar,
}

/// A guess that is being checked. It counts as failed unless it is told otherwise.
pub struct Guess {
    limits: Arc<GuessLimits>,
    secret: GuessedSecret,
    peer: Peer,
    account: Option<Account>,
    is_familiar: bool,
}

/// One peer: a shop whose staff share an address makes fewer mistakes than this.
const OF_PEER: Rate = Rate { name: "guesses", burst: 30, period: Duration::seconds(6) };
/// Keys are sent with every request, by every till of a shop.
const KEYS_OF_PEER: Rate = Rate { name: "guesses", burst: 200, period: Duration::milliseconds(200) };
/// One peer at one account.
const OF_PAIR: Rate = Rate { name: "guesses", burst: 10, period: Duration::seconds(6) };
/// Everybody that the account does not know, at one account: a hundred in an hour.
const OF_ACCOUNT: Rate = Rate { name: "guesses", burst: 100, period: Duration::seconds(36) };

impl GuessLimits {
    /// Limits of a program, with nothing counted yet.
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            names: RandomState::new(),
            counts: Mutex::new(Counts {
                peers: Buckets::new(OF_PEER),
                pairs: Buckets::new(OF_PAIR),
                keys_of_peers: Buckets::new(KEYS_OF_PEER),
                keys_of_pairs: Buckets::new(KEYS_OF_PEER),
                accounts: Buckets::new(OF_ACCOUNT),
                familiar: Familiar::default(),
            }),
        }
    }

    /// The account of that name.
    pub fn account(&self, name: impl std::hash::Hash) -> Account {
        Account(self.names.hash_one(name))
    }

    /// Whether the account has succeeded from that peer.
    pub fn is_familiar(&self, account: Account, peer: Peer) -> bool {
        self.counts().familiar.has(account, peer)
    }

    /// Lets the account know a peer: somebody there holds a session of it.
    pub fn acquaint(&self, account: Account, peer: Peer) {
        self.counts().familiar.add(account, peer);
    }

    /// Begins a guess, which counts as failed from now on. Refused when too many have failed.
    pub fn begin(
        self: &Arc<Self>,
        secret: GuessedSecret,
        peer: Peer,
        account: Option<Account>,
    ) -> Result<Guess, ApiError> {
        let now = self.environment.now();
        let mut counts = self.counts();
        let is_familiar = account.is_some_and(|account| counts.familiar.has(account, peer));
        counts.take(secret, peer, account, is_familiar, now)?;
        Ok(Guess { limits: Arc::clone(self), secret, peer, account, is_familiar })
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// Counts in every dimension, or in none.
    fn take(
        &mut self,
        secret: GuessedSecret,
        peer: Peer,
        account: Option<Account>,
        is_familiar: bool,
        now: Instant,
    ) -> Result<(), ApiError> {
        let stranger = !is_familiar;
        let guessed = account.filter(|_| secret == GuessedSecret::Password);
        let pairs = if secret == GuessedSecret::ApiKey { &self.keys_of_pairs } else { &self.pairs };
        if let Some(account) = account {
            pairs.check(&(account, peer), now).map_err(|wait| pairs.rate().refused(wait))?;
        }
        if let Some(account) = guessed.filter(|_| stranger) {
            self.accounts.check(&account, now).map_err(|wait| OF_ACCOUNT.refused(wait))?;
        }
        if stranger && secret == GuessedSecret::ApiKey {
            self.keys_of_peers.take(&peer, now).map_err(|wait| KEYS_OF_PEER.refused(wait))?;
        } else if stranger {
            self.peers.take(&(secret, peer), now).map_err(|wait| OF_PEER.refused(wait))?;
        }
        if let Some(account) = guessed.filter(|_| stranger) {
            self.accounts.take(&account, now).ok();
        }
        if let Some(account) = account {
            self.pairs_of(secret).take(&(account, peer), now).ok();
        }
        Ok(())
    }

    fn give_back(&mut self, guess: &Guess, now: Instant) {
        let Guess { secret, peer, account, is_familiar, .. } = *guess;
        if let Some(account) = account {
            self.pairs_of(secret).give_back(&(account, peer), now);
        }
        if is_familiar {
            return;
        }
        if secret == GuessedSecret::ApiKey {
            self.keys_of_peers.give_back(&peer, now);
        } else {
            self.peers.give_back(&(secret, peer), now);
        }
        if let Some(account) = account.filter(|_| secret == GuessedSecret::Password) {
            self.accounts.give_back(&account, now);
        }
    }

    const fn pairs_of(&mut self, secret: GuessedSecret) -> &mut Buckets<(Account, Peer)> {
        match secret {
            GuessedSecret::ApiKey => &mut self.keys_of_pairs,
            _ => &mut self.pairs,
        }
    }
}

impl Guess {
    /// The secret was right: nothing is counted, and the account knows the peer from now on.
    pub fn succeeded(self) {
        let now = self.limits.environment.now();
        let mut counts = self.limits.counts();
        counts.give_back(&self, now);
        if let Some(account) = self.account {
            counts.familiar.add(account, self.peer);
        }
    }

    /// Nobody looked at the secret: nothing is counted.
    pub fn not_made(self) {
        let now = self.limits.environment.now();
        self.limits.counts().give_back(&self, now);
    }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{ManualClock, SystemRandom};

    use super::*;

    fn limits() -> (Arc<ManualClock>, Arc<GuessLimits>) {
        let clock = Arc::new(ManualClock::at("2026-11-21T10:00:00Z".parse().unwrap()));
        let environment = Environment::new(clock.clone(), Arc::new(SystemRandom));
        (clock, Arc::new(GuessLimits::new(environment)))
    }

    fn peer(number: u32) -> Peer {
        Peer::at(std::net::IpAddr::V4(std::net::Ipv4Addr::from_bits(0x0a00_0000 + number)))
    }

    fn fail(limits: &Arc<GuessLimits>, peer: Peer, account: Option<Account>) -> bool {
        limits.begin(GuessedSecret::Password, peer, account).is_ok()
    }

    #[test]
    fn invented_accounts_of_one_peer_are_counted_together() {
        let (clock, limits) = limits();
        let made = (0..150).filter(|number| fail(&limits, peer(1), Some(limits.account(number)))).count();
        assert_eq!(made, 30);
        assert!(fail(&limits, peer(2), Some(limits.account(1))));
        clock.advance(Duration::seconds(6));
        assert!(fail(&limits, peer(1), Some(limits.account(1))));
        assert!(!fail(&limits, peer(1), Some(limits.account(1))));
    }

    #[test]
    fn the_failures_of_strangers_bound_the_account_and_not_whom_it_knows() {
        let (_, limits) = limits();
        let account = limits.account("owner@example.com");
        limits.begin(GuessedSecret::Password, peer(1), Some(account)).unwrap().succeeded();
        let made = (2..1_000).filter(|number| fail(&limits, peer(*number), Some(account))).count();
        assert_eq!(made, 100);
        for _ in 0..1_000 {
            limits.begin(GuessedSecret::Password, peer(1), Some(account)).unwrap().succeeded();
        }
        assert_eq!((0..20).filter(|_| fail(&limits, peer(1), Some(account))).count(), 10);
    }

    #[test]
    fn what_succeeds_or_is_not_made_does_not_count() {
        let (_, limits) = limits();
        for number in 0..1_000 {
            let account = Some(limits.account(number));
            limits.begin(GuessedSecret::Password, peer(1), account).unwrap().not_made();
            limits.begin(GuessedSecret::PairingCode, peer(1), None).unwrap().succeeded();
            limits.begin(GuessedSecret::ApiKey, peer(1), account).unwrap().succeeded();
        }
    }

    #[test]
    fn a_kind_of_secret_is_counted_for_itself() {
        let (_, limits) = limits();
        let codes = (0..50).filter(|_| limits.begin(GuessedSecret::PairingCode, peer(1), None).is_ok());
        assert_eq!(codes.count(), 30);
        assert!(fail(&limits, peer(1), None));
        assert!(limits.begin(GuessedSecret::RefreshToken, peer(1), None).is_ok());
    }
}
