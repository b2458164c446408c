//! The bytes of one connection: commands out, whole responses in, bounded and timed.

use std::io;
use std::net::SocketAddr;

use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::authorities::MailboxAuthorities;
use super::fault::{ImapFault, PATIENCE};
use super::networks::AllowedNetworks;

/// A stream in both directions: bare TCP, or TLS over it.
trait Duplex: AsyncRead + AsyncWrite + Send + Unpin {}

impl<Stream: AsyncRead + AsyncWrite + Send + Unpin> Duplex for Stream {}

/// How much room there is for what comes at a time.
const INPUT_STEP: usize = 16 * 1024;
/// The ports at which mailboxes are.
const USUAL_PORTS: [u16; 2] = [143, 993];
/// The most bytes of a response besides its literals: the ids of half a million mails.
const MOST_AROUND_LITERALS: usize = 4 << 20;

/// One connection.
pub(super) struct Wire {
    stream: Box<dyn Duplex>,
    input: Vec<u8>,
}

impl Wire {
    /// Connects to an address of the host that may be connected to. Tells whether it is in a network that was allowed by name.
    pub(super) async fn connect(
        host: &str,
        port: u16,
        networks: &AllowedNetworks,
    ) -> Result<(Self, bool), ImapFault> {
        let found = timeout(PATIENCE, lookup_host((host, port))).await.or(Err(ImapFault::TimedOut))?;
        let found: Vec<SocketAddr> = found.or(Err(ImapFault::UnknownHost))?.collect();
        let mut fault = ImapFault::Unreachable;
        let mut chosen = networks.choose(found)?;
        // Whoever asks for it is not to look through the ports of others.
        chosen.retain(|address| USUAL_PORTS.contains(&port) || networks.has(address.ip()));
        if chosen.is_empty() {
            return Err(ImapFault::OtherPort);
        }
        for address in chosen {
            match timeout(PATIENCE, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => {
                    stream.set_nodelay(true).or(Err(ImapFault::Unreachable))?;
                    return Ok((Self::over(Box::new(stream)), networks.has(address.ip())));
                }
                Ok(Err(_)) => fault = ImapFault::Unreachable,
                Err(_) => fault = ImapFault::TimedOut,
            }
        }
        Err(fault)
    }

    fn over(stream: Box<dyn Duplex>) -> Self {
        Self { stream, input: Vec::with_capacity(INPUT_STEP) }
    }

    /// The same connection under TLS. What was said too early, unprotected, is taken for an attack.
    pub(super) async fn encrypt(
        self,
        host: &str,
        authorities: &MailboxAuthorities,
    ) -> Result<Self, ImapFault> {
        if !self.input.is_empty() {
            return Err(ImapFault::NotSecure);
        }
        let name = ServerName::try_from(host.to_owned()).or(Err(ImapFault::NotSecure))?;
        let connecting = TlsConnector::from(authorities.tls()).connect(name, self.stream);
        let stream = timeout(PATIENCE, connecting).await.or(Err(ImapFault::TimedOut))?;
        Ok(Self::over(Box::new(stream.or(Err(ImapFault::NotSecure))?)))
    }

    /// Sends a line.
    pub(super) async fn send(&mut self, line: &str) -> Result<(), ImapFault> {
        let writing = async {
            self.stream.write_all(line.as_bytes()).await?;
            self.stream.write_all(b"\r\n").await?;
            self.stream.flush().await
        };
        timeout(PATIENCE, writing).await.or(Err(ImapFault::TimedOut))?.map_err(|error| lost(&error))
    }

    /// Waits for one whole response, whose literals have at most `most` bytes together.
    pub(super) async fn response(&mut self, most: usize) -> Result<Vec<u8>, ImapFault> {
        // What has arrived is taken without waiting: a server that sends for ever is not to keep the thread for itself.
        tokio::task::consume_budget().await;
        timeout(PATIENCE, self.receive(most)).await.or(Err(ImapFault::TimedOut))?
    }

