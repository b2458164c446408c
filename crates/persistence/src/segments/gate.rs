//! The contact gate as SQL: why advertising does not reach a customer over a channel.
//!
//! The rule is `regulars_consent::gate`, which a test holds this to over random customers. What makes a consent or a
//! suppression count stands here once, for whatever asks about many customers at a time.

use regulars_kernel::{Channel, Instant};
use regulars_segments::{ChannelReach, Exclusion, ExclusionReason};

use crate::wall::{QueryHead, ScopedQuery, values};

/// Whether a row of `consent_states` grants advertising over a channel for the very address that a customer `c` has.
macro_rules! grants {
    ($row:literal, $channel:literal, $address:literal) => {
        concat!(
            $row,
            ".merchant_id = $1 AND ",
            $row,
            ".customer_id = c.id AND ",
            $row,
            ".purpose = 'advertising' AND ",
            $row,
            ".channel = '",
            $channel,
            "' AND ",
            $row,
            ".state = 'granted' AND ",
            $row,
            ".address = ",
            $address
        )
    };
}
pub(crate) use grants;

/// Whether a row of `suppressions` keeps messages of a channel away, at an instant, from the address that a customer `c` has.
macro_rules! suppresses {
    ($row:literal, $channel:literal, $address:literal, $now:literal) => {
        concat!(
            $row,
            ".merchant_id = $1 AND ",
            $row,
            ".channel = '",
            $channel,
            "' AND ",
            $row,
            ".address = ",
            $address,
            " AND (",
            $row,
            ".expires_at IS NULL OR ",
            $row,
            ".expires_at > ",
            $now,
            ")"
        )
    };
}
pub(crate) use suppresses;

/// The gate of one channel at one instant.
pub(crate) struct Gate {
    channel: Channel,
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

/// The questions about e-mail to a `customers c`, in their order. Every statement that asks them is made of this text:
/// `$form` is a macro that gets each question's reason, its name, and the condition under which a customer passes.
/// `$granted` and `$not_suppressed` are how the statement finds [`grants`] and misses [`suppresses`].
macro_rules! email_questions {
    ($form:ident, $granted:expr, $not_suppressed:expr) => {
        $form!(
            (NoAddress, "no_address", "c.email_folded IS NOT NULL"),
            (NotVerified, "not_verified", "c.email_verified_at IS NOT NULL"),
            (NoConsent, "no_consent", $granted),
            (Suppressed, "suppressed", $not_suppressed),
            (Restricted, "restricted", "c.restricted_at IS NULL")
        )
    };
}
pub(crate) use email_questions;

/// The name of the reason for which a customer does not pass, the first of several; NULL for one who passes.
macro_rules! first_reason {
    ($(($reason:ident, $name:literal, $passes:expr)),+) => {
        concat!("CASE", $(" WHEN NOT (", $passes, ") THEN '", $name, "'"),+, " END")
    };
}
pub(crate) use first_reason;

macro_rules! questions {
    ($(($reason:ident, $name:literal, $passes:expr)),+) => {
        [$(question(ExclusionReason::$reason, $passes)),+]
    };
}

/// The questions about e-mail, behind the joins of [`Gate::join`].
const EMAIL: [Question; 5] =
    email_questions!(questions, "email_granted.customer_id IS NOT NULL", "email_suppressed.address IS NULL");

/// The questions about text messages, as [`email_questions`] has those about e-mail. A phone number is not verified.
macro_rules! sms_questions {
    ($form:ident, $granted:expr, $not_suppressed:expr) => {
        $form!(
            (NoAddress, "no_address", "c.phone IS NOT NULL"),
            (NoConsent, "no_consent", $granted),
            (Suppressed, "suppressed", $not_suppressed),
            (Restricted, "restricted", "c.restricted_at IS NULL")
        )
    };
}
pub(crate) use sms_questions;

/// The questions about text messages, behind the joins of [`Gate::join`].
const SMS: [Question; 4] =
    sms_questions!(questions, "sms_granted.customer_id IS NOT NULL", "sms_suppressed.address IS NULL");

/// Behind a folded address: whether several of the merchant's customers have it.
pub(crate) const IS_SHARED: &str = " IN (SELECT shared.email_folded FROM customers shared \
     WHERE shared.merchant_id = $1 AND shared.email_folded IS NOT NULL \
     GROUP BY shared.email_folded HAVING count(*) > 1)";

/// The question about the other channels, on which customers have no addresses yet.
macro_rules! no_addresses {
    ($form:ident) => {
        $form!((NoAddress, "no_address", "FALSE"))
    };
}
pub(crate) use no_addresses;

const NO_ADDRESSES: [Question; 1] = no_addresses!(questions);

impl Gate {
    /// The gate of `channel` at `now`.
    pub(crate) const fn new(channel: Channel, now: Instant) -> Self {
        Self { channel, now }
    }

