//! Any order and any repetition ends in the same state.

use std::collections::BTreeSet;

use chrono::Duration;
use futures_util::{StreamExt, stream};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use regulars_flows::BatchItem;
use regulars_purchases::{LineKind, NewPurchase};

use super::fixture::{Fixture, card, instant, item, on_fresh_database, part, receipt, refund};

/// How many items are uploaded at a time.
const AT_ONCE: usize = 8;

/// One receipt: its buyer, its hour, the pieces of its two lines, and how many pieces each refund gives back of each.
type Plan = (usize, i64, [u32; 2], Vec<[u32; 2]>);

fn plan() -> impl Strategy<Value = Plan> {
    let refunds = prop::collection::vec([0..3_u32, 0..3_u32], 0..4);
    (0..4_usize, 0..200_i64, [1..6_u32, 1..6_u32], refunds)
}

/// The receipts and the refunds that fit them.
fn items(plans: &[Plan]) -> Vec<BatchItem> {
    let mut items = Vec::new();
    for (index, (buyer, hour, pieces, refunds)) in plans.iter().enumerate() {
        let mut bought =
            receipt(&format!("{index}"), if *buyer == 0 { None } else { card(&format!("900{buyer}")) });
        bought.occurred_at = instant("2026-11-01T00:00:00Z") + Duration::hours(*hour);
        bought.lines = (0..2)
            .map(|line| {
                let total = i64::from(pieces[line]) * 333;
                item(&format!("{line}"), &pieces[line].to_string(), 333, total)
            })
            .collect();
        sum_up(&mut bought);
        let mut left = *pieces;
        for (number, wanted) in refunds.iter().enumerate() {
            let mut lines = Vec::new();
            for line in 0..2 {
                let pieces = wanted[line].min(left[line]);
                left[line] -= pieces;
                if pieces > 0 {
                    lines.push(part(u32::try_from(line).unwrap() + 1, &pieces.to_string()));
                }
            }
            if !lines.is_empty() {
                items.push(BatchItem::Refund(refund(&format!("{index}-{number}"), &bought, lines)));
            }
        }
        items.push(BatchItem::Purchase(bought));
    }
    items
}

fn sum_up(bought: &mut NewPurchase) {
    bought.total =
        bought.lines.iter().filter(|line| line.kind == LineKind::Item).map(|line| line.total).sum();
}

async fn state(fixture: &Fixture) -> Vec<String> {
    let mut state = fixture.totals().await;
    state.extend(
        fixture
            .rows(
                "SELECT purchases.receipt_number || ' ' || purchases.refunded_total || ' ' || line.line || ' '
                     || line.refunded_quantity || ' ' || line.refunded_total || ' '
                     || CASE WHEN purchases.fully_refunded THEN 'whole' ELSE 'part' END
                 FROM purchases
                 JOIN purchase_lines AS line
                     ON line.merchant_id = purchases.merchant_id AND line.purchase_id = purchases.id
                 WHERE purchases.merchant_id = $1 ORDER BY 1",
            )
            .await,
    );
    state.extend(fixture.rows("SELECT refund_number FROM refunds WHERE merchant_id = $1 ORDER BY 1").await);
    let waiting = fixture.rows("SELECT refund_number FROM waiting_refunds WHERE merchant_id = $1").await;
    assert_eq!(waiting, Vec::<String>::new());
    state
}

async fn upload_all(fixture: &Fixture, items: Vec<BatchItem>) {
    let uploads = stream::iter(items).map(|item| async move { fixture.upload(item).await.unwrap() });
    uploads.buffer_unordered(AT_ONCE).collect::<Vec<_>>().await;
}

#[test]
fn shuffled_and_repeated_batches_end_in_the_same_state() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(on_fresh_database(|fixture| async move {
        for buyer in 1..4 {
            fixture.member(&format!("900{buyer}"), "active").await;
        }
        let plans = prop::collection::vec(plan(), 25);
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        for _ in 0..6 {
            let in_order = {
                let tree = plans.new_tree(&mut runner).unwrap();
                items(&tree.current())
            };
            let one = fixture.another_merchant().await;
            for item in in_order.iter().rev() {
                one.upload(item.clone()).await.unwrap();
            }
            let expected = state(&one).await;

            let thrice: Vec<_> = in_order.iter().cycle().take(3 * in_order.len()).cloned().collect();
            let shuffled = {
                let tree = Just(thrice).prop_shuffle().new_tree(&mut runner).unwrap();
                tree.current()
            };
            let other = fixture.another_merchant().await;
            upload_all(&other, shuffled).await;
            assert_eq!(state(&other).await, expected);
            let numbers: BTreeSet<_> = expected.iter().collect();
            assert!(numbers.len() > 25);
        }
    }));
}
