//! From which other origins browsers may call.
//!
//! Before it sends a request a browser asks without any credential, so nobody knows yet whose request it will be: it is
//! told yes for every origin that somebody allows. The answer to the request itself is then open only to the origins of
//! the merchant whose credential it shows, and to those that are allowed for all.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::Duration;
use regulars_identity::{Origin, OriginStore};
use regulars_kernel::{Environment, Instant, MerchantId, StoreError};
use regulars_persistence::Database;

use crate::auth::CredentialOf;

/// How long a look at the database holds: what another process has changed is seen by then.
const HOLDS: Duration = Duration::seconds(10);

/// The origins that are allowed.
pub struct Origins {
    for_all: HashSet<Origin>,
    of_merchants: Mutex<OfMerchants>,
    reading: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct OfMerchants {
    merchants: HashMap<Origin, HashSet<MerchantId>>,
    read_at: Option<Instant>,
    /// How often a change of this process made what was read before worthless.
    changes: u64,
}

impl Origins {
    /// Origins of which these are allowed for all.
    pub fn new(for_all: impl IntoIterator<Item = Origin>) -> Self {
        Self {
            for_all: for_all.into_iter().collect(),
            of_merchants: Mutex::default(),
            reading: tokio::sync::Mutex::default(),
        }
    }

    /// Whether somebody allows the origin.
    pub fn is_known(&self, origin: &Origin) -> bool {
        self.for_all.contains(origin) || self.lock().merchants.contains_key(origin)
    }

    /// Whether an answer to the holder of that credential is open to the origin. Without a credential it says nothing of
    /// any merchant, and is open to whom the browser was told so.
    pub fn may_read(&self, origin: &Origin, credential: Option<CredentialOf>) -> bool {
        match credential {
            None => self.is_known(origin),
            Some(CredentialOf::Operator) => self.for_all.contains(origin),
            Some(CredentialOf::Merchant(merchant)) => {
                self.for_all.contains(origin)
                    || self
                        .lock()
                        .merchants
                        .get(origin)
                        .is_some_and(|merchants| merchants.contains(&merchant))
            }
        }
    }

    /// A merchant has changed its origins: they are read anew.
    pub fn forget(&self) {
        let mut known = self.lock();
        known.read_at = None;
        known.changes += 1;
    }

    /// Reads the origins of all merchants when it is time to. What was read before holds on while that fails, and while
    /// another request reads.
    pub async fn refresh(&self, database: &Database, environment: &Environment) {
        if self.is_fresh(environment.now()) {
            return;
        }
        let was_read = self.lock().read_at.is_some();
        let turn = match self.reading.try_lock() {
            Ok(turn) => turn,
            Err(_) if was_read => return,
            Err(_) => self.reading.lock().await,
        };
        if self.is_fresh(environment.now()) {
            return;
        }
        let changes = self.lock().changes;
        let read = database.read_platform(async move |system| system.allowed_origins().await).await;
        self.keep(read, changes, environment.now());
        drop(turn);
    }

    fn is_fresh(&self, now: Instant) -> bool {
        self.lock().read_at.is_some_and(|read_at| now >= read_at && now - read_at < HOLDS)
    }

    fn keep(&self, read: Result<Vec<(Origin, MerchantId)>, StoreError>, changes: u64, now: Instant) {
        let mut known = self.lock();
        match read {
            Ok(origins) => {
                known.merchants.clear();
                for (origin, merchant) in origins {
                    known.merchants.entry(origin).or_default().insert(merchant);
                }
            }
            Err(error) => tracing::warn!(%error, "the allowed origins cannot be read"),
        }
        // A failed look is not repeated by every request either.
        if known.changes == changes {
            known.read_at = Some(now);
        }
    }

    fn lock(&self) -> MutexGuard<'_, OfMerchants> {
        self.of_merchants.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_open_to_the_origins_of_its_merchant_and_to_those_for_all() {
        let environment = Environment::system();
        let origin = |host: &str| format!("https://{host}.example").parse::<Origin>().unwrap();
        let (one, other) = (MerchantId::new(environment.new_id()), MerchantId::new(environment.new_id()));
        let origins = Origins::new([origin("all")]);
        origins.keep(Ok(vec![(origin("one"), one), (origin("other"), other)]), 0, environment.now());
        for (from, credential, is_open) in [
            ("all", Some(CredentialOf::Operator), true),
            ("all", Some(CredentialOf::Merchant(one)), true),
            ("one", Some(CredentialOf::Merchant(one)), true),
            ("one", Some(CredentialOf::Merchant(other)), false),
            ("one", Some(CredentialOf::Operator), false),
            ("one", None, true),
            ("nobody", None, false),
            ("nobody", Some(CredentialOf::Merchant(one)), false),
        ] {
            assert_eq!(origins.may_read(&origin(from), credential), is_open, "{from} {credential:?}");
        }
    }

    #[test]
    fn what_was_read_while_it_changed_is_read_again_and_what_was_known_outlives_a_failure() {
        let environment = Environment::system();
        let origin: Origin = "https://one.example".parse().unwrap();
        let origins = Origins::new([]);
        let one = MerchantId::new(environment.new_id());
        origins.forget();
        origins.keep(Ok(vec![(origin.clone(), one)]), 0, environment.now());
        assert!(origins.is_known(&origin) && !origins.is_fresh(environment.now()));
        origins.keep(Err(StoreError::Unavailable("down".into())), 1, environment.now());
        assert!(origins.is_known(&origin) && origins.is_fresh(environment.now()));
    }
}
