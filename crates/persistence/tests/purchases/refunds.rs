//! Refunds: behind their receipt, before it, repeated, and more than was bought.

use chrono::Duration;
use regulars_flows::ItemError;
use regulars_kernel::PurchaseId;
use regulars_purchases::{
    PurchaseName, PurchaseReads, ReceiptReference, RecordRefundError, RefundAnswer, RefundOutcome,
    UnknownReceipt, record_refund,
};

use super::fixture::{Fixture, card, instant, on_fresh_database, part, receipt, refund};

fn applied(outcome: Result<RefundOutcome, ItemError>) -> RefundAnswer {
    match outcome {
        Ok(RefundOutcome::Applied(answer)) => *answer,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_refund_is_taken_off_once_and_a_purchase_given_back_whole_does_not_count() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let mut early = receipt("1", card("9001"));
        early.occurred_at -= Duration::days(3);
        let first = fixture.record(early.clone()).await.unwrap();
        fixture.record(receipt("2", card("9001"))).await.unwrap();

        let some = refund("R1", &early, vec![part(1, "1"), part(2, "0.5")]);
        let answer = applied(fixture.refund(some.clone()).await);
        assert_eq!((answer.refund.total, answer.replayed), (600, false));
        assert_eq!((answer.purchase.refunded_total, answer.purchase.fully_refunded), (600, false));
        let again = applied(fixture.refund(some).await);
        assert_eq!((again.refund, again.replayed), (answer.refund, true));
        let totals = answer.purchase.customer.unwrap().totals;
        assert_eq!((totals.count, totals.total), (2, 2000));

        let mut rest = refund("R2", &early, vec![part(2, "0.505"), part(1, "2")]);
        rest.occurred_at += Duration::hours(1);
        let answer = applied(fixture.refund(rest).await);
        assert_eq!((answer.refund.total, answer.purchase.refunded_total), (700, 1300));
        assert_eq!(answer.refund.lines.len(), 3);
        assert!(answer.purchase.fully_refunded);
        let totals = answer.purchase.customer.unwrap().totals;
        assert_eq!((totals.count, totals.total), (1, 1300));
        assert_eq!(totals.first_at, Some(instant("2026-11-21T11:00:00Z")));

        let id = first.id;
        let refunds: Result<_, regulars_kernel::StoreError> =
            fixture.database.read(fixture.scope, async move |tx| tx.refunds_of(id).await).await;
        let numbers: Vec<_> =
            refunds.unwrap().iter().map(|refund| refund.key.number.as_str().to_owned()).collect();
        assert_eq!(numbers, ["R1", "R2"]);
    })
    .await;
}

#[tokio::test]
async fn more_than_was_bought_and_another_body_are_refused_and_change_nothing() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let bought = receipt("1", card("9001"));
        fixture.record(bought.clone()).await.unwrap();
        applied(fixture.refund(refund("R1", &bought, vec![part(1, "2")])).await);
        let totals = fixture.totals().await;

        match fixture.refund(refund("R2", &bought, vec![part(1, "1.001")])).await {
            Err(ItemError::Refund(RecordRefundError::Problems(problems))) => {
                assert_eq!(problems[0].pointer, "/lines/0/quantity");
                assert!(problems[0].reason.to_string().contains("1.000"), "{problems:?}");
            }
            other => panic!("{other:?}"),
        }
        match fixture.refund(refund("R1", &bought, vec![part(1, "1")])).await {
            Err(ItemError::Refund(RecordRefundError::Conflict(conflict))) => {
                let found = &conflict.differences[0];
                assert_eq!((conflict.differences.len(), found.pointer.as_str()), (1, "/lines"));
                assert_eq!(
                    (found.stored.as_deref(), found.sent.as_deref()),
                    (Some("1: 2.000"), Some("1: 1.000"))
                );
            }
            other => panic!("{other:?}"),
        }
        let other = receipt("2", None);
        fixture.record(other.clone()).await.unwrap();
        match fixture.refund(refund("R1", &other, vec![part(1, "2")])).await {
            Err(ItemError::Refund(RecordRefundError::Conflict(conflict))) => {
                assert_eq!(conflict.differences[0].pointer, "/receipt");
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(fixture.totals().await, totals);
        // What was refused left its number free.
        applied(fixture.refund(refund("R2", &bought, vec![part(1, "1")])).await);
    })
    .await;
}

