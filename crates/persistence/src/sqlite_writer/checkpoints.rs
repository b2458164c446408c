//! Moves what the writer has logged into the database, beside the writer.
//!
//! SQLite does that by itself, inside the commit that makes the log long enough: whoever waits for that commit waits for
//! all of it to be written and made durable once more. Done by another connection it keeps nobody waiting. The log can
//! begin anew only once all of it has been moved and nobody reads from it, so SQLite's own way stays for a writer that
//! never pauses: it finds little left to do ([`LONGEST_LOG`]). While one long read follows the other without a gap, the log
//! grows beyond that, and commits take longer.
//!
//! <https://www.sqlite.org/wal.html>, sections 2.1 and 3.2.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use regulars_kernel::StoreError;

use crate::wall::SqliteFile;

/// After so many pages of the log SQLite moves them within a commit.
pub const LONGEST_LOG: u32 = 16_000;
/// After so many commits they are moved beside the writer.
const COMMITS: u32 = 32;

/// Counts commits, and has them moved now and then. The thread that moves ends with this.
pub struct Checkpoints {
    commits: u32,
    due: SyncSender<()>,
}

impl Checkpoints {
    /// Moves over a connection of its own, which is opened when it is first needed.
    pub fn start(file: Arc<SqliteFile>) -> Result<Self, StoreError> {
        let (due, asked) = sync_channel(1);
        std::thread::Builder::new()
            .name("sqlite-log".to_owned())
            .spawn(move || move_when_asked(&file, &asked))
            .map_err(|error| StoreError::Failed(format!("the log cannot be moved: {error}").into()))?;
        Ok(Self { commits: 0, due })
    }

    /// Notes a commit.
    pub fn committed(&mut self) {
        self.commits += 1;
        if self.commits >= COMMITS {
            self.commits = 0;
            // While one is under way the next one has to be asked for only once.
            self.due.try_send(()).ok();
        }
    }
}

fn move_when_asked(file: &SqliteFile, asked: &Receiver<()>) {
    let mut connection = None;
    while asked.recv().is_ok() {
        if let Err(error) = file.move_log(&mut connection) {
            // On storage that takes nothing the writer says so, or is able to go on.
            tracing::debug!(%error, "the log was not moved into the database");
        }
    }
}
