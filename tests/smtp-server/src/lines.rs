//! Lines in, replies out.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::time::sleep;
use tokio_rustls::TlsAcceptor;

pub(crate) trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<Stream: AsyncRead + AsyncWrite + Send + Unpin> Duplex for Stream {}

/// More than one line may hold.
const LONGEST_LINE: u64 = 1024 * 1024;

/// A connection as lines. Replies to commands that came together leave together.
pub(crate) struct Lines {
    stream: BufReader<Box<dyn Duplex>>,
    replies: Vec<u8>,
    tarpit: Option<Duration>,
}

impl Lines {
    pub fn over(stream: Box<dyn Duplex>, tarpit: Option<Duration>) -> Self {
        Self { stream: BufReader::with_capacity(64 * 1024, stream), replies: Vec::new(), tarpit }
    }

    pub async fn encrypt(mut self, config: &Arc<ServerConfig>) -> io::Result<Self> {
        self.flush().await?;
        let stream = TlsAcceptor::from(Arc::clone(config)).accept(self.stream.into_inner()).await?;
        Ok(Self::over(Box::new(stream), self.tarpit))
    }

    /// The next line without its end, or `None` at the end of the connection.
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        if self.stream.buffer().is_empty() {
            self.flush().await?;
        }
        let mut line = Vec::new();
        let read = (&mut self.stream).take(LONGEST_LINE).read_until(b'\n', &mut line).await?;
        if read == 0 || line.pop() != Some(b'\n') {
            return Ok(None);
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Ok(Some(line))
    }

    /// Whether more has come than was read.
    pub fn has_more(&self) -> bool {
        !self.stream.buffer().is_empty()
    }

    pub fn reply(&mut self, line: &str) {
        self.replies.extend_from_slice(line.as_bytes());
        self.replies.extend_from_slice(b"\r\n");
    }

    pub async fn flush(&mut self) -> io::Result<()> {
        match self.tarpit {
            None => self.stream.write_all(&self.replies).await?,
            Some(pause) => {
                for byte in &self.replies {
                    sleep(pause).await;
                    self.stream.write_all(&[*byte]).await?;
                    self.stream.flush().await?;
                }
            }
        }
        self.replies.clear();
        self.stream.flush().await
    }
}
