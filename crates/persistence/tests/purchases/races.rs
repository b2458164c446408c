//! What happens at the same time.

use std::time::Duration;

use futures_util::future::join_all;
use regulars_purchases::{
    NewPurchase, PurchaseAnswer, PurchaseName, RecordPurchaseError, RefundOutcome, record_purchase,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::fixture::{Fixture, card, on_fresh_database, part, receipt, refund};

#[tokio::test(flavor = "multi_thread")]
async fn fifty_identical_receipts_at_once_are_one_purchase() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let posts = (0..50).map(|_| {
            let fixture = fixture.clone();
            tokio::spawn(async move { fixture.record(receipt("1", card("9001"))).await.unwrap() })
        });
        let answers: Vec<_> = join_all(posts).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
        for answer in &answers {
            let customer = answer.customer.clone().unwrap();
            assert_eq!((answer.id, customer.totals.count), (answers[0].id, 1));
            assert_eq!(answer.print_lines, ["Purchases so far: 1"]);
        }
        let totals = fixture.totals().await;
        assert_eq!(totals.len(), 1);
        assert!(totals[0].starts_with("9001 1 1300 "), "{totals:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_purchases_of_a_member_at_once_make_one_customer_and_all_count() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let posts = (0..40).map(|number| {
            let fixture = fixture.clone();
            tokio::spawn(
                async move { fixture.record(receipt(&number.to_string(), card("9001"))).await.unwrap() },
            )
        });
        let answers: Vec<_> = join_all(posts).await.into_iter().map(Result::unwrap).collect();
        let mut counts: Vec<_> =
            answers.iter().map(|answer| answer.customer.clone().unwrap().totals.count).collect();
        counts.sort_unstable();
        assert_eq!(counts, (1..=40).collect::<Vec<_>>());
        let totals = fixture.totals().await;
        assert_eq!(totals.len(), 1);
        assert!(totals[0].starts_with("9001 40 52000 "), "{totals:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refunds_at_once_never_give_back_more_than_was_bought() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let bought = receipt("1", card("9001"));
        fixture.record(bought.clone()).await.unwrap();
        // Each of five refunds comes four times; three of them fit.
        let posts = (0..20).map(|number| {
            let new = refund(&format!("R{}", number % 5), &bought, vec![part(1, "1")]);
            let fixture = fixture.clone();
            tokio::spawn(async move { fixture.refund(new).await })
        });
        let outcomes: Vec<_> = join_all(posts).await.into_iter().map(Result::unwrap).collect();
        let applied = outcomes
            .iter()
            .filter(|outcome| matches!(outcome, Ok(RefundOutcome::Applied(answer)) if !answer.replayed));
        assert_eq!(applied.count(), 3, "{outcomes:?}");
        let totals = fixture.totals().await;
        assert!(totals[0].starts_with("9001 1 1000 "), "{totals:?}");
    })
    .await;
}

/// Records a receipt and keeps its transaction open until told to end it.
fn record_slowly(
    fixture: &Fixture,
    new: NewPurchase,
) -> (oneshot::Receiver<()>, oneshot::Sender<()>, JoinHandle<Result<PurchaseAnswer, RecordPurchaseError>>) {
    let (recorded, is_recorded) = oneshot::channel();
    let (end, may_end) = oneshot::channel();
    let fixture = fixture.clone();
    let task = tokio::spawn(async move {
        let (environment, till) = (fixture.environment.clone(), fixture.till);
        fixture
            .database
            .write(fixture.scope, move |tx| {
                Box::pin(async move {
                    let answer = record_purchase(tx, &environment, &till, new).await;
                    recorded.send(()).unwrap();
                    may_end.await.unwrap();
                    answer
                })
            })
            .await
    });
    (is_recorded, end, task)
}

/// Waits until a statement of another connection waits for a lock.
async fn until_somebody_waits(fixture: &Fixture) {
    let waiting = "SELECT count(*) AS waiting FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..400 {
        let statement = Statement::from_string(DbBackend::Postgres, waiting);
        let row = fixture.raw.query_one_raw(statement).await.unwrap().unwrap();
        if row.try_get::<i64>("", "waiting").unwrap() > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("nobody waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_finds_the_receipt_that_is_being_recorded() {
    on_fresh_database(|fixture| async move {
        if fixture.backend() == DbBackend::Sqlite {
            return; // One writer: nothing is ever being recorded meanwhile.
        }
        let bought = receipt("1", None);
        let (is_recorded, end, recording) = record_slowly(&fixture, bought.clone());
        is_recorded.await.unwrap();
        let refunding = {
            let (fixture, new) = (fixture.clone(), refund("R1", &bought, vec![part(1, "1")]));
            tokio::spawn(async move { fixture.refund(new).await.unwrap() })
        };
        until_somebody_waits(&fixture).await;
        end.send(()).unwrap();
        let purchase = recording.await.unwrap().unwrap();
        let outcome = refunding.await.unwrap();
        assert!(matches!(outcome, RefundOutcome::Applied(_)), "{outcome:?}");
        let found = fixture.purchase(PurchaseName::Id(purchase.id)).await.unwrap();
        assert_eq!(found.refunded_total, 100);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_sees_a_refund_that_was_left_waiting_after_its_statement_began() {
    on_fresh_database(|fixture| async move {
        if fixture.backend() == DbBackend::Sqlite {
            return;
        }
        let member = fixture.member("9001", "active").await;
        // Somebody else is making the member a customer, so that the receipt's statement begins and has to wait.
        let blocker = fixture.raw.begin().await.unwrap();
        let values = [
            fixture.scope.merchant().value().into(),
            fixture.environment.new_id().into(),
            member.into(),
            fixture.environment.now().into(),
        ];
        let create =
            "INSERT INTO customers (merchant_id, id, member_id, customer_type, attributes, created_by,
                          search_text, created_at, updated_at)
                      VALUES ($1, $2, $3, 'member', '{}', 'staff', '', $4, $4)";
        let create = Statement::from_sql_and_values(DbBackend::Postgres, create, values);
        blocker.execute_raw(create).await.unwrap();
        let bought = receipt("1", card("9001"));
        let recording = {
            let (fixture, bought) = (fixture.clone(), bought.clone());
            tokio::spawn(async move { fixture.record(bought).await.unwrap() })
        };
        let waiting = "SELECT count(*) AS waiting FROM pg_stat_activity
                       WHERE datname = current_database() AND wait_event_type = 'Lock'";
        loop {
            let statement = Statement::from_string(DbBackend::Postgres, waiting);
            let row = blocker.query_one_raw(statement).await.unwrap().unwrap();
            if row.try_get::<i64>("", "waiting").unwrap() > 0 {
                break;
            }
            // Within a transaction the view is frozen at its first use.
            let thaw = Statement::from_string(DbBackend::Postgres, "SELECT pg_stat_clear_snapshot()");
            blocker.query_one_raw(thaw).await.unwrap();
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let outcome = fixture.refund(refund("R1", &bought, vec![part(1, "1")])).await.unwrap();
        assert!(matches!(outcome, RefundOutcome::Waiting { .. }), "{outcome:?}");
        blocker.commit().await.unwrap();
        let answer = recording.await.unwrap();
        assert_eq!(answer.customer.unwrap().totals.total, 1200);
        let left = fixture.rows("SELECT refund_number FROM waiting_refunds WHERE merchant_id = $1").await;
        assert_eq!(left, Vec::<String>::new());
    })
    .await;
}
