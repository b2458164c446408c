//! What a connection is doing, known to both sides: the server sees its bytes, the application its requests.

use std::cell::Cell;
use std::rc::Rc;

/// What a connection is doing. The server puts it among the data of a connection; without it nothing is noted.
#[derive(Clone, Debug, Default)]
pub struct ConnectionActivity(Rc<Requests>);

#[derive(Debug, Default)]
struct Requests {
    begun: Cell<u64>,
    ended: Cell<u64>,
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

    /// Notes that a request has begun.
    pub fn begin(&self) -> RequestInHand {
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
