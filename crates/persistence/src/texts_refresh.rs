//! Brings what follows from texts up to the present rules: folded texts, the text of the quick search, and the tags that
//! stored filters name. It runs behind the steps of the schema, because only the program knows the rules.

use std::collections::{BTreeSet, HashMap};

use regulars_customers::{CustomerRecord, CustomerStore, fold, search_text};
use regulars_filters::{Filter, TagReference};
use regulars_kernel::{Actor, CustomerId, MerchantId, Scope, StoreError, TagId};
use regulars_newsletters::Audience;
use sea_orm::{DatabaseConnection, Value};
use uuid::Uuid;

use crate::Database;
use crate::customers::{records_after, update_following_texts};
use crate::newsletters::audience_from_json;
use crate::wall::{Connection, ConnectionSource, FromRow, PlatformSql, ScopedSql, SystemTx, WriteTx, values};

/// The rules that are in force. Raise it when a rule of folding or of the text of the quick search changes.
pub(crate) const TEXTS_VERSION: i64 = 1;

/// How many customers are written in one transaction: tens of milliseconds on the one writer of SQLite.
const CHUNK: i64 = 200;

#[derive(FromRow)]
struct MerchantRow {
    id: Uuid,
}

#[derive(FromRow)]
struct NamedRow {
    id: Uuid,
    name: String,
    name_folded: String,
}

#[derive(FromRow)]
struct FilterRow {
    id: Uuid,
    filter: serde_json::Value,
}

const OLD: PlatformSql = PlatformSql::new(
    "SELECT merchant_id AS id FROM merchant_settings WHERE texts_version < $1 ORDER BY merchant_id",
);

/// Whether there is a merchant whose texts were written under older rules.
pub async fn are_texts_old(connection: &DatabaseConnection) -> Result<bool, StoreError> {
    let platform = SystemTx::new(Connection::Each(ConnectionSource::of_pool(connection)), None);
    Ok(!platform.all::<MerchantRow>(OLD, values![TEXTS_VERSION]).await?.is_empty())
}

/// Rewrites the texts of every merchant whose texts were written under older rules, and tells how many merchants there
/// were. Can be interrupted at any point and begun again; doing it twice changes nothing.
pub async fn refresh_texts(database: &Database) -> Result<usize, StoreError> {
    const MARK: PlatformSql =
        PlatformSql::new("UPDATE merchant_settings SET texts_version = $2 WHERE merchant_id = $1");
    let merchants: Vec<MerchantRow> =
        database.read_platform(async |tx| tx.all::<MerchantRow>(OLD, values![TEXTS_VERSION]).await).await?;
    for MerchantRow { id } in &merchants {
        let id = *id;
        refresh_merchant(database, scope(id)).await?;
        let marked: Result<u64, StoreError> = database
            .write_platform(move |tx| {
                Box::pin(async move { tx.execute(MARK, values![id, TEXTS_VERSION]).await })
            })
            .await;
        marked?;
    }
    Ok(merchants.len())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the platform rewrites what follows from each merchant's own texts"
)]
fn scope(merchant: Uuid) -> Scope {
    Scope::of_authenticated_caller(MerchantId::new(merchant), Actor::System)
}

async fn refresh_merchant(database: &Database, scope: Scope) -> Result<(), StoreError> {
    let named: Result<(), StoreError> = database
        .write(scope, |tx| {
            Box::pin(async move {
                refresh_tags(tx).await?;
                refresh_segment_names(tx).await?;
                refresh_filters(tx).await
            })
        })
        .await;
    named?;
    let mut after = CustomerId::new(Uuid::nil());
    loop {
        let from = after;
        let last: Result<Option<CustomerId>, StoreError> =
            database.write(scope, move |tx| Box::pin(async move { refresh_customers(tx, from).await })).await;
        match last? {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}

/// Writes the customers of one chunk, and tells which was the last.
async fn refresh_customers(tx: &mut WriteTx, after: CustomerId) -> Result<Option<CustomerId>, StoreError> {
    let records = records_after(tx, after, CHUNK).await?;
    for CustomerRecord { customer, cards, .. } in &records {
        update_following_texts(tx, customer, &search_text(customer, cards)).await?;
        if !customer.attributes.is_empty() {
            tx.set_customer_attributes(customer.id, &customer.attributes).await?;
        }
    }
    Ok(records.last().map(|record| record.customer.id))
}

async fn refresh_tags(tx: &WriteTx) -> Result<(), StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT id, name, name_folded FROM tags WHERE merchant_id = $1 ORDER BY id");
    const UPDATE: ScopedSql =
        ScopedSql::new("UPDATE tags SET name_folded = $3 WHERE merchant_id = $1 AND id = $2");
    refresh_names(tx, tx.all(FIND, values![]).await?, UPDATE).await
}

async fn refresh_segment_names(tx: &WriteTx) -> Result<(), StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT id, name, name_folded FROM segments WHERE merchant_id = $1 ORDER BY id");
    const UPDATE: ScopedSql =
        ScopedSql::new("UPDATE segments SET name_folded = $3 WHERE merchant_id = $1 AND id = $2");
    refresh_names(tx, tx.all(FIND, values![]).await?, UPDATE).await
}

