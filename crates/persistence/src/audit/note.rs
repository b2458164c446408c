//! Notes a change in the transaction that makes it.

use std::collections::HashMap;

use async_trait::async_trait;
use regulars_audit::{AuditAction, AuditNote, AuditTrail, SubjectKind};
use regulars_consent::{CustomerKey, SealedKey};
use regulars_identity::StaffTrail;
use regulars_kernel::{Actor, CustomerId, Environment, MerchantId, Scope, StoreError};
use serde_json::Value;
use uuid::Uuid;

use super::event_row::{sealed, written, wrong};
use crate::actor::actor_text;
use crate::wall::{BulkTable, Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, SystemTx, WriteTx, values};

#[derive(FromRow)]
struct KeyRow {
    sealed_key: Vec<u8>,
}

#[derive(FromRow)]
struct FoundRow {
    #[expect(dead_code, reason = "whether there is one is all that is asked")]
    found: i32,
}

#[async_trait]
impl AuditTrail for WriteTx {
    async fn note(&mut self, environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        let key = match note.about {
            None => None,
            Some(customer) => {
                // Who has just been made has no key yet.
                let is_new =
                    note.action == AuditAction::Created && note.subject.kind == SubjectKind::Customer;
                Some(match found_or_made(self, environment, customer, is_new).await? {
                    Some(key) => key,
                    None => key_that_is_lost(self, environment, customer)?,
                })
            }
        };
        let row = audit_row(environment, self.scope().actor(), &note, key.as_ref())?;
        self.insert_rows(AUDIT_EVENTS, vec![row]).await
    }
}

/// The trail.
pub(crate) const AUDIT_EVENTS: BulkTable = BulkTable::of_merchant(
    "audit_events",
    "id, occurred_at, actor, action, subject_kind, subject_id, customer_id, changes, sealed_changes",
);

/// The row of a note. What is about a customer is sealed with the customer's key.
pub(crate) fn audit_row(
    environment: &Environment,
    actor: Actor,
    note: &AuditNote,
    key: Option<&CustomerKey>,
) -> Result<Vec<sea_orm::Value>, StoreError> {
    let id = environment.new_id();
    let AuditNote { action, subject, about, changes } = note;
    let (told, hidden): (Option<Value>, Option<Vec<u8>>) = match (about, key) {
        (None, _) => (Some(written(changes)), None),
        (Some(_), Some(key)) => (None, Some(sealed(key, environment, id, changes)?)),
        (Some(_), None) => return Err(wrong("a change of a customer has no key")),
    };
    Ok(values![
        id,
        environment.now(),
        actor_text(actor),
        action.name(),
        subject.kind.name(),
        subject.id,
        about.map(CustomerId::value),
        told,
        hidden,
    ])
}

#[async_trait]
impl StaffTrail for SystemTx {
    async fn note_within(
        &mut self,
        merchant: MerchantId,
        actor: Actor,
        environment: &Environment,
        note: AuditNote,
    ) -> Result<(), StoreError> {
        #[expect(
            clippy::disallowed_methods,
            reason = "a change from outside stands in the merchant's own trail"
        )]
        let scope = Scope::of_authenticated_caller(merchant, actor);
        self.within(scope).note(environment, note).await
    }
}

/// The key of the customer as it is kept, if there is one.
pub(crate) async fn sealed_key(tx: &ReadTx, customer: CustomerId) -> Result<Option<SealedKey>, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT sealed_key FROM customer_keys WHERE merchant_id = $1 AND customer_id = $2");
    let found: Option<KeyRow> = tx.optional(FIND, values![customer.value()]).await?;
    Ok(found.map(|row| SealedKey(row.sealed_key)))
}

/// The key of the customer, which is made when there is none. Whoever notes a change holds the customer's row, so no two
/// make one at a time. Contended when somebody has erased the customer meanwhile.
pub(crate) async fn key_of(
    tx: &WriteTx,
    environment: &Environment,
    customer: CustomerId,
    is_new: bool,
) -> Result<CustomerKey, StoreError> {
    found_or_made(tx, environment, customer, is_new).await?.ok_or(StoreError::Contended)
}

/// The key of the customer, which is made when there is none. None for who was erased: under a second key, nothing that the first one
/// sealed would open.
async fn found_or_made(
    tx: &WriteTx,
    environment: &Environment,
    customer: CustomerId,
    is_new: bool,
) -> Result<Option<CustomerKey>, StoreError> {
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_keys (merchant_id, customer_id, sealed_key, created_at) VALUES ($1, $2, $3, $4)",
    );
    let (keys, merchant) = (tx.sealing()?, tx.scope().merchant());
    if !is_new {
        if let Some(sealed) = sealed_key(tx, customer).await? {
            return keys.open_customer_key(merchant, customer, &sealed).map_err(wrong).map(Some);
        }
        if !is_somebody(tx, customer).await? {
            return Ok(None);
        }
    }
    let (key, SealedKey(sealed_key)) =
        keys.new_customer_key(environment, merchant, customer).map_err(wrong)?;
    tx.execute(INSERT, values![customer.value(), sealed_key, environment.now()]).await?;
    Ok(Some(key))
}

/// A key that is kept nowhere: what it seals about somebody who was erased is erased at once.
fn key_that_is_lost(
    tx: &ReadTx,
    environment: &Environment,
    customer: CustomerId,
) -> Result<CustomerKey, StoreError> {
    let (key, _) =
        tx.sealing()?.new_customer_key(environment, tx.scope().merchant(), customer).map_err(wrong)?;
    Ok(key)
}

/// Whether the id is that of a customer, or of one who went into another.
async fn is_somebody(tx: &ReadTx, customer: CustomerId) -> Result<bool, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT 1 AS found FROM customers WHERE merchant_id = $1 AND id = $2
         UNION ALL SELECT 1 FROM merged_customers WHERE merchant_id = $1 AND id = $2",
    );
    Ok(!tx.all::<FoundRow>(FIND, values![customer.value()]).await?.is_empty())
}

/// The keys of these customers, as far as they have any. One statement.
pub(crate) async fn keys_of(
    tx: &WriteTx,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, CustomerKey>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        customer_id: Uuid,
        sealed_key: Vec<u8>,
    }
    const FIND: ScopedSql =
        ScopedSql::new("SELECT customer_id, sealed_key FROM customer_keys WHERE merchant_id = $1 AND ");
    if customers.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    query.push_condition(Condition::one_of_ids(tx.backend(), "customer_id", &ids));
    let (keys, merchant) = (tx.sealing()?, tx.scope().merchant());
    let rows: Vec<Row> = tx.query(query).await?;
    let opened = rows.into_iter().map(|Row { customer_id, sealed_key }| {
        let customer = CustomerId::new(customer_id);
        let key = keys.open_customer_key(merchant, customer, &SealedKey(sealed_key)).map_err(wrong)?;
        Ok((customer, key))
    });
    opened.collect()
}
