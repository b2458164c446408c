//! Orders of packs, and the store trait of both.

use async_trait::async_trait;
use regulars_kernel::{Actor, Instant, Page, PageRequest, QuotaPackOrderId, StoreError};
use regulars_quota::{PackReads, PackStore, QuotaPack, QuotaPackOrder};
use uuid::Uuid;

use super::packs;
use crate::actor::{actor_of, actor_text};
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct OrderRow {
    id: Uuid,
    packs: i64,
    granted_packs: i64,
    ordered_by: String,
    ordered_at: Instant,
    granted_by: Option<String>,
    granted_at: Option<Instant>,
}

impl TryFrom<OrderRow> for QuotaPackOrder {
    type Error = StoreError;

    fn try_from(row: OrderRow) -> Result<Self, StoreError> {
        let actor = |text: &str| actor_of("quota_pack_orders", text);
        Ok(Self {
            id: QuotaPackOrderId::new(row.id),
            packs: row.packs,
            granted_packs: row.granted_packs,
            ordered_by: actor(&row.ordered_by)?,
            ordered_at: row.ordered_at,
            granted_by: row.granted_by.as_deref().map(actor).transpose()?,
            granted_at: row.granted_at,
        })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl PackReads for ReadTx {
    async fn quota_packs_with_room(&mut self) -> Result<Vec<QuotaPack>, StoreError> {
        packs::with_room(self).await
    }

    async fn open_quota_pack_orders(&mut self) -> Result<Vec<QuotaPackOrder>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, packs, granted_packs, ordered_by, ordered_at, granted_by, granted_at FROM quota_pack_orders
             WHERE merchant_id = $1 AND state = 'ordered' ORDER BY id",
        );
        self.all::<OrderRow>(LIST, values![]).await?.into_iter().map(QuotaPackOrder::try_from).collect()
    }

    async fn list_quota_pack_orders(
        &mut self,
        open: bool,
        page: PageRequest<QuotaPackOrderId>,
    ) -> Result<Page<QuotaPackOrder, QuotaPackOrderId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, packs, granted_packs, ordered_by, ordered_at, granted_by, granted_at FROM quota_pack_orders
             WHERE merchant_id = $1",
        );
        let mut query = ScopedQuery::new(LIST, self.backend(), values![]);
        if open {
            query.push(" AND state = 'ordered'", []);
        }
        if let Some(after) = page.after {
            query.push(" AND id > ?", values![after.value()]);
        }
        query.push(" ORDER BY id LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<OrderRow> = self.query(query).await?;
        let orders = rows.into_iter().map(QuotaPackOrder::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(orders, page.size, |order| order.id))
    }
}

#[async_trait]
impl PackStore for WriteTx {
    async fn insert_quota_packs(&mut self, packs: &[QuotaPack]) -> Result<(), StoreError> {
        packs::insert(self, packs).await
    }

    async fn insert_quota_pack_order(&mut self, order: &QuotaPackOrder) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO quota_pack_orders (merchant_id, id, packs, granted_packs, state, ordered_by, ordered_at,
                 granted_by, granted_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        );
        let QuotaPackOrder { id, packs, granted_packs, ordered_by, ordered_at, granted_by, granted_at } =
            order;
        let new = values![
            id.value(),
            *packs,
            *granted_packs,
            order.state(),
            actor_text(*ordered_by),
            *ordered_at,
            granted_by.map(actor_text),
            *granted_at
        ];
        self.execute(INSERT, new).await.map(drop)
    }

    async fn fulfil_quota_pack_order(
        &mut self,
        id: QuotaPackOrderId,
        packs: i64,
        granted_by: Actor,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const FULFIL: ScopedSql = ScopedSql::new(
            "UPDATE quota_pack_orders
             SET granted_packs = granted_packs + $3, granted_by = $4, granted_at = $5,
                 state = CASE WHEN granted_packs + $3 = packs THEN 'granted' ELSE 'ordered' END
             WHERE merchant_id = $1 AND id = $2 AND packs - granted_packs >= $3",
        );
        let fulfilment = values![id.value(), packs, actor_text(granted_by), now];
        Ok(self.execute(FULFIL, fulfilment).await? == 1)
    }
}
