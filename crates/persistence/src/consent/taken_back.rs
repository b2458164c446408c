//! Which entries of the ledger an undo has made void or written.

use async_trait::async_trait;
use regulars_consent::TakeBackStore;
use regulars_kernel::{Channel, ConsentEventId, CustomerId, Purpose, StoreError};

use super::named_column::channel_text;
use crate::wall::{FromRow, ScopedSql, WriteTx, values};

#[async_trait]
impl TakeBackStore for WriteTx {
    async fn has_spoken_since(&mut self, customer: CustomerId, sequence: i64) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct Count {
            entries: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS entries FROM consent_events AS e
             WHERE e.merchant_id = $1 AND e.customer_id = $2 AND e.sequence > $3
                 AND NOT EXISTS (SELECT 1 FROM undone_consents AS u
                     WHERE u.merchant_id = $1 AND u.customer_id = $2 AND u.event_id = e.id)",
        );
        let Count { entries } = self.one(COUNT, values![customer.value(), sequence]).await?;
        Ok(entries > 0)
    }

    async fn set_aside(
        &mut self,
        customer: CustomerId,
        entries: &[(ConsentEventId, bool)],
        silent: &[(Purpose, Option<Channel>)],
    ) -> Result<(), StoreError> {
        const MARK: ScopedSql = ScopedSql::new(
            "INSERT INTO undone_consents (merchant_id, customer_id, event_id, is_void) VALUES ($1, $2, $3, $4)
             ON CONFLICT (merchant_id, customer_id, event_id) DO UPDATE SET is_void = excluded.is_void",
        );
        const SILENCE: ScopedSql = ScopedSql::new(
            "DELETE FROM consent_states
             WHERE merchant_id = $1 AND customer_id = $2 AND purpose = $3 AND channel = $4",
        );
        for (event, is_void) in entries {
            self.execute(MARK, values![customer.value(), event.value(), *is_void]).await?;
        }
        for (purpose, channel) in silent {
            self.execute(SILENCE, values![customer.value(), purpose.name(), channel_text(*channel)]).await?;
        }
        Ok(())
    }
}
