//! The store trait of merges.

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_customers::{ImageTaken, Merge, MergeReads, MergeStore, Moved, ServiceFields, UndoConflict};
use regulars_kernel::{
    CustomerId, Email, Environment, Instant, Label, MemberId, MergeId, Page, PageRequest, StoreError,
};

use super::{conflicts, hanging, images, merges, restore, survivors};
use crate::customers::set_service_fields;
use crate::duplicates::follow_survivor;
use crate::purchases::rhythm;
use crate::wall::{ReadTx, ScopedSql, WriteTx, in_reads_and_writes, values};

#[in_reads_and_writes]
#[async_trait]
impl MergeReads for ReadTx {
    async fn survivors_of(
        &mut self,
        ids: &[CustomerId],
    ) -> Result<BTreeMap<CustomerId, CustomerId>, StoreError> {
        survivors::of(self, ids).await
    }

    async fn merged_into(&mut self, survivor: CustomerId) -> Result<Vec<CustomerId>, StoreError> {
        survivors::merged_into(self, survivor).await
    }

    async fn merge_of(&mut self, merged: CustomerId) -> Result<Option<Merge>, StoreError> {
        merges::of(self, merged).await
    }

    async fn find_merge(&mut self, id: MergeId) -> Result<Option<Merge>, StoreError> {
        merges::find(self, id).await
    }

    async fn list_merges(&mut self, page: PageRequest<MergeId>) -> Result<Page<Merge, MergeId>, StoreError> {
        merges::list(self, page).await
    }
}

#[async_trait]
impl MergeStore for WriteTx {
    async fn find_merge_for_change(&mut self, id: MergeId) -> Result<Option<Merge>, StoreError> {
        merges::find_for_change(self, id).await
    }

    async fn insert_merge(&mut self, merge: &Merge) -> Result<(), StoreError> {
        merges::insert(self, merge).await
    }

    async fn update_merge(&mut self, merge: &Merge) -> Result<(), StoreError> {
        merges::update(self, merge).await
    }

    async fn keep_image(
        &mut self,
        environment: &Environment,
        merge: MergeId,
        customer: CustomerId,
        taken: ImageTaken,
    ) -> Result<(), StoreError> {
        images::keep(self, environment, merge, customer, taken).await
    }

    async fn move_what_hangs_on(
        &mut self,
        merge: MergeId,
        from: CustomerId,
        to: CustomerId,
        now: Instant,
    ) -> Result<Moved, StoreError> {
        hanging::move_all(self, merge, from, to, now).await
    }

    async fn bury(
        &mut self,
        merge: MergeId,
        customer: CustomerId,
        into: CustomerId,
    ) -> Result<(), StoreError> {
        follow_survivor(self, merge, customer, into).await?;
        survivors::bury(self, merge, customer, into).await
    }

    async fn join_member(
        &mut self,
        merge: MergeId,
        customer: CustomerId,
        member: MemberId,
    ) -> Result<(), StoreError> {
        const JOIN: ScopedSql = ScopedSql::new(
            "INSERT INTO joined_members (merchant_id, member_id, customer_id, merge_id) VALUES ($1, $2, $3, $4)",
        );
        self.execute(JOIN, values![member.value(), customer.value(), merge.value()]).await.map(drop)
    }

    async fn keep_external_id(&mut self, merge: MergeId, external_id: &Label) -> Result<(), StoreError> {
        const KEEP: ScopedSql = ScopedSql::new(
            "INSERT INTO merged_external_ids (merchant_id, merge_id, external_id) VALUES ($1, $2, $3)",
        );
        self.execute(KEEP, values![merge.value(), external_id.as_str()]).await.map(drop)
    }

    async fn keep_email(&mut self, merge: MergeId, email: &Email) -> Result<(), StoreError> {
        const KEEP: ScopedSql = ScopedSql::new(
            "INSERT INTO merged_emails (merchant_id, merge_id, email_folded) VALUES ($1, $2, $3)",
        );
        self.execute(KEEP, values![merge.value(), email.folded()]).await.map(drop)
    }

    async fn set_service_fields(
        &mut self,
        customer: CustomerId,
        fields: ServiceFields,
    ) -> Result<(), StoreError> {
        set_service_fields(self, customer, fields).await
    }

    async fn recount_purchases(&mut self, customer: CustomerId) -> Result<(), StoreError> {
        const CLEAR: ScopedSql =
            ScopedSql::new("DELETE FROM customer_totals WHERE merchant_id = $1 AND customer_id = $2");
        const COUNT: ScopedSql = ScopedSql::new(
            "INSERT INTO customer_totals (merchant_id, customer_id, purchase_count, purchase_total,
                 first_purchase_at, last_purchase_at)
             SELECT $1, $2, count(*) FILTER (WHERE NOT p.fully_refunded),
                 CAST(sum(p.total - p.refunded_total) AS BIGINT),
                 min(p.counted_at) FILTER (WHERE NOT p.fully_refunded),
                 max(p.counted_at) FILTER (WHERE NOT p.fully_refunded)
             FROM purchases AS p WHERE p.merchant_id = $1 AND p.customer_id = $2
             HAVING count(*) > 0",
        );
        self.execute(CLEAR, values![customer.value()]).await?;
        self.execute(COUNT, values![customer.value()]).await?;
        rhythm::recount(self, customer.value()).await
    }

    async fn conflicts_since(&mut self, merge: &Merge) -> Result<Vec<UndoConflict>, StoreError> {
        conflicts::since(self, merge).await
    }

    async fn restore(&mut self, merge: &Merge) -> Result<(), StoreError> {
        restore::restore(self, merge).await
    }
}
