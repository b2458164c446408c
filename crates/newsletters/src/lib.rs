//! Newsletters: their states, content, merge fields, salutations, templates and rendering.
//!
//! Content and rendering are pure: a newsletter is compiled once, which finds every mistake in it, and then rendered for
//! each recipient. Around them stand the use cases of writing newsletters, templates and images, one function in one
//! file each, over small store traits. Knows neither HTTP nor the database.

mod audience;
mod compose;
mod content;
mod delivery;
mod newsletter;
mod reactions;
mod recorded;
pub mod salutation;
mod templates;

pub use audience::picked::{Audience, InvalidPick, PickedCustomers};
pub use audience::store::{
    AudienceReach, NewsletterAudienceReads, NewsletterAudienceStore, NewsletterRecipient,
    NewsletterRecipientReads, ResolvedAudience, SAME_ADDRESS,
};
pub use audience::usage::{NewsletterUsageReads, UsingNewsletter};
pub use compose::checked_draft::CheckedDraft;
pub use compose::compile::{CompiledNewsletter, content_links, content_problems};
pub use compose::compile_error::{CompileError, ContentProblem};
pub use compose::country_name::country_name;
pub use compose::headers::{FeedbackSender, HeaderSource, InvalidHeader, message_headers, message_id};
pub use compose::links::{ContentLink, Links};
pub use compose::merchant_profile::{ImprintAddress, MerchantProfile};
pub use compose::merge::{
    MergeAttribute, MergeError, MergeField, MergePoints, MergeProblem, MergeValue, NewsletterPlace,
    RenderError, check as check_merge_fields, greeting_of,
};
pub use compose::preflight::{Warning, preflight};
pub use compose::recipient::Recipient;
pub use compose::rendered::Rendered;
pub use compose::used_attributes::named_attributes;
pub use content::attribute_store::MergeAttributeReads;
pub use content::draft::{Draft, References};
pub use content::headline::{IntroText, SubjectLine};
pub use content::media::{ImageBytes, ImageFormat, InvalidContentType, InvalidImage, Media};
pub use content::{
    Block, BlockText, ButtonLabel, Content, ImageSource, InvalidContent, InvalidLinkUrl, LinkUrl, SurveyView,
    SurveyViewReads,
};
pub use delivery::campaign::{Campaign, CampaignReads, CampaignStore};
pub use delivery::key::{DeliveryKey, delivery_id};
pub use delivery::ladder::DeliveryLadder;
pub use delivery::links::{DeliveryLinks, LinkKind, LinkOwner, LinkSigner};
pub use delivery::quota_settlement::{QuotaSettlement, QuotaSettlementStore};
pub use delivery::record::{
    BegunDelivery, CapturedMessage, ClaimedDelivery, DeliveryClaim, DeliveryCursor, DeliveryOutcome,
    DeliveryTally, SettledDelivery,
};
pub use delivery::state::{DeliveryState, IllegalDeliveryMove, InvalidDeliveryState};
pub use delivery::store::DeliveryStore;
pub use newsletter::check::{PlacedProblem, SaveNewsletterError};
pub use newsletter::create::create_newsletter;
pub use newsletter::delete::{DeleteNewsletterError, delete_newsletter};
pub use newsletter::moves::{MoveNewsletterError, move_newsletter, pause_newsletter, write_moved};
pub use newsletter::pause::{Pause, PauseReason, UnknownPauseReason};
pub use newsletter::record::{
    DeliveryCounters, ExcludedCustomers, NewNewsletter, Newsletter, NewsletterPatch,
};
pub use newsletter::state::{IllegalNewsletterMove, InvalidNewsletterState, NewsletterMove, NewsletterState};
pub use reactions::{
    ArrivedHit, Burst, Hit, HitKind, HitLook, HitReason, HitVerdict, InvalidHitVerdict, NewReaderKey,
    ReactionReads, ReactionStore, ReaderKey, ReaderMark, RecordedNewsletter, RequestSigns, SIMULTANEOUS,
    judge_hit, record_hits, simultaneous_clicks,
};
pub use regulars_kernel::Gender;
pub use templates::create_template::{NewTemplate, create_template};
pub use templates::find_template::find_template;
pub use templates::list_templates::list_templates;

pub use content::media_store::{MediaReads, MediaStore};
pub use content::upload_media::upload_media;
pub use delivery::sandbox_store::{KeptMessage, KeptMessagePosition, SandboxReads, SandboxStore};
pub use newsletter::store::{DraftingReads, DraftingStore, NewsletterReads, NewsletterStore};
pub use newsletter::update::update_newsletter;
pub use templates::store::{TemplateReads, TemplateStore};
pub use templates::stored_template::{
    AvailableTemplate, OwnTemplate, TemplatePatch, built_in_template, built_in_template_id,
    built_in_template_with,
};
pub use templates::update_template::{UpdateTemplateError, own_template_for_change, update_template};
pub use templates::{Color, Font, InvalidColor, InvalidFont, InvalidLayout, Layout, Template, Theme};

#[cfg(test)]
mod memory_store;
#[cfg(test)]
mod tests;
