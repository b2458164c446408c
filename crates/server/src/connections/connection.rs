//! One connection: its bytes, and how long it may keep the program waiting.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::rt::net::TcpStream;
use regulars_api::{Application, ConnectionActivity};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

use super::admission::Admitted;
use super::bare_answer::bare_answer;

/// How long a connection may keep the program waiting.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For the head of a request, from its first byte; for that of the first one, from the connection on.
    pub head: Duration,
    /// For reading an answer, in all, besides a second for each 16 KiB.
    pub response: Duration,
}

/// One connection. Bare answers of the framework leave as problem documents.
pub struct ClientConnection {
    stream: TcpStream,
    application: Arc<Application>,
    activity: ConnectionActivity,
    deadlines: Deadlines,
    /// How many requests had begun when this was last looked at.
    begun: u64,
    /// Whether bytes have arrived that belong to no request yet.
    has_heard: bool,
    head_timer: Option<Pin<Box<Sleep>>>,
    /// How long the client may still leave the present answer unread.
    patience: Duration,
    response_timer: Option<Pin<Box<Sleep>>>,
    replacement: Option<Replacement>,
    _admitted: Admitted,
}

/// What leaves instead of a bare answer.
struct Replacement {
    bytes: Vec<u8>,
    written: usize,
    /// How many bytes it stands for.
    stands_for: usize,
}

/// Read at this rate, in bytes a second, an answer may take as long as it likes.
const SLOWEST_READER: u32 = 16 * 1024;

impl ClientConnection {
    /// A connection that was admitted.
    pub fn new(
        stream: TcpStream,
        application: Arc<Application>,
        deadlines: Deadlines,
        admitted: Admitted,
    ) -> Self {
        Self {
            stream,
            application,
            activity: ConnectionActivity::default(),
            deadlines,
            begun: 0,
            has_heard: false,
            head_timer: None,
            patience: deadlines.response,
            response_timer: None,
            replacement: None,
            _admitted: admitted,
        }
    }

    /// What the application tells of the connection's requests.
    pub fn activity(&self) -> &ConnectionActivity {
        &self.activity
    }

    fn notice_requests(&mut self) {
        let begun = self.activity.begun();
        if begun != self.begun {
            self.begun = begun;
            self.has_heard = false;
            self.head_timer = None;
            self.patience = self.deadlines.response;
        }
    }

    /// Whether the head of a request is overdue. Bodies have a deadline of their own, where they are read.
    fn head_is_overdue(&mut self, context: &mut Context<'_>) -> bool {
        let is_awaited = self.begun == 0 || self.has_heard;
        // A client that has not read the last answer yet is waited for by another deadline.
        if !is_awaited || self.activity.is_busy() || self.response_timer.is_some() {
            self.head_timer = None;
            return false;
        }
        let end = Instant::now() + self.deadlines.head;
        let timer = self.head_timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
        timer.as_mut().poll(context).is_ready()
    }

    fn write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        match written {
            Poll::Ready(Ok(count)) => {
                if let Some(timer) = self.response_timer.take() {
                    let count = u32::try_from(count).unwrap_or(u32::MAX);
                    let earned = Duration::from_secs(1) * count / SLOWEST_READER;
                    let left = timer.deadline().saturating_duration_since(Instant::now());
                    self.patience = (left + earned).min(self.deadlines.response);
                }
                written
            }
            Poll::Pending => {
                let end = Instant::now() + self.patience;
                let timer = self.response_timer.get_or_insert_with(|| Box::pin(sleep_until(end)));
                match timer.as_mut().poll(context) {
                    Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
                    // What it has not read is needed for those who do.
                    Poll::Pending if self.activity.must_give_way(context) => {
                        Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()))
                    }
                    Poll::Pending => Poll::Pending,
                }
            }
            Poll::Ready(Err(_)) => written,
        }
    }
}

impl AsyncRead for ClientConnection {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.response_timer.is_some() {
            // Who does not read has no further requests taken. What can be written again is what wakes this.
            return Poll::Pending;
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut this.stream).poll_read(context, buffer);
        this.notice_requests();
        if read.is_ready() {
            this.has_heard |= buffer.filled().len() > before && !this.activity.is_busy();
            return read;
        }
        if this.head_is_overdue(context) {
            this.head_timer = None;
            if let Some(answer) = this.application.answer_below(408) {
                // It fits into the empty buffer of the connection, or the client reads nothing anyway.
                let _ = Pin::new(&mut this.stream).poll_write(context, &answer);
            }
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        Poll::Pending
    }
}

impl AsyncWrite for ClientConnection {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.notice_requests();
        if this.replacement.is_none()
            && !this.activity.is_busy()
            && let Some((status, begin)) = bare_answer(bytes)
            && let Some(answer) = this.application.answer_below(status)
        {
            let bytes_before = bytes.get(..begin).unwrap_or_default();
            let replaced = [bytes_before, answer.as_slice()].concat();
            this.replacement = Some(Replacement { bytes: replaced, written: 0, stands_for: bytes.len() });
        }
        let Some(Replacement { bytes: replaced, mut written, stands_for }) = this.replacement.take() else {
            return this.write(context, bytes);
        };
        while let Some(rest) = replaced.get(written..).filter(|rest| !rest.is_empty()) {
            match this.write(context, rest) {
                Poll::Ready(Ok(count)) if count > 0 => written += count,
                Poll::Pending => {
                    this.replacement = Some(Replacement { bytes: replaced, written, stands_for });
                    return Poll::Pending;
                }
                Poll::Ready(ended) => return Poll::Ready(ended),
            }
        }
        Poll::Ready(Ok(stands_for))
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
