//! What a sandbox kept, and its clock.

use async_trait::async_trait;
use regulars_kernel::{CapturedMessageId, Channel, Instant, Page, PageRequest, PageSize, StoreError};
use regulars_newsletters::{CapturedMessage, KeptMessage, KeptMessagePosition, SandboxReads, SandboxStore};
use serde_json::Value;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::page_weight::lightened;
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, values};

#[derive(FromRow)]
struct KeptRow {
    id: Uuid,
    channel: String,
    recipient: String,
    subject: Option<String>,
    html: Option<String>,
    text: String,
    headers: Value,
    created_at: Instant,
}

impl TryFrom<KeptRow> for KeptMessage {
    type Error = StoreError;

    fn try_from(row: KeptRow) -> Result<Self, StoreError> {
        let wrong = |what: String| inconsistent("captured_messages", what);
        let channel: Channel = row.channel.parse().map_err(|error| wrong(format!("{error}")))?;
        let headers = row.headers.as_object().ok_or_else(|| wrong("headers of no kind".to_owned()))?;
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        Ok(Self {
            message: CapturedMessage {
                id: CapturedMessageId::new(row.id),
                channel: channel.name(),
                recipient: row.recipient,
                subject: row.subject,
                html: row.html,
                text: row.text,
                headers,
            },
            created_at: row.created_at,
        })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl SandboxReads for ReadTx {
    async fn list_kept_messages(
        &mut self,
        channel: Option<&str>,
        to: Option<&str>,
        page: PageRequest<KeptMessagePosition>,
    ) -> Result<Page<KeptMessage, KeptMessagePosition>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT id, channel, recipient, subject, html, text, headers, created_at FROM captured_messages
             WHERE merchant_id = $1",
        );
        const WEIGHTS: ScopedSql = ScopedSql::new(
            "SELECT CAST(octet_length(coalesce(html, '')) + octet_length(text) AS BIGINT) AS weight
             FROM captured_messages WHERE merchant_id = $1",
        );
        let of_page = |head: ScopedSql, size: PageSize| {
            let mut query = ScopedQuery::new(head, self.backend(), Vec::new());
            if let Some(channel) = channel {
                query.push(" AND channel = ?", values![channel]);
            }
            if let Some(to) = to {
                query.push(" AND lower(recipient) = ?", values![to.to_lowercase()]);
            }
            if let Some((created_at, id)) = page.after {
                query.push(" AND (created_at, id) < (?, ?)", values![created_at, id.value()]);
            }
            query.push(" ORDER BY created_at DESC, id DESC LIMIT ?", values![i64::from(size.get()) + 1]);
            query
        };
        let size = lightened(self, of_page(WEIGHTS, page.size), page.size).await?;
        let query = of_page(LIST, size);
        let rows: Vec<KeptRow> = self.query(query).await?;
        let kept = rows.into_iter().map(KeptMessage::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(kept, size, |kept| (kept.created_at, kept.message.id)))
    }

    async fn find_kept_message(&mut self, id: CapturedMessageId) -> Result<Option<KeptMessage>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id, channel, recipient, subject, html, text, headers, created_at FROM captured_messages
             WHERE merchant_id = $1 AND id = $2",
        );
        self.optional::<KeptRow>(FIND, values![id.value()]).await?.map(KeptMessage::try_from).transpose()
    }
}

#[async_trait]
impl SandboxStore for WriteTx {
    async fn shift_test_clock(&mut self, microseconds: i64) -> Result<(), StoreError> {
        const SHIFT: ScopedSql = ScopedSql::new(
            "UPDATE merchant_settings SET test_clock_shift = $2 WHERE merchant_id = $1
                 AND EXISTS (SELECT 1 FROM merchants AS m WHERE m.id = $1 AND m.mode = 'sandbox')",
        );
        self.execute(SHIFT, values![microseconds]).await.map(drop)
    }
}
