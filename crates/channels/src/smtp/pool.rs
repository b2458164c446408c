//! The connections to one relay.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep};

use super::connection::SmtpConnection;
use super::relay::SmtpRelay;
use super::session::Session;
use crate::RelayFailure;

/// How many connections a pool holds, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolLimits {
    /// The most connections at a time.
    pub connections: usize,
    /// How long an idle connection stays open.
    pub idle: Duration,
}

impl Default for PoolLimits {
    fn default() -> Self {
        Self { connections: 10, idle: Duration::from_secs(60) }
    }
}

/// At most so many connections to one relay, opened when they are needed and handed out in the order of asking.
pub struct SmtpPool {
    shared: Arc<Shared>,
}

struct Shared {
    relay: Arc<SmtpRelay>,
    limits: PoolLimits,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    session: Session,
    since: Instant,
}

impl SmtpPool {
    /// An empty pool. It closes idle connections by a task of its own, so it must be made inside a tokio runtime.
    pub fn new(relay: SmtpRelay, limits: PoolLimits) -> Self {
        let shared = Arc::new(Shared {
            relay: Arc::new(relay),
            limits,
            places: Arc::new(Semaphore::new(limits.connections.max(1))),
            idle: Mutex::new(Vec::new()),
        });
        tokio::spawn(close_idle(Arc::downgrade(&shared), limits.idle));
        Self { shared }
    }

    /// The relay that the connections lead to.
    pub fn relay(&self) -> &SmtpRelay {
        &self.shared.relay
    }

    /// Waits for a free place, in the order of asking, and gives an open connection.
    pub async fn acquire(&self) -> Result<PooledConnection, RelayFailure> {
        let place =
            Arc::clone(&self.shared.places).acquire_owned().await.or(Err(RelayFailure::PoolClosed))?;
        let connection = match self.shared.warm_session() {
            Some(session) => SmtpConnection::resume(&self.shared.relay, session),
            None => SmtpConnection::open(&self.shared.relay).await?,
        };
        Ok(PooledConnection { connection, shared: Arc::clone(&self.shared), _place: place })
    }

    /// Closes all idle connections and hands out no more. Those that are out close when they come back.
    pub async fn close(&self) {
        self.shared.places.close();
        let idle = std::mem::take(&mut *self.shared.idle());
        futures_util::future::join_all(
            idle.into_iter().map(|idle| idle.session.quit(&self.shared.relay.timeouts)),
        )
        .await;
    }
}

impl Shared {
    fn idle(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The idle session that was used last, if one still stands.
    fn warm_session(&self) -> Option<Session> {
        let mut idle = self.idle();
        while let Some(Idle { mut session, since }) = idle.pop() {
            if since.elapsed() < self.limits.idle && session.is_quiet() {
                return Some(session);
            }
        }
        None
    }

    /// Takes out the sessions that have been idle for too long.
    fn expired(&self) -> Vec<Session> {
        let mut idle = self.idle();
        let (old, warm) = idle.drain(..).partition(|idle| idle.since.elapsed() >= self.limits.idle);
        *idle = warm;
        let old: Vec<Idle> = old;
        old.into_iter().map(|idle| idle.session).collect()
    }

    fn take_back(&self, session: Session) {
        let worn = session.messages() >= self.relay.messages_per_connection;
        if !worn && !session.has_announced() && !self.places.is_closed() {
            self.idle().push(Idle { session, since: Instant::now() });
        } else if let Ok(runtime) = Handle::try_current() {
            let relay = Arc::clone(&self.relay);
            runtime.spawn(async move { session.quit(&relay.timeouts).await });
        }
    }
}

async fn close_idle(pool: Weak<Shared>, idle: Duration) {
    let pause = (idle / 2).max(Duration::from_millis(10));
    loop {
        sleep(pause).await;
        let Some(shared) = pool.upgrade() else { return };
        let relay = Arc::clone(&shared.relay);
        let expired = shared.expired();
        drop(shared);
        for session in expired {
            session.quit(&relay.timeouts).await;
        }
    }
}

/// A connection on loan. It goes back to the pool when it is dropped.
pub struct PooledConnection {
    connection: SmtpConnection,
    shared: Arc<Shared>,
    _place: OwnedSemaphorePermit,
}

impl Deref for PooledConnection {
    type Target = SmtpConnection;

    fn deref(&self) -> &SmtpConnection {
        &self.connection
    }
}

impl DerefMut for PooledConnection {
    fn deref_mut(&mut self) -> &mut SmtpConnection {
        &mut self.connection
    }
}

impl Drop for PooledConnection {
    fn drop(&mut self) {
        if let Some(session) = self.connection.take_session() {
            self.shared.take_back(session);
        }
    }
}
