//! Mails from and to customers. What each says is sealed with its customer's key, and opens as that mail's only.

use async_trait::async_trait;
use regulars_consent::{CustomerKey, SealedKey, SealingKeys};
use regulars_flows::CorrespondentReads;
use regulars_kernel::{
    CustomerId, CustomerMailId, Environment, Instant, MerchantId, Page, PageRequest, Personal, StoreError,
};
use regulars_service::{CustomerMail, MailDigest, MailDrop, MailPosition, MailReads, MailStore};
use uuid::Uuid;

use super::mail_drops;
use super::mail_head::{open_head, open_text, seal_head, seal_text};
use crate::audit::key_of;
use crate::error::inconsistent;
use crate::wall::{
    Condition, FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes,
    insert_into, values,
};

const TABLE: &str = "customer_mails";

#[derive(RowColumns)]
struct NewRow {
    id: Uuid,
    customer_id: Uuid,
    direction: String,
    origin: String,
    automatic: bool,
    digest: Vec<u8>,
    sent_at: Instant,
    received_at: Instant,
    size: i64,
    sealed_head: Vec<u8>,
    sealed_text: Vec<u8>,
    sealed_for: Uuid,
}

#[derive(FromRow)]
struct MailRow {
    id: Uuid,
    customer_id: Uuid,
    direction: String,
    origin: String,
    automatic: bool,
    sent_at: Instant,
    received_at: Instant,
    size: i64,
    sealed_head: Vec<u8>,
    sealed_for: Uuid,
    sealed_key: Vec<u8>,
}

/// Of somebody who was merged, the key is still that of the record that the mail came to.
macro_rules! select_mails {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.customer_id, m.direction, m.origin, m.automatic, m.sent_at, m.received_at, m.size,
                 m.sealed_head, m.sealed_for, k.sealed_key
             FROM customer_mails AS m
             JOIN customer_keys AS k ON k.merchant_id = $1 AND k.customer_id = m.sealed_for
             WHERE m.merchant_id = $1 AND m.customer_id = $2 AND ",
            $rest
        )
    };
}

impl MailRow {
    fn mail(self, keys: &SealingKeys, merchant: MerchantId) -> Result<CustomerMail, StoreError> {
        let key = opened(keys, merchant, self.sealed_for, self.sealed_key)?;
        Ok(CustomerMail {
            id: CustomerMailId::new(self.id),
            customer: CustomerId::new(self.customer_id),
            direction: self.direction.parse().map_err(wrong)?,
            origin: self.origin.parse().map_err(wrong)?,
            automatic: self.automatic,
            head: Personal::new(open_head(&key, self.id, &self.sealed_head)?),
            size: self.size.try_into().map_err(wrong)?,
            sent_at: self.sent_at,
            received_at: self.received_at,
        })
    }
}

fn opened(
    keys: &SealingKeys,
    merchant: MerchantId,
    whose: Uuid,
    sealed: Vec<u8>,
) -> Result<CustomerKey, StoreError> {
    keys.open_customer_key(merchant, CustomerId::new(whose), &SealedKey(sealed)).map_err(wrong)
}

pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

#[in_reads_and_writes]
#[async_trait]
impl MailReads for ReadTx {
    async fn find_mail(
        &mut self,
        customer: CustomerId,
        id: CustomerMailId,
    ) -> Result<Option<CustomerMail>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_mails!("m.id = $3"));
        let row: Option<MailRow> = self.optional(FIND, values![customer.value(), id.value()]).await?;
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        row.map(|row| row.mail(keys, merchant)).transpose()
    }

    async fn list_mails(
        &mut self,
        customer: CustomerId,
        page: PageRequest<MailPosition>,
    ) -> Result<Page<CustomerMail, MailPosition>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_mails!("TRUE"));
        let mut query = ScopedQuery::new(LIST, self.backend(), values![customer.value()]);
        if let Some(MailPosition { sent_at, id }) = page.after {
            query.push(" AND (m.sent_at, m.id) < (?, ?)", values![sent_at, id.value()]);
        }
        let limit = i64::from(page.size.get()) + 1;
        query.push(" ORDER BY m.sent_at DESC, m.id DESC LIMIT ?", values![limit]);
        let rows: Vec<MailRow> = self.query(query).await?;
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        let mails = rows.into_iter().map(|row| row.mail(keys, merchant)).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(mails, page.size, |mail| MailPosition { sent_at: mail.sent_at, id: mail.id }))
    }

    async fn read_mail_text(&mut self, mail: CustomerMailId) -> Result<Option<String>, StoreError> {
        #[derive(FromRow)]
        struct Text {
            sealed_text: Vec<u8>,
            sealed_for: Uuid,
            sealed_key: Vec<u8>,
        }
        const READ: ScopedSql = ScopedSql::new(
            "SELECT m.sealed_text, m.sealed_for, k.sealed_key FROM customer_mails AS m
             JOIN customer_keys AS k ON k.merchant_id = $1 AND k.customer_id = m.sealed_for
             WHERE m.merchant_id = $1 AND m.id = $2",
        );
        let found: Option<Text> = self.optional(READ, values![mail.value()]).await?;
        let Some(Text { sealed_text, sealed_for, sealed_key }) = found else { return Ok(None) };
        let key = opened(self.sealing()?, self.scope().merchant(), sealed_for, sealed_key)?;
        open_text(&key, mail.value(), &sealed_text).map(Some)
    }

    async fn find_mail_again(
        &mut self,
        customer: CustomerId,
        digest: &MailDigest,
    ) -> Result<Option<CustomerMail>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_mails!("m.digest = $3 ORDER BY m.sent_at, m.id LIMIT 1"));
        let sought = values![customer.value(), digest.0.to_vec()];
        let row: Option<MailRow> = self.optional(FIND, sought).await?;
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        row.map(|row| row.mail(keys, merchant)).transpose()
    }

    async fn mail_drop(&mut self) -> Result<Option<MailDrop>, StoreError> {
        mail_drops::find(self).await
    }
}

