//! Whose cart it is.

use regulars_kernel::{CustomerId, StoreError};
use regulars_purchases::CartOwner;
use uuid::Uuid;

use crate::customers::who_is_meant::{customer_of_card, customer_of_email, customer_of_phone};
use crate::merging::survivor_of;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct OwnerRow {
    id: Uuid,
}

pub(crate) async fn hold(tx: &mut WriteTx, owner: &CartOwner) -> Result<Option<CustomerId>, StoreError> {
    const BY_CARD: ScopedSql = ScopedSql::new(concat!(
        "SELECT own.id FROM customers AS own WHERE own.merchant_id = $1 AND own.id = ",
        customer_of_card!("$2")
    ));
    const BY_PHONE: ScopedSql = ScopedSql::new(concat!(
        "SELECT own.id FROM customers AS own WHERE own.merchant_id = $1 AND own.id = ",
        customer_of_phone!("$2")
    ));
    const BY_EMAIL: ScopedSql = ScopedSql::new(concat!(
        "SELECT own.id FROM customers AS own WHERE own.merchant_id = $1 AND own.id = ",
        customer_of_email!("$2")
    ));
    let found: Option<OwnerRow> = match owner {
        CartOwner::Customer(id) => {
            return match hold_one(tx, *id).await? {
                Some(id) => Ok(Some(id)),
                None => match survivor_of(tx, *id).await? {
                    Some(survivor) => hold_one(tx, survivor).await,
                    None => Ok(None),
                },
            };
        }
        CartOwner::Card(number) => tx.optional(BY_CARD, values![number.expose()]).await?,
        CartOwner::Phone(phone) => tx.optional(BY_PHONE, values![phone.expose()]).await?,
        CartOwner::Email(email) => tx.optional(BY_EMAIL, values![email.folded()]).await?,
    };
    match found {
        Some(OwnerRow { id }) => hold_one(tx, CustomerId::new(id)).await,
        None => Ok(None),
    }
}

/// Whoever is held is not merged and not erased until the transaction ends.
async fn hold_one(tx: &mut WriteTx, customer: CustomerId) -> Result<Option<CustomerId>, StoreError> {
    const HOLD: ScopedSql =
        ScopedSql::locking_in_writes("SELECT id FROM customers WHERE merchant_id = $1 AND id = $2");
    let held: Option<OwnerRow> = tx.optional(HOLD, values![customer.value()]).await?;
    Ok(held.map(|row| CustomerId::new(row.id)))
}
