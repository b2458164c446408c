//! A newsletter on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::CouponCampaignId;
use regulars_newsletters::{Newsletter, NewsletterState, PauseReason};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::audience_body::AudienceBody;
use super::content_body::ContentBody;

/// Where a newsletter stands.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewsletterStateBody {
    /// Being written, something is still missing.
    Draft,
    /// Complete and saved.
    Ready,
    /// Will be sent by itself.
    Scheduled,
    /// Its messages are leaving.
    Sending,
    /// Its messages wait until somebody resumes it.
    Paused,
    /// Every message has reached its final state.
    Sent,
    /// Stopped for good.
    Cancelled,
}

/// A channel that newsletters go out on.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewsletterChannelBody {
    /// E-mail.
    Email,
}

/// Why a newsletter paused by itself. What has not left waits, and leaves once it is resumed.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReasonBody {
    /// The merchant has no address to send from any more.
    NoSender,
    /// There is no relay any more.
    NoMailRelay,
    /// It cannot be rendered as it stands.
    ContentMistakes,
    /// Several messages in a row were refused because of their sender.
    SenderRefused,
    /// The relay refused several times in a row to serve us.
    RelayRefused,
    /// Several messages in a row were refused because of their content.
    ContentRefused,
    /// So many recipients in a row were refused, with nobody accepted between, that it is hardly about them. What was
    /// refused waits; once it is resumed, such refusals are taken for the recipients'.
    RecipientsRefused,
    /// The relay has put everything off for about an hour, or until messages would have been given up.
    RelayDefers,
    /// The connection was lost several times in a row before the relay had answered. Those messages are `unknown`.
    ConnectionsLost,
}

impl From<PauseReason> for PauseReasonBody {
    fn from(reason: PauseReason) -> Self {
        match reason {
            PauseReason::NoSender => Self::NoSender,
            PauseReason::NoMailRelay => Self::NoMailRelay,
            PauseReason::ContentMistakes => Self::ContentMistakes,
            PauseReason::SenderRefused => Self::SenderRefused,
            PauseReason::RelayRefused => Self::RelayRefused,
            PauseReason::ContentRefused => Self::ContentRefused,
            PauseReason::RecipientsRefused => Self::RecipientsRefused,
            PauseReason::RelayDefers => Self::RelayDefers,
            PauseReason::ConnectionsLost => Self::ConnectionsLost,
        }
    }
}

/// A newsletter.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsletterBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")]
    pub id: Uuid,
    /// What the staff calls it. No customer sees it.
    #[schema(example = "Jesen")]
    pub name: String,
    /// The subject of the mail, with merge fields, custom attributes among them.
    #[schema(example = "{{ greeting }}, stigla je jesen")]
    pub subject: String,
    /// A short text before the content, with merge fields, custom attributes among them, and markup.
    #[schema(example = "Novi ukusi od ponedeljka.")]
    pub intro: String,
    /// Where it stands. What is saved is `draft` or `ready`, as something is missing or not.
    pub state: NewsletterStateBody,
    /// Who it is meant for; `null` until that is chosen.
    pub audience: Option<AudienceBody>,
    /// How it looks.
    #[schema(example = "dd289c60-f5ff-5bf6-ae6a-4af7ef0bdbc2")]
    pub template_id: Uuid,
    /// What it says.
    pub content: ContentBody,
    /// The campaign of which each recipient gets a coupon of their own; `null` where they get none.
    pub coupon_campaign_id: Option<Uuid>,
    /// The channels that it goes out on.
    #[schema(example = json!(["email"]))]
    pub channels: Vec<NewsletterChannelBody>,
    /// The language of salutations and footer.
    #[schema(example = "sr-RS")]
    pub locale: String,
    /// When it will be, or was to be, sent by itself.
    pub scheduled_at: Option<DateTime<Utc>>,
    /// Why it was not sent when its instant came, until something is done about it: `schedule_missed` when that was longer
    /// ago than the merchant allows, `survey_not_open` when a survey in it had ended, `coupons_short` when its campaign had no coupons for all, or else the code of the problem that sending it by hand is answered with.
    pub not_started: Option<String>,
    /// Why it paused by itself, until somebody resumes or cancels it; `null` when somebody paused it.
    pub pause_reason: Option<PauseReasonBody>,
    /// More about `pause_reason`, such as the last words of the relay. They may name a recipient.
    #[schema(example = json!(null))]
    pub pause_detail: Option<String>,
    /// When sending began.
    pub started_at: Option<DateTime<Utc>>,
    /// When the last message had reached its final state, or the newsletter was cancelled.
    pub finished_at: Option<DateTime<Utc>>,
    /// When it was made.
    #[schema(example = "2026-11-21T10:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When the merchant last changed it.
    #[schema(example = "2026-11-21T10:00:00Z")]
    pub updated_at: DateTime<Utc>,
}

impl From<Newsletter> for NewsletterBody {
    fn from(newsletter: Newsletter) -> Self {
        let Newsletter {
            id,
            name,
            subject,
            intro,
            state,
            audience,
            template,
            content,
            coupon_campaign,
            locale,
            scheduled_at,
            not_started,
            paused,
            frozen_at,
            finished_at,
            excluded: _,
            counters: _,
            created_at,
            updated_at,
        } = newsletter;
        Self {
            id: id.value(),
            name: name.into_string(),
            subject: subject.as_str().to_owned(),
            intro: intro.as_str().to_owned(),
            state: state.into(),
            audience: audience.map(AudienceBody::from),
            template_id: template.value(),
            content: content.into(),
            coupon_campaign_id: coupon_campaign.map(CouponCampaignId::value),
            channels: vec![NewsletterChannelBody::Email],
            locale: locale.tag().to_owned(),
            scheduled_at,
            not_started,
            pause_reason: paused.as_ref().map(|pause| pause.reason.into()),
            pause_detail: paused.and_then(|pause| pause.detail),
            started_at: frozen_at,
            finished_at,
            created_at,
            updated_at,
        }
    }
}

impl From<NewsletterState> for NewsletterStateBody {
    fn from(state: NewsletterState) -> Self {
        match state {
            NewsletterState::Draft => Self::Draft,
            NewsletterState::Ready => Self::Ready,
            NewsletterState::Scheduled => Self::Scheduled,
            NewsletterState::Sending => Self::Sending,
            NewsletterState::Paused => Self::Paused,
            NewsletterState::Sent => Self::Sent,
            NewsletterState::Cancelled => Self::Cancelled,
        }
    }
}

impl From<NewsletterStateBody> for NewsletterState {
    fn from(state: NewsletterStateBody) -> Self {
        match state {
            NewsletterStateBody::Draft => Self::Draft,
            NewsletterStateBody::Ready => Self::Ready,
            NewsletterStateBody::Scheduled => Self::Scheduled,
            NewsletterStateBody::Sending => Self::Sending,
            NewsletterStateBody::Paused => Self::Paused,
            NewsletterStateBody::Sent => Self::Sent,
            NewsletterStateBody::Cancelled => Self::Cancelled,
        }
    }
}
