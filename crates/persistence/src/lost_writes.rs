//! What is acknowledged is found again, whatever happens to the statements that begin and end a transaction.

use futures_util::future::join_all;
use regulars_kernel::{Scope, StoreError};
use sea_orm::DbBackend;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::WriteFault;
use crate::trial::{Trial, on_each_database};
use crate::wall::{Control, FromRow, InjectedFault, ScopedSql, WriteTx, values};

const INSERT: ScopedSql = ScopedSql::new(
    "INSERT INTO stores (merchant_id, id, name, created_at, updated_at)
     VALUES ($1, $2, $3, '2026-11-21T12:00:00+00:00', '2026-11-21T12:00:00+00:00')",
);

#[derive(FromRow)]
struct StoreRow {
    id: Uuid,
}

fn store(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number)
}

async fn insert(tx: &WriteTx, number: u128) -> Result<(), StoreError> {
    tx.execute(INSERT, values![store(number), "Novi Sad"]).await.map(drop)
}

/// Adds a store, within a part of the transaction that is kept or not.
async fn write(trial: &Trial, scope: Scope, number: u128, keep: bool) -> Result<(), StoreError> {
    let work = trial.database().write(scope, move |tx: &mut WriteTx| {
        Box::pin(async move {
            tx.savepoint().await?;
            insert(tx, number).await?;
            tx.end_savepoint(keep).await
        })
    });
    work.await
}

async fn is_there(trial: &Trial, scope: Scope, number: u128) -> bool {
    const FIND: ScopedSql = ScopedSql::new("SELECT id FROM stores WHERE merchant_id = $1 AND id = $2");
    let found: Option<StoreRow> =
        trial.read(scope, async move |tx| tx.optional(FIND, values![store(number)]).await.unwrap()).await;
    found.is_some_and(|row| row.id == store(number))
}

