//! Codes by which members invite others, and who was invited by whom.

mod facts;
mod referral_row;

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, Page, PageRequest, ProgrammeId, ReferralId, StoreError};
use regulars_loyalty::{
    DueReferral, MemberCode, QualifiedReferral, QualifyingStore, Referral, ReferralCode, ReferralReads,
    ReferralRefusal, ReferralRole, ReferralState, ReferralStore,
};
use sea_orm::DbBackend;
use uuid::Uuid;

use self::referral_row::{CodeRow, FoundCodeRow, FoundReferralRow, ReferralRow, referral_columns};
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes,
    insert_into, values,
};

#[in_reads_and_writes]
#[async_trait]
impl ReferralReads for ReadTx {
    async fn find_referral_code(&mut self, code: &ReferralCode) -> Result<Option<MemberCode>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT k.code, k.programme_id, k.customer_id, k.created_at FROM referral_codes AS k
             JOIN customers AS c ON c.merchant_id = $1 AND c.id = k.customer_id
             WHERE k.merchant_id = $1 AND k.code = $2",
        );
        let row: Option<FoundCodeRow> = self.optional(FIND, values![code.as_str()]).await?;
        row.map(MemberCode::try_from).transpose()
    }

    async fn referral_code_of(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<Option<MemberCode>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT code, programme_id, customer_id, created_at FROM referral_codes
             WHERE merchant_id = $1 AND customer_id = $2 AND programme_id = $3 ORDER BY created_at, code LIMIT 1",
        );
        let asked = values![customer.value(), programme.value()];
        let row: Option<FoundCodeRow> = self.optional(FIND, asked).await?;
        row.map(MemberCode::try_from).transpose()
    }

    async fn list_referrals(
        &mut self,
        customer: CustomerId,
        role: ReferralRole,
        page: PageRequest<ReferralId>,
    ) -> Result<Page<Referral, ReferralId>, StoreError> {
        const MADE: ScopedSql = ScopedSql::new(concat!(
            "SELECT ",
            referral_columns!(),
            " FROM referral_codes AS k
             JOIN referrals AS r ON r.merchant_id = $1 AND r.code = k.code
             WHERE k.merchant_id = $1 AND k.customer_id = $2"
        ));
        const OWN: ScopedSql = ScopedSql::new(concat!(
            "SELECT ",
            referral_columns!(),
            " FROM referrals AS r
             JOIN referral_codes AS k ON k.merchant_id = $1 AND k.code = r.code
             WHERE r.merchant_id = $1 AND r.customer_id = $2"
        ));
        let head = match role {
            ReferralRole::Referrer => MADE,
            ReferralRole::Referred => OWN,
        };
        let mut query = ScopedQuery::new(head, self.backend(), values![customer.value()]);
        if let Some(after) = page.after {
            query.push(" AND r.id < ?", values![after.value()]);
        }
        query.push(" ORDER BY r.id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<FoundReferralRow> = self.query(query).await?;
        let referrals = rows.into_iter().map(Referral::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(referrals, page.size, |referral| referral.id))
    }

    async fn referrer_before(
        &mut self,
        referred: CustomerId,
        before: Instant,
    ) -> Result<Option<(CustomerId, Instant)>, StoreError> {
        #[derive(FromRow)]
        struct ReferrerRow {
            customer_id: Uuid,
            created_at: Instant,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT k.customer_id, r.created_at FROM referrals AS r
             JOIN referral_codes AS k ON k.merchant_id = $1 AND k.code = r.code
             WHERE r.merchant_id = $1 AND r.customer_id = $2 AND r.created_at < $3",
        );
        let row: Option<ReferrerRow> = self.optional(FIND, values![referred.value(), before]).await?;
        Ok(row.map(|row| (CustomerId::new(row.customer_id), row.created_at)))
    }
}

#[async_trait]
impl QualifyingStore for WriteTx {
    async fn qualify_referral(&mut self, qualified: &QualifiedReferral) -> Result<(), StoreError> {
        const QUALIFY: ScopedSql = ScopedSql::new(
            "UPDATE referrals SET state = 'qualified', purchase_id = $3, qualified_at = $4, due_at = $5
             WHERE merchant_id = $1 AND id = $2 AND state = 'waiting'",
        );
        let QualifiedReferral { id, purchase, qualified_at, due_at } = *qualified;
        let row = values![id.value(), purchase.value(), qualified_at, due_at];
        self.execute(QUALIFY, row).await.map(drop)
    }
}

