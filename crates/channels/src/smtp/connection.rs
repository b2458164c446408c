//! One line to a relay, as a caller sees it.

use std::sync::Arc;

use super::extensions::Extensions;
use super::relay::SmtpRelay;
use super::reply::Reply;
use super::session::Session;
use crate::{Envelope, Phase, RelayFailure, SmtpOutcome};

/// A line to one relay that carries one message after the other. Where the connection turns out dead before a message
/// began to leave, it is replaced, once for each message, without the caller noticing.
pub struct SmtpConnection {
    relay: Arc<SmtpRelay>,
    session: Option<Session>,
}

impl SmtpConnection {
    /// Connects, encrypts, says hello and logs in.
    pub async fn open(relay: &Arc<SmtpRelay>) -> Result<Self, RelayFailure> {
        let session = Session::open(relay).await?;
        Ok(Self::resume(relay, session))
    }

    pub(super) fn resume(relay: &Arc<SmtpRelay>, session: Session) -> Self {
        Self { relay: Arc::clone(relay), session: Some(session) }
    }

    pub(super) fn take_session(&mut self) -> Option<Session> {
        self.session.take()
    }

    /// What the relay offers, as long as the connection stands.
    pub fn extensions(&self) -> Option<&Extensions> {
        self.session.as_ref().map(Session::extensions)
    }

    /// Whether the connection stands, as far as is known. One that does not is opened again by the next message.
    pub fn is_open(&self) -> bool {
        self.session.is_some()
    }

    /// Sends one message. **Commit its row as `sending` before calling this.** See [`SmtpOutcome`] for what may be
    /// done after.
    pub async fn send(&mut self, envelope: &Envelope, message: &[u8]) -> SmtpOutcome {
        self.send_ahead(envelope, message, None).await
    }

    /// Sends one message, and announces the next one: `MAIL`, `RCPT` and `DATA` of `next` travel right behind the
    /// final dot of this one, so that a message takes one round trip. Nothing of the next message itself leaves
    /// before its own call, so its row need not be `sending` yet. If the next call is for another envelope, the
    /// announcement is taken back by opening another connection; the relay has then seen an empty attempt, and no
    /// message.
    ///
    /// Commit the row of this message as `sending` before calling. Dropping the future closes the connection, and
    /// what became of the message is unknown.
    pub async fn send_ahead(
        &mut self,
        envelope: &Envelope,
        message: &[u8],
        next: Option<&Envelope>,
    ) -> SmtpOutcome {
        if let Some(mut session) = self.session_for(envelope).await {
            if let Some(refusal) = too_large(&session, message) {
                self.keep(session);
                return refusal;
            }
            match session.prepare(envelope, &self.relay.timeouts).await {
                Ok(answer) => return self.finish(session, answer, message, next).await,
                // A relay that keeps silent will keep silent again: two waits would only double the time.
                Err(reason) if reason.is_timeout() => return SmtpOutcome::NotAttempted { reason },
                Err(reason) => {
                    tracing::debug!(relay = %self.relay.host, %reason, "the connection is dead and is replaced");
                }
            }
        }
        let mut session = match Session::open(&self.relay).await {
            Ok(session) => session,
            Err(reason) => return SmtpOutcome::NotAttempted { reason },
        };
        if let Some(refusal) = too_large(&session, message) {
            self.keep(session);
            return refusal;
        }
        match session.prepare(envelope, &self.relay.timeouts).await {
            Ok(answer) => self.finish(session, answer, message, next).await,
            Err(reason) => SmtpOutcome::NotAttempted { reason },
        }
    }

    /// Says goodbye to the relay and closes the connection.
    pub async fn quit(mut self) {
        if let Some(session) = self.session.take() {
            session.quit(&self.relay.timeouts).await;
        }
    }

    /// The session at hand, unless it is worn out or waits for another message.
    async fn session_for(&mut self, envelope: &Envelope) -> Option<Session> {
        let session = self.session.take()?;
        if session.messages() >= self.relay.messages_per_connection
            || session.has_announced_other_than(envelope)
        {
            session.quit(&self.relay.timeouts).await;
            return None;
        }
        Some(session)
    }

    async fn finish(
        &mut self,
        mut session: Session,
        answer: Option<SmtpOutcome>,
        message: &[u8],
        next: Option<&Envelope>,
    ) -> SmtpOutcome {
        let outcome = match answer {
            Some(rejection) => rejection,
            None => {
                let last = session.messages() + 1 >= self.relay.messages_per_connection;
                session.deliver(message, next.filter(|_| !last), &self.relay.timeouts).await
            }
        };
        self.keep(session);
        outcome
    }

    fn keep(&mut self, session: Session) {
        if session.is_usable() {
            self.session = Some(session);
        }
    }
}

/// A relay that states its limit need not be bothered with more.
fn too_large(session: &Session, message: &[u8]) -> Option<SmtpOutcome> {
    let limit = session.extensions().largest_message.filter(|limit| message.len() > *limit)?;
    let text = format!("5.3.4 The message has {} bytes, and the relay takes {limit}", message.len());
    Some(SmtpOutcome::Refused { reply: Reply::new(552, &text), phase: Phase::Sender })
}
