//! Whether the database can be worked with.

use regulars_kernel::StoreError;

use crate::database::Database;
use crate::wall::{PlatformSql, values};
use crate::write_health::WriteFault;

/// How much a probe writes.
const PROBE_BYTES: usize = 256 * 1024;

/// Why the database cannot be worked with.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    /// It does not answer.
    #[error(transparent)]
    Silent(#[from] StoreError),
    /// It answers, and what is written is not kept.
    #[error("writes fail: {0}")]
    Writes(#[from] WriteFault),
}

impl Database {
    /// Whether the database answers and keeps what is written. From a write that failed on, one is tried.
    pub async fn ready(&self) -> Result<(), NotReady> {
        self.ping().await?;
        Ok(self.write_health().check(self.probe()).await?)
    }

    /// The same for those who only begin what they can write down. Costs nothing while writes are kept.
    pub async fn takes_writes(&self) -> Result<(), StoreError> {
        if self.write_health().fault().is_none() {
            return Ok(());
        }
        let checked = self.write_health().check(self.probe()).await;
        checked.map_err(|fault| StoreError::Unavailable(format!("writes fail: {fault}")))
    }

    /// Writes as much as a usual write does and more, so that it finds no room where that finds none.
    async fn probe(&self) -> bool {
        // A row that is changed into what it was costs SQLite no write at all.
        const CLEAR: PlatformSql = PlatformSql::new("DELETE FROM write_probe");
        const FILL: PlatformSql = PlatformSql::new("INSERT INTO write_probe (id, filler) VALUES (1, $1)");
        let probed: Result<u64, StoreError> = self
            .write_platform(|system| {
                Box::pin(async move {
                    system.execute(CLEAR, Vec::new()).await?;
                    system.execute(FILL, values![incompressible(PROBE_BYTES)]).await
                })
            })
            .await;
        probed.inspect_err(|error| tracing::debug!(%error, "the database still keeps no writes")).is_ok()
    }
}

/// Bytes that PostgreSQL does not store in less room than they have.
fn incompressible(count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    std::iter::repeat_with(|| {
        // Xorshift <https://www.jstatsoft.org/article/view/v008i14>.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    })
    .flatten()
    .take(count)
    .collect()
}
