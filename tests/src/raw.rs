//! HTTP byte by byte, for requests that no well-behaved client sends.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A connection that is open for longer is never closed.
const FOREVER: Duration = Duration::from_secs(60);

/// Sends these bytes and gives back all that comes until the program closes the connection.
pub async fn exchange(base: &str, bytes: &[u8]) -> String {
    let mut connection = TcpStream::connect(base.trim_start_matches("http://")).await.unwrap();
    // The program may answer and close before everything is sent.
    let sent = connection.write_all(bytes).await;
    let mut answer = Vec::new();
    let read = timeout(FOREVER, connection.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "the connection was left open behind {}", String::from_utf8_lossy(&answer));
    assert!(!answer.is_empty(), "no answer; sending: {sent:?}, reading: {read:?}");
    String::from_utf8_lossy(&answer).into_owned()
}
