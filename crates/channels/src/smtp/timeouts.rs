//! How long each step may take.

use std::time::Duration;

use crate::Phase;

/// How long each step of the dialogue may take as a whole, however slowly the bytes come. The defaults follow RFC
/// 5321, section 4.5.3.2, but for connecting and the greeting, which are shorter: nothing is at stake there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpTimeouts {
    /// Resolving the name and connecting.
    pub connect: Duration,
    /// The greeting.
    pub greeting: Duration,
    /// The replies to EHLO, HELO and RSET.
    pub hello: Duration,
    /// STARTTLS and the TLS handshake, each.
    pub encryption: Duration,
    /// Each reply while logging in.
    pub login: Duration,
    /// The reply to MAIL.
    pub sender: Duration,
    /// The reply to RCPT.
    pub recipient: Duration,
    /// The reply to DATA.
    pub data: Duration,
    /// Handing over the whole message.
    pub body: Duration,
    /// The reply to the final dot. A short one here doubles mail.
    pub final_dot: Duration,
    /// Saying goodbye.
    pub quit: Duration,
}

impl Default for SmtpTimeouts {
    fn default() -> Self {
        const MINUTE: Duration = Duration::from_secs(60);
        Self {
            connect: Duration::from_secs(30),
            greeting: MINUTE,
            hello: MINUTE,
            encryption: MINUTE,
            login: MINUTE,
            sender: 5 * MINUTE,
            recipient: 5 * MINUTE,
            data: 2 * MINUTE,
            body: 5 * MINUTE,
            final_dot: 10 * MINUTE,
            quit: Duration::from_secs(5),
        }
    }
}

impl SmtpTimeouts {
    /// The same time for every step.
    pub const fn uniform(limit: Duration) -> Self {
        Self {
            connect: limit,
            greeting: limit,
            hello: limit,
            encryption: limit,
            login: limit,
            sender: limit,
            recipient: limit,
            data: limit,
            body: limit,
            final_dot: limit,
            quit: limit,
        }
    }

    /// How long to wait for the reply of a phase.
    pub(crate) const fn reply_to(&self, phase: Phase) -> Duration {
        match phase {
            Phase::Connect => self.connect,
            Phase::Greeting => self.greeting,
            Phase::Hello | Phase::Reset => self.hello,
            Phase::Encryption => self.encryption,
            Phase::Login => self.login,
            Phase::Sender => self.sender,
            Phase::Recipient => self.recipient,
            Phase::Data => self.data,
            Phase::FinalDot => self.final_dot,
        }
    }
}
