//! The fingerprints of the keys that this database was used with.

use async_trait::async_trait;
use regulars_identity::{KeyFingerprint, KnownKeyStore};
use regulars_kernel::{Instant, StoreError};

use crate::wall::{FromRow, PlatformSql, SystemTx, values};

#[derive(FromRow)]
struct FingerprintRow {
    fingerprint: Vec<u8>,
}

#[async_trait]
impl KnownKeyStore for SystemTx {
    async fn known_keys(&mut self) -> Result<Vec<KeyFingerprint>, StoreError> {
        const LIST: PlatformSql =
            PlatformSql::new("SELECT fingerprint FROM key_fingerprints ORDER BY sequence");
        let rows: Vec<FingerprintRow> = self.all(LIST, values![]).await?;
        Ok(rows.into_iter().map(|row| KeyFingerprint(row.fingerprint)).collect())
    }

    async fn insert_known_key(
        &mut self,
        place: i64,
        key: &KeyFingerprint,
        now: Instant,
    ) -> Result<(), StoreError> {
        const INSERT: PlatformSql = PlatformSql::new(
            "INSERT INTO key_fingerprints (sequence, fingerprint, known_since) VALUES ($1, $2, $3)
             ON CONFLICT (sequence) DO NOTHING",
        );
        self.execute(INSERT, values![place, key.0.clone(), now]).await.map(drop)
    }
}
