//! Merchants, as the platform sees them.

use async_trait::async_trait;
use regulars_identity::{Merchant, MerchantStatus, MerchantStore, PlatformCounts};
use regulars_kernel::{Instant, MerchantId, Page, PageRequest, StoreError};
use regulars_segments::next_scoring;

use super::merchant_row::{MerchantRow, mode_name, select_merchants};
use super::platform_counts;
use crate::texts_refresh::TEXTS_VERSION;
use crate::wall::{PlatformSql, SystemTx, values};

/// Keeps others from changing the merchant's settings until the transaction ends. Writing them locks them in both dialects,
/// and each statement after it sees what was committed.
pub(super) async fn lock_merchant(system: &SystemTx, merchant: MerchantId) -> Result<(), StoreError> {
    const LOCK: PlatformSql =
        PlatformSql::new("UPDATE merchant_settings SET updated_at = updated_at WHERE merchant_id = $1");
    system.execute(LOCK, values![merchant.value()]).await.map(drop)
}

#[async_trait]
impl MerchantStore for SystemTx {
    async fn insert_merchant(&mut self, merchant: &Merchant) -> Result<(), StoreError> {
        // What else stands in `merchants` is for the program of the release before.
        const INSERT: PlatformSql = PlatformSql::new(
            "INSERT INTO merchants (id, name, mode, status, time_zone, currency, locale, tracking, schedule_grace_hours,
                 quota_multiplier, tests_per_month, created_at, updated_at, texts_version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)",
        );
        const INSERT_SETTINGS: PlatformSql = PlatformSql::new(
            "INSERT INTO merchant_settings (merchant_id, name, time_zone, currency, locale, tracking,
                 schedule_grace_hours, quota_multiplier, tests_per_month, test_clock_shift, texts_version, updated_at,
                 rfm_due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12)",
        );
        let new = values![
            merchant.id.value(),
            merchant.name.as_str(),
            mode_name(merchant.mode),
            merchant.status.name(),
            merchant.calendar.zone_name(),
            merchant.currency.code(),
            merchant.locale.tag(),
            merchant.tracking.name(),
            merchant.schedule_grace.hours(),
            merchant.quota_multiplier,
            merchant.tests_per_month,
            merchant.created_at,
            TEXTS_VERSION,
        ];
        let settings = values![
            merchant.id.value(),
            merchant.name.as_str(),
            merchant.calendar.zone_name(),
            merchant.currency.code(),
            merchant.locale.tag(),
            merchant.tracking.name(),
            merchant.schedule_grace.hours(),
            merchant.quota_multiplier,
            merchant.tests_per_month,
            TEXTS_VERSION,
            merchant.created_at,
            next_scoring(&merchant.calendar, merchant.calendar.date_of(merchant.created_at)),
        ];
        self.execute(INSERT, new).await?;
        self.execute(INSERT_SETTINGS, settings).await.map(drop)
    }

    async fn find_merchant(&mut self, id: MerchantId) -> Result<Option<Merchant>, StoreError> {
        const FIND: PlatformSql = PlatformSql::new(concat!(select_merchants!(), "WHERE s.merchant_id = $1"));
        let row: Option<MerchantRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(Merchant::try_from).transpose()
    }

    async fn find_merchant_for_change(&mut self, id: MerchantId) -> Result<Option<Merchant>, StoreError> {
        lock_merchant(self, id).await?;
        self.find_merchant(id).await
    }

    async fn list_merchants(
        &mut self,
        page: PageRequest<MerchantId>,
    ) -> Result<Page<Merchant, MerchantId>, StoreError> {
        const LIST: PlatformSql =
            PlatformSql::new(concat!(select_merchants!(), "WHERE m.id > $1 ORDER BY m.id LIMIT $2"));
        let after = page.after.map_or(uuid::Uuid::nil(), MerchantId::value);
        let rows: Vec<MerchantRow> = self.all(LIST, values![after, i64::from(page.size.get()) + 1]).await?;
        let merchants = rows.into_iter().map(Merchant::try_from).collect::<Result<_, _>>()?;
        Ok(Page::from_surplus(merchants, page.size, |merchant: &Merchant| merchant.id))
    }

    async fn set_merchant_status(
        &mut self,
        id: MerchantId,
        status: MerchantStatus,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const SET: PlatformSql = PlatformSql::new("UPDATE merchants SET status = $2 WHERE id = $1");
        const MARK: PlatformSql =
            PlatformSql::new("UPDATE merchant_settings SET updated_at = $2 WHERE merchant_id = $1");
        self.execute(MARK, values![id.value(), now]).await?;
        Ok(self.execute(SET, values![id.value(), status.name()]).await? == 1)
    }

    async fn set_merchant_plan(
        &mut self,
        id: MerchantId,
        multiplier: i64,
        tests_per_month: i64,
        now: Instant,
    ) -> Result<bool, StoreError> {
        const SET: PlatformSql = PlatformSql::new(
            "UPDATE merchant_settings SET quota_multiplier = $2, tests_per_month = $3, updated_at = $4
             WHERE merchant_id = $1",
        );
        Ok(self.execute(SET, values![id.value(), multiplier, tests_per_month, now]).await? == 1)
    }

    async fn count_platform(&mut self) -> Result<PlatformCounts, StoreError> {
        platform_counts::count(self).await
    }
}
