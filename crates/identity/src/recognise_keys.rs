//! The keys that a database was used with.
//!
//! Links in sent mail, sessions and the evidence of consents hold only with the key that made them. So the database knows
//! a fingerprint of each key, and the program does not work on it with another one.

use async_trait::async_trait;
use regulars_kernel::{Environment, Instant, StoreError};

/// A keyed hash that tells a key from others and does not lead to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFingerprint(pub Vec<u8>);

/// The fingerprints that a database knows.
#[async_trait]
pub trait KnownKeyStore: Send {
    /// All of them, the oldest first.
    async fn known_keys(&mut self) -> Result<Vec<KeyFingerprint>, StoreError>;
    /// Adds one in that place. Nothing is done if another one has it.
    async fn insert_known_key(
        &mut self,
        place: i64,
        key: &KeyFingerprint,
        now: Instant,
    ) -> Result<(), StoreError>;
}

/// Why the program does not work with the keys that it has.
#[derive(Debug, thiserror::Error)]
pub enum RecogniseKeysError {
    /// The database was used with a key that is not among them.
    #[error("the database was used with another key")]
    AnotherKey,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Holds the program's keys, the newest first, against those that the database knows. Every known one must be among them,
/// for as long as the database lives. Beside them a new one may be the newest, and a database that knows none learns it.
pub async fn recognise_keys(
    store: &mut dyn KnownKeyStore,
    environment: &Environment,
    presented: &[KeyFingerprint],
) -> Result<(), RecogniseKeysError> {
    let newest = presented.first().ok_or(RecogniseKeysError::AnotherKey)?;
    loop {
        let known = store.known_keys().await?;
        if !known.iter().all(|key| presented.contains(key)) {
            return Err(RecogniseKeysError::AnotherKey);
        }
        if known.contains(newest) {
            return Ok(());
        }
        let place = i64::try_from(known.len())
            .map_err(|error| StoreError::inconsistent("key_fingerprints", error))?
            + 1;
        // Two programs may learn a key at the same time: the one that comes second looks again.
        store.insert_known_key(place, newest, environment.now()).await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Known(Vec<KeyFingerprint>);

    #[async_trait]
    impl KnownKeyStore for Known {
        async fn known_keys(&mut self) -> Result<Vec<KeyFingerprint>, StoreError> {
            Ok(self.0.clone())
        }

        async fn insert_known_key(
            &mut self,
            place: i64,
            key: &KeyFingerprint,
            _now: Instant,
        ) -> Result<(), StoreError> {
            assert_eq!(place, i64::try_from(self.0.len()).unwrap() + 1);
            self.0.push(key.clone());
            Ok(())
        }
    }

    #[tokio::test]
    async fn every_known_key_is_needed_and_a_new_one_may_come_on_top() {
        let (mut known, environment) = (Known::default(), Environment::system());
        for (presented, is_recognised, count) in [
            (vec![], false, 0),
            (vec![1], true, 1),
            (vec![1], true, 1),
            (vec![2], false, 1),
            (vec![2, 1], true, 2),
            (vec![1, 2], true, 2),
            (vec![1], false, 2),
            (vec![2], false, 2),
            (vec![3, 2], false, 2),
            (vec![3, 2, 1], true, 3),
        ] {
            let keys: Vec<_> = presented.iter().map(|key| KeyFingerprint(vec![*key])).collect();
            let recognised = recognise_keys(&mut known, &environment, &keys).await;
            assert_eq!((recognised.is_ok(), known.0.len()), (is_recognised, count), "{presented:?}");
        }
    }
}
