//! Links to the pages with customers' cards.

use async_trait::async_trait;
use regulars_customers::{CardLink, CardLinkReads, CardLinkStore};
use regulars_kernel::{CardLinkId, CustomerId, Instant, Personal, StoreError};
use uuid::Uuid;

use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, values,
};

/// The columns of `card_links`.
#[derive(FromRow, RowColumns)]
struct CardLinkRow {
    id: Uuid,
    customer_id: Uuid,
    created_at: Instant,
    revoked_at: Option<Instant>,
    mailed_to: Option<String>,
}

impl From<&CardLink> for CardLinkRow {
    fn from(link: &CardLink) -> Self {
        let CardLink { id, customer, created_at, revoked_at, mailed_to } = link;
        Self {
            id: id.value(),
            customer_id: customer.value(),
            created_at: *created_at,
            revoked_at: *revoked_at,
            mailed_to: mailed_to.as_ref().map(|address| address.expose().clone()),
        }
    }
}

impl From<CardLinkRow> for CardLink {
    fn from(row: CardLinkRow) -> Self {
        Self {
            id: CardLinkId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            created_at: row.created_at,
            revoked_at: row.revoked_at,
            mailed_to: row.mailed_to.map(Personal::new),
        }
    }
}

#[in_reads_and_writes]
#[async_trait]
impl CardLinkReads for ReadTx {
    async fn find_card_link(&mut self, id: CardLinkId) -> Result<Option<CardLink>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("card_links", CardLinkRow, "WHERE merchant_id = $1 AND id = $2"));
        let row: Option<CardLinkRow> = self.optional(FIND, values![id.value()]).await?;
        Ok(row.map(CardLink::from))
    }

    async fn card_link_of(&mut self, customer: CustomerId) -> Result<Option<CardLink>, StoreError> {
        const LATEST: ScopedSql = ScopedSql::new(select_from!(
            "card_links",
            CardLinkRow,
            "WHERE merchant_id = $1 AND customer_id = $2 AND revoked_at IS NULL
             ORDER BY created_at DESC, id DESC LIMIT 1"
        ));
        let row: Option<CardLinkRow> = self.optional(LATEST, values![customer.value()]).await?;
        Ok(row.map(CardLink::from))
    }
}

#[async_trait]
impl CardLinkStore for WriteTx {
    async fn insert_card_link(&mut self, link: &CardLink) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("card_links", CardLinkRow);
        self.execute(INSERT, CardLinkRow::from(link).into_values()).await.map(drop)
    }

    async fn revoke_card_links(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError> {
        const REVOKE: ScopedSql = ScopedSql::new(
            "UPDATE card_links SET revoked_at = $3
             WHERE merchant_id = $1 AND customer_id = $2 AND revoked_at IS NULL",
        );
        self.execute(REVOKE, values![customer.value(), now]).await.map(drop)
    }
}
