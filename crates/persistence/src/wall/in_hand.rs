//! Connections of a pool that stay in hand between two uses.
//!
//! A pool tries each connection that comes back to it, which is a way to the database and back, and gives it out again
//! only afterwards. So a connection that was used without an error is kept here instead for the next one who asks. It goes
//! back to the pool after an error, after a use that was broken off, when nobody has asked for it for a while, and now and
//! then, since the pool also renews connections that have grown old.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sea_orm::sqlx;
use sea_orm::sqlx::pool::PoolConnection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How long a connection stays in hand though nobody asks for it.
const IDLE: Duration = Duration::from_secs(1);
/// How long a connection stays in hand at the most.
const IN_HAND: Duration = Duration::from_secs(60);

/// The connections of a pool, as many as the pool may have.
pub struct InHand<Driver: sqlx::Database> {
    pool: sqlx::Pool<Driver>,
    kept: Mutex<Vec<Kept<Driver>>>,
    turns: Arc<Semaphore>,
}

struct Kept<Driver: sqlx::Database> {
    connection: PoolConnection<Driver>,
    taken: Instant,
    used: Instant,
}

impl<Driver: sqlx::Database> InHand<Driver> {
    pub fn new(pool: sqlx::Pool<Driver>) -> Self {
        let most = usize::try_from(pool.options().get_max_connections()).unwrap_or(Semaphore::MAX_PERMITS);
        Self { pool, kept: Mutex::default(), turns: Arc::new(Semaphore::new(most)) }
    }

    /// How many there may be.
    pub fn most(&self) -> u32 {
        self.pool.options().get_max_connections()
    }

    /// Waits for one as long as the pool would.
    pub async fn acquire(self: &Arc<Self>) -> Result<Held<Driver>, sqlx::Error> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = tokio::time::timeout(self.pool.options().get_acquire_timeout(), turn).await;
        let turn = turn.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|_| sqlx::Error::PoolClosed)?;
        let kept = self.kept().pop();
        let fresh = |kept: &Kept<Driver>| kept.used.elapsed() < IDLE && kept.taken.elapsed() < IN_HAND;
        let (connection, taken) = match kept.filter(fresh) {
            Some(kept) => (kept.connection, kept.taken),
            None => (self.pool.acquire().await?, Instant::now()),
        };
        Ok(Held {
            connection: Some(connection),
            taken,
            is_sound: true,
            connections: Arc::clone(self),
            _turn: turn,
        })
    }

    /// Gives back to the pool what nobody uses.
    pub fn let_go(&self) {
        let kept = std::mem::take(&mut *self.kept());
        drop(kept);
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Kept<Driver>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<Driver: sqlx::Database> Drop for InHand<Driver> {
    fn drop(&mut self) {
        if tokio::runtime::Handle::try_current().is_ok() {
            return;
        }
        // A pool takes connections back only while a runtime is there, and this is behind its end.
        for kept in self.kept().drain(..) {
            drop(kept.connection.detach());
        }
    }
}

/// The use of a connection. Dropped after its last statement has ended well, the connection stays in hand.
pub struct Held<Driver: sqlx::Database> {
    connection: Option<PoolConnection<Driver>>,
    taken: Instant,
    is_sound: bool,
    connections: Arc<InHand<Driver>>,
    _turn: OwnedSemaphorePermit,
}

impl<Driver: sqlx::Database> Held<Driver> {
    /// Begins to use the connection: unless that [ends well](Self::ended_well), it does not stay in hand.
    pub fn connection(&mut self) -> Result<&mut Driver::Connection, sqlx::Error> {
        self.is_sound = false;
        self.connection.as_deref_mut().ok_or(sqlx::Error::PoolClosed)
    }

    /// The last use has ended without an error.
    pub const fn ended_well(&mut self) {
        self.is_sound = true;
    }

    /// Closes the connection instead of giving it back.
    pub fn throw_away(mut self) {
        if let Some(mut connection) = self.connection.take() {
            connection.close_on_drop();
        }
    }
}

impl<Driver: sqlx::Database> Drop for Held<Driver> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && self.is_sound
        {
            let kept = Kept { connection, taken: self.taken, used: Instant::now() };
            self.connections.kept().push(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use sea_orm::sqlx::Sqlite;
    use sea_orm::sqlx::sqlite::SqlitePoolOptions;

    use super::*;

    async fn use_it(connections: &Arc<InHand<Sqlite>>, text: &'static str) -> bool {
        let mut held = connections.acquire().await.unwrap();
        let used = sqlx::query(text).execute(held.connection().unwrap()).await;
        if used.is_ok() {
            held.ended_well();
        }
        used.is_ok()
    }

    #[tokio::test]
    async fn only_what_ended_well_stays_in_hand() {
        let returned = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&returned);
        let pool = SqlitePoolOptions::new().max_connections(1).after_release(move |_, _| {
            counted.fetch_add(1, Ordering::Relaxed);
            Box::pin(async { Ok(true) })
        });
        let connections = Arc::new(InHand::new(pool.connect_lazy("sqlite::memory:").unwrap()));
        let count = || returned.load(Ordering::Relaxed);
        for _ in 0..3 {
            assert!(use_it(&connections, "SELECT 1").await);
        }
        assert_eq!(count(), 0);
        assert!(!use_it(&connections, "SELECT nothing").await);
        // The pool has one, and gives it out again only when it has been returned.
        assert!(use_it(&connections, "SELECT 1").await);
        assert_eq!(count(), 1, "after an error");
        connections.acquire().await.unwrap().connection().unwrap();
        assert!(use_it(&connections, "SELECT 1").await);
        assert_eq!(count(), 2, "after a use that was broken off");
        connections.let_go();
        assert!(use_it(&connections, "SELECT 1").await);
        assert_eq!(count(), 3, "when it is let go");
        connections.acquire().await.unwrap().throw_away();
        assert!(use_it(&connections, "SELECT 1").await);
        assert_eq!(count(), 3, "what is thrown away does not come back");
    }
}
