//! How a worker works.

use std::time::Duration;

use regulars_channels::{AllowedNetworks, MailboxAuthorities};
use regulars_jobs::RetryPolicy;
use regulars_newsletters::DeliveryLadder;

/// How a worker works. The defaults suit a small machine.
#[derive(Clone, Debug)]
pub struct WorkerSettings {
    /// Scheme and host of links where a merchant has no host of its own, without a slash at the end.
    pub public_url: String,
    /// How long a worker holds what it has claimed without a sign of life. It gives one every third of that.
    pub lease: Duration,
    /// When a deferred message is tried again.
    pub ladder: DeliveryLadder,
    /// When a failed job is tried again.
    pub retries: RetryPolicy,
    /// How long a worker without work waits before it looks again.
    pub pause: Duration,
    /// How long a worker that was told to stop waits for relays to answer.
    pub drain: Duration,
    /// How many deliveries are claimed at a time.
    pub claim: u32,
    /// How many deliveries of a newsletter are handled before the merchant's next newsletter has its turn.
    pub slice: u32,
    /// After how many messages a connection is offered to other merchants.
    pub turn: u32,
    /// How many merchants are served at a time.
    pub merchants: usize,
    /// How many mailboxes are read at a time, besides.
    pub mailboxes: usize,
    /// Networks besides the Internet in which mailboxes may be.
    pub mailbox_networks: AllowedNetworks,
    /// Whose certificates their servers may have.
    pub mailbox_authorities: MailboxAuthorities,
}

impl Default for WorkerSettings {
    fn default() -> Self {
        Self {
            public_url: "http://localhost:8080".to_owned(),
            lease: Duration::from_secs(60),
            ladder: DeliveryLadder::default(),
            retries: RetryPolicy::default(),
            pause: Duration::from_millis(500),
            drain: Duration::from_secs(25),
            claim: 500,
            slice: 5_000,
            turn: 200,
            merchants: 32,
            mailboxes: 8,
            mailbox_networks: AllowedNetworks::default(),
            mailbox_authorities: MailboxAuthorities::default(),
        }
    }
}
