//! Stands between the program and its PostgreSQL server, and can cut the wire behind a COMMIT.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Has the proxy swallow the answer to the next COMMIT.
#[derive(Clone, Default)]
pub struct Wire {
    cuts: Arc<AtomicBool>,
    swallowed: Arc<AtomicUsize>,
}

impl Wire {
    /// The next COMMIT arrives, and its answer does not.
    pub fn cut_behind_the_next_commit(&self) {
        self.cuts.store(true, Ordering::SeqCst);
    }

    /// How many answers were swallowed.
    pub fn swallowed(&self) -> usize {
        self.swallowed.load(Ordering::SeqCst)
    }

    /// Gives the address of a database as it is reached through a fresh proxy.
    pub async fn through(&self, url: &str) -> String {
        let (before, host_and_path) = url.rsplit_once('@').unwrap();
        let (server, name) = host_and_path.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (wire, server) = (self.clone(), server.to_owned());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                tokio::spawn(wire.clone().carry(client, server));
            }
        });
        format!("{before}@{address}/{name}")
    }

    async fn carry(self, mut client: TcpStream, mut server: TcpStream) {
        let (mut asked, mut answered) = ([0_u8; 65_536], [0_u8; 65_536]);
        loop {
            tokio::select! {
                Ok(count) = client.read(&mut asked) => {
                    if count == 0 || server.write_all(&asked[..count]).await.is_err() {
                        return;
                    }
                    let commits = asked[..count].windows(7).any(|text| text == b"COMMIT\0");
                    if commits && self.cuts.swap(false, Ordering::SeqCst) {
                        // The server has done it when it answers.
                        let answer = server.read(&mut answered).await.unwrap();
                        assert!(answer > 0, "the server answers");
                        self.swallowed.fetch_add(1, Ordering::SeqCst);
                        return;
                    }
                }
                Ok(count) = server.read(&mut answered) => {
                    if count == 0 || client.write_all(&answered[..count]).await.is_err() {
                        return;
                    }
                }
                else => return,
            }
        }
    }
}
