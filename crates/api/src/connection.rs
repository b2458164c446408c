//! What a connection is doing, known to both sides: the server sees its bytes, the application its requests.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Context;

use futures_util::task::AtomicWaker;

/// What a connection is doing. The server puts it among the data of a connection; without it nothing is noted.
#[derive(Clone, Debug, Default)]
pub struct ConnectionActivity(Rc<Requests>);

#[derive(Debug, Default)]
struct Requests {
    begun: Cell<u64>,
    ended: Cell<u64>,
    giving_way: GivingWay,
}

/// Has a connection give way, from wherever that is decided.
#[derive(Clone, Debug, Default)]
pub(crate) struct GivingWay(Arc<Asked>);

#[derive(Debug, Default)]
struct Asked {
    asked: AtomicBool,
    connection: AtomicWaker,
}

impl GivingWay {
    /// Has the connection closed instead of waiting any longer for its client to read.
    pub(crate) fn ask(&self) {
        self.0.asked.store(true, Ordering::Relaxed);
        self.0.connection.wake();
    }
}

/// A request that is being answered, until it is dropped.
pub struct RequestInHand(ConnectionActivity);

impl ConnectionActivity {
    /// How many requests have begun, since the head of each had arrived.
    pub fn begun(&self) -> u64 {
        self.0.begun.get()
    }

    /// Whether a request is being answered.
    pub fn is_busy(&self) -> bool {
        self.0.begun.get() > self.0.ended.get()
    }

    /// Whether the connection is to be closed instead of waiting for its client to read. If not, `context` is woken when it
    /// is.
    pub fn must_give_way(&self, context: &Context<'_>) -> bool {
        let Asked { asked, connection } = self.0.giving_way.0.as_ref();
        connection.register(context.waker());
        asked.load(Ordering::Relaxed)
    }

    /// What has the connection give way.
    pub(crate) fn giving_way(&self) -> GivingWay {
        self.0.giving_way.clone()
    }

    /// Notes that a request has begun.
    pub fn begin(&self) -> RequestInHand {
        // The answers before it have left.
        self.0.giving_way.0.asked.store(false, Ordering::Relaxed);
        self.0.begun.set(self.0.begun.get() + 1);
        RequestInHand(self.clone())
    }
}

impl Drop for RequestInHand {
    fn drop(&mut self) {
        let Requests { ended, .. } = self.0.0.as_ref();
        ended.set(ended.get() + 1);
    }
}
