//! An open transaction, which is begun and ended here and not by the driver.
//!
//! The driver counts how deep it is nested and takes the count for the truth. SQLite takes a whole transaction back by
//! itself when the disk is full or fails: the count stays, and every commit after it ends a savepoint only, and keeps
//! nothing. PostgreSQL answers the `COMMIT` of a transaction in which a statement has failed as if it had been kept. So
//! the statements that begin and end are written out here, what they answer is looked at, and a connection on which one of
//! them has failed is closed: it never runs another statement.

use regulars_kernel::StoreError;
use sea_orm::{DbBackend, Value, sqlx};
use tokio::sync::Mutex;

use super::raw::Raw;
use super::row::FromRow;
use super::write_pool::WritePool;
use crate::error::{driver_error, ends_the_transaction, write_fault};

/// A statement that begins or ends something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    Begin,
    Savepoint(&'static str),
    RollBackTo(&'static str),
    Release(&'static str),
    /// Forgets a savepoint and sets it anew, in one way to the database.
    Renew(&'static str),
    Commit,
    RollBack,
}

impl Control {
    pub(super) fn text(self, backend: DbBackend) -> String {
        match self {
            // A transaction that becomes a writer later on would fail at once when there is another one.
            Self::Begin if backend == DbBackend::Sqlite => "BEGIN IMMEDIATE".to_owned(),
            Self::Begin => "BEGIN".to_owned(),
            Self::Savepoint(name) => format!("SAVEPOINT {name}"),
            Self::RollBackTo(name) => format!("ROLLBACK TO SAVEPOINT {name}"),
            Self::Release(name) => format!("RELEASE SAVEPOINT {name}"),
            Self::Renew(name) => format!("RELEASE SAVEPOINT {name}; SAVEPOINT {name}"),
            Self::Commit => "COMMIT".to_owned(),
            Self::RollBack => "ROLLBACK".to_owned(),
        }
    }
}

/// What is known of the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It is open, and everything in it has worked or was undone.
    Sound,
    /// A statement of PostgreSQL has failed: the transaction takes no further one until it is rolled back to a savepoint.
    Aborted,
    /// The database has taken it back, or it is not known whether it has.
    Gone,
}

struct Inside {
    /// Present until the transaction is ended.
    raw: Option<Raw>,
    state: State,
    /// Whether a statement has changed a row. On storage that is only read, SQLite takes the `BEGIN` and the `COMMIT` of a
    /// transaction that changes nothing.
    has_written: bool,
}

/// An open transaction. Dropping it closes its connection, which rolls it back.
pub struct OpenTransaction {
    backend: DbBackend,
    pool: WritePool,
    inside: Mutex<Inside>,
}

impl OpenTransaction {
    pub(super) fn new(pool: WritePool, raw: Raw) -> Self {
        let inside = Inside { raw: Some(raw), state: State::Sound, has_written: false };
        Self { backend: pool.backend(), pool, inside: Mutex::new(inside) }
    }

    pub const fn backend(&self) -> DbBackend {
        self.backend
    }

    pub async fn execute(&self, text: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        let changed = self.on_it(async |raw| raw.execute(text, values).await).await?;
        if changed > 0 {
            self.inside.lock().await.has_written = true;
        }
        Ok(changed)
    }

    pub async fn run(&self, text: &str) -> Result<(), StoreError> {
        self.on_it(async |raw| raw.run(text).await).await
    }

    pub async fn all<Found: FromRow>(
        &self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Found>, StoreError> {
        self.on_it(async |raw| raw.all(text, values).await).await
    }

    pub async fn optional<Found: FromRow>(
        &self,
        text: &str,
        values: Vec<Value>,
    ) -> Result<Option<Found>, StoreError> {
        self.on_it(async |raw| raw.optional(text, values).await).await
    }

    async fn on_it<T>(
        &self,
        statement: impl AsyncFnOnce(&mut Raw) -> Result<T, sqlx::Error>,
    ) -> Result<T, StoreError> {
        let mut inside = self.inside.lock().await;
        if inside.state == State::Gone {
            return Err(gone());
        }
        let before = inside.state;
        // A statement that is dropped before its answer has come leaves this behind.
        inside.state = State::Gone;
        let raw = inside.raw.as_mut().ok_or_else(gone)?;
        let done = statement(raw).await;
        inside.state = match &done {
            Ok(_) => before,
            Err(error) if ends_the_transaction(error) => State::Gone,
            Err(_) if self.backend == DbBackend::Postgres => State::Aborted,
            Err(_) => before,
        };
        done.map_err(|error| self.noted(error))
    }

    /// Begins a part that can be undone by itself.
    pub async fn savepoint(&self, name: &'static str) -> Result<(), StoreError> {
        self.control(Control::Savepoint(name)).await
    }

    /// Undoes what was done since the savepoint.
    pub async fn roll_back_to(&self, name: &'static str) -> Result<(), StoreError> {
        self.control(Control::RollBackTo(name)).await
    }

    /// Forgets the savepoint.
    pub async fn release(&self, name: &'static str) -> Result<(), StoreError> {
        self.control(Control::Release(name)).await
    }

    /// Keeps what was done since the savepoint, as far as the transaction is kept, and begins the next part.
    pub async fn renew(&self, name: &'static str) -> Result<(), StoreError> {
        self.control(Control::Renew(name)).await
    }

    async fn control(&self, control: Control) -> Result<(), StoreError> {
        let mut inside = self.inside.lock().await;
        if inside.state == State::Gone {
            return Err(gone());
        }
        inside.state = State::Gone;
        let raw = inside.raw.as_mut().ok_or_else(gone)?;
        self.pool.control(raw, control).await.map_err(|error| self.noted(error))?;
        inside.state = State::Sound;
        Ok(())
    }

    /// Keeps everything, or fails: then nothing was kept, or it is not known.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let inside = self.inside.get_mut();
        let (state, has_written) = (std::mem::replace(&mut inside.state, State::Gone), inside.has_written);
        let mut raw = inside.raw.take().ok_or_else(gone)?;
        match state {
            State::Sound => {}
            State::Aborted => {
                self.undo(raw).await;
                return Err(StoreError::Unavailable("a statement of the transaction had failed".to_owned()));
            }
            State::Gone => {
                raw.throw_away();
                return Err(gone());
            }
        }
        if let Err(error) = self.pool.control(&mut raw, Control::Commit).await {
            raw.throw_away();
            return Err(match self.noted(error) {
                StoreError::Failed(why) => StoreError::Unavailable(why.to_string()),
                sorted => sorted,
            });
        }
        if has_written {
            self.pool.health().worked();
        }
        Ok(())
    }

    /// Keeps nothing. Tells whether the transaction was still there to be rolled back.
    pub async fn roll_back(mut self) -> bool {
        let inside = self.inside.get_mut();
        let was_there = std::mem::replace(&mut inside.state, State::Gone) != State::Gone;
        match inside.raw.take() {
            Some(raw) if was_there => self.undo(raw).await,
            Some(raw) => raw.throw_away(),
            None => {}
        }
        was_there
    }

    async fn undo(&self, mut raw: Raw) {
        if let Err(error) = self.pool.control(&mut raw, Control::RollBack).await {
            raw.throw_away();
            let error = self.noted(error);
            tracing::warn!(%error, "a transaction could not be rolled back: its connection is closed");
        }
    }

    fn noted(&self, error: sqlx::Error) -> StoreError {
        if let Some(fault) = write_fault(&error) {
            self.pool.health().failed(fault);
        }
        driver_error(error)
    }
}

impl Drop for OpenTransaction {
    fn drop(&mut self) {
        if let Some(raw) = self.inside.get_mut().raw.take() {
            raw.throw_away();
        }
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the database has taken the transaction back".to_owned())
}