#[tokio::test]
async fn a_control_statement_that_fails_loses_nothing_that_was_acknowledged() {
    const KINDS: [fn(Control) -> bool; 5] = [
        |control| control == Control::Begin,
        |control| matches!(control, Control::Savepoint(_)),
        |control| matches!(control, Control::RollBackTo(_)),
        |control| matches!(control, Control::Release(_)),
        |control| control == Control::Commit,
    ];
    on_each_database(async |trial: Trial| {
        let scope = trial.new_merchant("pekara").await;
        let faults = trial.database().writers().faults();
        let mut number = 0;
        for (kind, is_kind) in KINDS.into_iter().enumerate() {
            for fault in InjectedFault::ALL {
                number += 10;
                let case = format!("kind {kind}, {fault:?}");
                faults.plan(is_kind, fault);
                let failed = write(&trial, scope, number, kind != 2).await;
                assert!(faults.are_over(), "{case}: it did not come");
                if kind == 0 && failed.is_ok() {
                    // Nothing had been done on a connection that could not begin: PostgreSQL has others.
                    assert!(is_there(&trial, scope, number).await, "{case}: it was lost");
                    continue;
                }
                assert!(matches!(failed, Err(StoreError::Unavailable(_))), "{case}: {failed:?}");
                let may_be_kept = kind == 4 && fault == InjectedFault::AnswerLost;
                assert!(may_be_kept || !is_there(&trial, scope, number).await, "{case}: it was kept");
                for next in number + 1..number + 4 {
                    write(&trial, scope, next, true).await.unwrap_or_else(|error| panic!("{case}: {error}"));
                    assert!(is_there(&trial, scope, next).await, "{case}: {next} was lost");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn all_that_share_a_commit_which_fails_are_told() {
    on_each_database(async |trial: Trial| {
        const KINDS: [fn(Control) -> bool; 3] = [
            |control| control == Control::Commit,
            // Between the pieces of a commit of SQLite's writer.
            |control| control == Control::Savepoint("piece"),
            |control| matches!(control, Control::Renew(_)),
        ];
        let scope = trial.new_merchant("pekara").await;
        let faults = trial.database().writers().faults();
        let kinds = if trial.database().writers().backend() == DbBackend::Sqlite { 3 } else { 1 };
        for (base, kind) in (0..).step_by(100).zip(KINDS.into_iter().take(kinds)) {
            let (go, may_go) = oneshot::channel::<()>();
            let first = trial.database().write(scope, move |tx: &mut WriteTx| {
                Box::pin(async move {
                    // The others come in meanwhile, and share the commit where there is one writer.
                    may_go.await.ok();
                    insert(tx, base).await
                })
            });
            let others = join_all((1..9).map(|number| write(&trial, scope, base + number, true)));
            faults.plan(kind, InjectedFault::TakenBack);
            let (first, others, ()) = tokio::join!(first, others, async { go.send(()).unwrap() });
            assert!(faults.are_over(), "{base}: it did not come");
            let told: Vec<Result<(), StoreError>> = std::iter::once(first).chain(others).collect();
            assert!(told.iter().any(Result::is_err));
            for (number, told) in (base..).zip(told) {
                assert_eq!(told.is_ok(), is_there(&trial, scope, number).await, "{number}: {told:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_failed_statement_that_is_passed_over_is_not_acknowledged_unless_the_rest_is_kept() {
    on_each_database(async |trial: Trial| {
        let scope = trial.new_merchant("pekara").await;
        write(&trial, scope, 1, true).await.unwrap();
        let passed_over: Result<(), StoreError> = trial
            .database()
            .write(scope, |tx: &mut WriteTx| {
                Box::pin(async move {
                    insert(tx, 2).await?;
                    // It is there already. PostgreSQL then answers `COMMIT` with a rollback, and without an error.
                    insert(tx, 1).await.unwrap_err();
                    Ok(())
                })
            })
            .await;
        assert_eq!(passed_over.is_ok(), is_there(&trial, scope, 2).await);
        let undone: Result<(), StoreError> = trial
            .database()
            .write(scope, |tx: &mut WriteTx| {
                Box::pin(async move {
                    tx.savepoint().await?;
                    insert(tx, 1).await.unwrap_err();
                    tx.end_savepoint(false).await?;
                    insert(tx, 3).await
                })
            })
            .await;
        undone.unwrap();
        assert!(is_there(&trial, scope, 3).await);
    })
    .await;
}

#[tokio::test]
async fn a_full_database_says_so_and_goes_on_when_there_is_room() {
    on_each_database(async |trial: Trial| {
        let writers = trial.database().writers();
        if writers.backend() != DbBackend::Sqlite {
            return;
        }
        let scope = trial.new_merchant("pekara").await;
        // The limit belongs to the connection: it is a full disk until that is thrown away.
        let limited = writers.begin().await.unwrap();
        limited.run("PRAGMA max_page_count = 1").await.unwrap();
        limited.commit().await.unwrap();
        let full: Result<(), StoreError> = trial
            .database()
            .write(scope, |tx: &mut WriteTx| {
                Box::pin(async move {
                    const NAMED: ScopedSql = INSERT;
                    let name = "x".repeat(400_000);
                    let failed = tx.execute(NAMED, values![store(1), name]).await;
                    assert!(matches!(failed, Err(StoreError::Unavailable(_))), "{failed:?}");
                    // Passed over, it must not have the rest kept statement by statement.
                    insert(tx, 2).await.ok();
                    Ok(())
                })
            })
            .await;
        assert!(matches!(full, Err(StoreError::Unavailable(_))), "{full:?}");
        assert_eq!(trial.database().write_health().fault(), Some(WriteFault::DiskFull));
        assert!(!is_there(&trial, scope, 2).await);
        trial.database().ready().await.unwrap();
        write(&trial, scope, 3, true).await.unwrap();
        assert!(is_there(&trial, scope, 3).await);
    })
    .await;
}

#[tokio::test]
async fn storage_that_takes_no_writes_is_not_available() {
    on_each_database(async |trial: Trial| {
        let scope = trial.new_merchant("pekara").await;
        let refused: Result<(), StoreError> = trial
            .database()
            .read(scope, async |tx| {
                let rows: Vec<StoreRow> = tx.all(INSERT, values![store(1), "Novi Sad"]).await?;
                assert_eq!(rows.len(), 0);
                Ok(())
            })
            .await;
        assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    })
    .await;
}
