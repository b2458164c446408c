//! One line to a relay: a task that sends what it is given, one message at a time.

use std::sync::Arc;

use regulars_channels::{ChannelFailure, Destination, OutsideChannel, SendOutcome};
use regulars_newsletters::DeliveryKey;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

use crate::rendering::Prepared;

/// The number of a line, never used again.
pub(super) type LineNumber = u64;

/// A message whose row is marked, and whom the line will probably send to next.
pub(super) struct Letter {
    pub(super) to: Destination,
    pub(super) bytes: Vec<u8>,
    pub(super) next: Option<Destination>,
}

/// What a line tells the coordinator.
pub(super) enum LineEvent {
    /// It is open.
    Open,
    /// It could not be opened.
    Down(ChannelFailure),
    /// Its message has come to an outcome.
    Finished(SendOutcome),
}

/// What a line is doing.
pub(super) enum LineState {
    /// It waits for a connection.
    Opening,
    /// It waits for a message.
    Idle,
    /// A commit is marking its next message.
    Marking,
    /// It has a message on the wire.
    Sending(OnTheWire),
}

/// A message on the wire.
pub(super) struct OnTheWire {
    pub(super) key: DeliveryKey,
    pub(super) attempts: u32,
}

/// A line as the coordinator holds it. Dropping it lets the connection go back to the pool.
pub(super) struct Line {
    pub(super) state: LineState,
    /// The message that has been announced for the next commit.
    pub(super) next: Option<Prepared>,
    /// How many messages it has had.
    pub(super) messages: u32,
    inbox: mpsc::Sender<Letter>,
    task: AbortHandle,
}

impl Line {
    /// Begins to open a line. `tell` takes what happens on it, and says whether anybody still listens.
    pub(super) fn open(
        channel: Arc<dyn OutsideChannel>,
        tell: impl Fn(LineEvent) -> bool + Send + Sync + 'static,
    ) -> Self {
        let (inbox, letters) = mpsc::channel(1);
        let task = tokio::spawn(run(channel, letters, tell)).abort_handle();
        Self { state: LineState::Opening, next: None, messages: 0, inbox, task }
    }

    /// Hands over a message whose row is marked. False if the line is gone: then nothing of it has left.
    pub(super) fn send(&mut self, letter: Letter) -> bool {
        self.messages += 1;
        self.inbox.try_send(letter).is_ok()
    }

    /// Ends the line at once, whatever it is doing.
    pub(super) fn abort(&self) {
        self.task.abort();
    }
}

async fn run(
    channel: Arc<dyn OutsideChannel>,
    mut letters: mpsc::Receiver<Letter>,
    tell: impl Fn(LineEvent) -> bool,
) {
    let mut line = match channel.line().await {
        Ok(line) => line,
        Err(failure) => {
            tell(LineEvent::Down(failure));
            return;
        }
    };
    if !tell(LineEvent::Open) {
        return;
    }
    while let Some(Letter { to, bytes, next }) = letters.recv().await {
        let outcome = line.send(&to, &bytes, next.as_ref()).await;
        if !tell(LineEvent::Finished(outcome)) {
            return;
        }
    }
}
