//! Puts the customers of a merge back.

use std::collections::BTreeSet;

use regulars_customers::{ImageTaken, Merge, Written, search_text};
use regulars_kernel::{CustomerId, StoreError};
use sea_orm::Value;
use uuid::Uuid;

use super::hanging::move_back;
use super::images::{Image, open};
use super::survivors::dig_up;
use crate::customers::{
    attribute_definitions, find_customer, insert_whole, update_following_texts, update_whole,
};
use crate::wall::{BulkTable, FromRow, RowColumns, ScopedSql, WriteTx, values};

const ATTRIBUTES: BulkTable = BulkTable::of_merchant(
    "customer_attributes",
    "customer_id, attribute_id, place, written, folded, number",
);
const CONSENTS: BulkTable = BulkTable::of_merchant(
    "consent_states",
    "customer_id, purpose, channel, state, address, since, source, event_id",
);
const RFM: BulkTable =
    BulkTable::of_merchant("customer_rfm", "customer_id, recency, frequency, monetary, class");
const TAGS: BulkTable = BulkTable::of_merchant("customer_tags", "customer_id, tag_id");

/// The survivor first, so that the values are free that must be unique.
pub(super) async fn restore(tx: &WriteTx, merge: &Merge) -> Result<(), StoreError> {
    part_members(tx, merge).await?;
    for id in std::iter::once(&merge.survivor).chain(&merge.merged) {
        let image = open(tx, merge.id, *id, ImageTaken::Before).await?.ok_or(StoreError::Contended)?;
        put_back(tx, *id, image, *id == merge.survivor).await?;
        if *id != merge.survivor {
            move_back(tx, merge.id, id.value(), merge.survivor.value()).await?;
        }
    }
    forget_what_followed(tx, merge).await?;
    dig_up(tx, merge.id, merge.survivor).await?;
    for id in std::iter::once(&merge.survivor).chain(&merge.merged) {
        let record = find_customer(tx, *id).await?.ok_or(StoreError::Contended)?;
        update_following_texts(tx, &record.customer, &search_text(&record.customer, &record.cards)).await?;
    }
    Ok(())
}

async fn put_back(tx: &WriteTx, id: CustomerId, image: Image, is_survivor: bool) -> Result<(), StoreError> {
    let Image { row, tags, attributes, consents, rfm, chain: _, purchases: _ } = image;
    let written = if is_survivor { update_whole(tx, row).await? } else { insert_whole(tx, row).await? };
    if written != Written::Done {
        return Err(StoreError::Contended);
    }
    if is_survivor {
        clear(tx, id).await?;
    }
    let tags = existing_tags(tx, tags).await?;
    insert(tx, TAGS, tags.into_iter().map(|tag| values![id.value(), tag]).collect()).await?;
    let defined: BTreeSet<Uuid> =
        attribute_definitions(tx).await?.into_iter().map(|definition| definition.id.value()).collect();
    let attributes = attributes.into_iter().filter(|held| defined.contains(&held.attribute_id));
    insert(tx, ATTRIBUTES, attributes.map(|held| with_customer(id, held)).collect()).await?;
    insert(tx, CONSENTS, consents.into_iter().map(|one| with_customer(id, one)).collect()).await?;
    insert(tx, RFM, rfm.into_iter().map(|one| with_customer(id, one)).collect()).await
}

fn with_customer(id: CustomerId, row: impl RowColumns) -> Vec<Value> {
    let mut all = values![id.value()];
    row.push_values(&mut all);
    all
}

async fn insert(tx: &WriteTx, table: BulkTable, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
    if rows.is_empty() { Ok(()) } else { tx.insert_rows(table, rows).await }
}

async fn clear(tx: &WriteTx, id: CustomerId) -> Result<(), StoreError> {
    const TAGS: ScopedSql =
        ScopedSql::new("DELETE FROM customer_tags WHERE merchant_id = $1 AND customer_id = $2");
    const ATTRIBUTES: ScopedSql =
        ScopedSql::new("DELETE FROM customer_attributes WHERE merchant_id = $1 AND customer_id = $2");
    const CONSENTS: ScopedSql =
        ScopedSql::new("DELETE FROM consent_states WHERE merchant_id = $1 AND customer_id = $2");
    const RFM: ScopedSql =
        ScopedSql::new("DELETE FROM customer_rfm WHERE merchant_id = $1 AND customer_id = $2");
    for sql in [TAGS, ATTRIBUTES, CONSENTS, RFM] {
        tx.execute(sql, values![id.value()]).await?;
    }
    Ok(())
}

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

/// A tag that was deleted since is nobody's any more.
async fn existing_tags(tx: &WriteTx, tags: Vec<Uuid>) -> Result<Vec<Uuid>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new("SELECT id FROM tags WHERE merchant_id = $1");
    if tags.is_empty() {
        return Ok(tags);
    }
    let there: Vec<IdRow> = tx.all(FIND, values![]).await?;
    let there: BTreeSet<Uuid> = there.into_iter().map(|row| row.id).collect();
    Ok(tags.into_iter().filter(|tag| there.contains(tag)).collect())
}

/// Each member is a customer of its own again.
async fn part_members(tx: &WriteTx, merge: &Merge) -> Result<(), StoreError> {
    const PART: ScopedSql =
        ScopedSql::new("DELETE FROM joined_members WHERE merchant_id = $1 AND merge_id = $2");
    tx.execute(PART, values![merge.id.value()]).await.map(drop)
}

/// What was dismissed of the merged one was dismissed of the survivor too, as long as they were one. An image of the survivor
/// behind the merge has what was the others', under a key that is not theirs: it goes with the merge, and so does an export of
/// what was known of the two as one.
async fn forget_what_followed(tx: &WriteTx, merge: &Merge) -> Result<(), StoreError> {
    const DISMISSALS: ScopedSql =
        ScopedSql::new("DELETE FROM customer_dismissals WHERE merchant_id = $1 AND merge_id = $2");
    const NUMBERS: ScopedSql =
        ScopedSql::new("DELETE FROM merged_external_ids WHERE merchant_id = $1 AND merge_id = $2");
    const EMAILS: ScopedSql =
        ScopedSql::new("DELETE FROM merged_emails WHERE merchant_id = $1 AND merge_id = $2");
    const IMAGES: ScopedSql =
        ScopedSql::new("DELETE FROM customer_merge_images WHERE merchant_id = $1 AND merge_id = $2");
    const MOVES: ScopedSql = ScopedSql::new(
        "DELETE FROM customer_merge_moves WHERE merchant_id = $1 AND merge_id = $2 AND kind <> 'record'",
    );
    const EXPORTS: ScopedSql = ScopedSql::new(
        "DELETE FROM data_exports WHERE merchant_id = $1 AND customer_id = $2 AND created_at >= $3",
    );
    for sql in [DISMISSALS, NUMBERS, EMAILS, IMAGES, MOVES] {
        tx.execute(sql, values![merge.id.value()]).await?;
    }
    tx.execute(EXPORTS, values![merge.survivor.value(), merge.merged_at]).await.map(drop)
}
