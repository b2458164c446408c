//! The fifths of the database against a count by hand, and what a scoring leaves.

use regulars_segments::{Bounds, RfmReads};

use crate::trial::on_each_database;
use crate::wall::{ScopedSql, WriteTx, values};

/// Who has bought so often: the score is the place of the middle of those alike, in fifths of all.
fn by_hand(counts: &[i64]) -> Bounds {
    let score = |value: i64| {
        let below = counts.iter().filter(|count| **count < value).count();
        let alike = counts.iter().filter(|count| **count == value).count();
        1 + 5 * (2 * below + alike) / (2 * counts.len())
    };
    Bounds([2, 3, 4, 5].map(|wanted| {
        counts.iter().copied().filter(|value| score(*value) >= wanted).min().unwrap_or(i64::MAX)
    }))
}

async fn buyers(tx: &WriteTx, counts: &[i64]) {
    const CUSTOMER: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO customers (merchant_id, id, customer_type, attributes, created_by, search_text, created_at, updated_at)
         VALUES ($1, $2, 'non_member', '{}', 'test', '', $3, $3)",
        "INSERT INTO customers (merchant_id, id, customer_type, attributes, created_by, search_text, created_at, updated_at)
         VALUES ($1, $2, 'non_member', '{}'::jsonb, 'test', '', $3, $3)",
    );
    const TOTALS: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_totals (merchant_id, customer_id, purchase_count, purchase_total, first_purchase_at,
             last_purchase_at) VALUES ($1, $2, $3, $4, $5, $5)",
    );
    let now: regulars_kernel::Instant = "2026-11-21T10:00:00Z".parse().unwrap();
    for (index, count) in counts.iter().enumerate() {
        let id = uuid::Uuid::from_u128(1_000 + index as u128);
        tx.execute(CUSTOMER, values![id, now]).await.unwrap();
        let last = now - chrono::Duration::days(*count);
        tx.execute(TOTALS, values![id, *count, *count * 100, last]).await.unwrap();
    }
}

#[tokio::test]
async fn the_fifths_are_those_that_a_count_by_hand_finds() {
    for counts in [
        vec![1, 2, 3, 4, 5],
        vec![1, 1, 1, 1, 1, 1, 1, 1, 1, 7],
        vec![4],
        vec![2, 2, 2],
        vec![1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89],
    ] {
        on_each_database(async |trial| {
            let counts = counts.clone();
            let expected = by_hand(&counts);
            let cuts = trial
                .write(trial.new_merchant("Shop").await, move |tx, _| {
                    Box::pin(async move {
                        buyers(tx, &counts).await;
                        let calendar = regulars_kernel::MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
                        let today = "2026-11-21".parse().unwrap();
                        tx.rfm_fifths(&calendar, today).await.unwrap()
                    })
                })
                .await;
            assert_eq!(cuts.frequency, expected);
            assert_eq!(cuts.monetary, Bounds(expected.0.map(|bound| bound.saturating_mul(100))));
        })
        .await;
    }
}
