//! Customers as they were, sealed with their own keys: erasing a customer destroys the key, and with it the images.

use regulars_consent::SealedKey;
use regulars_customers::ImageTaken;
use regulars_kernel::{CustomerId, Environment, Instant, MergeId, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::audit::key_of;
use crate::customers::{WholeRow, read_whole};
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, select_from, values};

const TABLE: &str = "customer_merge_images";

/// What was of a customer, beside the record that is the survivor's by now.
#[derive(Serialize, Deserialize)]
pub(super) struct Image {
    pub(super) row: WholeRow,
    pub(super) tags: Vec<Uuid>,
    pub(super) attributes: Vec<AttributeImage>,
    pub(super) consents: Vec<ConsentImage>,
    pub(super) rfm: Option<RfmImage>,
    /// The newest entry of the ledger.
    pub(super) chain: i64,
    /// How many receipts there were.
    pub(super) purchases: i64,
}

#[derive(FromRow, RowColumns, Serialize, Deserialize, PartialEq, Eq, Clone)]
pub(super) struct AttributeImage {
    pub(super) attribute_id: Uuid,
    place: i64,
    written: Option<String>,
    folded: Option<String>,
    number: i64,
}

#[derive(FromRow, RowColumns, Serialize, Deserialize)]
pub(super) struct ConsentImage {
    purpose: String,
    channel: String,
    state: String,
    address: Option<String>,
    since: Instant,
    source: String,
    event_id: Uuid,
}

#[derive(FromRow, RowColumns, Serialize, Deserialize)]
pub(super) struct RfmImage {
    recency: i64,
    frequency: i64,
    monetary: i64,
    class: String,
}

#[derive(FromRow)]
struct TagRow {
    tag_id: Uuid,
}

#[derive(FromRow)]
struct CountsRow {
    chain: i64,
    purchases: i64,
}

/// The customer as it is. None when there is none.
pub(super) async fn take(tx: &ReadTx, customer: CustomerId) -> Result<Option<Image>, StoreError> {
    const TAGS: ScopedSql = ScopedSql::new(
        "SELECT tag_id FROM customer_tags WHERE merchant_id = $1 AND customer_id = $2 ORDER BY tag_id",
    );
    const ATTRIBUTES: ScopedSql = ScopedSql::new(select_from!(
        "customer_attributes",
        AttributeImage,
        "WHERE merchant_id = $1 AND customer_id = $2 ORDER BY attribute_id, place"
    ));
    const CONSENTS: ScopedSql = ScopedSql::new(select_from!(
        "consent_states",
        ConsentImage,
        "WHERE merchant_id = $1 AND customer_id = $2 ORDER BY purpose, channel"
    ));
    const RFM: ScopedSql =
        ScopedSql::new(select_from!("customer_rfm", RfmImage, "WHERE merchant_id = $1 AND customer_id = $2"));
    const COUNTS: ScopedSql = ScopedSql::new(
        "SELECT coalesce((SELECT max(e.sequence) FROM consent_events AS e
                 WHERE e.merchant_id = $1 AND e.customer_id = $2), 0) AS chain,
             (SELECT count(*) FROM purchases AS p WHERE p.merchant_id = $1 AND p.customer_id = $2) AS purchases",
    );
    let Some(row) = read_whole(tx, customer).await? else { return Ok(None) };
    let id = || values![customer.value()];
    let tags: Vec<TagRow> = tx.all(TAGS, id()).await?;
    let CountsRow { chain, purchases } = tx.one(COUNTS, id()).await?;
    Ok(Some(Image {
        row,
        tags: tags.into_iter().map(|row| row.tag_id).collect(),
        attributes: tx.all(ATTRIBUTES, id()).await?,
        consents: tx.all(CONSENTS, id()).await?,
        rfm: tx.optional(RFM, id()).await?,
        chain,
        purchases,
    }))
}

const fn name(taken: ImageTaken) -> &'static str {
    match taken {
        ImageTaken::Before => "before",
        ImageTaken::After => "after",
    }
}

/// An image opens as that of its merge and of its time only.
fn surroundings(merge: MergeId, taken: ImageTaken) -> Vec<u8> {
    [merge.value().as_bytes().as_slice(), name(taken).as_bytes()].concat()
}

pub(super) async fn keep(
    tx: &WriteTx,
    environment: &Environment,
    merge: MergeId,
    customer: CustomerId,
    taken: ImageTaken,
) -> Result<(), StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_merge_images (merchant_id, merge_id, customer_id, taken, sealed)
         VALUES ($1, $2, $3, $4, $5)",
    );
    let image = take(tx, customer).await?.ok_or_else(|| inconsistent(TABLE, "there is no such customer"))?;
    let bytes = serde_json::to_vec(&image).map_err(|error| StoreError::Defect(error.into()))?;
    let key = key_of(tx, environment, customer, false).await?;
    let sealed = key
        .seal(environment, &surroundings(merge, taken), &bytes)
        .map_err(|error| inconsistent(TABLE, error))?;
    tx.execute(INSERT, values![merge.value(), customer.value(), name(taken), sealed]).await.map(drop)
}

#[derive(FromRow)]
struct SealedRow {
    sealed: Vec<u8>,
    sealed_key: Option<Vec<u8>>,
}

/// An image. None when its customer was erased.
pub(super) async fn open(
    tx: &ReadTx,
    merge: MergeId,
    customer: CustomerId,
    taken: ImageTaken,
) -> Result<Option<Image>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT i.sealed, k.sealed_key FROM customer_merge_images AS i
         LEFT JOIN customer_keys AS k ON k.merchant_id = $1 AND k.customer_id = i.customer_id
         WHERE i.merchant_id = $1 AND i.merge_id = $2 AND i.customer_id = $3 AND i.taken = $4",
    );
    let row: Option<SealedRow> =
        tx.optional(FIND, values![merge.value(), customer.value(), name(taken)]).await?;
    let Some(SealedRow { sealed, sealed_key: Some(sealed_key) }) = row else { return Ok(None) };
    let (keys, merchant) = (tx.sealing()?, tx.scope().merchant());
    let Ok(key) = keys.open_customer_key(merchant, customer, &SealedKey(sealed_key)) else { return Ok(None) };
    let Ok(bytes) = key.open(&surroundings(merge, taken), &sealed) else { return Ok(None) };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| inconsistent(TABLE, error))
}
