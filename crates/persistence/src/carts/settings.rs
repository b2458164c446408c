//! What a merchant sets about carts.

use regulars_kernel::{Instant, StoreError};
use regulars_purchases::CartSettings;

use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, WriteTx, values};

#[derive(FromRow)]
struct SettingsRow {
    abandoned_after_minutes: i64,
    recovered_within_days: i64,
}

pub(super) async fn read(tx: &ReadTx) -> Result<CartSettings, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT abandoned_after_minutes, recovered_within_days FROM cart_settings WHERE merchant_id = $1",
    );
    let row: Option<SettingsRow> = tx.optional(FIND, values![]).await?;
    let Some(SettingsRow { abandoned_after_minutes, recovered_within_days }) = row else {
        return Ok(CartSettings::default());
    };
    let both = u16::try_from(abandoned_after_minutes).ok().zip(u16::try_from(recovered_within_days).ok());
    both.and_then(|(minutes, days)| CartSettings::new(minutes, days))
        .ok_or_else(|| inconsistent("cart_settings", "out of range"))
}

pub(super) async fn write(tx: &mut WriteTx, settings: CartSettings, now: Instant) -> Result<(), StoreError> {
    const WRITE: ScopedSql = ScopedSql::new(
        "INSERT INTO cart_settings (merchant_id, abandoned_after_minutes, recovered_within_days, updated_at)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (merchant_id) DO UPDATE
         SET abandoned_after_minutes = excluded.abandoned_after_minutes,
             recovered_within_days = excluded.recovered_within_days, updated_at = excluded.updated_at",
    );
    let minutes = i64::from(settings.abandoned_after_minutes());
    let days = i64::from(settings.recovered_within_days());
    tx.execute(WRITE, values![minutes, days, now]).await.map(drop)
}
