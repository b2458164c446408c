//! `regulars healthcheck`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::CommandError;
use crate::settings::Settings;

/// How long the program may take to answer.
const DEADLINE: Duration = Duration::from_secs(5);

/// Succeeds when the program that these settings start answers that it can serve.
pub async fn run(settings: &Settings) -> Result<(), CommandError> {
    let addresses = settings.bind.addresses()?.into_iter().map(reachable).collect();
    let status = tokio::time::timeout(DEADLINE, ask(addresses)).await??;
    if status.contains(" 200 ") { Ok(()) } else { Err(format!("not ready: {}", status.trim()).into()) }
}

/// An address that listens everywhere is reached on the loopback.
fn reachable(bind: SocketAddr) -> SocketAddr {
    let ip = match bind.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, bind.port())
}

/// The first line of the answer of the first address that takes a connection.
async fn ask(addresses: Vec<SocketAddr>) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(addresses.as_slice()).await?;
    let address = stream.peer_addr()?;
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.take(4096).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned())
}