#[tokio::test]
async fn a_refund_that_comes_first_waits_for_its_receipt() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let bought = receipt("1", card("9001"));
        let early = refund("R1", &bought, vec![part(1, "1")]);
        let waiting = fixture.refund(early.clone()).await.unwrap();
        assert!(matches!(waiting, RefundOutcome::Waiting { .. }), "{waiting:?}");
        let again = fixture.refund(early.clone()).await.unwrap();
        let (RefundOutcome::Waiting { refund: first, .. }, RefundOutcome::Waiting { refund: same, .. }) =
            (waiting, again)
        else {
            panic!("it no longer waits");
        };
        assert_eq!(first, same);
        let id = first.id;
        match fixture.refund(refund("R1", &bought, vec![part(1, "2")])).await {
            Err(ItemError::Refund(RecordRefundError::Conflict(conflict))) => assert_eq!(conflict.refund, id),
            other => panic!("{other:?}"),
        }
        let answer = fixture.record(bought.clone()).await.unwrap();
        assert_eq!(answer.customer.unwrap().totals.total, 1200);
        let applied = applied(fixture.refund(early).await);
        assert_eq!((applied.refund.id, applied.replayed), (id, true));
        assert_eq!(waiting_rows(&fixture).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_refund_waits_for_a_purchase_by_the_id_that_the_till_chose() {
    on_fresh_database(|fixture| async move {
        let mut bought = receipt("1", None);
        let id = PurchaseId::new(fixture.environment.new_id());
        bought.id = Some(id);
        let mut early = refund("R1", &bought, vec![part(1, "1")]);
        early.receipt = ReceiptReference::Purchase(id);

        let (environment, till, new) = (fixture.environment.clone(), fixture.till, early.clone());
        let refused: Result<RefundOutcome, _> = fixture
            .database
            .write(fixture.scope, move |tx| {
                Box::pin(async move {
                    record_refund(tx, &environment, &till, new, UnknownReceipt::IsRefused).await
                })
            })
            .await;
        assert!(matches!(refused, Err(RecordRefundError::UnknownPurchase)), "{refused:?}");

        let waiting = fixture.refund(early.clone()).await.unwrap();
        assert!(matches!(waiting, RefundOutcome::Waiting { .. }), "{waiting:?}");
        fixture.record(bought.clone()).await.unwrap();
        let purchase = fixture.purchase(PurchaseName::Id(id)).await.unwrap();
        assert_eq!(purchase.refunded_total, 100);
        // The same refund by the other name of its receipt.
        let again = applied(fixture.refund(refund("R1", &bought, vec![part(1, "1")])).await);
        assert!(again.replayed);
    })
    .await;
}

#[tokio::test]
async fn a_waiting_refund_that_does_not_fit_its_receipt_is_kept_with_the_reason() {
    on_fresh_database(|fixture| async move {
        let bought = receipt("1", None);
        fixture.refund(refund("R1", &bought, vec![part(1, "4")])).await.unwrap();
        fixture.record(bought.clone()).await.unwrap();
        assert_eq!(
            waiting_rows(&fixture).await,
            ["R1 /lines/0/quantity: must be at most 3.000, which is what is left of the line"]
        );
        let purchase = fixture.purchase(PurchaseName::Receipt(key(&fixture))).await.unwrap();
        assert_eq!(purchase.refunded_total, 0);
        // The till may send it again, put right.
        applied(fixture.refund(refund("R1", &bought, vec![part(1, "3")])).await);
        assert_eq!(waiting_rows(&fixture).await, Vec::<String>::new());
    })
    .await;
}

fn key(fixture: &Fixture) -> regulars_purchases::ReceiptKey {
    regulars_purchases::ReceiptKey {
        source: regulars_purchases::Source::of(fixture.till.actor),
        business_date: "2026-11-21".parse().unwrap(),
        number: "1".parse().unwrap(),
    }
}

async fn waiting_rows(fixture: &Fixture) -> Vec<String> {
    fixture
        .rows(
            "SELECT refund_number || ' ' || coalesce(rejected_because, 'waits') FROM waiting_refunds
             WHERE merchant_id = $1 ORDER BY 1",
        )
        .await
}
