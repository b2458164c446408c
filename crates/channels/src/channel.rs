//! The outside world, as the delivery engine sees it.

use async_trait::async_trait;

use crate::{ChannelFailure, Envelope, SendOutcome};

/// To whom a message goes, and on which channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// E-mail.
    Email(Envelope),
}

/// A way for messages to leave: a relay, a gateway, or whatever stands in for one.
#[async_trait]
pub trait OutsideChannel: Send + Sync {
    /// A line to send through, once one is free and open. A failure here concerns no message: nothing has to be
    /// claimed or marked before a line is had.
    async fn line(&self) -> Result<Box<dyn OutsideLine>, ChannelFailure>;
}

/// One line, that carries one message after the other.
#[async_trait]
pub trait OutsideLine: Send {
    /// Sends one message, as the bytes that the channel carries. **Commit its row as `sending` before calling this**: the
    /// message leaves in here, and only in here.
    ///
    /// `next` is whom the caller means to send to next on this line. The line may announce it early, which saves a round
    /// trip; nothing of the next message itself leaves before its own call, so it need not be marked yet. The hint costs
    /// little if it turns out wrong.
    ///
    /// Dropping the future closes the line; what became of the message is then unknown.
    async fn send(&mut self, to: &Destination, message: &[u8], next: Option<&Destination>) -> SendOutcome;
}
