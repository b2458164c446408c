//! Stores: places of sale.

use regulars_identity::{BusinessAddress, Store};
use regulars_kernel::{Instant, Label, Page, PageRequest, StoreError, StoreId, UniqueValue};
use sea_orm::Value;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct StoreRow {
    id: Uuid,
    name: String,
    code: Option<String>,
    street: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    country: Option<String>,
    closed_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<StoreRow> for Store {
    type Error = StoreError;

    fn try_from(row: StoreRow) -> Result<Self, StoreError> {
        let label = |text: String| text.parse::<Label>().map_err(|error| inconsistent("stores", error));
        Ok(Self {
            id: StoreId::new(row.id),
            name: label(row.name)?,
            code: row.code.map(label).transpose()?,
            address: BusinessAddress {
                street: row.street.map(label).transpose()?,
                postcode: row.postcode.map(label).transpose()?,
                city: row.city.map(label).transpose()?,
                country: row.country,
            },
            closed_at: row.closed_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn columns(store: &Store) -> Vec<Value> {
    let Store { id, name, code, address, closed_at, created_at, updated_at } = store;
    let BusinessAddress { street, postcode, city, country } = address;
    let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    values![
        id.value(),
        name.as_str(),
        text(code),
        text(street),
        text(postcode),
        text(city),
        country.clone(),
        *closed_at,
        *created_at,
        *updated_at
    ]
}

/// Turns "the unique index on the code refused it" into false.
fn unless_code_taken(written: Result<u64, StoreError>) -> Result<bool, StoreError> {
    match written {
        Ok(_) => Ok(true),
        Err(StoreError::Taken(UniqueValue::StoreCode)) => Ok(false),
        Err(error) => Err(error),
    }
}

pub(super) async fn insert(tx: &WriteTx, store: &Store) -> Result<bool, StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO stores (merchant_id, id, name, code, street, postcode, city, country, closed_at, created_at,
             updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    );
    unless_code_taken(tx.execute(INSERT, columns(store)).await)
}

pub(super) async fn update(tx: &WriteTx, store: &Store) -> Result<bool, StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE stores SET name = $3, code = $4, street = $5, postcode = $6, city = $7, country = $8, closed_at = $9,
             created_at = $10, updated_at = $11
         WHERE merchant_id = $1 AND id = $2",
    );
    unless_code_taken(tx.execute(UPDATE, columns(store)).await)
}

pub(super) async fn find(tx: &ReadTx, id: StoreId) -> Result<Option<Store>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_in_writes(
        "SELECT id, name, code, street, postcode, city, country, closed_at, created_at, updated_at FROM stores
         WHERE merchant_id = $1 AND id = $2",
    );
    tx.optional::<StoreRow>(FIND, values![id.value()]).await?.map(Store::try_from).transpose()
}

pub(super) async fn list(
    tx: &ReadTx,
    page: PageRequest<StoreId>,
) -> Result<Page<Store, StoreId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT id, name, code, street, postcode, city, country, closed_at, created_at, updated_at FROM stores
         WHERE merchant_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    );
    let after = page.after.map_or(Uuid::nil(), StoreId::value);
    let rows: Vec<StoreRow> = tx.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
    let stores = rows.into_iter().map(Store::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(stores, page.size, |store| store.id))
}