    async fn receive(&mut self, most: usize) -> Result<Vec<u8>, ImapFault> {
        // Where the line begins that is looked at, and how many bytes of literals were taken.
        let (mut begin, mut literals) = (0, 0);
        loop {
            let end = self.line_end(begin, literals + MOST_AROUND_LITERALS).await?;
            let Some(length) = literal_behind(&self.input[begin..end]) else {
                let rest = self.input.split_off(end + 2);
                return Ok(std::mem::replace(&mut self.input, rest));
            };
            literals += length;
            if literals > most {
                return Err(ImapFault::TooMuch);
            }
            begin = end + 2 + length;
            while self.input.len() < begin {
                self.fill().await?;
            }
        }
    }

    /// Where the line ends that begins there. No more than `most` bytes are waited for.
    async fn line_end(&mut self, begin: usize, most: usize) -> Result<usize, ImapFault> {
        let mut looked = begin;
        loop {
            let unseen = self.input.get(looked..).unwrap_or_default();
            if let Some(found) = memchr::memmem::find(unseen, b"\r\n") {
                let end = looked + found;
                return if end > most { Err(ImapFault::TooMuch) } else { Ok(end) };
            }
            if self.input.len() > most {
                return Err(ImapFault::TooMuch);
            }
            // The last byte may be the first half of the end.
            looked = self.input.len().saturating_sub(1).max(begin);
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> Result<(), ImapFault> {
        self.input.reserve(INPUT_STEP);
        match self.stream.read_buf(&mut self.input).await {
            Ok(0) => Err(ImapFault::Closed),
            Ok(_) => Ok(()),
            Err(error) => Err(lost(&error)),
        }
    }
}

/// The length of the literal that a line announces at its end.
pub(super) fn literal_behind(line: &[u8]) -> Option<usize> {
    let line = line.strip_suffix(b"}")?;
    let digits = &line[memchr::memrchr(b'{', line)? + 1..];
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn lost(error: &io::Error) -> ImapFault {
    match error.kind() {
        io::ErrorKind::TimedOut => ImapFault::TimedOut,
        _ => ImapFault::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn responses(sent: &[u8], most: usize) -> Vec<Result<Vec<u8>, ImapFault>> {
        let (here, mut there) = tokio::io::duplex(7);
        let sent = sent.to_vec();
        let sending = tokio::spawn(async move { there.write_all(&sent).await });
        let mut wire = Wire::over(Box::new(here));
        let mut found = Vec::new();
        loop {
            let response = wire.response(most).await;
            let ended = response.is_err();
            found.push(response);
            if ended {
                drop(wire);
                sending.await.unwrap().ok();
                return found;
            }
        }
    }

    #[tokio::test]
    async fn a_response_ends_behind_its_literals() {
        let found = responses(b"* OK a\r\n* 1 FETCH (BODY[] {5}\r\na\r\nbc UID 7)\r\nA1 OK\r\n", 5).await;
        let expected: [&[u8]; 3] =
            [b"* OK a\r\n", b"* 1 FETCH (BODY[] {5}\r\na\r\nbc UID 7)\r\n", b"A1 OK\r\n"];
        assert_eq!(found[..3].iter().map(|one| one.clone().unwrap()).collect::<Vec<_>>(), expected);
        assert_eq!(found[3], Err(ImapFault::Closed));
    }

    #[tokio::test]
    async fn more_than_was_asked_for_is_not_waited_for() {
        assert_eq!(responses(b"* 1 FETCH (BODY[] {6}\r\n", 5).await, [Err(ImapFault::TooMuch)]);
        assert_eq!(responses(b"* 1 FETCH (BODY[] {99999999999999999999}\r\n", 5).await.len(), 2);
        assert_eq!(
            responses(&vec![b'a'; MOST_AROUND_LITERALS + (64 << 10)], 5).await,
            [Err(ImapFault::TooMuch)]
        );
        // Neither are lines without end, each with a literal of nothing.
        let empty = format!("{}{{0}}\r\n", "a".repeat(1 << 20)).repeat(5);
        assert_eq!(responses(empty.as_bytes(), 5).await, [Err(ImapFault::TooMuch)]);
    }
}
