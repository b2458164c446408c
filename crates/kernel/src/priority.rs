//! How much the system thinks of a thread, beside others of the program.

use rustix::process::setpriority_process;
use rustix::thread::gettid;

/// How much less than of those on which everybody waits (`nice`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// What a till, or every request, waits for.
    First,
    /// What one person waits for.
    Usual,
    /// What may take long.
    Last,
}

impl Priority {
    const fn niceness(self) -> i32 {
        match self {
            Self::First => 0,
            Self::Usual => 5,
            Self::Last => 10,
        }
    }

    /// Gives the present thread this priority. It may fall and never rise, as far as the system knows of priorities at all.
    pub fn take(self) {
        if self != Self::First {
            // Where that is not allowed it is a thread like any other.
            setpriority_process(Some(gettid()), self.niceness()).ok();
        }
    }
}
