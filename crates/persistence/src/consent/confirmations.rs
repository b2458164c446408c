//! What people were asked to confirm.

use async_trait::async_trait;
use regulars_consent::{
    Confirmation, ConfirmationHash, ConfirmationPurpose, ConfirmationReads, ConfirmationStore,
    ContactAddress, OpenConfirmations,
};
use regulars_kernel::{ConsentTextId, CustomerId, Instant, StoreError};
use uuid::Uuid;

use super::named_column::named;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

const TABLE: &str = "confirmation_tokens";

#[derive(FromRow)]
struct ConfirmationRow {
    purpose: String,
    customer_id: Uuid,
    channel: String,
    address: String,
    text_id: Option<Uuid>,
    created_at: Instant,
    expires_at: Instant,
    used_at: Option<Instant>,
}

#[derive(FromRow)]
struct CountRow {
    count: i64,
}

#[in_reads_and_writes]
#[async_trait]
impl ConfirmationReads for ReadTx {
    async fn find_confirmation(
        &mut self,
        hash: &ConfirmationHash,
    ) -> Result<Option<Confirmation>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT purpose, customer_id, channel, address, text_id, created_at, expires_at, used_at
             FROM confirmation_tokens WHERE merchant_id = $1 AND token_hash = $2",
        );
        let Some(row) = self.optional::<ConfirmationRow>(FIND, values![hash.0.clone()]).await? else {
            return Ok(None);
        };
        Ok(Some(Confirmation {
            hash: hash.clone(),
            purpose: named(TABLE, &row.purpose)?,
            customer: CustomerId::new(row.customer_id),
            channel: named(TABLE, &row.channel)?,
            address: ContactAddress::from_stored(row.address),
            text: row.text_id.map(ConsentTextId::new),
            created_at: row.created_at,
            expires_at: row.expires_at,
            used_at: row.used_at,
        }))
    }

    async fn count_confirmations(
        &mut self,
        purpose: ConfirmationPurpose,
        customer: CustomerId,
        since: Instant,
    ) -> Result<i64, StoreError> {
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS count FROM confirmation_tokens
             WHERE merchant_id = $1 AND customer_id = $2 AND purpose = $3 AND created_at > $4",
        );
        let CountRow { count } = self.one(COUNT, values![customer.value(), purpose.name(), since]).await?;
        Ok(count)
    }
}

#[async_trait]
impl ConfirmationStore for WriteTx {
    async fn insert_confirmation(&mut self, confirmation: &Confirmation) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO confirmation_tokens (merchant_id, token_hash, purpose, customer_id, channel, address, text_id,
                 created_at, expires_at, used_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        );
        let Confirmation { hash, purpose, customer, channel, address, text, .. } = confirmation;
        let Confirmation { created_at, expires_at, used_at, .. } = confirmation;
        let new = values![
            hash.0.clone(),
            purpose.name(),
            customer.value(),
            channel.name(),
            address.expose(),
            text.map(ConsentTextId::value),
            *created_at,
            *expires_at,
            *used_at,
        ];
        self.execute(INSERT, new).await.map(drop)
    }

    async fn use_confirmation(&mut self, hash: &ConfirmationHash, now: Instant) -> Result<bool, StoreError> {
        const USE: ScopedSql = ScopedSql::new(
            "UPDATE confirmation_tokens SET used_at = $3
             WHERE merchant_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > $3",
        );
        Ok(self.execute(USE, values![hash.0.clone(), now]).await? == 1)
    }

    async fn expire_confirmations(
        &mut self,
        customer: CustomerId,
        which: OpenConfirmations,
        now: Instant,
    ) -> Result<(), StoreError> {
        const ALL: ScopedSql = ScopedSql::new(
            "UPDATE confirmation_tokens SET expires_at = $3
             WHERE merchant_id = $1 AND customer_id = $2 AND used_at IS NULL AND expires_at > $3",
        );
        const ALL_OVER: ScopedSql = ScopedSql::new(
            "UPDATE confirmation_tokens SET expires_at = $3
             WHERE merchant_id = $1 AND customer_id = $2 AND used_at IS NULL AND expires_at > $3 AND channel = $4",
        );
        const OPT_INS_OVER: ScopedSql = ScopedSql::new(
            "UPDATE confirmation_tokens SET expires_at = $3
             WHERE merchant_id = $1 AND customer_id = $2 AND used_at IS NULL AND expires_at > $3 AND channel = $4
             AND purpose = 'opt_in'",
        );
        let customer = customer.value();
        let expired = match which {
            OpenConfirmations::All => self.execute(ALL, values![customer, now]).await,
            OpenConfirmations::AllOver(channel) => {
                self.execute(ALL_OVER, values![customer, now, channel.name()]).await
            }
            OpenConfirmations::OptInsOver(channel) => {
                self.execute(OPT_INS_OVER, values![customer, now, channel.name()]).await
            }
        };
        expired.map(drop)
    }
}