#[async_trait]
impl ReferralStore for WriteTx {
    async fn insert_referral_code(&mut self, code: &MemberCode) -> Result<bool, StoreError> {
        const INSERT: ScopedSql = insert_into!("referral_codes", CodeRow, "ON CONFLICT DO NOTHING");
        Ok(self.execute(INSERT, CodeRow::from(code).into_values()).await? > 0)
    }

    async fn insert_referral(&mut self, referral: &Referral) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("referrals", ReferralRow);
        self.execute(INSERT, ReferralRow::from(referral).into_values()).await.map(drop)
    }

    /// The oldest that are due are the ones that everybody wants, so that two who settle at once wait for each other.
    async fn hold_due_referrals(
        &mut self,
        now: Instant,
        at_most: u32,
    ) -> Result<Vec<(ProgrammeId, ReferralId)>, StoreError> {
        #[derive(FromRow)]
        struct DueRow {
            programme_id: Uuid,
            id: Uuid,
        }
        const DUE: ScopedSql = ScopedSql::new(
            "SELECT r.programme_id, r.id FROM referrals AS r
             WHERE r.merchant_id = $1 AND r.due_at <= $2 ORDER BY r.due_at, r.id LIMIT $3",
        );
        let mut query = ScopedQuery::new(DUE, self.backend(), values![now, i64::from(at_most)]);
        if self.backend() == DbBackend::Postgres {
            query.push(" FOR NO KEY UPDATE", []);
        }
        let rows: Vec<DueRow> = self.query(query).await?;
        let due = rows.into_iter().map(|row| (ProgrammeId::new(row.programme_id), ReferralId::new(row.id)));
        Ok(due.collect())
    }

    async fn facts_of_referrals(
        &mut self,
        programme: ProgrammeId,
        ids: &[ReferralId],
        since: Instant,
    ) -> Result<Vec<DueReferral>, StoreError> {
        facts::of(self, programme, ids, since).await
    }

    async fn put_off_referrals(&mut self, ids: &[ReferralId], due_at: Instant) -> Result<(), StoreError> {
        const PUT_OFF: ScopedSql = ScopedSql::new(
            "UPDATE referrals SET due_at = $2 WHERE merchant_id = $1 AND due_at IS NOT NULL AND ",
        );
        let ids: Vec<Uuid> = ids.iter().map(|id| id.value()).collect();
        let mut query = ScopedQuery::new(PUT_OFF, self.backend(), values![due_at]);
        query.push_condition(Condition::one_of_ids(self.backend(), "id", &ids));
        self.run_query(query).await.map(drop)
    }

    async fn settle_referral(&mut self, referral: &Referral) -> Result<(), StoreError> {
        const SETTLE: ScopedSql = ScopedSql::new(
            "UPDATE referrals SET state = $3, refusal = $4, due_at = $5, settled_at = $6,
                 referrer_operation_id = $7, referred_operation_id = $8
             WHERE merchant_id = $1 AND id = $2",
        );
        let Referral { id, state, refusal, due_at, settled_at, .. } = referral;
        let operations = [referral.referrer_operation, referral.referred_operation];
        let [referrer, referred] = operations.map(|id| id.map(regulars_kernel::PointOperationId::value));
        let refusal = refusal.map(|refusal| refusal.name().to_owned());
        let row = values![id.value(), state.name(), refusal, *due_at, *settled_at, referrer, referred];
        self.execute(SETTLE, row).await.map(drop)
    }

    async fn refuse_referrals_of_erased(
        &mut self,
        customer: CustomerId,
        now: Instant,
    ) -> Result<(), StoreError> {
        const REFUSE: ScopedSql = ScopedSql::new(
            "UPDATE referrals SET state = $4, refusal = $5, due_at = NULL, settled_at = $3
             WHERE merchant_id = $1 AND state IN ('waiting', 'qualified') AND (customer_id = $2 OR code IN (
                 SELECT k.code FROM referral_codes AS k WHERE k.merchant_id = $1 AND k.customer_id = $2))",
        );
        let (state, refusal) = (ReferralState::Refused.name(), ReferralRefusal::Erased.name());
        self.execute(REFUSE, values![customer.value(), now, state, refusal]).await.map(drop)
    }
}
