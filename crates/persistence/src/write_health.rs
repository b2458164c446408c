//! Whether writes are kept just now.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

use tokio::sync::Mutex;

/// Why nothing can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[repr(u8)]
pub enum WriteFault {
    /// There is no room.
    #[error("the disk is full")]
    DiskFull = 2,
    /// The file, its file system or the server takes no writes.
    #[error("the storage is read-only")]
    ReadOnly,
    /// The disk fails.
    #[error("the storage fails")]
    InputOutput,
    /// The database has no memory, or no room for another connection.
    #[error("the database is out of resources")]
    OutOfResources,
    /// What is stored does not make sense to the database.
    #[error("the storage is damaged")]
    Damaged,
    /// The database is not there.
    #[error("the database cannot be reached")]
    Unreachable,
}

impl WriteFault {
    const ALL: [Self; 6] = [
        Self::DiskFull,
        Self::ReadOnly,
        Self::InputOutput,
        Self::OutOfResources,
        Self::Damaged,
        Self::Unreachable,
    ];

    /// The name for programs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DiskFull => "disk_full",
            Self::ReadOnly => "read_only",
            Self::InputOutput => "io_error",
            Self::OutOfResources => "out_of_resources",
            Self::Damaged => "damaged",
            Self::Unreachable => "unreachable",
        }
    }
}

const UNTRIED: u8 = 0;
const WRITES: u8 = 1;

/// What writes have shown: that they are kept, or a fault of the storage. One for all who write.
#[derive(Debug, Default)]
pub struct WriteHealth {
    last: AtomicU8,
    /// How many probes have begun.
    begun: AtomicU64,
    probing: Mutex<()>,
}

impl WriteHealth {
    /// A commit that changed something was kept. It ends no fault: in what room is left on a full disk the smallest
    /// writes still fit.
    pub fn worked(&self) {
        if self.is_untried() {
            self.last.compare_exchange(UNTRIED, WRITES, Ordering::Relaxed, Ordering::Relaxed).ok();
        }
    }

    /// A write met a fault.
    pub fn failed(&self, fault: WriteFault) {
        if self.last.swap(fault as u8, Ordering::Relaxed) != fault as u8 {
            tracing::error!(%fault, "writes fail");
        }
    }

    /// The fault that the last write met.
    pub fn fault(&self) -> Option<WriteFault> {
        let last = self.last.load(Ordering::Relaxed);
        WriteFault::ALL.into_iter().find(|fault| *fault as u8 == last)
    }

    /// Whether nothing was ever written.
    pub fn is_untried(&self) -> bool {
        self.last.load(Ordering::Relaxed) == UNTRIED
    }

    /// Has `probe` write something if that is in doubt, which tells whether it was kept, and tells whether writes are
    /// kept. However many ask meanwhile, one more probes for all of them: one that began before may have met a fault that is over.
    pub async fn check(&self, probe: impl Future<Output = bool>) -> Result<(), WriteFault> {
        if self.fault().is_some() || self.is_untried() {
            let before = self.begun.load(Ordering::Relaxed);
            let _alone = self.probing.lock().await;
            if self.begun.load(Ordering::Relaxed) == before {
                self.begun.fetch_add(1, Ordering::Relaxed);
                if probe.await {
                    self.last.store(WRITES, Ordering::Relaxed);
                }
            }
        }
        self.fault().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn while_writes_fail_only_a_probe_ends_that_and_afterwards_nobody_probes() {
        let health = WriteHealth::default();
        for fault in WriteFault::ALL {
            health.failed(fault);
            health.worked();
            assert_eq!(health.check(async { false }).await, Err(fault));
        }
        assert_eq!(health.check(async { true }).await, Ok(()));
        assert_eq!(health.check(async { panic!("it was asked") }).await, Ok(()));
    }

    #[tokio::test]
    async fn who_asks_while_another_probes_is_told_by_a_probe_that_began_behind_the_question() {
        let health = WriteHealth::default();
        health.failed(WriteFault::DiskFull);
        let (goes_on, waits) = tokio::sync::oneshot::channel::<()>();
        let probed = AtomicU64::new(0);
        let with_room = async || {
            health
                .check(async {
                    probed.fetch_add(1, Ordering::Relaxed);
                    true
                })
                .await
        };
        let without = health.check(async {
            waits.await.unwrap();
            false
        });
        let let_on = async {
            // The others ask before: they are polled in this order.
            goes_on.send(()).unwrap();
        };
        let (_, first, second, ()) = tokio::join!(without, with_room(), with_room(), let_on);
        assert_eq!((first, second, probed.into_inner()), (Ok(()), Ok(()), 1));
    }
}
