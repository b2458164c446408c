//! What a sandbox kept instead of sending it.

use async_trait::async_trait;
use regulars_kernel::{CapturedMessageId, Instant, Page, PageRequest, StoreError};

use crate::delivery::record::CapturedMessage;

/// A message that a sandbox kept, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptMessage {
    /// The message.
    pub message: CapturedMessage,
    /// When it would have left.
    pub created_at: Instant,
}

/// Where a kept message stands among the others.
pub type KeptMessagePosition = (Instant, CapturedMessageId);

/// The kept messages of one merchant, as they are read.
#[async_trait]
pub trait SandboxReads: Send {
    /// Kept messages, the newest first; only those of one channel or to one address where these are named.
    async fn list_kept_messages(
        &mut self,
        channel: Option<&str>,
        to: Option<&str>,
        page: PageRequest<KeptMessagePosition>,
    ) -> Result<Page<KeptMessage, KeptMessagePosition>, StoreError>;
    /// One kept message.
    async fn find_kept_message(&mut self, id: CapturedMessageId) -> Result<Option<KeptMessage>, StoreError>;
}

/// The kept messages of one merchant.
#[async_trait]
pub trait SandboxStore: SandboxReads {
    /// Moves the merchant's clock: so many microseconds ahead of the time of day.
    async fn shift_test_clock(&mut self, microseconds: i64) -> Result<(), StoreError>;
}
