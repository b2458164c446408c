//! Reads end with whoever waits for them, and writes do not, on both databases.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use regulars_kernel::{Scope, StoreError};

use crate::trial::on_each_database;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};
use crate::{Database, DatabaseSettings};

#[derive(FromRow)]
struct Counted {
    #[expect(dead_code, reason = "the statement never gives a row")]
    n: i64,
}

/// A statement that never ends by itself.
async fn read_for_ever(tx: &mut ReadTx) -> Result<(), StoreError> {
    const ENDLESS: ScopedSql = ScopedSql::new(
        "WITH RECURSIVE endless(n) AS (SELECT 1 UNION ALL SELECT n + 1 - 1 FROM endless)
         SELECT count(*) AS n FROM endless WHERE EXISTS (SELECT 1 FROM stores WHERE merchant_id = $1) OR n > 0",
    );
    tx.one::<Counted>(ENDLESS, values![]).await.map(drop)
}

async fn until_free(database: &Database, count: usize) {
    while database.free_heavy_reads() != count {
        tokio::task::yield_now().await;
    }
}

async fn read_endlessly(database: &Database, scope: Scope) -> Result<(), StoreError> {
    database.read_heavily(scope, async |tx| read_for_ever(tx).await).await
}

#[tokio::test]
async fn a_read_ends_with_its_deadline_and_with_whoever_waits_for_it() {
    on_each_database(async |trial| {
        let settings =
            DatabaseSettings { read_deadline: Duration::from_millis(20), ..trial.settings().clone() };
        let short = Database::open(&settings).await.unwrap();
        let (one, other) = (trial.new_merchant("one").await, trial.new_merchant("other").await);
        let all = short.free_heavy_reads();
        let ended = read_endlessly(&short, one).await;
        assert!(matches!(ended, Err(StoreError::TooExpensive)), "{ended:?}");
        until_free(&short, all).await;
        let long = Database::open(trial.settings()).await.unwrap();
        let reading = {
            let long = long.clone();
            tokio::spawn(async move { read_endlessly(&long, one).await })
        };
        until_free(&long, all - 1).await;
        long.read_heavily(other, async move |tx| {
            tx.backend();
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
        reading.abort();
        until_free(&long, all).await;
        long.read_heavily(one, async move |tx| {
            tx.backend();
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_write_that_has_begun_goes_on_when_nobody_waits_for_it() {
    on_each_database(async |trial| {
        let database = Database::open(trial.settings()).await.unwrap();
        let scope = trial.new_merchant("one").await;
        let (begin, begun) = tokio::sync::oneshot::channel();
        let (go, may_go) = tokio::sync::oneshot::channel::<()>();
        let (done, kept) = tokio::sync::oneshot::channel();
        let mut write = Box::pin(database.write(scope, move |tx| {
            Box::pin(async move {
                tx.backend();
                begin.send(()).ok();
                may_go.await.ok();
                done.send(()).map_err(|()| StoreError::Failed("nobody asks".into()))
            })
        }));
        let waits = poll_fn(|context| Poll::Ready(write.as_mut().poll(context).is_pending())).await;
        assert!(waits, "the write has ended already");
        begun.await.expect("the write has begun");
        drop(write);
        go.send(()).expect("the write has not been broken off");
        kept.await.expect("the write has come to its end");
    })
    .await;
}
