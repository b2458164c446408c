//! Pairing codes. They stand in a platform table, because a device that presents one does not know its merchant yet.

use regulars_identity::PairingCodeHash;
use regulars_kernel::{Instant, MerchantId, StoreError, TerminalId};
use uuid::Uuid;

use crate::wall::{FromRow, PlatformSql, SystemTx, WriteTx, values};

pub(super) async fn insert(
    tx: &WriteTx,
    code: &PairingCodeHash,
    terminal: TerminalId,
    now: Instant,
    expires_at: Instant,
) -> Result<(), StoreError> {
    const INSERT: PlatformSql = PlatformSql::new(
        "INSERT INTO pairing_codes (code_hash, merchant_id, terminal_id, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
    );
    let merchant = tx.scope().merchant().value();
    let new = values![code.0.clone(), merchant, terminal.value(), now, expires_at];
    tx.platform().execute(INSERT, new).await.map(drop)
}

pub(super) async fn use_once(tx: &WriteTx, code: &PairingCodeHash, now: Instant) -> Result<bool, StoreError> {
    const USE: PlatformSql = PlatformSql::new(
        "UPDATE pairing_codes SET used_at = $3
         WHERE code_hash = $1 AND merchant_id = $2 AND used_at IS NULL AND expires_at > $3",
    );
    let merchant = tx.scope().merchant().value();
    Ok(tx.platform().execute(USE, values![code.0.clone(), merchant, now]).await? == 1)
}

pub(super) async fn end_of_terminal(
    tx: &WriteTx,
    terminal: TerminalId,
    now: Instant,
) -> Result<(), StoreError> {
    const END: PlatformSql = PlatformSql::new(
        "UPDATE pairing_codes SET expires_at = $3
         WHERE merchant_id = $1 AND terminal_id = $2 AND used_at IS NULL AND expires_at > $3",
    );
    let merchant = tx.scope().merchant().value();
    tx.platform().execute(END, values![merchant, terminal.value(), now]).await.map(drop)
}

impl SystemTx {
    /// Which merchant and terminal a pairing code was made for, whether it still holds or not.
    pub async fn find_pairing_code(
        &mut self,
        code: &PairingCodeHash,
    ) -> Result<Option<(MerchantId, TerminalId)>, StoreError> {
        #[derive(FromRow)]
        struct Row {
            merchant_id: Uuid,
            terminal_id: Uuid,
        }
        const FIND: PlatformSql =
            PlatformSql::new("SELECT merchant_id, terminal_id FROM pairing_codes WHERE code_hash = $1");
        let row: Option<Row> = self.optional(FIND, values![code.0.clone()]).await?;
        Ok(row.map(|row| (MerchantId::new(row.merchant_id), TerminalId::new(row.terminal_id))))
    }
}
