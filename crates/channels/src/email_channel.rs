//! The trait that the delivery engine sends e-mail through.

use async_trait::async_trait;

use crate::{Envelope, PooledConnection, RelayFailure, SendOutcome, SmtpPool};

/// A way for e-mail to leave: a relay, or whatever stands in for one.
#[async_trait]
pub trait EmailChannel: Send + Sync {
    /// A line to send through, once one is free and open. A failure here concerns no message: nothing has to be
    /// claimed or marked before a line is had.
    async fn line(&self) -> Result<Box<dyn EmailLine>, RelayFailure>;
}

/// One line, that carries one message after the other.
#[async_trait]
pub trait EmailLine: Send {
    /// Sends one message. **Commit its row as `sending` before calling this**: the body leaves in here, and only in
    /// here.
    ///
    /// `next` is the envelope that the caller means to send next on this line. The line may announce it to the relay
    /// early, which saves a round trip; nothing of the next message itself leaves before its own call, so it need not
    /// be marked yet. The hint costs little if it turns out wrong.
    ///
    /// Dropping the future closes the line; what became of the message is then unknown.
    async fn send(&mut self, envelope: &Envelope, message: &[u8], next: Option<&Envelope>) -> SendOutcome;
}

#[async_trait]
impl EmailChannel for SmtpPool {
    async fn line(&self) -> Result<Box<dyn EmailLine>, RelayFailure> {
        Ok(Box::new(self.acquire().await?))
    }
}

#[async_trait]
impl EmailLine for PooledConnection {
    async fn send(&mut self, envelope: &Envelope, message: &[u8], next: Option<&Envelope>) -> SendOutcome {
        self.send_ahead(envelope, message, next).await
    }
}
