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
                 WHEN email_granted.customer_id IS NULL THEN 'no_consent' \
                 WHEN email_suppressed.address IS NOT NULL THEN 'suppressed' \
                 WHEN c.restricted_at IS NOT NULL THEN 'restricted' ELSE 'reachable' END"
            }
            ConsentChannel::Sms => {
                "CASE WHEN c.phone IS NULL THEN 'no_address' \
                 WHEN sms_granted.customer_id IS NULL THEN 'no_consent' \
                 WHEN sms_suppressed.address IS NOT NULL THEN 'suppressed' \
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
                "c.email_folded IS NOT NULL AND c.email_verified_at IS NOT NULL \
                 AND email_granted.customer_id IS NOT NULL AND email_suppressed.address IS NULL \
                 AND c.restricted_at IS NULL"
            }
            ConsentChannel::Sms => {
                "c.phone IS NOT NULL AND sms_granted.customer_id IS NOT NULL \
                 AND sms_suppressed.address IS NULL AND c.restricted_at IS NULL"
            }
            ConsentChannel::Push | ConsentChannel::Telegram => "FALSE",
        }
    }

    /// Joins what the gate asks for: the consent that is granted for this very address, and what is suppressed now. The
    /// gates of several channels can stand in one query.
    #[must_use]
    pub(crate) fn join(&self, head: QueryHead) -> QueryHead {
        match self.channel {
            ConsentChannel::Email => head
                .then(
                    " LEFT JOIN consent_states email_granted ON email_granted.merchant_id = $1 \
                     AND email_granted.customer_id = c.id AND email_granted.purpose = 'advertising' \
                     AND email_granted.channel = 'email' AND email_granted.state = 'granted' \
                     AND email_granted.address = c.email_folded",
                    [],
                )
                .then(
                    " LEFT JOIN suppressions email_suppressed ON email_suppressed.merchant_id = $1 \
                     AND email_suppressed.channel = 'email' AND email_suppressed.address = c.email_folded \
                     AND (email_suppressed.expires_at IS NULL OR email_suppressed.expires_at > ?)",
                    values![self.now],
                ),
            ConsentChannel::Sms => head
                .then(
                    " LEFT JOIN consent_states sms_granted ON sms_granted.merchant_id = $1 \
                     AND sms_granted.customer_id = c.id AND sms_granted.purpose = 'advertising' \
                     AND sms_granted.channel = 'sms' AND sms_granted.state = 'granted' \
                     AND sms_granted.address = c.phone",
                    [],
                )
                .then(
                    " LEFT JOIN suppressions sms_suppressed ON sms_suppressed.merchant_id = $1 \
                     AND sms_suppressed.channel = 'sms' AND sms_suppressed.address = c.phone \
                     AND (sms_suppressed.expires_at IS NULL OR sms_suppressed.expires_at > ?)",
                    values![self.now],
                ),
            ConsentChannel::Push | ConsentChannel::Telegram => head,
        }
    }
}
