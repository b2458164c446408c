//! Work that computes for long, beside the threads that answer requests and never on them.

use std::time::Duration;

use regulars_kernel::{MerchantId, NoPlace, Shares};

use crate::error::{ApiError, Code};

/// How many pieces of work are done at a time. The threads that answer requests need the processors too.
const AT_A_TIME: usize = 2;
/// How many of them are one merchant's.
const SHARE: usize = 1;
/// How many more pieces of one merchant may wait.
const QUEUE: usize = 16;
/// How long a piece waits for its turn.
const PATIENCE: Duration = Duration::from_secs(8);
/// When to try again, in seconds.
const RETRY_AFTER: u64 = 5;

/// Does long computations, few at a time.
pub(crate) struct Processors {
    shares: Shares<MerchantId>,
}

impl Default for Processors {
    fn default() -> Self {
        Self { shares: Shares::new(AT_A_TIME, SHARE, QUEUE, PATIENCE) }
    }
}

impl Processors {
    /// Has `work` done for the merchant. What has begun is finished, even if nobody waits for it any more: its size is
    /// limited by what it works on.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        merchant: MerchantId,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = self.shares.take(Some(&merchant)).await.map_err(no_place)?;
        let done = tokio::task::spawn_blocking(move || {
            let answer = work();
            drop(place);
            answer
        });
        done.await.map_err(|error| {
            tracing::error!(%error, "a computation failed");
            ApiError::new(Code::Internal, "the server failed; the request id tells the operator why")
        })
    }
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
