//! The one writer of SQLite. It runs waiting work in savepoints under one commit and answers after the commit, so that
//! many small writes share the price of making them durable.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use regulars_kernel::StoreError;
use tokio::sync::{mpsc, oneshot};

use crate::wall::{Connection, WritePool};

/// The most pieces of work under one commit.
const BATCH: usize = 64;
/// How much work may wait before a caller waits for room.
const QUEUE: usize = 1024;

/// A handle to the writer. Cheap to clone; the writer ends when the last handle is gone.
#[derive(Clone)]
pub struct SqliteWriter {
    queue: mpsc::Sender<Piece>,
}

/// One waiting write. `work` tells whether to keep what it did; `done` tells the caller how the commit went.
struct Piece {
    work: Box<dyn FnOnce(Connection) -> BoxFuture<'static, bool> + Send>,
    done: oneshot::Sender<Result<(), Arc<StoreError>>>,
}

impl SqliteWriter {
    /// Starts the writer on a pool of one connection.
    pub fn start(pool: WritePool) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write_batches(pool, waiting));
        Self { queue }
    }

    /// Has `work` done and waits until it is durable.
    pub async fn submit<T, E, F>(&self, work: F) -> Result<T, E>
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
                        .unwrap_or_else(|_| Err(StoreError::Failed("the work panicked".to_owned()).into()));
                    let keep = outcome.is_ok();
                    *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
                    keep
                })
            }),
            done,
        };
        let stopped = || StoreError::Unavailable("the writer has stopped".to_owned());
        self.queue.send(piece).await.map_err(|_| stopped())?;
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

async fn write_batches(pool: WritePool, mut waiting: mpsc::Receiver<Piece>) {
    let mut most = BATCH;
    while let Some(first) = waiting.recv().await {
        let mut asked = Vec::with_capacity(most);
        let written = write_batch(&pool, first, &mut waiting, &mut asked, most).await.map_err(Arc::new);
        // After a failure each piece goes alone: one for which there is no room must not take the others with it.
        most = if written.is_ok() { BATCH } else { 1 };
        for done in asked {
            let answer = written.as_ref().copied().map_err(Arc::clone);
            // A caller that has gone away needs no answer.
            drop(done.send(answer));
        }
    }
}

/// Writes pieces that wait under one commit. When it fails nothing of any piece is kept, and the connection is closed
/// with the transaction.
async fn write_batch(
    pool: &WritePool,
    first: Piece,
    waiting: &mut mpsc::Receiver<Piece>,
    asked: &mut Vec<oneshot::Sender<Result<(), Arc<StoreError>>>>,
    most: usize,
) -> Result<(), StoreError> {
    let Piece { work, done } = first;
    asked.push(done);
    let transaction = Arc::new(pool.begin().await?);
    let mut next = Some(work);
    while let Some(work) = next.take() {
        transaction.savepoint("piece").await?;
        if !work(Connection::Transaction(Arc::clone(&transaction))).await {
            transaction.roll_back_to("piece").await?;
        }
        transaction.release("piece").await?;
        if asked.len() < most
            && let Ok(Piece { work, done }) = waiting.try_recv()
        {
            asked.push(done);
            next = Some(work);
        }
    }
    Arc::into_inner(transaction)
        .ok_or_else(|| StoreError::Failed("a transaction outlived its work".to_owned()))?
        .commit()
        .await
}
