//! Credentials that were checked against the database a moment ago.
//!
//! A till sends many requests a second with one key. Checking it once in ten seconds keeps a purchase at its few round
//! trips; a credential revoked in another process holds for at most those ten seconds, one revoked in this process for
//! no time at all.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::Duration;
use regulars_kernel::{Clock, Instant};
use uuid::Uuid;

use super::Identity;

/// How long a check holds.
const HOLDS: Duration = Duration::seconds(10);
/// The most credentials that are remembered.
const MOST: usize = 10_000;

/// What was checked, and when.
#[derive(Default)]
pub struct CredentialCache {
    checked: Mutex<HashMap<Uuid, Checked>>,
}

struct Checked {
    secret: Vec<u8>,
    identity: Identity,
    at: Instant,
}

impl CredentialCache {
    /// The identity behind a credential that was checked lately with the same secret.
    pub fn find(&self, credential: Uuid, secret: &[u8], clock: &dyn Clock) -> Option<Identity> {
        let checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = checked.get(&credential)?;
        let age = clock.now() - known.at;
        (known.secret == secret && age >= Duration::zero() && age < HOLDS).then(|| known.identity.clone())
    }

    /// Remembers a check.
    pub fn remember(&self, credential: Uuid, secret: &[u8], identity: Identity, clock: &dyn Clock) {
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        let now = clock.now();
        if checked.len() >= MOST {
            checked.retain(|_, known| now - known.at < HOLDS);
        }
        if checked.len() < MOST {
            checked.insert(credential, Checked { secret: secret.to_vec(), identity, at: now });
        }
    }

    /// Forgets a credential that was revoked or changed.
    pub fn forget(&self, credential: Uuid) {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner).remove(&credential);
    }

    /// Forgets every credential of a merchant that was suspended.
    pub fn forget_merchant(&self, merchant: regulars_kernel::MerchantId) {
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        checked.retain(|_, known| known.identity.merchant != Some(merchant));
    }
}
