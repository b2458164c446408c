//! A keep-alive HTTP client that costs the machine as little as may be, since the program shares it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Failure;

/// After so long without a request it is looked whether the program still holds the connection.
const IDLE: Duration = Duration::from_secs(1);

/// One connection.
pub struct Connection {
    stream: TcpStream,
    host: String,
    bearer: String,
    buffer: Vec<u8>,
    used_at: Instant,
}

/// An answer.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The body as JSON, where the status is one of success.
    pub fn json(&self) -> Result<Value, Failure> {
        if (200..300).contains(&self.status) {
            return Ok(serde_json::from_str(&self.body)?);
        }
        Err(format!("status {}: {}", self.status, self.body).into())
    }
}

impl Connection {
    /// Connects to `host`, written `address:port`, with a credential that each request carries.
    pub fn open(host: &str, bearer: &str) -> Result<Self, Failure> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        Ok(Self {
            stream,
            host: host.to_owned(),
            bearer: bearer.to_owned(),
            buffer: Vec::new(),
            used_at: Instant::now(),
        })
    }

    /// The credential that each request carries.
    pub fn bearer(&self) -> &str {
        &self.bearer
    }

    /// Asks.
    pub fn get(&mut self, path: &str) -> Result<Answer, Failure> {
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n",
            self.host, self.bearer
        ))
    }

    /// Posts a body.
    pub fn post(&mut self, path: &str, body: &str) -> Result<Answer, Failure> {
        self.post_as("application/json", path, body)
    }

    /// Posts a body of that type.
    pub fn post_as(&mut self, content_type: &str, path: &str, body: &str) -> Result<Answer, Failure> {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: {content_type}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.host,
            self.bearer,
            body.len()
        ))
    }

    /// Deletes.
    pub fn delete(&mut self, path: &str) -> Result<Answer, Failure> {
        self.send(&format!(
            "DELETE {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n",
            self.host, self.bearer
        ))
    }

    /// Downloads a file on a connection of its own, and gives how many bytes came.
    pub fn download(&self, path: &str) -> Result<u64, Failure> {
        let mut stream = TcpStream::connect(&self.host)?;
        stream.set_read_timeout(Some(Duration::from_secs(120)))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\r\n",
            self.host, self.bearer
        )?;
        let (mut piece, mut first, mut bytes) = (vec![0; 256 * 1024], Vec::new(), 0_u64);
        loop {
            let read = stream.read(&mut piece)?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
            if first.len() < 16 {
                first.extend_from_slice(&piece[..read.min(16)]);
            }
        }
        if first.get(9..12) == Some(b"200") { Ok(bytes) } else { Err("the file was not sent".into()) }
    }

    fn is_closed(&self) -> Result<bool, Failure> {
        self.stream.set_nonblocking(true)?;
        let closed = matches!(self.stream.peek(&mut [0]), Ok(0));
        self.stream.set_nonblocking(false)?;
        Ok(closed)
    }

    /// Asks, on a new connection where the program has closed this one, as it does with one that is left alone.
    fn send(&mut self, request: &str) -> Result<Answer, Failure> {
        if self.used_at.elapsed() > IDLE && self.is_closed()? {
            *self = Self::open(&self.host, &self.bearer)?;
        }
        self.used_at = Instant::now();
        self.stream.write_all(request.as_bytes())?;
        self.buffer.clear();
        let mut piece = [0; 16 * 1024];
        loop {
            let read = self.stream.read(&mut piece)?;
            if read == 0 {
                return Err("the program closed the connection".into());
            }
            self.buffer.extend_from_slice(&piece[..read]);
            if let Some(answer) = answer(&self.buffer)? {
                return Ok(answer);
            }
        }
    }
}

/// The answer, once all of it is there.
fn answer(bytes: &[u8]) -> Result<Option<Answer>, Failure> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&bytes[..end])?;
    let status = head.get(9..12).ok_or("an answer without a status")?.parse()?;
    let mut length = 0;
    for line in head.lines() {
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    let body = &bytes[end + 4..];
    if body.len() < length {
        return Ok(None);
    }
    Ok(Some(Answer { status, body: String::from_utf8(body.to_vec())? }))
}
