//! `POST /v1/newsletters`.

use actix_web::{post, web};
use regulars_flows::bind_audience;
use regulars_identity::MerchantFacts;
use regulars_kernel::{CouponCampaignId, Label, Locale, TemplateId};
use regulars_newsletters::{
    CheckedDraft, IntroText, NewNewsletter, SubjectLine, create_newsletter as create,
};
use regulars_segments::SegmentStore;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::audience_body::AudienceBody;
use super::body::{NewsletterBody, NewsletterChannelBody};
use super::content_body::ContentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// A newsletter to be made. Everything but its name may follow later.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Jesen",
    "subject": "{{ salutation }} {{ last_name | vocative }}, stigla je jesen",
    "intro": "Novi ukusi od ponedeljka.",
    "audience": {"segment_key": "all_verified"},
    "template_id": "dd289c60-f5ff-5bf6-ae6a-4af7ef0bdbc2",
    "content": {"blocks": [
        {"type": "text", "text": "Stigao je novi **jesenji** hleb."},
        {"type": "button", "label": "Pogledajte", "url": "https://demo.test/jesen"}
    ]},
    "channels": ["email"],
    "locale": "sr-RS"
}))]
pub struct NewNewsletterBody {
    /// What the staff calls it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The subject of the mail, with merge fields, custom attributes among them.
    #[serde(default)]
    #[schema(max_length = 300)]
    subject: String,
    /// A short text before the content, with merge fields, custom attributes among them, and markup.
    #[serde(default)]
    #[schema(max_length = 4000)]
    intro: String,
    /// Who it is meant for.
    audience: Option<AudienceBody>,
    /// How it looks; the classic layout when it is absent.
    template_id: Option<Uuid>,
    /// What it says.
    #[serde(default)]
    content: ContentBody,
    /// The campaign of which each recipient gets a coupon of their own, which texts show as `coupon`.
    coupon_campaign_id: Option<Uuid>,
    /// The channels that it goes out on.
    #[schema(min_items = 1, max_items = 1)]
    channels: Option<Vec<NewsletterChannelBody>>,
    /// The language of salutations and footer; the merchant's when it is absent.
    #[schema(max_length = 20)]
    locale: Option<String>,
}

impl NewNewsletterBody {
    fn check(self, facts: &MerchantFacts) -> Result<NewNewsletter, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let subject = invalid.check("/subject", self.subject.parse::<SubjectLine>());
        let intro = invalid.check("/intro", self.intro.parse::<IntroText>());
        let country = facts.country.as_deref();
        let audience = self.audience.and_then(|audience| audience.check(&mut invalid, "/audience", country));
        let content = self.content.check(&mut invalid, "/content");
        check_channels(self.channels.as_deref(), &mut invalid);
        let given = invalid.check_option("/locale", self.locale.map(|tag| tag.parse::<Locale>()));
        let locale = given.flatten().unwrap_or_else(|| facts.locale.clone());
        let new = name.zip(subject).zip(intro).zip(content).map(|(((name, subject), intro), content)| {
            let template = self.template_id.map(TemplateId::new);
            let coupon_campaign = self.coupon_campaign_id.map(CouponCampaignId::new);
            NewNewsletter { name, subject, intro, audience, template, content, coupon_campaign, locale }
        });
        invalid.finish_with(new)
    }
}

/// Newsletters go out on one channel so far, so it is named once.
pub(super) fn check_channels(channels: Option<&[NewsletterChannelBody]>, invalid: &mut Invalid) {
    if channels.is_some_and(|channels| channels.len() != 1) {
        invalid.add("/channels", "invalid", "must name e-mail, once");
    }
}

/// Make a newsletter.
///
/// It is `ready` when it has a subject, an audience and an intro or content, else a `draft`. Merge fields are checked, and
/// every mistake in them is pointed at.
///
/// Merge fields work in the subject, the intro, text blocks and labels of buttons: `greeting`, `salutation`, `title`,
/// `first_name`, `last_name`, `full_name`, `company`, `email`, `gender`, `merchant_name`, `merchant_website`, and each custom
/// attribute of customers as `attributes.` and its key. Numbers, days, yes and no are written as the newsletter's language
/// writes them, and compared as what they are: `{% if attributes.shoe_size >= 46 %}`, `attributes.contract_until <
/// "2027-01-01"`, `"Vegan" in attributes.diet`. Who has no value of an attribute is neither above nor below anything, and
/// reads what `default` says: `{{ attributes.favourite_department | default("Bakery") }}`.
///
/// Whoever has a programme can show points, those of the first type of the first programme, as they stand when the message leaves:
/// `points.balance` (what can be spent), `points.pending` (what can be later), `points.expiring` (what expires next) and
/// `points.expires_on` (the last day of that, blank where nothing expires). Who has no points reads 0. `tier` is what the tier of the
/// recipient is called, blank for who is in none.
///
/// With `coupon_campaign_id` the texts know `coupon`: each recipient gets a code of that campaign which is theirs alone, once, however
/// often their message is tried. Previews and test sends show a sample.
#[utoipa::path(tag = "Newsletters", request_body = NewNewsletterBody, responses(
    (status = 201, description = "Made", body = NewsletterBody),
    (status = 404, description = "There is no such template, image, segment or customer"),
))]
#[post("/v1/newsletters")]
pub async fn create_newsletter(
    caller: Caller<access::create_newsletter>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewNewsletterBody>,
) -> Result<Created<NewsletterBody>, ApiError> {
    let (once, facts) = (Once::new(key, body.fingerprint), caller.facts().clone());
    let (environment, calendar) = (caller.environment(&application), facts.calendar);
    let looked_through = application.processors.run_sized(caller.scope().merchant(), body.size, move || {
        let new = body.value.check(&facts)?;
        Ok::<_, ApiError>((CheckedDraft::of_new(&new), new))
    });
    let (checked, mut new) = looked_through.await??;
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            if checked.names_attributes() {
                tx.lock_segments().await?;
            }
            bind_audience(tx, new.audience.as_mut(), &calendar, environment.now()).await?;
            let newsletter = create(tx, &environment, new, &checked).await?;
            Created::at(format!("/v1/newsletters/{}", newsletter.id), &NewsletterBody::from(newsletter))
        })
    })
    .await
}
