//! `GET /v1/sandbox/messages`.

use std::collections::BTreeMap;

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{CapturedMessageId, PageRequest};
use regulars_newsletters::{CapturedMessage, KeptMessage, SandboxReads};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// A channel that messages go out on.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageChannelBody {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
    /// Push notification.
    Push,
    /// Telegram.
    Telegram,
}

impl MessageChannelBody {
    const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Push => "push",
            Self::Telegram => "telegram",
        }
    }
}

/// Which messages, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageParameters {
    /// Only messages of that channel.
    #[param(inline)]
    pub channel: Option<MessageChannelBody>,
    /// Only messages to that address.
    #[param(max_length = 254)]
    pub to: Option<String>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// A message that was captured instead of being sent.
#[derive(Serialize, ToSchema)]
pub struct SandboxMessageBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f90")]
    id: Uuid,
    /// The channel.
    #[schema(example = "email")]
    channel: String,
    /// The address.
    #[schema(example = "ana@example.com")]
    to: String,
    /// The subject, where the channel has one.
    #[schema(example = "Stigla je jesen")]
    subject: Option<String>,
    /// The HTML part, where there is one.
    #[schema(example = "<p>Novi ukusi od ponedeljka.</p>")]
    html: Option<String>,
    /// The text.
    #[schema(example = "Novi ukusi od ponedeljka.")]
    text: String,
    /// The headers by name.
    #[schema(example = json!({"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}))]
    headers: BTreeMap<String, String>,
    /// When it would have left.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
}

impl From<KeptMessage> for SandboxMessageBody {
    fn from(kept: KeptMessage) -> Self {
        let KeptMessage { message, created_at } = kept;
        let CapturedMessage { id, channel, recipient, subject, html, text, headers } = message;
        Self {
            id: id.value(),
            channel: channel.to_owned(),
            to: recipient,
            subject,
            html,
            text,
            headers: headers.into_iter().collect(),
            created_at,
        }
    }
}

/// List what a sandbox captured.
///
/// Messages of a sandbox never leave: every one of them is here, the newest first. Of a live merchant nothing is captured.
/// A page ends sooner than `limit` where its messages are long: `next` tells where it goes on. `GET /v1/sandbox/mailbox` leads to
/// a page of them for people.
#[utoipa::path(tag = "Sandbox", params(MessageParameters), responses(
    (status = 200, description = "A page of messages", body = List<SandboxMessageBody>)
))]
#[get("/v1/sandbox/messages")]
pub async fn list_sandbox_messages(
    caller: Caller<access::list_sandbox_messages>,
    application: web::Data<Application>,
    parameters: Query<MessageParameters>,
) -> Result<List<SandboxMessageBody>, ApiError> {
    let MessageParameters { channel, to, limit, cursor } = parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(created_at, id)| (created_at, CapturedMessageId::new(id)));
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let channel = channel.map(MessageChannelBody::name);
    let messages = application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            tx.list_kept_messages(channel, to.as_deref(), page).await
        })
        .await?;
    Ok(List::of(messages, SandboxMessageBody::from, |(created_at, id)| {
        serde_json::json!([created_at, id.value()])
    }))
}
