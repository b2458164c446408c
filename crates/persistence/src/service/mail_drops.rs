//! Addresses at which mail servers drop mails. They stand in a platform table, because a mail server that delivers to one does
//! not know the merchant.

use regulars_kernel::{Environment, Instant, MerchantId, StoreError};
use regulars_service::{DropToken, DropTokenHash, MailDrop};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, PlatformSql, ReadTx, SystemTx, WriteTx, values};

/// What the secret is sealed as.
const WHAT: &[u8] = b"mail drop";

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("mail_drops", what)
}

pub(super) async fn find(tx: &ReadTx) -> Result<Option<MailDrop>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        sealed: Vec<u8>,
        created_at: Instant,
    }
    const FIND: PlatformSql =
        PlatformSql::new("SELECT sealed, created_at FROM mail_drops WHERE merchant_id = $1");
    let merchant = tx.scope().merchant();
    let row: Option<Row> = tx.platform().optional(FIND, values![merchant.value()]).await?;
    let Some(Row { sealed, created_at }) = row else { return Ok(None) };
    let bytes = tx.sealing()?.open_of_merchant(merchant, WHAT, &sealed).map_err(wrong)?;
    Ok(Some(MailDrop { token: DropToken::from_bytes(&bytes).map_err(wrong)?, created_at }))
}

pub(super) async fn write(
    tx: &WriteTx,
    environment: &Environment,
    drop: &MailDrop,
) -> Result<(), StoreError> {
    const WRITE: PlatformSql = PlatformSql::new(
        "INSERT INTO mail_drops (merchant_id, token_hash, sealed, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (merchant_id) DO UPDATE SET token_hash = excluded.token_hash, sealed = excluded.sealed,
             created_at = excluded.created_at",
    );
    let merchant = tx.scope().merchant();
    let MailDrop { token, created_at } = drop;
    let sealed =
        tx.sealing()?.seal_of_merchant(environment, merchant, WHAT, token.expose()).map_err(wrong)?;
    let row = values![merchant.value(), token.hash().0, sealed, *created_at];
    tx.platform().execute(WRITE, row).await.map(|_| ())
}

pub(super) async fn delete(tx: &WriteTx) -> Result<(), StoreError> {
    const DELETE: PlatformSql = PlatformSql::new("DELETE FROM mail_drops WHERE merchant_id = $1");
    tx.platform().execute(DELETE, values![tx.scope().merchant().value()]).await.map(drop)
}

impl SystemTx {
    /// Whose drop address that is.
    pub async fn find_mail_drop(&mut self, token: &DropTokenHash) -> Result<Option<MerchantId>, StoreError> {
        #[derive(FromRow)]
        struct Row {
            merchant_id: Uuid,
        }
        const FIND: PlatformSql =
            PlatformSql::new("SELECT merchant_id FROM mail_drops WHERE token_hash = $1");
        let row: Option<Row> = self.optional(FIND, values![token.0.clone()]).await?;
        Ok(row.map(|row| MerchantId::new(row.merchant_id)))
    }
}