/// Two names that were different may be the same now. Then the one that was written so stays, or the oldest, and the
/// others are told apart by their ids until somebody renames them.
async fn refresh_names(tx: &WriteTx, rows: Vec<NamedRow>, update: ScopedSql) -> Result<(), StoreError> {
    let (kept, changed): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| fold(&row.name) == row.name_folded);
    let mut taken: BTreeSet<String> = kept.into_iter().map(|row| row.name_folded).collect();
    for row in changed {
        let mut folded = fold(&row.name);
        if !taken.insert(folded.clone()) {
            folded = format!("{folded} {}", row.id);
        }
        if folded != row.name_folded {
            tx.execute(update, values![row.id, folded]).await?;
        }
    }
    Ok(())
}

/// Gives the tags that stored filters name their ids. A name that no tag has stays: nobody is meant by it.
async fn refresh_filters(tx: &WriteTx) -> Result<(), StoreError> {
    const TAGS: ScopedSql =
        ScopedSql::new("SELECT id, name, name_folded FROM tags WHERE merchant_id = $1 ORDER BY id");
    const SEGMENTS: ScopedSql = ScopedSql::new("SELECT id, filter FROM segments WHERE merchant_id = $1");
    const WRITE_SEGMENT: ScopedSql =
        ScopedSql::new("UPDATE segments SET filter = $3 WHERE merchant_id = $1 AND id = $2");
    const NEWSLETTERS: ScopedSql = ScopedSql::new(
        "SELECT id, audience AS filter FROM newsletters WHERE merchant_id = $1 AND audience IS NOT NULL",
    );
    const WRITE_NEWSLETTER: ScopedSql =
        ScopedSql::new("UPDATE newsletters SET audience = $3 WHERE merchant_id = $1 AND id = $2");
    let tags: Vec<NamedRow> = tx.all(TAGS, values![]).await?;
    let reference =
        |row: NamedRow| (row.name_folded, TagReference { id: Some(TagId::new(row.id)), name: row.name });
    let tags: HashMap<String, TagReference> = tags.into_iter().map(reference).collect();
    for row in tx.all::<FilterRow>(SEGMENTS, values![]).await? {
        // One that cannot be read stays as it is; reading it reports it.
        if let Ok(mut filter) = Filter::parse_stored(&row.filter)
            && bind(&mut filter, &tags)
        {
            tx.execute(WRITE_SEGMENT, written(row.id, filter.to_stored_json())).await?;
        }
    }
    for row in tx.all::<FilterRow>(NEWSLETTERS, values![]).await? {
        if let Ok(Audience::Filter(mut filter)) = audience_from_json(&row.filter)
            && bind(&mut filter, &tags)
        {
            let audience = Audience::Filter(filter).to_json();
            tx.execute(WRITE_NEWSLETTER, written(row.id, audience)).await?;
        }
    }
    Ok(())
}

fn written(id: Uuid, json: serde_json::Value) -> Vec<Value> {
    values![id, json]
}

/// Whether anything was changed.
fn bind(filter: &mut Filter, tags: &HashMap<String, TagReference>) -> bool {
    let mut changed = false;
    filter.for_each_tag(&mut |tag, _| {
        if tag.id.is_none()
            && let Some(known) = tags.get(&fold(&tag.name))
        {
            *tag = known.clone();
            changed = true;
        }
    });
    changed
}
