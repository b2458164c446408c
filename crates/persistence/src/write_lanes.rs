//! Tills write on connections of their own.

use regulars_kernel::{Actor, Environment, Scope, StoreError, TerminalId};
use sea_orm::DbBackend;

use crate::Database;
use crate::trial::on_each_database;

async fn writes(database: &Database, scope: Scope) -> Result<(), StoreError> {
    let work = database.write(scope, |tx| {
        Box::pin(async move {
            tx.backend();
            Ok(())
        })
    });
    work.await
}

#[tokio::test]
async fn a_till_writes_while_every_other_connection_that_writes_is_taken() {
    on_each_database(async |trial| {
        let database = trial.database();
        if database.writers().backend() == DbBackend::Sqlite {
            return;
        }
        let office = trial.new_merchant("one").await;
        let terminal = Actor::Terminal(TerminalId::new(Environment::system().new_id()));
        #[expect(clippy::disallowed_methods, reason = "a test mints a scope")]
        let till = Scope::of_authenticated_caller(office.merchant(), terminal);
        let mut taken = Vec::new();
        for _ in 0..trial.settings().connections {
            taken.push(database.writers().begin().await.unwrap());
        }
        writes(database, till).await.unwrap();
        let mut waiting = Box::pin(writes(database, office));
        let waits = std::future::poll_fn(|context| {
            std::task::Poll::Ready(waiting.as_mut().poll(context).is_pending())
        });
        assert!(waits.await, "a write of the office had no connection to wait for");
        drop(taken);
        waiting.await.unwrap();
    })
    .await;
}
