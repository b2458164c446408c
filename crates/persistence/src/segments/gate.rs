//! The contact gate as SQL: why advertising does not reach a customer over a channel.

use regulars_filters::ConsentChannel;
use regulars_kernel::Instant;

use crate::wall::{QueryHead, values};

/// The gate of one channel at one instant.
pub(crate) struct Gate {
    channel: ConsentChannel,
    now: Instant,
}

/// What [`Gate::verdict`] gives for a customer who is reached.
pub(crate) const REACHABLE: &str = "reachable";

impl Gate {
    /// The gate of `channel` at `now`.
    pub(crate) const fn new(channel: ConsentChannel, now: Instant) -> Self {
        Self { channel, now }
    }

    /// An expression over `customers c` and the joins of [`Self::join`]: [`REACHABLE`], or the name of the first reason
    /// against it.
    pub(crate) const fn verdict(&self) -> &'static str {
        match self.channel {
            ConsentChannel::Email => {
                "CASE WHEN c.email_folded IS NULL THEN 'no_address' \
                 WHEN c.email_verified_at IS NULL THEN 'not_verified' \
                 WHEN granted.customer_id IS NULL THEN 'no_consent' \
                 WHEN suppressed.address IS NOT NULL THEN 'suppressed' \
                 WHEN c.restricted_at IS NOT NULL THEN 'restricted' ELSE 'reachable' END"
            }
            ConsentChannel::Sms => {
                "CASE WHEN c.phone IS NULL THEN 'no_address' \
                 WHEN granted.customer_id IS NULL THEN 'no_consent' \
                 WHEN suppressed.address IS NOT NULL THEN 'suppressed' \
                 WHEN c.restricted_at IS NOT NULL THEN 'restricted' ELSE 'reachable' END"
            }
            // Customers have no addresses on these channels yet.
            ConsentChannel::Push | ConsentChannel::Telegram => "'no_address'",
        }
    }

    /// Whether a customer is reached, as a condition that the database can use better than a comparison with
    /// [`Self::verdict`].
    pub(crate) const fn passes(&self) -> &'static str {
        match self.channel {
            ConsentChannel::Email => {
                "c.email_folded IS NOT NULL AND c.email_verified_at IS NOT NULL AND granted.customer_id IS NOT NULL \
                 AND suppressed.address IS NULL AND c.restricted_at IS NULL"
            }
            ConsentChannel::Sms => {
                "c.phone IS NOT NULL AND granted.customer_id IS NOT NULL AND suppressed.address IS NULL \
                 AND c.restricted_at IS NULL"
            }
            ConsentChannel::Push | ConsentChannel::Telegram => "FALSE",
        }
    }

    /// Joins what the gate asks for: the consent that is granted for this very address, and what is suppressed now.
    #[must_use]
    pub(crate) fn join(&self, head: QueryHead) -> QueryHead {
        match self.channel {
            ConsentChannel::Email => head
                .then(
                    " LEFT JOIN consent_states granted ON granted.merchant_id = $1 AND granted.customer_id = c.id \
                     AND granted.purpose = 'advertising' AND granted.channel = 'email' AND granted.state = 'granted' \
                     AND granted.address = c.email_folded",
                    [],
                )
                .then(
                    " LEFT JOIN suppressions suppressed ON suppressed.merchant_id = $1 \
                     AND suppressed.channel = 'email' AND suppressed.address = c.email_folded \
                     AND (suppressed.expires_at IS NULL OR suppressed.expires_at > ?)",
                    values![self.now],
                ),
            ConsentChannel::Sms => head
                .then(
                    " LEFT JOIN consent_states granted ON granted.merchant_id = $1 AND granted.customer_id = c.id \
                     AND granted.purpose = 'advertising' AND granted.channel = 'sms' AND granted.state = 'granted' \
                     AND granted.address = c.phone",
                    [],
                )
                .then(
                    " LEFT JOIN suppressions suppressed ON suppressed.merchant_id = $1 \
                     AND suppressed.channel = 'sms' AND suppressed.address = c.phone \
                     AND (suppressed.expires_at IS NULL OR suppressed.expires_at > ?)",
                    values![self.now],
                ),
            ConsentChannel::Push | ConsentChannel::Telegram => head,
        }
    }
}
