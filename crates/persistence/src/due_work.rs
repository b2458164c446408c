//! Which merchants have work that is due: the one module that looks across merchants.

use async_trait::async_trait;
use chrono::Duration;
use regulars_jobs::{DueKind, DueWork, DueWorkStore, OwnDueWorkReads};
use regulars_kernel::{Instant, MerchantId, StoreError};
use uuid::Uuid;

use crate::deliveries::queue::{is_held, next_attempt};
use crate::error::inconsistent;
use crate::wall::{CrossMerchantSql, FromRow, PlatformSql, ReadTx, ScopedSql, SystemTx, in_reads_and_writes};

#[derive(FromRow)]
struct DueRow {
    merchant_id: Uuid,
    test_clock_shift: i64,
    status: String,
    kind: String,
    due_at: Instant,
}

#[derive(FromRow)]
struct MerchantRow {
    id: Uuid,
}

impl TryFrom<DueRow> for DueWork {
    type Error = StoreError;

    fn try_from(row: DueRow) -> Result<Self, StoreError> {
        let kind = match row.kind.as_str() {
            "scheduled" => DueKind::Scheduled,
            "dispatch" => DueKind::Dispatch,
            "delivery_lease" => DueKind::DeliveryLease,
            "scoring" => DueKind::Scoring,
            "tiers" => DueKind::Tiers,
            "awards" => DueKind::Awards,
            "referrals" => DueKind::Referrals,
            "reminders" => DueKind::Reminders,
            "job" => DueKind::Job,
            "job_lease" => DueKind::JobLease,
            "mailbox" => DueKind::Mailbox,
            other => return Err(inconsistent("due work", other)),
        };
        Ok(Self {
            merchant: MerchantId::new(row.merchant_id),
            clock_shift: Duration::microseconds(row.test_clock_shift),
            active: row.status == "active",
            kind,
            due_at: row.due_at,
        })
    }
}

/// The text of the look, with what ties each table to the one merchant, if anything does. Every branch reads an index that
/// holds open work only, but for the newsletters, which are few.
macro_rules! due_text {
    ($tie:ident) => {
        concat!(
            "SELECT w.merchant_id, s.test_clock_shift, m.status, w.kind, w.due_at
             FROM (
                 SELECT n.merchant_id, 'scheduled' AS kind, MIN(n.scheduled_at) AS due_at
                 FROM newsletters AS n WHERE ",
            $tie!("n"),
            "n.state = 'scheduled' AND n.scheduled_at IS NOT NULL
                 GROUP BY n.merchant_id
                 UNION ALL
                 SELECT n.merchant_id, 'dispatch', MIN(COALESCE(",
            next_attempt!("n.merchant_id", "n.id"),
            ", n.created_at))
                 FROM newsletters AS n WHERE ",
            $tie!("n"),
            "n.state = 'sending'
                 GROUP BY n.merchant_id
                 UNION ALL
                 SELECT d.merchant_id, 'delivery_lease', MIN(d.leased_until)
                 FROM deliveries AS d WHERE ",
            $tie!("d"),
            is_held!("d"),
            " AND d.leased_until IS NOT NULL
                 GROUP BY d.merchant_id
                 UNION ALL
                 SELECT g.merchant_id, 'scoring', MIN(g.rfm_due_at)
                 FROM merchant_settings AS g WHERE ",
            $tie!("g"),
            "g.rfm_due_at IS NOT NULL
                 GROUP BY g.merchant_id
                 UNION ALL
                 SELECT t.merchant_id, 'tiers', MIN(t.tiers_due_at)
                 FROM merchant_settings AS t WHERE ",
            $tie!("t"),
            "t.tiers_due_at IS NOT NULL
                 GROUP BY t.merchant_id
                 UNION ALL
                 SELECT a.merchant_id, 'awards', MIN(a.awards_due_at)
                 FROM merchant_settings AS a WHERE ",
            $tie!("a"),
            "a.awards_due_at IS NOT NULL
                 GROUP BY a.merchant_id
                 UNION ALL
                 SELECT q.merchant_id, 'referrals', MIN(q.due_at)
                 FROM referrals AS q WHERE ",
            $tie!("q"),
            "q.due_at IS NOT NULL
                 GROUP BY q.merchant_id
                 UNION ALL
                 SELECT v.merchant_id, 'reminders', MIN(v.reminders_due_at)
                 FROM invoice_settings AS v WHERE ",
            $tie!("v"),
            "v.reminders_due_at IS NOT NULL
                 GROUP BY v.merchant_id
                 UNION ALL
                 SELECT j.merchant_id, 'job', MIN(j.run_at)
                 FROM jobs AS j WHERE ",
            $tie!("j"),
            "j.state = 'queued'
                 GROUP BY j.merchant_id
                 UNION ALL
                 SELECT j.merchant_id, 'job_lease', MIN(j.leased_until)
                 FROM jobs AS j WHERE ",
            $tie!("j"),
            "j.state = 'running' AND j.leased_until IS NOT NULL
                 GROUP BY j.merchant_id
                 UNION ALL
                 SELECT b.merchant_id, 'mailbox', MIN(b.due_at)
                 FROM mailboxes AS b WHERE ",
            $tie!("b"),
            "b.due_at IS NOT NULL
                 GROUP BY b.merchant_id
             ) AS w
             JOIN merchant_settings AS s ON s.merchant_id = w.merchant_id
             JOIN merchants AS m ON m.id = w.merchant_id"
        )
    };
}

macro_rules! of_every_merchant {
    ($table:literal) => {
        ""
    };
}

macro_rules! of_one_merchant {
    ($table:literal) => {
        concat!($table, ".merchant_id = $1 AND ")
    };
}

#[async_trait]
impl DueWorkStore for SystemTx {
    async fn due_work(&mut self) -> Result<Vec<DueWork>, StoreError> {
        #[expect(clippy::disallowed_methods, reason = "a worker must learn which merchants have work")]
        const DUE: CrossMerchantSql = CrossMerchantSql::because(
            "a worker serves every merchant and must learn which of them have work",
            due_text!(of_every_merchant),
        );
        let rows: Vec<DueRow> = self.across_merchants(DUE).await?;
        rows.into_iter().map(DueWork::try_from).collect()
    }

    async fn all_merchants(&mut self) -> Result<Vec<MerchantId>, StoreError> {
        const ALL: PlatformSql = PlatformSql::new("SELECT id FROM merchants ORDER BY id");
        let rows: Vec<MerchantRow> = self.all(ALL, Vec::new()).await?;
        Ok(rows.into_iter().map(|row| MerchantId::new(row.id)).collect())
    }
}

#[in_reads_and_writes]
#[async_trait]
impl OwnDueWorkReads for ReadTx {
    async fn own_due_work(&mut self) -> Result<Vec<DueWork>, StoreError> {
        const OWN: ScopedSql = ScopedSql::new(due_text!(of_one_merchant));
        let rows: Vec<DueRow> = self.all(OWN, Vec::new()).await?;
        rows.into_iter().map(DueWork::try_from).collect()
    }
}
