//! The server as a test holds it.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::pki_types::CertificateDer;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

use crate::certificate;
use crate::dialogue;
use crate::ledger::{Ledger, ReceivedMessage};
use crate::script::{Encryption, Script};

/// A running server. It stops, and closes its connections, when it is dropped.
pub struct ScriptedSmtpServer {
    address: SocketAddr,
    ledger: Arc<Ledger>,
    certificate: CertificateDer<'static>,
    tls: Arc<ServerConfig>,
    listening: Option<JoinHandle<()>>,
    hang_up: broadcast::Sender<()>,
}

impl ScriptedSmtpServer {
    /// Starts a server on the loopback interface.
    pub async fn start(script: Script) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, script.port)).await?;
        let (certificate, tls) = certificate::make()?;
        let address = listener.local_addr()?;
        let ledger = Arc::new(Ledger::open(script)?);
        let hang_up = broadcast::Sender::new(1);
        let mut server = Self { address, ledger, certificate, tls, listening: None, hang_up };
        server.listen(listener);
        Ok(server)
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as a relay's, without a login.
    pub fn url(&self) -> String {
        let port = self.address.port();
        match self.ledger.script.encryption {
            Encryption::None => format!("smtp://127.0.0.1:{port}?tls=none"),
            Encryption::StartTls => format!("smtp://127.0.0.1:{port}?tls=required"),
            Encryption::Implicit => format!("smtps://127.0.0.1:{port}"),
        }
    }

    /// The certificate that it shows, which is its own root.
    pub fn certificate(&self) -> CertificateDer<'static> {
        self.certificate.clone()
    }

    /// The messages that it accepted, in order.
    pub fn messages(&self) -> Vec<ReceivedMessage> {
        self.ledger.messages()
    }

    /// How many messages it accepted.
    pub fn accepted(&self) -> usize {
        self.ledger.accepted()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.ledger.connections()
    }

    /// How many connections are open now.
    pub fn open_connections(&self) -> usize {
        self.hang_up.receiver_count()
    }

    /// What clients did that they must not do.
    pub fn violations(&self) -> Vec<String> {
        self.ledger.violations()
    }

    /// The verbs of all commands that it read, in order; only if the script keeps messages.
    pub fn commands(&self) -> Vec<String> {
        self.ledger.commands()
    }

    /// Closes all connections that are open now, without a word.
    pub async fn hang_up(&self) {
        if self.hang_up.send(()).is_ok() {
            // The connections close on their own tasks.
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Stops listening: new connections are refused, and those that are open close.
    pub async fn stop_listening(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
            listening.await.ok();
        }
    }

    /// Listens again, on the same port.
    pub async fn listen_again(&mut self) -> io::Result<()> {
        let listener = TcpListener::bind(self.address).await?;
        self.listen(listener);
        Ok(())
    }

    /// Waits until the server has stopped listening, which it does not do by itself.
    pub async fn run(mut self) {
        if let Some(listening) = self.listening.take() {
            listening.await.ok();
        }
    }

    fn listen(&mut self, listener: TcpListener) {
        let (ledger, tls, hang_up) = (Arc::clone(&self.ledger), Arc::clone(&self.tls), self.hang_up.clone());
        self.listening = Some(tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (ledger, tls, mut hung_up) = (Arc::clone(&ledger), Arc::clone(&tls), hang_up.subscribe());
                connections.spawn(async move {
                    tokio::select! {
                        _ = dialogue::serve(stream, &ledger, &tls) => {}
                        _ = hung_up.recv() => {}
                    }
                });
                while connections.try_join_next().is_some() {}
            }
        }));
    }
}

impl Drop for ScriptedSmtpServer {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}
