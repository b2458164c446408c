//! Notes a change in the transaction that makes it.

use async_trait::async_trait;
use regulars_audit::{AuditAction, AuditNote, AuditTrail};
use regulars_consent::{CustomerKey, SealedKey};
use regulars_identity::StaffTrail;
use regulars_kernel::{Actor, CustomerId, Environment, MerchantId, Scope, StoreError};
use serde_json::Value;

use super::event_row::{sealed, written, wrong};
use crate::actor::actor_text;
use crate::wall::{FromRow, ScopedSql, SystemTx, WriteTx, values};

#[derive(FromRow)]
struct KeyRow {
    sealed_key: Vec<u8>,
}

#[async_trait]
impl AuditTrail for WriteTx {
    async fn note(&mut self, environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO audit_events (merchant_id, id, occurred_at, actor, action, subject_kind, subject_id,
                 customer_id, changes, sealed_changes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        );
        let id = environment.new_id();
        let AuditNote { action, subject, about, changes } = note;
        let (told, hidden): (Option<Value>, Option<Vec<u8>>) = match about {
            None => (Some(written(&changes)), None),
            Some(customer) => {
                let key = key_of(self, environment, customer, action).await?;
                (None, Some(sealed(&key, environment, id, &changes)?))
            }
        };
        let row = values![
            id,
            environment.now(),
            actor_text(self.scope().actor()),
            action.name(),
            subject.kind.name(),
            subject.id,
            about.map(CustomerId::value),
            told,
            hidden,
        ];
        self.execute(INSERT, row).await.map(drop)
    }
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

/// The key of the customer, which is made when there is none. Whoever notes a change holds the customer's row, so no two
/// make one at a time.
pub(crate) async fn key_of(
    tx: &WriteTx,
    environment: &Environment,
    customer: CustomerId,
    action: AuditAction,
) -> Result<CustomerKey, StoreError> {
    const FIND: ScopedSql =
        ScopedSql::new("SELECT sealed_key FROM customer_keys WHERE merchant_id = $1 AND customer_id = $2");
    const INSERT: ScopedSql = ScopedSql::new(
        "INSERT INTO customer_keys (merchant_id, customer_id, sealed_key, created_at) VALUES ($1, $2, $3, $4)",
    );
    let (keys, merchant) = (tx.sealing()?, tx.scope().merchant());
    // Who has just been made has none.
    let found: Option<KeyRow> = match action {
        AuditAction::Created => None,
        AuditAction::Updated | AuditAction::Deleted => tx.optional(FIND, values![customer.value()]).await?,
    };
    if let Some(KeyRow { sealed_key }) = found {
        return keys.open_customer_key(merchant, customer, &SealedKey(sealed_key)).map_err(wrong);
    }
    let (key, SealedKey(sealed_key)) =
        keys.new_customer_key(environment, merchant, customer).map_err(wrong)?;
    tx.execute(INSERT, values![customer.value(), sealed_key, environment.now()]).await?;
    Ok(key)
}
