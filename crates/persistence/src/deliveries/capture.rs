//! Keeps messages that a sandbox does not send.

use regulars_kernel::{Instant, StoreError};
use regulars_newsletters::CapturedMessage;
use serde_json::{Map, Value, json};

use crate::wall::{ScopedSql, WriteTx, values};

pub(super) async fn capture(
    tx: &WriteTx,
    messages: &[CapturedMessage],
    merchant_now: Instant,
) -> Result<(), StoreError> {
    const CAPTURE: ScopedSql = ScopedSql::by_dialect(
        "INSERT INTO captured_messages (merchant_id, id, channel, recipient, subject, html, text, headers, created_at)
         SELECT $1, unhex(replace(json_extract(e.value, '$.id'), '-', '')), json_extract(e.value, '$.channel'),
             json_extract(e.value, '$.recipient'), json_extract(e.value, '$.subject'),
             json_extract(e.value, '$.html'), json_extract(e.value, '$.text'), json_extract(e.value, '$.headers'), $3
         FROM json_each($2) AS e WHERE true
         ON CONFLICT (merchant_id, id) DO NOTHING",
        "INSERT INTO captured_messages (merchant_id, id, channel, recipient, subject, html, text, headers, created_at)
         SELECT $1, r.id, r.channel, r.recipient, r.subject, r.html, r.text, r.headers, $3
         FROM jsonb_to_recordset($2::jsonb)
             AS r(id uuid, channel text, recipient text, subject text, html text, text text, headers jsonb)
         ON CONFLICT (merchant_id, id) DO NOTHING",
    );
    if messages.is_empty() {
        return Ok(());
    }
    let rows: Value = messages.iter().map(row).collect();
    tx.execute(CAPTURE, values![rows.to_string(), merchant_now]).await.map(drop)
}

fn row(message: &CapturedMessage) -> Value {
    let headers: Map<String, Value> =
        message.headers.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
    json!({
        "id": message.id.to_string(),
        "channel": message.channel,
        "recipient": message.recipient,
        "subject": message.subject,
        "html": message.html,
        "text": message.text,
        "headers": headers,
    })
}
