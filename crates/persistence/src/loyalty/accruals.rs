//! Bulk accruals: what is asked for, who is meant, and what became of each.

mod accrual_row;
mod alone;
mod crowd;
mod items;
mod standing;

use async_trait::async_trait;
use regulars_filters::Filter;
use regulars_flows::{AccrualAudienceReads, AccrualAudienceStore, AccrualTarget};
use regulars_kernel::{
    CustomerId, Page, PageRequest, PointAccrualId, ProgrammeId, StoreError, UsedBy, UserKind,
};
use regulars_loyalty::{
    AccrualForeseen, AccrualOutcome, AccrualReads, AccrualResult, AccrualState, AccrualStore, ActingAlone,
    AloneWay, NextToCredit, NextToUndo, PointAccrual, PointTypeCode,
};
use regulars_newsletters::ResolvedAudience;
use uuid::Uuid;

use self::accrual_row::AccrualRow;
use crate::segments::refresh_references;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, update, values,
};

/// Accruals with what their filters name as it is called now.
async fn read(tx: &ReadTx, rows: Vec<AccrualRow>) -> Result<Vec<PointAccrual>, StoreError> {
    let mut accruals = rows.into_iter().map(AccrualRow::convert).collect::<Result<Vec<_>, _>>()?;
    let filters: Vec<&mut Filter> =
        accruals.iter_mut().filter_map(|accrual| accrual.audience.as_mut()).collect();
    refresh_references(tx, filters).await?;
    Ok(accruals)
}

#[in_reads_and_writes]
#[async_trait]
impl AccrualReads for ReadTx {
    async fn find_point_accrual(&mut self, id: PointAccrualId) -> Result<Option<PointAccrual>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("point_accruals", AccrualRow, "WHERE merchant_id = $1 AND id = $2"));
        let row: Option<AccrualRow> = self.optional(FIND, values![id.value()]).await?;
        Ok(read(self, row.into_iter().collect()).await?.pop())
    }

    async fn list_point_accruals(
        &mut self,
        programme: ProgrammeId,
        state: Option<AccrualState>,
        page: PageRequest<PointAccrualId>,
    ) -> Result<Page<PointAccrual, PointAccrualId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "point_accruals",
            AccrualRow,
            "WHERE merchant_id = $1 AND programme_id = $2"
        ));
        let mut query = ScopedQuery::new(LIST, self.backend(), values![programme.value()]);
        if let Some(state) = state {
            query.push(" AND state = ?", values![state.name()]);
        }
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<AccrualRow> = self.query(query).await?;
        Ok(Page::from_surplus(read(self, rows).await?, page.size, |accrual| accrual.id))
    }

    async fn list_accrual_results(
        &mut self,
        id: PointAccrualId,
        outcome: Option<AccrualOutcome>,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<AccrualResult, CustomerId>, StoreError> {
        items::results(self, id, outcome, page).await
    }

    async fn point_accruals_to_come(&mut self) -> Result<Vec<PointAccrual>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "point_accruals",
            AccrualRow,
            "WHERE merchant_id = $1 AND state IN ('awaiting_approval', 'scheduled') AND audience IS NOT NULL
             ORDER BY id"
        ));
        let rows: Vec<AccrualRow> = self.all(FIND, values![]).await?;
        read(self, rows).await
    }

    async fn accruals_of_point_type(
        &mut self,
        programme: ProgrammeId,
        code: &PointTypeCode,
    ) -> Result<Vec<UsedBy>, StoreError> {
        #[derive(FromRow)]
        struct UserRow {
            id: Uuid,
            name: String,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id, name FROM point_accruals
             WHERE merchant_id = $1 AND programme_id = $2 AND point_type = $3
                 AND state IN ('awaiting_approval', 'scheduled', 'running', 'undoing')
             ORDER BY id",
        );
        let rows: Vec<UserRow> = self.all(FIND, values![programme.value(), code.as_str()]).await?;
        let users =
            rows.into_iter().map(|UserRow { id, name }| UsedBy { kind: UserKind::PointAccrual, id, name });
        Ok(users.collect())
    }

    async fn moved_alone(&mut self, acting: &ActingAlone, way: AloneWay) -> Result<i64, StoreError> {
        alone::moved(self, acting, way).await
    }
}

#[async_trait]
impl AccrualStore for WriteTx {
    async fn find_point_accrual_for_change(
        &mut self,
        id: PointAccrualId,
    ) -> Result<Option<PointAccrual>, StoreError> {
        const HOLD: ScopedSql = ScopedSql::locking_in_writes(select_from!(
            "point_accruals",
            AccrualRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<AccrualRow> = self.optional(HOLD, values![id.value()]).await?;
        Ok(read(self, row.into_iter().collect()).await?.pop())
    }

    async fn insert_point_accrual(&mut self, accrual: &PointAccrual) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("point_accruals", AccrualRow);
        self.execute(INSERT, AccrualRow::of(accrual).into_values()).await.map(drop)
    }

    async fn update_point_accrual(&mut self, accrual: &PointAccrual) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("point_accruals", AccrualRow);
        self.execute(UPDATE, AccrualRow::of(accrual).into_values()).await.map(drop)
    }

    async fn next_to_credit(
        &mut self,
        accrual: &PointAccrual,
        at_most: u32,
    ) -> Result<Vec<NextToCredit>, StoreError> {
        items::next_to_credit(self, accrual, at_most).await
    }

    async fn next_to_undo(
        &mut self,
        accrual: &PointAccrual,
        at_most: u32,
    ) -> Result<Vec<NextToUndo>, StoreError> {
        items::next_to_undo(self, accrual, at_most).await
    }

    async fn write_credited(
        &mut self,
        id: PointAccrualId,
        results: &[AccrualResult],
    ) -> Result<(), StoreError> {
        items::write_credited(self, id, results).await
    }

    async fn write_undone(
        &mut self,
        id: PointAccrualId,
        results: &[AccrualResult],
    ) -> Result<(), StoreError> {
        items::write_undone(self, id, results).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl AccrualAudienceReads for ReadTx {
    async fn foresee_accrual(
        &mut self,
        target: &AccrualTarget,
        audience: &ResolvedAudience,
    ) -> Result<AccrualForeseen, StoreError> {
        crowd::foresee(self, target, audience).await
    }

    async fn customers_of_accrual(
        &mut self,
        id: PointAccrualId,
        at_most: u32,
    ) -> Result<Vec<CustomerId>, StoreError> {
        items::customers(self, id, at_most).await
    }
}

#[async_trait]
impl AccrualAudienceStore for WriteTx {
    async fn freeze_accrual(
        &mut self,
        id: PointAccrualId,
        audience: &ResolvedAudience,
    ) -> Result<u64, StoreError> {
        crowd::freeze(self, id, audience).await
    }
}
