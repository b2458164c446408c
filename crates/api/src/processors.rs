//! Work that computes for long, beside the threads that answer requests and never on them.

use std::time::Duration;

use regulars_kernel::{HeldPlace, MerchantId, NoPlace, Priority, Shares};
use tokio::sync::oneshot;

use crate::error::{ApiError, Code};

/// How many pieces of work are done at a time. The threads that answer requests need the processors too.
const AT_A_TIME: usize = 2;
/// How many of them are one merchant's.
const SHARE: usize = 1;
/// How many more pieces of one merchant may wait.
const QUEUE: usize = 32;
/// How long a piece waits for its turn.
const PATIENCE: Duration = Duration::from_secs(8);
/// When to try again, in seconds.
const RETRY_AFTER: u64 = 5;
/// The most bytes that are worked on by the thread that answers the request: going elsewhere would take longer.
const SMALL: usize = 16 * 1024;

/// For whom something is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Party {
    /// A merchant.
    Merchant(MerchantId),
    /// Whoever has not shown a merchant's credential: all of these have the share of one.
    Stranger,
}

impl From<MerchantId> for Party {
    fn from(merchant: MerchantId) -> Self {
        Self::Merchant(merchant)
    }
}

/// Does long computations, few at a time.
pub(crate) struct Processors {
    at_a_time: usize,
    shares: Shares<Party>,
}

impl Default for Processors {
    fn default() -> Self {
        Self::of(AT_A_TIME)
    }
}

impl Processors {
    /// So many computations at a time.
    fn of(at_a_time: usize) -> Self {
        Self { at_a_time, shares: Shares::new(at_a_time, SHARE, QUEUE, PATIENCE) }
    }

    /// For what takes much memory as well: one thing at a time.
    pub(crate) fn one_at_a_time() -> Self {
        Self::of(1)
    }

    /// Has `work` done for the party. What has begun is finished, even if nobody waits for it any more: its size is
    /// limited by what it works on.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        party: impl Into<Party>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = self.shares.take(Some(&party.into())).await.map_err(no_place)?;
        let (done, answer) = oneshot::channel();
        // A thread of its own, because its priority cannot be raised again.
        let started = std::thread::Builder::new().name("computing".to_owned()).spawn(move || {
            Priority::Last.take();
            let answer = work();
            drop(place);
            // Whoever waited may be gone.
            done.send(answer).ok();
        });
        started.map_err(failed)?;
        answer.await.map_err(failed)
    }

    /// Has `work` on so many bytes done: at once when there are few of them.
    pub(crate) async fn run_sized<T: Send + 'static>(
        &self,
        party: impl Into<Party>,
        size: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        if size <= SMALL { Ok(work()) } else { self.run(party, work).await }
    }

    /// Takes every place that there is, and holds them until they are dropped.
    pub(crate) async fn occupy(&self) -> Result<Vec<HeldPlace>, NoPlace> {
        let mut places = Vec::with_capacity(self.at_a_time);
        for _ in 0..self.at_a_time {
            places.push(self.shares.take(None).await?);
        }
        Ok(places)
    }
}

fn failed(error: impl std::fmt::Display) -> ApiError {
    tracing::error!(%error, "a computation failed");
    ApiError::new(Code::Internal, "the server failed; the request id tells the operator why")
}

fn no_place(none: NoPlace) -> ApiError {
    let (code, detail) = match none {
        NoPlace::ShareTaken => {
            (Code::RateLimited, "the merchant's other heavy requests take its whole share")
        }
        NoPlace::AllTaken => (Code::Unavailable, "the service is not available just now"),
    };
    ApiError::new(code, detail).retry_after(RETRY_AFTER)
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::task::Poll;

    use regulars_kernel::Environment;

    use super::*;

    #[tokio::test]
    async fn one_merchant_computes_one_thing_at_a_time_and_leaves_room_for_another() {
        let processors = Arc::new(Processors::default());
        let ids = Environment::system();
        let (one, other) = (MerchantId::new(ids.new_id()), MerchantId::new(ids.new_id()));
        let (begin, begun) = channel();
        let (end, ended) = channel::<()>();
        let long = {
            let processors = Arc::clone(&processors);
            tokio::spawn(async move {
                processors
                    .run(one, move || {
                        begin.send(()).unwrap();
                        ended.recv().unwrap();
                    })
                    .await
            })
        };
        tokio::task::spawn_blocking(move || begun.recv().unwrap()).await.unwrap();
        assert_eq!(processors.run(other, || 1).await.unwrap(), 1);
        let mut waiting: Vec<_> = (0..QUEUE).map(|_| Box::pin(processors.run(one, || 2))).collect();
        for one in &mut waiting {
            assert!(poll_fn(|context| Poll::Ready(one.as_mut().poll(context).is_pending())).await);
        }
        let refused = processors.run(one, || 3).await.unwrap_err();
        assert_eq!(refused.problem().code, Code::RateLimited);
        end.send(()).unwrap();
        long.await.unwrap().unwrap();
        for one in waiting {
            assert_eq!(one.await.unwrap(), 2);
        }
    }
}
