//! Through which relay a merchant's mail leaves.

use std::sync::Arc;

use regulars_channels::OutsideChannel;
use regulars_kernel::MerchantId;

/// A way for mail to leave.
#[derive(Clone)]
pub struct MailRoute {
    /// The name by which its troubles are remembered: merchants with the same relay share them.
    pub name: Arc<str>,
    /// The relay's connections.
    pub channel: Arc<dyn OutsideChannel>,
    /// How many of them one newsletter uses at most.
    pub lines: usize,
}

/// Knows the relay of each merchant.
pub trait MailRoutes: Send + Sync {
    /// The merchant's relay, if there is one.
    fn route(&self, merchant: MerchantId) -> Option<MailRoute>;
}

/// The same relay for every merchant, or none.
#[derive(Clone, Default)]
pub struct OneRelay(Option<MailRoute>);

impl OneRelay {
    /// Every merchant's mail leaves through `channel`, over at most so many connections at a time.
    pub fn new(channel: Arc<dyn OutsideChannel>, lines: usize) -> Self {
        Self(Some(MailRoute { name: Arc::from("relay"), channel, lines: lines.max(1) }))
    }

    /// No mail leaves; only sandboxes work.
    pub const fn none() -> Self {
        Self(None)
    }
}

impl MailRoutes for OneRelay {
    fn route(&self, _: MerchantId) -> Option<MailRoute> {
        self.0.clone()
    }
}
