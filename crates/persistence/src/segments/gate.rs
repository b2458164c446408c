//! The contact gate as SQL: why advertising does not reach a customer over a channel.

use regulars_filters::ConsentChannel;
use regulars_kernel::Instant;
use regulars_segments::{ChannelReach, Exclusion, ExclusionReason};

use crate::wall::{QueryHead, ScopedQuery, values};

/// The gate of one channel at one instant.
pub(crate) struct Gate {
    channel: ConsentChannel,
    now: Instant,
}

/// A question that the gate asks about `customers c` and the joins of [`Gate::join`].
struct Question {
    /// Why a customer who does not pass is not reached.
    reason: ExclusionReason,
    /// The condition under which a customer passes.
    passes: &'static str,
}

const fn question(reason: ExclusionReason, passes: &'static str) -> Question {
    Question { reason, passes }
}

/// The questions about e-mail, in their order.
const EMAIL: [Question; 5] = [
    question(ExclusionReason::NoAddress, "c.email_folded IS NOT NULL"),
    question(ExclusionReason::NotVerified, "c.email_verified_at IS NOT NULL"),
    question(ExclusionReason::NoConsent, "email_granted.customer_id IS NOT NULL"),
    question(ExclusionReason::Suppressed, "email_suppressed.address IS NULL"),
    question(ExclusionReason::Restricted, "c.restricted_at IS NULL"),
];

/// The questions about text messages, in their order. A phone number is not verified.
const SMS: [Question; 4] = [
    question(ExclusionReason::NoAddress, "c.phone IS NOT NULL"),
    question(ExclusionReason::NoConsent, "sms_granted.customer_id IS NOT NULL"),
    question(ExclusionReason::Suppressed, "sms_suppressed.address IS NULL"),
    question(ExclusionReason::Restricted, "c.restricted_at IS NULL"),
];

/// Customers have no addresses on the other channels yet.
const NO_ADDRESSES: [Question; 1] = [question(ExclusionReason::NoAddress, "FALSE")];

impl Gate {
    /// The gate of `channel` at `now`.
    pub(crate) const fn new(channel: ConsentChannel, now: Instant) -> Self {
        Self { channel, now }
    }

    const fn questions(&self) -> &'static [Question] {
        match self.channel {
            ConsentChannel::Email => &EMAIL,
            ConsentChannel::Sms => &SMS,
            ConsentChannel::Push | ConsentChannel::Telegram => &NO_ADDRESSES,
        }
    }

    /// Adds, for each question, a column with the number of customers who pass it and all before it.
    ///
    /// They are not grouped by the reason, because PostgreSQL would expect as many groups as there are customers, and
    /// would not share the work between processes.
    #[must_use]
    pub(crate) fn count_passing(&self, mut head: QueryHead) -> QueryHead {
        for asked in 1..=self.questions().len() {
            head =
                passing(&self.questions()[..asked], head.then(", count(*) FILTER (WHERE ", [])).then(")", []);
        }
        head
    }

    /// Adds the condition that a customer passes every question.
    #[must_use]
    pub(crate) fn passing(&self, head: QueryHead) -> QueryHead {
        passing(self.questions(), head)
    }

    /// Reads the columns of [`Self::count_passing`] of an audience of so many customers.
    pub(crate) fn reach(&self, customers: i64, passing: &mut impl Iterator<Item = i64>) -> ChannelReach {
        let mut reachable = customers;
        let mut excluded = Vec::new();
        for (question, passed) in self.questions().iter().zip(passing) {
            if passed < reachable {
                excluded.push(Exclusion { reason: question.reason, customers: reachable - passed });
            }
            reachable = passed;
        }
        ChannelReach { channel: self.channel, reachable, excluded }
    }

    /// Adds that a customer passes every question, behind another condition.
    pub(crate) fn push_passes(&self, query: &mut ScopedQuery) {
        for question in self.questions() {
            query.push(" AND ", []).push(question.passes, []);
        }
    }

    /// Joins what the questions ask for: the consent that is granted for this very address, and what is suppressed now. The
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

fn passing(questions: &[Question], head: QueryHead) -> QueryHead {
    questions.iter().enumerate().fold(head, |head, (index, question)| {
        head.then(if index == 0 { "" } else { " AND " }, []).then(question.passes, [])
    })
}
