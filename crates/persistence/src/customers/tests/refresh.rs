//! What was written under older rules is brought up to the present ones.

use regulars_customers::{CustomerReads, NewCustomer, NewTag, SearchTerm, create_tag};
use regulars_filters::{Filter, TagReference};
use regulars_kernel::SegmentId;
use regulars_segments::SegmentReads;
use uuid::Uuid;

use super::{add, label, person};
use crate::trial::on_each_database;
use crate::wall::{ScopedSql, values};
use crate::{ReadTx, WriteTx};

/// How many customers there are: more than one chunk.
const CUSTOMERS: usize = 430;

async fn count(tx: &mut ReadTx, term: &str) -> i64 {
    tx.count_customers(&vec![term.parse::<SearchTerm>().unwrap()].into()).await.unwrap()
}

/// Makes every text what the former release would have written.
async fn forget(tx: &WriteTx) {
    const CUSTOMERS: ScopedSql = ScopedSql::new(
        "UPDATE customers SET search_text = lower(last_name), last_name_folded = 'old' WHERE merchant_id = $1",
    );
    const TAGS: ScopedSql =
        ScopedSql::new("UPDATE tags SET name_folded = lower(name) WHERE merchant_id = $1");
    const SEGMENT: ScopedSql = ScopedSql::new(
        "INSERT INTO segments (merchant_id, id, name, name_folded, filter, created_at, updated_at)
         SELECT $1, $2, 'Old', 'old', $3, created_at, created_at FROM merchants WHERE id = $1",
    );
    tx.execute(CUSTOMERS, values![]).await.unwrap();
    tx.execute(TAGS, values![]).await.unwrap();
    let filter = serde_json::json!({"any": [{"tag": "Test tag"}, {"tag": "never"}]});
    tx.execute(SEGMENT, values![Uuid::from_u128(7), filter]).await.unwrap();
}

#[tokio::test]
async fn old_texts_are_rewritten_once_and_again_without_a_change() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    for name in ["Test tag", "TEST TAGG"] {
                        let new = NewTag { name: label(name), colour: "#000000".parse().unwrap() };
                        create_tag(tx, &stage.environment, new).await.unwrap();
                    }
                    for number in 0..CUSTOMERS {
                        let referral_id = Some(label(&format!("Žika {number}")));
                        add(tx, &stage, NewCustomer { referral_id, ..person("Ana", "Petrović") }).await;
                    }
                    forget(tx).await;
                    assert_eq!(count(tx, "petrovic").await, 0);
                })
            })
            .await;
        for _ in 0..2 {
            trial.forget_texts_version().await;
            assert_eq!(trial.refresh_texts().await, 1);
            let all = i64::try_from(CUSTOMERS).unwrap();
            let found = trial
                .read(shop, async move |tx| (count(tx, "petrovic").await, count(tx, "ЖИКА").await))
                .await;
            assert_eq!(found, (all, all));
            let filter = trial
                .read(shop, async move |tx| {
                    tx.find_segment(SegmentId::new(Uuid::from_u128(7))).await.unwrap()
                })
                .await
                .unwrap()
                .filter;
            let Filter::Any(tags) = filter else { panic!("{filter:?}") };
            assert!(
                matches!(&tags[0], Filter::Tag(TagReference { id: Some(_), name }) if name == "Test tag")
            );
            assert!(matches!(&tags[1], Filter::Tag(TagReference { id: None, .. })));
        }
        assert_eq!(trial.refresh_texts().await, 0);
    })
    .await;
}