    const fn questions(&self) -> &'static [Question] {
        match self.channel {
            Channel::Email => &EMAIL,
            Channel::Sms => &SMS,
            Channel::Push | Channel::Telegram => &NO_ADDRESSES,
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

    /// How many columns [`Self::count_passing`] adds.
    pub(crate) const fn columns(&self) -> usize {
        self.questions().len()
    }

    /// Adds the columns of [`Self::count_passing`] as what they count: whether the customer passes. Each takes the next name.
    #[must_use]
    pub(crate) fn mark_passing(
        &self,
        mut head: QueryHead,
        names: &mut impl Iterator<Item = &'static str>,
    ) -> QueryHead {
        for (asked, name) in (1..=self.questions().len()).zip(names) {
            head = passing(&self.questions()[..asked], head.then(", (", [])).then(") AS ", []).then(name, []);
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

    /// Whether of several customers with one address only one gets the message.
    pub(crate) const fn reaches_an_address_once(&self) -> bool {
        matches!(self.channel, Channel::Email)
    }

    /// Begins the count of customers who pass although another one with the same e-mail address gets the message; None on
    /// other channels. To be ended with [`Self::push_shared`] behind the audience.
    pub(crate) fn count_surplus(&self) -> Option<QueryHead> {
        let head = QueryHead::new("SELECT count(*) - count(DISTINCT c.email_folded) FROM customers c");
        self.reaches_an_address_once().then(|| self.join(head))
    }

    /// Adds that a customer passes every question and shares the e-mail address with another one. Few do, and they are found
    /// by the index of the addresses alone.
    pub(crate) fn push_shared(&self, query: &mut ScopedQuery) {
        self.push_passes(query);
        query.push(" AND c.email_folded", []).push(IS_SHARED, []);
    }

    /// Joins what the questions ask for: the consent that is granted for this very address, and what is suppressed now. The
    /// gates of several channels can stand in one query.
    #[must_use]
    pub(crate) fn join(&self, head: QueryHead) -> QueryHead {
        match self.channel {
            Channel::Email => head
                .then(
                    concat!(
                        " LEFT JOIN consent_states email_granted ON ",
                        grants!("email_granted", "email", "c.email_folded")
                    ),
                    [],
                )
                .then(
                    concat!(
                        " LEFT JOIN suppressions email_suppressed ON ",
                        suppresses!("email_suppressed", "email", "c.email_folded", "?")
                    ),
                    values![self.now],
                ),
            Channel::Sms => head
                .then(
                    concat!(
                        " LEFT JOIN consent_states sms_granted ON ",
                        grants!("sms_granted", "sms", "c.phone")
                    ),
                    [],
                )
                .then(
                    concat!(
                        " LEFT JOIN suppressions sms_suppressed ON ",
                        suppresses!("sms_suppressed", "sms", "c.phone", "?")
                    ),
                    values![self.now],
                ),
            Channel::Push | Channel::Telegram => head,
        }
    }
}

fn passing(questions: &[Question], head: QueryHead) -> QueryHead {
    questions.iter().enumerate().fold(head, |head, (index, question)| {
        head.then(if index == 0 { "" } else { " AND " }, []).then(question.passes, [])
    })
}
