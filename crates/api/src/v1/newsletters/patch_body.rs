//! A partial update of a newsletter on the wire.

use regulars_kernel::{CouponCampaignId, Label, Locale, TemplateId};
use regulars_newsletters::{IntroText, NewsletterPatch, SubjectLine};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::audience_body::AudienceBody;
use super::body::NewsletterChannelBody;
use super::content_body::ContentBody;
use super::create::check_channels;
use crate::error::{ApiError, Invalid};
use crate::extract::Patched;

/// What changes; absent fields stay, `null` clears.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "subject": "{{ greeting }}, jesen je tu", "audience": {"segment_key": "lost"},
    "content": {"blocks": [
        {"type": "image", "media_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f60", "alt": "Hleb sa bundevom"},
        {"type": "text", "text": "Stigao je novi jesenji hleb."}
    ]}
}))]
pub struct NewsletterPatchBody {
    /// What the staff calls it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// The subject of the mail, with merge fields, custom attributes among them.
    #[schema(value_type = Option<String>, max_length = 300)]
    #[serde(default)]
    subject: Patched<String>,
    /// A short text before the content, with merge fields, custom attributes among them, and markup.
    #[schema(value_type = Option<String>, max_length = 4000)]
    #[serde(default)]
    intro: Patched<String>,
    /// Who it is meant for.
    #[schema(value_type = Option<AudienceBody>)]
    #[serde(default)]
    audience: Patched<AudienceBody>,
    /// How it looks; cleared it is the classic layout.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    template_id: Patched<Uuid>,
    /// What it says, as a whole.
    #[schema(value_type = Option<ContentBody>)]
    #[serde(default)]
    content: Patched<ContentBody>,
    /// The campaign of which each recipient gets a coupon of their own; cleared there is none.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    coupon_campaign_id: Patched<Uuid>,
    /// The channels that it goes out on.
    #[schema(min_items = 1, max_items = 1)]
    channels: Option<Vec<NewsletterChannelBody>>,
    /// The language of salutations and footer.
    #[schema(value_type = Option<String>, max_length = 20)]
    #[serde(default)]
    locale: Patched<String>,
}

/// Told where the faults of a nested field were noted already.
const NOTED: &str = "is not valid";

impl NewsletterPatchBody {
    /// The patch, or everything that is wrong with it.
    pub fn check(self, country: Option<&str>) -> Result<NewsletterPatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let subject = self.subject.check(&mut invalid, "/subject", |text| text.parse::<SubjectLine>());
        let intro = self.intro.check(&mut invalid, "/intro", |text| text.parse::<IntroText>());
        let locale = self.locale.check_required(&mut invalid, "/locale", |tag| tag.parse::<Locale>());
        let audience = self
            .audience
            .0
            .try_map(|audience| audience.check(&mut invalid, "/audience", country).ok_or(NOTED));
        let content = self.content.0.try_map(|content| content.check(&mut invalid, "/content").ok_or(NOTED));
        let template = self.template_id.0.try_map(|id| Ok::<_, &str>(TemplateId::new(id)));
        let campaign = self.coupon_campaign_id.0.try_map(|id| Ok::<_, &str>(CouponCampaignId::new(id)));
        check_channels(self.channels.as_deref(), &mut invalid);
        invalid.finish()?;
        Ok(NewsletterPatch {
            name: name.flatten(),
            subject: subject.unwrap_or_default(),
            intro: intro.unwrap_or_default(),
            audience: audience.unwrap_or_default(),
            template: template.unwrap_or_default(),
            content: content.unwrap_or_default(),
            coupon_campaign: campaign.unwrap_or_default(),
            locale: locale.flatten(),
        })
    }
}
