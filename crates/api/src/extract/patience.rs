//! Waiting for a client, and for nothing else.

use std::pin::pin;
use std::time::Duration;

use tokio::time::timeout;

/// A deadline is counted in so many steps, of which one begins when the one before has been seen to end.
const STEPS: u32 = 8;

/// What `future` gives, unless the client lets it wait for longer than `patience`.
///
/// When this thread has been busy elsewhere, that counts as a single step, after which what has arrived meanwhile is
/// looked at: a client does not pay for the delay of the server.
pub(super) async fn within<F: Future>(patience: Duration, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    for _ in 0..STEPS {
        if let Ok(answer) = timeout(patience / STEPS, future.as_mut()).await {
            return Some(answer);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn};
    use std::task::Poll;
    use std::time::Instant;

    use super::*;

    const PATIENCE: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn what_arrives_while_the_server_is_busy_is_in_time() {
        let mut polls = 0;
        let arriving = poll_fn(|context| {
            polls += 1;
            if polls > 2 {
                return Poll::Ready(());
            }
            let begun = Instant::now();
            while begun.elapsed() < 2 * PATIENCE {
                std::hint::spin_loop();
            }
            context.waker().wake_by_ref();
            Poll::Pending
        });
        assert_eq!(within(PATIENCE, arriving).await, Some(()));
        assert_eq!(within(PATIENCE, pending::<()>()).await, None);
    }
}