#[async_trait]
impl MailStore for WriteTx {
    async fn insert_mail(
        &mut self,
        environment: &Environment,
        mail: &CustomerMail,
        digest: &MailDigest,
        text: &str,
    ) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("customer_mails", NewRow);
        let key = key_of(self, environment, mail.customer, false).await?;
        let id = mail.id.value();
        let row = NewRow {
            id,
            customer_id: mail.customer.value(),
            direction: mail.direction.name().to_owned(),
            origin: mail.origin.name().to_owned(),
            automatic: mail.automatic,
            digest: digest.0.to_vec(),
            sent_at: mail.sent_at,
            received_at: mail.received_at,
            size: i64::try_from(mail.size).unwrap_or(i64::MAX),
            sealed_head: seal_head(&key, environment, id, mail.head.expose())?,
            sealed_text: seal_text(&key, environment, id, text)?,
            sealed_for: mail.customer.value(),
        };
        self.execute(INSERT, row.into_values()).await.map(drop)
    }

    async fn delete_mail(&mut self, id: CustomerMailId) -> Result<(), StoreError> {
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM customer_mails WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }

    async fn write_mail_drop(
        &mut self,
        environment: &Environment,
        drop: &MailDrop,
    ) -> Result<(), StoreError> {
        mail_drops::write(self, environment, drop).await
    }

    async fn delete_mail_drop(&mut self) -> Result<(), StoreError> {
        mail_drops::delete(self).await
    }
}

#[in_reads_and_writes]
#[async_trait]
impl CorrespondentReads for ReadTx {
    async fn customers_of_addresses(
        &mut self,
        folded: &[String],
        most: usize,
    ) -> Result<Vec<(CustomerId, String)>, StoreError> {
        #[derive(FromRow)]
        struct Row {
            id: Uuid,
            email_folded: String,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT held.id, held.email_folded FROM (
                 SELECT c.id, c.email_folded FROM customers AS c WHERE c.merchant_id = $1 AND ",
        );
        // An address that nobody has any more may be of a customer who was merged.
        const MERGED: &str = "
                 UNION
                 SELECT coalesce(gone.survivor_id, m.survivor_id) AS id, old.email_folded
                 FROM merged_emails AS old
                 JOIN customer_merges AS m ON m.merchant_id = $1 AND m.id = old.merge_id
                 LEFT JOIN merged_customers AS gone ON gone.merchant_id = $1 AND gone.id = m.survivor_id
                 WHERE old.merchant_id = $1 AND NOT EXISTS (SELECT 1 FROM customers AS has
                     WHERE has.merchant_id = $1 AND has.email_folded = old.email_folded) AND ";
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ScopedQuery::new(FIND, self.backend(), Vec::new());
        query.push_condition(Condition::one_of_texts(self.backend(), &["c.email_folded"], folded));
        query.push(MERGED, []);
        query.push_condition(Condition::one_of_texts(self.backend(), &["old.email_folded"], folded));
        query.push(
            ") AS held ORDER BY held.id, held.email_folded LIMIT ?",
            values![i64::try_from(most).unwrap_or(i64::MAX)],
        );
        let rows: Vec<Row> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| (CustomerId::new(row.id), row.email_folded)).collect())
    }
}
