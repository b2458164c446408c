//! The traces that a customer leaves outside of its own record and of the ledger of consents.

use std::collections::BTreeSet;

use async_trait::async_trait;
use regulars_consent::ContactAddress;
use regulars_flows::{ErasureGrounds, FormerSelf, TraceStore};
use regulars_kernel::{Channel, CustomerId, ImportId, Instant, MemberId, NewsletterId, StoreError};

use crate::deliveries::erase as deliveries;
use crate::error::inconsistent;
use crate::idempotency;
use crate::imports::erase as imports;
use crate::invoices::erase as invoices;
use crate::merging::erase as merging;
use crate::purchases::erase as purchases;
use crate::rewards::erase as rewards;
use crate::surveys::erase as surveys;
use crate::wall::{ScopedSql, WriteTx, values};

#[async_trait]
impl TraceStore for WriteTx {
    async fn former_selves(&mut self, customer: CustomerId) -> Result<Vec<FormerSelf>, StoreError> {
        merging::former_selves(self, customer).await
    }

    async fn addresses_written_to(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<(Channel, String)>, StoreError> {
        let found = deliveries::addresses(self, customer).await?;
        let named = found.into_iter().map(|(channel, address)| {
            let channel = channel.parse().map_err(|error| inconsistent("deliveries", error))?;
            Ok((channel, address))
        });
        named.collect()
    }

    async fn make_receipts_anonymous(&mut self, customer: CustomerId) -> Result<u64, StoreError> {
        invoices::make_anonymous(self, customer).await?;
        surveys::make_anonymous(self, customer).await?;
        rewards::make_anonymous(self, customer).await?;
        purchases::make_anonymous(self, customer).await
    }

    async fn forget_deliveries(
        &mut self,
        customer: CustomerId,
        now: Instant,
    ) -> Result<Vec<NewsletterId>, StoreError> {
        deliveries::forget_customer(self, customer, now).await
    }

    async fn forget_messages(&mut self, recipients: &[String]) -> Result<(), StoreError> {
        const FORGET: ScopedSql =
            ScopedSql::new("DELETE FROM captured_messages WHERE merchant_id = $1 AND recipient = $2");
        // What a relay said as it refused the sender may name who was written to.
        const FORGET_REPLIES: ScopedSql = ScopedSql::new(
            "UPDATE newsletters SET pause_detail = NULL
             WHERE merchant_id = $1 AND pause_detail IS NOT NULL
                 AND replace(lower(pause_detail), $2, '') <> lower(pause_detail)",
        );
        for recipient in recipients {
            self.execute(FORGET, values![recipient.as_str()]).await?;
            self.execute(FORGET_REPLIES, values![recipient.to_lowercase()]).await?;
        }
        Ok(())
    }

    async fn forget_answers(&mut self, customer: CustomerId) -> Result<(), StoreError> {
        idempotency::forget_answers(self, customer.value()).await
    }

    async fn forget_carried_addresses(
        &mut self,
        customer: CustomerId,
        addresses: &BTreeSet<(Channel, ContactAddress)>,
        now: Instant,
    ) -> Result<(), StoreError> {
        merging::forget_carried(self, customer, addresses, now).await
    }

    async fn forget_import_rows(&mut self, import: ImportId, rows: &[u64]) -> Result<(), StoreError> {
        imports::forget_rows(self, import, rows).await
    }

    async fn forget_customer_of_rows(&mut self, customer: CustomerId) -> Result<(), StoreError> {
        imports::forget_customer(self, customer).await
    }

    async fn remove_customer(
        &mut self,
        customer: CustomerId,
        member: Option<MemberId>,
        grounds: ErasureGrounds,
        now: Instant,
    ) -> Result<(), StoreError> {
        const NOTE: ScopedSql = ScopedSql::new(
            "INSERT INTO erased_customers (merchant_id, customer_id, member_digest, reason, requested_by_person,
                 erased_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        );
        // Tags, attributes, totals, scores, moves, the key, what stands of consents and confirmations go with it.
        const REMOVE: ScopedSql = ScopedSql::new("DELETE FROM customers WHERE merchant_id = $1 AND id = $2");
        let digest = match member {
            Some(member) => {
                self.sealing()?.member_digests(self.scope().merchant(), member).into_iter().next()
            }
            None => None,
        };
        let note = values![
            customer.value(),
            digest.map(|digest| digest.to_vec()),
            grounds.reason.name(),
            grounds.requested_by_person,
            now,
        ];
        merging::forget(self, customer, note.clone()).await?;
        self.execute(NOTE, note).await?;
        self.execute(REMOVE, values![customer.value()]).await.map(drop)
    }
}
