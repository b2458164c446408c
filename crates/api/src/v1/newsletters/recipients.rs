//! `GET /v1/newsletters/{id}/recipients`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{Channel, CustomerId, NewsletterId, PageRequest};
use regulars_newsletters::{
    DeliveryKey, DeliveryState, NewsletterReads, NewsletterRecipient, NewsletterRecipientReads,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;
use crate::v1::consents::names::ChannelBody;

/// Where one message stands.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryStateBody {
    /// Waits for its turn.
    Queued,
    /// Is being prepared.
    Leased,
    /// May be on the wire.
    Sending,
    /// Was accepted.
    Sent,
    /// Will be tried again.
    Deferred,
    /// Was refused for good, or given up.
    Failed,
    /// May or may not have arrived. It is never sent again by itself.
    Unknown,
    /// Was kept back by the contact gate as it was about to leave.
    Excluded,
    /// The newsletter was cancelled before it left.
    Cancelled,
}

/// Which messages, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecipientParameters {
    /// Only messages that stand there.
    #[param(inline)]
    pub state: Option<DeliveryStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// One message of a newsletter.
#[derive(Serialize, ToSchema)]
pub struct RecipientBody {
    /// To whom.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// Over which channel. A customer who gets the newsletter over several is here once for each.
    channel: ChannelBody,
    /// The address that was frozen.
    #[schema(example = "ana@example.com")]
    address: String,
    /// Where it stands.
    state: DeliveryStateBody,
    /// Why, where there is a reason.
    #[schema(example = "no_consent")]
    reason: Option<String>,
    /// When it was accepted.
    #[schema(example = "2026-11-21T10:00:00Z")]
    sent_at: Option<DateTime<Utc>>,
    /// When the customer first opened it by their own hand: only under the tracking mode `individual`, and of customers
    /// whose consent to profiling is granted.
    #[schema(example = "2026-11-21T10:04:00Z")]
    opened_at: Option<DateTime<Utc>>,
    /// When the customer first followed a link in it by their own hand; told of the same customers.
    #[schema(example = "2026-11-21T10:05:00Z")]
    clicked_at: Option<DateTime<Utc>>,
}

impl From<NewsletterRecipient> for RecipientBody {
    fn from(recipient: NewsletterRecipient) -> Self {
        let NewsletterRecipient { key, address, state, reason, settled_at, opened_at, clicked_at } =
            recipient;
        Self {
            customer_id: key.customer.value(),
            channel: key.channel.into(),
            address,
            state: state.into(),
            reason,
            sent_at: settled_at.filter(|_| state == DeliveryState::Sent),
            opened_at,
            clicked_at,
        }
    }
}

impl From<DeliveryState> for DeliveryStateBody {
    fn from(state: DeliveryState) -> Self {
        match state {
            DeliveryState::Queued => Self::Queued,
            DeliveryState::Leased => Self::Leased,
            DeliveryState::Sending => Self::Sending,
            DeliveryState::Sent => Self::Sent,
            DeliveryState::Deferred => Self::Deferred,
            DeliveryState::Failed => Self::Failed,
            DeliveryState::Unknown => Self::Unknown,
            DeliveryState::Excluded => Self::Excluded,
            DeliveryState::Cancelled => Self::Cancelled,
        }
    }
}

impl From<DeliveryStateBody> for DeliveryState {
    fn from(state: DeliveryStateBody) -> Self {
        match state {
            DeliveryStateBody::Queued => Self::Queued,
            DeliveryStateBody::Leased => Self::Leased,
            DeliveryStateBody::Sending => Self::Sending,
            DeliveryStateBody::Sent => Self::Sent,
            DeliveryStateBody::Deferred => Self::Deferred,
            DeliveryStateBody::Failed => Self::Failed,
            DeliveryStateBody::Unknown => Self::Unknown,
            DeliveryStateBody::Excluded => Self::Excluded,
            DeliveryStateBody::Cancelled => Self::Cancelled,
        }
    }
}

/// List the messages of a newsletter.
///
/// One for everybody in the frozen audience and each channel that reaches them, with where it stands. A newsletter that was sent under the tracking mode
/// `individual` also tells who opened it and who followed its links, of those who consented to profiling.
#[utoipa::path(tag = "Newsletters",
    params(("id" = Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd3"), RecipientParameters),
    responses((status = 200, description = "A page of messages", body = List<RecipientBody>)))]
#[get("/v1/newsletters/{id}/recipients")]
pub async fn list_newsletter_recipients(
    caller: Caller<access::list_newsletter_recipients>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<RecipientParameters>,
) -> Result<List<RecipientBody>, ApiError> {
    let RecipientParameters { state, limit, cursor } = parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<(Uuid, ChannelBody)>).transpose()?;
    let after = after.map(|(customer, channel)| DeliveryKey {
        channel: Channel::from(channel),
        customer: CustomerId::new(customer),
    });
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let (id, state) = (NewsletterId::new(id.0), state.map(DeliveryState::from));
    let recipients = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_newsletter(id).await?.ok_or_else(|| ApiError::not_found("newsletter"))?;
            tx.list_recipients(id, state, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(recipients, RecipientBody::from, |key| {
        serde_json::json!([key.customer.value(), key.channel.name()])
    }))
}
