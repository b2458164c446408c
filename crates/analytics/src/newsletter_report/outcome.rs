//! What became of a newsletter, as it is counted.

use async_trait::async_trait;
use regulars_kernel::{NewsletterId, StoreError, Tracking};

/// How often something happened, and to how many customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReactionCount {
    /// How often.
    pub total: i64,
    /// How many customers. Those by their own hand and the others together.
    pub unique: i64,
    /// How many customers, by their own hand at least once.
    pub human: i64,
}

impl ReactionCount {
    /// How many customers of whom nobody can be told to have done it by hand: a machine such as a virus scanner did.
    pub const fn machine(&self) -> i64 {
        self.unique - self.human
    }
}

/// How often a link was followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkCount {
    /// The position of the link, counted from one.
    pub position: i64,
    /// How often by hand.
    pub total: i64,
    /// By how many customers by their own hand.
    pub unique: i64,
    /// For how many customers only by a machine.
    pub machine: i64,
}

/// Where the messages of a newsletter stand at one instant. Together they are the frozen audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MessageCounts {
    /// All of them.
    pub recipients: i64,
    /// Those that the relay took.
    pub sent: i64,
    /// Those that cannot be delivered.
    pub failed: i64,
    /// Those of which it is not known whether they left.
    pub unknown: i64,
    /// Those that the contact gate stopped after the freeze.
    pub excluded_later: i64,
    /// Those that were cancelled.
    pub cancelled: i64,
    /// Those that wait for another try.
    pub deferred: i64,
    /// Those that wait for their first try, are being prepared or may be on the wire.
    pub waiting: i64,
}

/// How customers reacted to a newsletter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reactions {
    /// Opens.
    pub opens: ReactionCount,
    /// Clicks.
    pub clicks: ReactionCount,
    /// Clicks by link.
    pub links: Vec<LinkCount>,
    /// How many customers unsubscribed through it.
    pub unsubscribes: i64,
}

/// What became of a newsletter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewsletterOutcome {
    /// Where its messages stand.
    pub messages: MessageCounts,
    /// How customers reacted.
    pub reactions: Reactions,
    /// What is recorded of reactions. None before it is sent, and where it was sent when nobody told readers apart.
    pub tracking: Option<Tracking>,
}

/// What became of one merchant's newsletters.
#[async_trait]
pub trait NewsletterReportReads: Send {
    /// Where its messages stand and how customers reacted. None when there is no such newsletter.
    async fn outcome_of(&mut self, newsletter: NewsletterId)
    -> Result<Option<NewsletterOutcome>, StoreError>;
}
