//! Mailboxes of merchants. The password is sealed, and opens as that merchant's only.

use async_trait::async_trait;
use regulars_kernel::{Environment, Instant, Label, StoreError};
use regulars_service::{FolderProgress, MailboxReads, MailboxStore, MerchantMailbox};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, values,
};

const TABLE: &str = "mailboxes";
/// What the password is sealed as.
const WHAT: &[u8] = b"mailbox password";

#[derive(FromRow, RowColumns)]
struct MailboxRow {
    host: String,
    port: i64,
    security: String,
    username: String,
    folders: Value,
    enabled: bool,
    since: Instant,
    revision: i64,
    last_fetched_at: Option<Instant>,
    fault: Option<String>,
    failures: i64,
    due_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

impl From<&MerchantMailbox> for MailboxRow {
    fn from(mailbox: &MerchantMailbox) -> Self {
        Self {
            host: mailbox.host.as_str().to_owned(),
            port: mailbox.port.into(),
            security: mailbox.security.name().to_owned(),
            username: mailbox.username.as_str().to_owned(),
            folders: json!(mailbox.folders.iter().map(Label::as_str).collect::<Vec<_>>()),
            enabled: mailbox.enabled,
            since: mailbox.since,
            revision: mailbox.revision,
            last_fetched_at: mailbox.last_fetched_at,
            fault: mailbox.fault.map(|fault| fault.name().to_owned()),
            failures: mailbox.failures.into(),
            due_at: mailbox.due_at,
            created_at: mailbox.created_at,
            updated_at: mailbox.updated_at,
        }
    }
}

impl TryFrom<MailboxRow> for MerchantMailbox {
    type Error = StoreError;

    fn try_from(row: MailboxRow) -> Result<Self, StoreError> {
        let folders: Vec<String> = serde_json::from_value(row.folders).map_err(wrong)?;
        Ok(Self {
            host: row.host.parse().map_err(wrong)?,
            port: row.port.try_into().map_err(wrong)?,
            security: row.security.parse().map_err(wrong)?,
            username: row.username.parse().map_err(wrong)?,
            folders: folders.iter().map(|name| name.parse()).collect::<Result<_, _>>().map_err(wrong)?,
            enabled: row.enabled,
            since: row.since,
            revision: row.revision,
            last_fetched_at: row.last_fetched_at,
            fault: row.fault.map(|fault| fault.parse()).transpose().map_err(wrong)?,
            failures: row.failures.try_into().map_err(wrong)?,
            due_at: row.due_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

#[derive(FromRow)]
struct FolderRow {
    folder: String,
    uid_validity: i64,
    last_uid: i64,
}

impl TryFrom<FolderRow> for FolderProgress {
    type Error = StoreError;

    fn try_from(row: FolderRow) -> Result<Self, StoreError> {
        Ok(Self {
            folder: row.folder.parse().map_err(wrong)?,
            uid_validity: row.uid_validity.try_into().map_err(wrong)?,
            last_uid: row.last_uid.try_into().map_err(wrong)?,
        })
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

#[in_reads_and_writes]
#[async_trait]
impl MailboxReads for ReadTx {
    async fn mailbox(&mut self) -> Result<Option<MerchantMailbox>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::locking_for_deletion(select_from!("mailboxes", MailboxRow, "WHERE merchant_id = $1"));
        let row: Option<MailboxRow> = self.optional(FIND, values![]).await?;
        row.map(MerchantMailbox::try_from).transpose()
    }

    async fn mailbox_password(&mut self) -> Result<Option<SecretString>, StoreError> {
        #[derive(FromRow)]
        struct Row {
            sealed_password: Vec<u8>,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT sealed_password FROM mailboxes WHERE merchant_id = $1");
        let row: Option<Row> = self.optional(FIND, values![]).await?;
        let Some(Row { sealed_password }) = row else { return Ok(None) };
        let merchant = self.scope().merchant();
        let bytes = self.sealing()?.open_of_merchant(merchant, WHAT, &sealed_password).map_err(wrong)?;
        let password = String::from_utf8(bytes).map_err(|_| wrong("a password is no UTF-8"))?;
        Ok(Some(password.into()))
    }

    async fn folder_progress(&mut self) -> Result<Vec<FolderProgress>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT folder, uid_validity, last_uid FROM mailbox_folders WHERE merchant_id = $1 ORDER BY folder",
        );
        let rows: Vec<FolderRow> = self.all(LIST, values![]).await?;
        rows.into_iter().map(FolderProgress::try_from).collect()
    }
}

#[async_trait]
impl MailboxStore for WriteTx {
    async fn put_mailbox(
        &mut self,
        environment: &Environment,
        mailbox: &MerchantMailbox,
        password: &SecretString,
    ) -> Result<(), StoreError> {
        #[derive(RowColumns)]
        struct NewRow {
            #[nested]
            mailbox: MailboxRow,
            sealed_password: Vec<u8>,
        }
        const INSERT: ScopedSql = insert_into!("mailboxes", NewRow);
        const SEAL: ScopedSql =
            ScopedSql::new("UPDATE mailboxes SET sealed_password = $2 WHERE merchant_id = $1");
        let merchant = self.scope().merchant();
        let sealed_password = self
            .sealing()?
            .seal_of_merchant(environment, merchant, WHAT, password.expose_secret().as_bytes())
            .map_err(wrong)?;
        if self.mailbox().await?.is_some() {
            self.update_mailbox(mailbox).await?;
            return self.execute(SEAL, values![sealed_password]).await.map(drop);
        }
        let new = NewRow { mailbox: MailboxRow::from(mailbox), sealed_password };
        self.execute(INSERT, new.into_values()).await.map(drop)
    }

    async fn update_mailbox(&mut self, mailbox: &MerchantMailbox) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = ScopedSql::new(
            "UPDATE mailboxes SET host = $2, port = $3, security = $4, username = $5, folders = $6, enabled = $7,
                 since = $8, revision = $9, last_fetched_at = $10, fault = $11, failures = $12, due_at = $13,
                 created_at = $14, updated_at = $15
             WHERE merchant_id = $1",
        );
        self.execute(UPDATE, MailboxRow::from(mailbox).into_values()).await.map(drop)
    }

    async fn delete_mailbox(&mut self) -> Result<(), StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM mailboxes WHERE merchant_id = $1");
        self.execute(DELETE, values![]).await.map(drop)
    }

    async fn write_folder_progress(&mut self, progress: &FolderProgress) -> Result<(), StoreError> {
        const WRITE: ScopedSql = ScopedSql::new(
            "INSERT INTO mailbox_folders (merchant_id, folder, uid_validity, last_uid) VALUES ($1, $2, $3, $4)
             ON CONFLICT (merchant_id, folder) DO UPDATE SET uid_validity = excluded.uid_validity,
                 last_uid = excluded.last_uid",
        );
        let FolderProgress { folder, uid_validity, last_uid } = progress;
        let row = values![folder.as_str(), i64::from(*uid_validity), i64::from(*last_uid)];
        self.execute(WRITE, row).await.map(drop)
    }

    async fn forget_folder_progress(&mut self) -> Result<(), StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM mailbox_folders WHERE merchant_id = $1");
        self.execute(DELETE, values![]).await.map(drop)
    }
}
