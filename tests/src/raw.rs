//! HTTP byte by byte, for requests that no well-behaved client sends.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends these bytes and gives back all that comes until the program closes the connection.
pub async fn exchange(base: &str, bytes: &[u8]) -> String {
    let mut connection = TcpStream::connect(base.trim_start_matches("http://")).await.unwrap();
    // The program may answer and close before everything is sent.
    let sent = connection.write_all(bytes).await;
    let mut answer = Vec::new();
    let read = connection.read_to_end(&mut answer).await;
    assert!(!answer.is_empty(), "no answer; sending: {sent:?}, reading: {read:?}");
    String::from_utf8_lossy(&answer).into_owned()
}
