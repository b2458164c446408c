//! The one writer of SQLite. It runs waiting work in savepoints under one commit and answers after the commit, so that
//! many small writes share the price of making them durable.

mod checkpoints;
mod queue;
mod round;

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use regulars_kernel::StoreError;
use tokio::sync::{mpsc, oneshot};

pub use self::checkpoints::LONGEST_LOG;
use self::checkpoints::{Checkpoints, Log};
pub use self::queue::Share;
use self::queue::{Taken, WriterQueue};
use crate::wall::{Connection, OpenTransaction, SqliteFile, WritePool};

/// The most pieces of work under one commit.
const BATCH: usize = 64;
/// The savepoint before each piece but the first.
const PIECE: &str = "piece";
const CUT_OFF: &str = "the transaction was cut off";

/// A handle to the writer. Cheap to clone; the writer ends when the last handle is gone.
#[derive(Clone)]
pub struct SqliteWriter {
    // Everybody who sends waits for an answer, so what waits is bounded by who is there.
    queue: mpsc::UnboundedSender<(Share, Piece)>,
    log: Log,
}

/// One waiting write. `work` tells whether to keep what it did; `done` tells the caller how the commit went.
struct Piece {
    work: Box<dyn FnOnce(Connection) -> BoxFuture<'static, bool> + Send>,
    done: oneshot::Sender<Result<(), Arc<StoreError>>>,
}

impl SqliteWriter {
    /// Starts the writer on the one connection of a file, with another connection beside it that moves its log.
    ///
    /// It has a thread of its own, on which the statements of a piece run one behind the other as calls. Nothing else may
    /// run there: a statement blocks the thread.
    pub fn start(pool: WritePool, file: Arc<SqliteFile>) -> Result<Self, StoreError> {
        let (queue, arriving) = mpsc::unbounded_channel();
        let failed =
            |error: std::io::Error| StoreError::Failed(format!("the writer did not start: {error}").into());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
        let waiting = Waiting { arriving, queued: WriterQueue::default() };
        let checkpoints = Checkpoints::start(file)?;
        let log = checkpoints.log();
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || runtime.block_on(write_batches(pool, waiting, checkpoints)))
            .map_err(failed)?;
        Ok(Self { queue, log })
    }

    /// Cuts the log to nothing, and waits a moment for that.
    pub async fn forget_log(&self) {
        self.log.forget().await;
    }

    /// Has `work` done when its share has its turn, and waits until it is durable. Who goes away before it has begun takes
    /// it back.
    pub async fn submit<T, E, F>(&self, share: Share, work: F) -> Result<T, E>
    where
        F: FnOnce(Connection) -> BoxFuture<'static, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let answer = Arc::new(Mutex::new(None));
        let slot = Arc::clone(&answer);
        let (done, committed) = oneshot::channel();
        let piece = Piece {
            work: Box::new(move |connection| {
                Box::pin(async move {
                    // A panic in one piece must not end the writer for everybody else.
                    let outcome = AssertUnwindSafe(work(connection))
                        .catch_unwind()
                        .await
                        .unwrap_or_else(|_| Err(StoreError::Failed("the work panicked".into()).into()));
                    let keep = outcome.is_ok();
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
                    keep
                })
            }),
            done,
        };
        let stopped = || StoreError::Unavailable("the writer has stopped".to_owned());
        self.queue.send((share, piece)).map_err(|_| stopped())?;
        let commit = committed.await.map_err(|_| stopped())?;
        let outcome = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        match (outcome, commit) {
            // Whatever the work had answered, it had seen what is not there any more.
            (_, Err(error)) => Err(StoreError::Unavailable(error.to_string()).into()),
            (Some(outcome), Ok(())) => outcome,
            (None, Ok(())) => Err(stopped().into()),
        }
    }
}

/// The work that waits: what has just arrived, and what is sorted by whose turn it is.
struct Waiting {
    arriving: mpsc::UnboundedReceiver<(Share, Piece)>,
    queued: WriterQueue<Piece>,
}

impl Waiting {
    /// The first piece of a commit, waiting for one; none when nobody is left who could send one.
    async fn first(&mut self, taken: &mut Taken) -> Option<Piece> {
        loop {
            self.sort();
            if let Some(first) = wanted(|| self.queued.first(taken)) {
                return Some(first);
            }
            let (share, piece) = self.arriving.recv().await?;
            self.queued.add(share, piece);
        }
    }

    /// One more piece under a commit that was begun then, if it is there.
    fn more(&mut self, taken: &mut Taken, begun: Instant) -> Option<Piece> {
        self.sort();
        wanted(|| self.queued.more(taken, begun.elapsed()))
    }

    fn sort(&mut self) {
        while let Ok((share, piece)) = self.arriving.try_recv() {
            self.queued.add(share, piece);
        }
    }
}

/// The next piece that somebody still waits for.
fn wanted(next: impl FnMut() -> Option<Piece>) -> Option<Piece> {
    std::iter::from_fn(next).find(|piece| !piece.done.is_closed())
}

async fn write_batches(pool: WritePool, mut waiting: Waiting, mut checkpoints: Checkpoints) {
    let mut most = BATCH;
    loop {
        let mut taken = Taken::default();
        let Some(first) = waiting.first(&mut taken).await else { return };
        let mut asked = Vec::with_capacity(most);
        let written =
            write_batch(&pool, first, (&mut waiting, taken), &mut asked, most).await.map_err(Arc::new);
        // After a failure each piece goes alone: one for which there is no room must not take the others with it.
        most = if written.is_ok() { BATCH } else { 1 };
        for done in asked {
            let answer = written.as_ref().copied().map_err(Arc::clone);
            // A caller that has gone away needs no answer.
            drop(done.send(answer));
        }
        checkpoints.committed();
    }
}

/// Writes pieces that wait under one commit. When it fails nothing of any piece is kept, and the connection is closed
/// with the transaction.
async fn write_batch(
    pool: &WritePool,
    Piece { work, done }: Piece,
    (waiting, mut taken): (&mut Waiting, Taken),
    asked: &mut Vec<oneshot::Sender<Result<(), Arc<StoreError>>>>,
    most: usize,
) -> Result<(), StoreError> {
    asked.push(done);
    let transaction = Arc::new(pool.begin().await?);
    let begun = Instant::now();
    // The first piece is undone with the transaction, and needs nothing else to be undone by.
    if !work(Connection::Transaction(Arc::clone(&transaction))).await {
        let was_there = whole(transaction)?.roll_back().await;
        return was_there.then_some(()).ok_or_else(|| StoreError::Unavailable(CUT_OFF.to_owned()));
    }
    let mut is_kept = None;
    while asked.len() < most
        && let Some(Piece { work, done }) = waiting.more(&mut taken, begun)
    {
        asked.push(done);
        match is_kept {
            None => transaction.savepoint(PIECE).await?,
            Some(true) => transaction.renew(PIECE).await?,
            // What is rolled back to a savepoint leaves it as it was set.
            Some(false) => {}
        }
        let keep = work(Connection::Transaction(Arc::clone(&transaction))).await;
        if !keep {
            transaction.roll_back_to(PIECE).await?;
        }
        is_kept = Some(keep);
    }
    whole(transaction)?.commit().await
}

fn whole(transaction: Arc<OpenTransaction>) -> Result<OpenTransaction, StoreError> {
    let outlived = || StoreError::Failed("a transaction outlived its work".into());
    Arc::into_inner(transaction).ok_or_else(outlived)
}
