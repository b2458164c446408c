//! Moves what the writer has logged into the database, beside the writer.
//!
//! SQLite does that by itself, inside the commit that makes the log long enough: whoever waits for that commit waits for
//! all of it to be written and made durable once more. Done by another connection it keeps nobody waiting. The log can
//! begin anew only once all of it has been moved and nobody reads from it, so SQLite's own way stays for a writer that
//! never pauses: it finds little left to do ([`LONGEST_LOG`]). While one long read follows the other without a gap, the log
//! grows beyond that, and commits take longer.
//!
//! What was erased still stands in the log until the log is cut: whoever erases asks for that, and it is tried until it is
//! done.
//!
//! <https://www.sqlite.org/wal.html>, sections 2.1 and 3.2.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use regulars_kernel::StoreError;
use tokio::sync::oneshot;

use crate::wall::SqliteFile;

/// After so many pages of the log SQLite moves them within a commit.
pub const LONGEST_LOG: u32 = 16_000;
/// After so many commits they are moved beside the writer.
const COMMITS: u32 = 32;
/// How long to wait before it is tried again to cut a log that is read from.
const PAUSE: Duration = Duration::from_millis(100);
/// How long whoever asks to have the log cut waits for it.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts commits, and has them moved now and then. The thread that moves ends with this.
pub struct Checkpoints {
    commits: u32,
    log: Log,
}

/// Has the log cut.
#[derive(Clone)]
pub struct Log {
    due: SyncSender<()>,
    /// Who waits for the log to be cut.
    waiting: Arc<Mutex<Vec<oneshot::Sender<()>>>>,
}

impl Checkpoints {
    /// Moves over a connection of its own, which is opened when it is first needed.
    pub fn start(file: Arc<SqliteFile>) -> Result<Self, StoreError> {
        let (due, asked) = sync_channel(1);
        let log = Log { due, waiting: Arc::default() };
        // Who was killed behind an erasure has left it to whoever comes next.
        if file.has_log() {
            drop(log.ask());
        }
        let waiting = Arc::clone(&log.waiting);
        std::thread::Builder::new()
            .name("sqlite-log".to_owned())
            .spawn(move || move_when_asked(&file, &asked, &waiting))
            .map_err(|error| StoreError::Failed(format!("the log cannot be moved: {error}").into()))?;
        Ok(Self { commits: 0, log })
    }

    /// Has the log cut.
    pub fn log(&self) -> Log {
        self.log.clone()
    }

    /// Notes a commit.
    pub fn committed(&mut self) {
        self.commits += 1;
        if self.commits >= COMMITS {
            self.commits = 0;
            // While one is under way the next one has to be asked for only once.
            self.log.due.try_send(()).ok();
        }
    }
}

impl Log {
    /// Cuts the log to nothing, and waits a moment for that.
    pub async fn forget(&self) {
        tokio::time::timeout(PATIENCE, self.ask()).await.ok();
    }

    fn ask(&self) -> oneshot::Receiver<()> {
        let (sender, done) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        self.due.try_send(()).ok();
        done
    }
}

fn move_when_asked(file: &SqliteFile, asked: &Receiver<()>, waiting: &Mutex<Vec<oneshot::Sender<()>>>) {
    let mut connection = None;
    let mut uncut: Vec<oneshot::Sender<()>> = Vec::new();
    loop {
        let turn = if uncut.is_empty() {
            asked.recv().or(Err(RecvTimeoutError::Disconnected))
        } else {
            asked.recv_timeout(PAUSE)
        };
        if turn == Err(RecvTimeoutError::Disconnected) {
            return;
        }
        uncut.append(&mut waiting.lock().unwrap_or_else(PoisonError::into_inner));
        let moved = if uncut.is_empty() {
            file.move_log(&mut connection)
        } else {
            file.empty_log(&mut connection).map(|is_cut| {
                if is_cut {
                    // Who has waited long enough is not there any more.
                    uncut.drain(..).for_each(|done| done.send(()).unwrap_or_default());
                }
            })
        };
        if let Err(error) = moved {
            // On storage that takes nothing the writer says so, or is able to go on.
            tracing::debug!(%error, "the log was not moved into the database");
        }
    }
}
