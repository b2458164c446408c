//! The bytes of one connection: commands out, replies in, each under a time limit.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::reply::Reply;
use crate::{Phase, RelayFailure};

/// A stream in both directions: bare TCP, or TLS over it.
trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<Stream: AsyncRead + AsyncWrite + Send + Unpin> Duplex for Stream {}

/// How much room there is for replies at a time.
const INPUT_STEP: usize = 4096;

/// One connection, as lines rather than bytes. What is put into `output` leaves in one write.
pub(super) struct Wire {
    stream: Box<dyn Duplex>,
    input: Vec<u8>,
    consumed: usize,
    /// What [`Wire::flush`] will send.
    pub output: Vec<u8>,
}

impl Wire {
    /// Connects to the first address of `host` that answers. `TCP_NODELAY` is set: without it a small write behind
    /// another waits some 40 ms for the relay's delayed acknowledgement.
    pub async fn connect(host: &str, port: u16, limit: Duration) -> Result<Self, RelayFailure> {
        let phase = Phase::Connect;
        let stream = timeout(limit, TcpStream::connect((host, port)))
            .await
            .or(Err(RelayFailure::TimedOut { phase }))?
            .map_err(|error| lost(phase, &error))?;
        stream.set_nodelay(true).map_err(|error| lost(phase, &error))?;
        Ok(Self::over(Box::new(stream)))
    }

    /// The same connection under TLS, after its handshake. What the relay said too early, unprotected, is not carried
    /// over but taken for an attack.
    pub async fn encrypt(
        self,
        host: &str,
        tls: Arc<ClientConfig>,
        limit: Duration,
    ) -> Result<Self, RelayFailure> {
        let phase = Phase::Encryption;
        if self.consumed != self.input.len() {
            return Err(RelayFailure::Gibberish { phase });
        }
        let name = ServerName::try_from(host.to_owned())
            .map_err(|error| RelayFailure::Handshake(error.to_string()))?;
        let stream = timeout(limit, TlsConnector::from(tls).connect(name, self.stream))
            .await
            .or(Err(RelayFailure::TimedOut { phase }))?
            .map_err(|error| RelayFailure::Handshake(error.to_string()))?;
        Ok(Self::over(Box::new(stream)))
    }

    fn over(stream: Box<dyn Duplex>) -> Self {
        Self { stream, input: Vec::with_capacity(INPUT_STEP), consumed: 0, output: Vec::new() }
    }

    /// Sends all of `output` and empties it.
    pub async fn flush(&mut self, phase: Phase, limit: Duration) -> Result<(), RelayFailure> {
        let writing = async {
            self.stream.write_all(&self.output).await?;
            self.stream.flush().await
        };
        let written = timeout(limit, writing).await;
        self.output.clear();
        written.or(Err(RelayFailure::TimedOut { phase }))?.map_err(|error| lost(phase, &error))
    }

    /// Waits for one whole reply, at most `limit`, however slowly its bytes come.
    pub async fn reply(&mut self, phase: Phase, limit: Duration) -> Result<Reply, RelayFailure> {
        let (reply, length) = self.receive(phase, limit).await?;
        self.consumed += length;
        Ok(reply)
    }

    /// Waits for one whole reply, and gives its bytes too.
    pub async fn raw_reply(
        &mut self,
        phase: Phase,
        limit: Duration,
    ) -> Result<(Reply, Vec<u8>), RelayFailure> {
        let (reply, length) = self.receive(phase, limit).await?;
        let raw = self.input[self.consumed..self.consumed + length].to_vec();
        self.consumed += length;
        Ok((reply, raw))
    }

    /// Whether the relay has neither hung up nor said anything that nobody asked for, as far as can be told at once.
    pub fn is_quiet(&mut self) -> bool {
        self.consumed == self.input.len() && self.fill().now_or_never().is_none()
    }

    async fn receive(&mut self, phase: Phase, limit: Duration) -> Result<(Reply, usize), RelayFailure> {
        timeout(limit, async {
            loop {
                let unread = self.input.get(self.consumed..).unwrap_or_default();
                if let Some(found) = Reply::parse(unread).or(Err(RelayFailure::Gibberish { phase }))? {
                    return Ok(found);
                }
                match self.fill().await {
                    Ok(0) => return Err(RelayFailure::Closed { phase }),
                    Ok(_) => {}
                    Err(error) => return Err(lost(phase, &error)),
                }
            }
        })
        .await
        .or(Err(RelayFailure::TimedOut { phase }))?
    }

    /// Reads what has come. Safe to drop at any point.
    async fn fill(&mut self) -> io::Result<usize> {
        self.input.drain(..self.consumed);
        self.consumed = 0;
        self.input.reserve(INPUT_STEP);
        self.stream.read_buf(&mut self.input).await
    }
}

fn lost(phase: Phase, error: &io::Error) -> RelayFailure {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => RelayFailure::Closed { phase },
        kind => RelayFailure::Lost { phase, kind },
    }
}
