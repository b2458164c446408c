//! Tags, and which customers have them.

use regulars_customers::{Tag, fold};
use regulars_kernel::{CustomerId, Instant, Page, PageRequest, StoreError, TagId, UniqueValue};
use sea_orm::Value;
use uuid::Uuid;

use super::details::one_of;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct TagRow {
    id: Uuid,
    name: String,
    colour: String,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<TagRow> for Tag {
    type Error = StoreError;

    fn try_from(row: TagRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: TagId::new(row.id),
            name: row.name.parse().map_err(|error| inconsistent("tags", error))?,
            colour: row.colour.parse().map_err(|error| inconsistent("tags", error))?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn columns(tag: &Tag) -> Vec<Value> {
    let Tag { id, name, colour, created_at, updated_at } = tag;
    values![id.value(), name.as_str(), fold(name.as_str()), colour.as_str(), *created_at, *updated_at]
}

pub(super) async fn insert(tx: &WriteTx, tag: &Tag) -> Result<bool, StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO tags (merchant_id, id, name, name_folded, colour, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (merchant_id, name_folded) DO NOTHING",
    );
    Ok(tx.execute(INSERT, columns(tag)).await? == 1)
}

pub(super) async fn find(tx: &ReadTx, id: TagId) -> Result<Option<Tag>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_for_deletion(
        "SELECT id, name, colour, created_at, updated_at FROM tags WHERE merchant_id = $1 AND id = $2",
    );
    tx.optional::<TagRow>(FIND, values![id.value()]).await?.map(Tag::try_from).transpose()
}

pub(super) async fn find_all(tx: &ReadTx, ids: &[TagId]) -> Result<Vec<Tag>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT id, name, colour, created_at, updated_at FROM tags WHERE merchant_id = $1 AND id IN ",
    );
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    query.push(&one_of(ids.len()), ids.iter().map(|id| Value::from(id.value())));
    tx.query::<TagRow>(query).await?.into_iter().map(Tag::try_from).collect()
}

pub(super) async fn find_named(tx: &ReadTx, folded: &[String]) -> Result<Vec<Tag>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT id, name, colour, created_at, updated_at FROM tags WHERE merchant_id = $1 AND name_folded IN ",
    );
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    query.push(&one_of(folded.len()), folded.iter().map(|name| Value::from(name.as_str())));
    tx.query::<TagRow>(query).await?.into_iter().map(Tag::try_from).collect()
}

pub(super) async fn list(tx: &ReadTx, page: PageRequest<TagId>) -> Result<Page<Tag, TagId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT id, name, colour, created_at, updated_at FROM tags
         WHERE merchant_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    );
    let after = page.after.map_or(Uuid::nil(), TagId::value);
    let rows: Vec<TagRow> = tx.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
    let tags = rows.into_iter().map(Tag::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(tags, page.size, |tag| tag.id))
}

pub(super) async fn update(tx: &WriteTx, tag: &Tag) -> Result<bool, StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE tags SET name = $3, name_folded = $4, colour = $5, created_at = $6, updated_at = $7
         WHERE merchant_id = $1 AND id = $2",
    );
    match tx.execute(UPDATE, columns(tag)).await {
        Ok(_) => Ok(true),
        Err(StoreError::Taken(UniqueValue::TagName)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The foreign key of `customer_tags` takes the tag from every customer.
pub(super) async fn delete(tx: &WriteTx, id: TagId) -> Result<bool, StoreError> {
    const DELETE: ScopedSql = ScopedSql::new("DELETE FROM tags WHERE merchant_id = $1 AND id = $2");
    Ok(tx.execute(DELETE, values![id.value()]).await? == 1)
}

pub(super) async fn set_of_customer(
    tx: &WriteTx,
    customer: CustomerId,
    tags: &[TagId],
) -> Result<(), StoreError> {
    #[derive(FromRow)]
    struct Assigned {
        tag_id: Uuid,
    }
    const CLEAR: ScopedSql =
        ScopedSql::new("DELETE FROM customer_tags WHERE merchant_id = $1 AND customer_id = $2");
    const ASSIGN: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_tags (merchant_id, customer_id, tag_id)
         SELECT tags.merchant_id, $2, tags.id FROM tags WHERE tags.merchant_id = $1 AND tags.id IN ",
    );
    tx.execute(CLEAR, values![customer.value()]).await?;
    if tags.is_empty() {
        return Ok(());
    }
    let mut query = ScopedQuery::new(ASSIGN, tx.backend(), values![customer.value()]);
    query.push(&one_of(tags.len()), tags.iter().map(|tag| Value::from(tag.value())));
    query.push(" RETURNING tag_id", []);
    let assigned: Vec<Assigned> = tx.query(query).await?;
    let missing = tags.iter().any(|tag| !assigned.iter().any(|row| row.tag_id == tag.value()));
    // A tag that has just been found was deleted by another request.
    if missing { Err(StoreError::Contended) } else { Ok(()) }
}
