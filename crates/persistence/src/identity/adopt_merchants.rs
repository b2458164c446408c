//! Merchants that were made without settings of their own.

use regulars_kernel::StoreError;
use sea_orm::DatabaseConnection;

use crate::wall::{Connection, ConnectionSource, PlatformSql, SystemTx, values};

/// Gives settings to merchants that have none, and tells to how many: a program of the release before may still have made
/// some beside a newer one, and knows `merchants` alone. Doing it twice changes nothing.
pub async fn adopt_merchants(connection: &DatabaseConnection) -> Result<u64, StoreError> {
    const ADOPT: PlatformSql = PlatformSql::new(
        "INSERT INTO merchant_settings (merchant_id, name, time_zone, currency, locale, legal_name, street, postcode, city,
             country, opening_hours, contact_phone, contact_email, contact_website, imprint, publisher, copyright,
             logo_media_id, sender_name, sender_email, sender_reply_to, link_host, tracking, schedule_grace_hours,
             quota_multiplier, tests_per_month, test_clock_shift, texts_version, updated_at, rfm_due_at)
         SELECT id, name, time_zone, currency, locale, legal_name, street, postcode, city,
             country, opening_hours, contact_phone, contact_email, contact_website, imprint, publisher, copyright,
             logo_media_id, sender_name, sender_email, sender_reply_to, link_host, tracking, schedule_grace_hours,
             quota_multiplier, tests_per_month, test_clock_shift, texts_version, updated_at, updated_at
         FROM merchants
         WHERE NOT EXISTS (SELECT 1 FROM merchant_settings AS s WHERE s.merchant_id = merchants.id)",
    );
    let platform = SystemTx::new(Connection::Each(ConnectionSource::of_pool(connection)), None);
    platform.execute(ADOPT, values![]).await
}
