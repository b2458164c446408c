//! Awards: whose turn it is, what rules gave, and what they are given by.

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_flows::AwardAudienceReads;
use regulars_kernel::{
    CustomerId, Date, EarningRuleId, Instant, PointAccountId, PointOperationId, ProgrammeId, StoreError,
};
use regulars_loyalty::{
    AwardReads, AwardStore, DueMembers, LastBought, Occasion, PointAward, PointTypeCode, RuleUse,
};
use uuid::Uuid;

use super::award_row::AwardRow;
use crate::segments::Audience;
use crate::wall::{
    Condition, FromRow, QueryHead, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes,
    insert_rows_into, select_from, values,
};

#[derive(FromRow)]
struct CustomerRow {
    id: Uuid,
}

fn customers(rows: Vec<CustomerRow>) -> Vec<CustomerId> {
    rows.into_iter().map(|row| CustomerId::new(row.id)).collect()
}

fn ids(customers: &[CustomerId]) -> Vec<Uuid> {
    customers.iter().map(|customer| customer.value()).collect()
}

/// Adds that the customer in that column is a member whose turn it is.
fn push_due(query: &mut ScopedQuery, column: &'static str, due: &DueMembers) {
    let DueMembers { programme, rule, occasion, joined_before, after, at_most } = due;
    query.push(
        " AND EXISTS (SELECT 1 FROM programme_members AS m WHERE m.merchant_id = $1 AND m.customer_id = ",
        [],
    );
    query.push(column, []).push(
        " AND m.programme_id = ? AND m.left_at IS NULL AND m.joined_at < ?)",
        values![programme.value(), *joined_before],
    );
    query.push(
        " AND NOT EXISTS (SELECT 1 FROM point_awards AS w WHERE w.merchant_id = $1 AND w.customer_id = ",
        [],
    );
    query
        .push(column, [])
        .push(" AND w.rule_id = ? AND w.occasion = ?)", values![rule.value(), occasion.as_str()]);
    let behind = after.map_or(Uuid::nil(), CustomerId::value);
    query.push(" AND ", []).push(column, []).push(" > ? ORDER BY ", values![behind]);
    query.push(column, []).push(" LIMIT ?", values![i64::from(*at_most)]);
}

#[in_reads_and_writes]
#[async_trait]
impl AwardReads for ReadTx {
    async fn members_with_birthday(
        &mut self,
        due: &DueMembers,
        days: &[u32],
    ) -> Result<Vec<CustomerId>, StoreError> {
        const BORN: ScopedSql = ScopedSql::new(
            "SELECT c.id FROM customers AS c WHERE c.merchant_id = $1 AND c.birth_month_day IN (",
        );
        if days.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ScopedQuery::new(BORN, self.backend(), values![]);
        for (place, day) in days.iter().enumerate() {
            query.push(if place == 0 { "?" } else { ", ?" }, values![i64::from(*day)]);
        }
        query.push(")", []);
        push_due(&mut query, "c.id", due);
        Ok(customers(self.query(query).await?))
    }

    async fn members_who_last_bought(
        &mut self,
        due: &DueMembers,
        then: LastBought,
    ) -> Result<Vec<CustomerId>, StoreError> {
        // By the purchases of that time, of which there is an index, and not by the totals of everybody.
        const BOUGHT: ScopedSql = ScopedSql::new(
            "SELECT t.customer_id AS id FROM customer_totals AS t
             WHERE t.merchant_id = $1 AND t.last_purchase_at >= $2 AND t.last_purchase_at < $3
                 AND t.customer_id IN (SELECT p.customer_id FROM purchases AS p
                     WHERE p.merchant_id = $1 AND p.counted_at >= $2 AND p.counted_at < $3 AND NOT p.fully_refunded
                         AND p.customer_id IS NOT NULL)",
        );
        let mut query = ScopedQuery::new(BOUGHT, self.backend(), values![then.from, then.until]);
        push_due(&mut query, "t.customer_id", due);
        Ok(customers(self.query(query).await?))
    }

    async fn awards_on(
        &mut self,
        customer: CustomerId,
        occasion: &Occasion,
    ) -> Result<Vec<PointAward>, StoreError> {
        const ON: ScopedSql = ScopedSql::new(select_from!(
            "point_awards",
            AwardRow,
            "WHERE merchant_id = $1 AND customer_id = $2 AND occasion = $3 ORDER BY programme_id, rule_id"
        ));
        let rows: Vec<AwardRow> = self.all(ON, values![customer.value(), occasion.as_str()]).await?;
        rows.into_iter().map(PointAward::try_from).collect()
    }

    async fn awards_of_operations(
        &mut self,
        operations: &[PointOperationId],
    ) -> Result<Vec<PointAward>, StoreError> {
        const OF_OPERATIONS: ScopedSql =
            ScopedSql::new(select_from!("point_awards", AwardRow, "WHERE merchant_id = $1 AND "));
        if operations.is_empty() {
            return Ok(Vec::new());
        }
        let asked: Vec<Uuid> = operations.iter().map(|operation| operation.value()).collect();
        let mut query = ScopedQuery::new(OF_OPERATIONS, self.backend(), values![]);
        query.push_condition(Condition::one_of_ids(self.backend(), "operation_id", &asked));
        let rows: Vec<AwardRow> = self.query(query).await?;
        rows.into_iter().map(PointAward::try_from).collect()
    }

