//! From which origins browsers may call.

use async_trait::async_trait;
use regulars_identity::{AllowedOrigins, Origin, OriginStore};
use regulars_kernel::{MerchantId, StoreError};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, PlatformSql, SystemTx, values};

#[derive(FromRow)]
struct OriginRow {
    origin: String,
    merchant_id: Uuid,
}

impl TryFrom<OriginRow> for (Origin, MerchantId) {
    type Error = StoreError;

    fn try_from(row: OriginRow) -> Result<Self, StoreError> {
        let origin = row.origin.parse().map_err(|error| inconsistent("allowed_origins", error))?;
        Ok((origin, MerchantId::new(row.merchant_id)))
    }
}

#[async_trait]
impl OriginStore for SystemTx {
    async fn allowed_origins(&mut self) -> Result<Vec<(Origin, MerchantId)>, StoreError> {
        const LIST: PlatformSql = PlatformSql::new("SELECT origin, merchant_id FROM allowed_origins");
        let rows: Vec<OriginRow> = self.all(LIST, values![]).await?;
        rows.into_iter().map(TryFrom::try_from).collect()
    }
}

pub(super) async fn of_merchant(tx: &SystemTx, merchant: MerchantId) -> Result<AllowedOrigins, StoreError> {
    const LIST: PlatformSql =
        PlatformSql::new("SELECT origin, merchant_id FROM allowed_origins WHERE merchant_id = $1");
    let rows: Vec<OriginRow> = tx.all(LIST, values![merchant.value()]).await?;
    let origins = rows.into_iter().map(|row| <(Origin, MerchantId)>::try_from(row).map(|(origin, _)| origin));
    AllowedOrigins::of(origins.collect::<Result<_, _>>()?)
        .map_err(|error| inconsistent("allowed_origins", error))
}

pub(super) async fn replace(
    tx: &SystemTx,
    merchant: MerchantId,
    origins: &AllowedOrigins,
) -> Result<(), StoreError> {
    const CLEAR: PlatformSql = PlatformSql::new("DELETE FROM allowed_origins WHERE merchant_id = $1");
    const ADD: PlatformSql =
        PlatformSql::new("INSERT INTO allowed_origins (merchant_id, origin) VALUES ($1, $2)");
    tx.execute(CLEAR, values![merchant.value()]).await?;
    for origin in origins.iter() {
        tx.execute(ADD, values![merchant.value(), origin.as_str()]).await?;
    }
    Ok(())
}