    async fn point_accounts_in(
        &mut self,
        programme: ProgrammeId,
        point_type: &PointTypeCode,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, PointAccountId)>, StoreError> {
        #[derive(FromRow)]
        struct AccountRow {
            id: Uuid,
            customer_id: Uuid,
        }
        const ACCOUNTS: ScopedSql = ScopedSql::new(
            "SELECT a.id, a.customer_id FROM point_accounts AS a
             WHERE a.merchant_id = $1 AND a.programme_id = $2 AND a.point_type = $3 AND a.merged_into IS NULL AND ",
        );
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let known = values![programme.value(), point_type.as_str()];
        let mut query = ScopedQuery::new(ACCOUNTS, self.backend(), known);
        query.push_condition(Condition::one_of_ids(self.backend(), "a.customer_id", &ids(customers)));
        let rows: Vec<AccountRow> = self.query(query).await?;
        let account = |row: AccountRow| (CustomerId::new(row.customer_id), PointAccountId::new(row.id));
        Ok(rows.into_iter().map(account).collect())
    }

    async fn uses_of_rule(
        &mut self,
        account_of: (ProgrammeId, &PointTypeCode),
        rule: EarningRuleId,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, RuleUse)>, StoreError> {
        #[derive(FromRow)]
        struct UseRow {
            customer_id: Uuid,
            day: Date,
            times: i64,
            points: i64,
        }
        const USES: ScopedSql = ScopedSql::new(
            "SELECT own.customer_id, u.day, CAST(sum(u.times) AS bigint) AS times,
                 CAST(sum(u.points) AS bigint) AS points
             FROM point_accounts AS own
             JOIN point_accounts AS a ON a.merchant_id = $1 AND (a.id = own.id OR a.merged_into = own.id)
             JOIN point_rule_uses AS u ON u.merchant_id = $1 AND u.account_id = a.id AND u.rule_id = $4
             WHERE own.merchant_id = $1 AND own.programme_id = $2 AND own.point_type = $3
                 AND own.merged_into IS NULL AND ",
        );
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let (programme, point_type) = account_of;
        let known = values![programme.value(), point_type.as_str(), rule.value()];
        let mut query = ScopedQuery::new(USES, self.backend(), known);
        query.push_condition(Condition::one_of_ids(self.backend(), "own.customer_id", &ids(customers)));
        query.push(" GROUP BY own.customer_id, u.day", []);
        let rows: Vec<UseRow> = self.query(query).await?;
        let had = |row: UseRow| {
            let UseRow { customer_id, day, times, points } = row;
            let had = RuleUse { rule, store: None, day, times, points, quantity: 0, amount: 0 };
            (CustomerId::new(customer_id), had)
        };
        Ok(rows.into_iter().map(had).collect())
    }
}

#[async_trait]
impl AwardStore for WriteTx {
    async fn write_awards(&mut self, awards: &[PointAward]) -> Result<u64, StoreError> {
        const HEAD: ScopedSql = insert_rows_into!("point_awards", AwardRow);
        if awards.is_empty() {
            return Ok(0);
        }
        let mut query = ScopedQuery::new(HEAD, self.backend(), Vec::new());
        for (index, award) in awards.iter().enumerate() {
            if index > 0 {
                query.push(", ($1", []);
            }
            let row = AwardRow::from(award).into_values();
            query.push(&", ?".repeat(row.len()), row).push(")", []);
        }
        query.push(" ON CONFLICT (merchant_id, rule_id, customer_id, occasion) DO NOTHING", []);
        self.run_query(query).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl AwardAudienceReads for ReadTx {
    async fn customers_among(
        &mut self,
        filter: &ResolvedFilter,
        asked: &[CustomerId],
    ) -> Result<Vec<CustomerId>, StoreError> {
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let head = QueryHead::new("SELECT c.id FROM customers c");
        let mut query = Audience::compile(filter, self.backend()).of(head);
        query.push(" AND ", []);
        query.push_condition(Condition::one_of_ids(self.backend(), "c.id", &ids(asked)));
        Ok(customers(self.query(query).await?))
    }
}

/// When the worker is to look for what days have brought about.
pub(super) async fn look_for_due(tx: &WriteTx, at: Instant) -> Result<(), StoreError> {
    const LOOK: ScopedSql =
        ScopedSql::new("UPDATE merchant_settings SET awards_due_at = $2 WHERE merchant_id = $1");
    tx.execute(LOOK, values![at]).await.map(drop)
}

/// The same behind a look that began then.
pub(super) async fn put_off_due(tx: &WriteTx, at: Option<Instant>, begun: Instant) -> Result<(), StoreError> {
    const PUT_OFF: ScopedSql = ScopedSql::new(
        "UPDATE merchant_settings SET awards_due_at = $2 WHERE merchant_id = $1 AND awards_due_at <= $3",
    );
    tx.execute(PUT_OFF, values![at, begun]).await.map(drop)
}
