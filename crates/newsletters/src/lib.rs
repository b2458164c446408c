//! Newsletters: their states, content, merge fields, salutations, templates and rendering.
//!
//! Content and rendering are pure: a newsletter is compiled once, which finds every mistake in it, and then rendered for
//! each recipient. Around them stand the use cases of writing newsletters, templates and images, one function in one
//! file each, over small store traits. Knows neither HTTP nor the database.

mod audience;
mod campaign;
mod channel;
mod check_newsletter;
mod checked_draft;
mod compile;
mod compile_error;
mod compiler;
mod content;
mod country_name;
mod create_newsletter;
mod create_template;
mod delete_newsletter;
mod delivery;
mod delivery_ladder;
mod delivery_links;
mod delivery_state;
mod delivery_store;
mod doubtful_fields;
mod draft;
mod find_template;
mod footer;
mod headers;
mod headline;
mod links;
mod list_templates;
mod markup;
mod media;
mod merchant_profile;
mod merge;
mod move_newsletter;
mod newsletter;
mod newsletter_state;
mod pause;
mod placeholders;
mod preflight;
mod quota_settlement;
mod reactions;
mod recipient;
mod rendered;
pub mod salutation;
mod store;
mod stored_template;
mod subject;
mod templates;
mod update_newsletter;
mod update_template;
mod upload_media;
mod wording;

pub use audience::{Audience, InvalidPick, PickedCustomers};
pub use campaign::{Campaign, CampaignStore};
pub use channel::{Channel, InvalidChannel};
pub use check_newsletter::{PlacedProblem, SaveNewsletterError};
pub use checked_draft::CheckedDraft;
pub use compile::{CompiledNewsletter, content_links, content_problems};
pub use compile_error::{CompileError, ContentProblem};
pub use content::{
    Block, BlockText, ButtonLabel, Content, ImageSource, InvalidContent, InvalidLinkUrl, LinkUrl,
};
pub use country_name::country_name;
pub use create_newsletter::create_newsletter;
pub use create_template::{NewTemplate, create_template};
pub use delete_newsletter::{DeleteNewsletterError, delete_newsletter};
pub use delivery::{
    BegunDelivery, CapturedMessage, ClaimedDelivery, DeliveryClaim, DeliveryCursor, DeliveryOutcome,
    DeliveryTally, SettledDelivery, delivery_id,
};
pub use delivery_ladder::DeliveryLadder;
pub use delivery_links::{DeliveryLinks, InvalidLinkTracking, LinkKind, LinkOwner, LinkSigner, LinkTracking};
pub use delivery_state::{DeliveryState, IllegalDeliveryMove, InvalidDeliveryState};
pub use delivery_store::DeliveryStore;
pub use draft::{Draft, MediaUrls};
pub use find_template::find_template;
pub use headers::{FeedbackSender, HeaderSource, InvalidHeader, message_headers, message_id};
pub use headline::{IntroText, SubjectLine};
pub use links::{ContentLink, Links};
pub use list_templates::list_templates;
pub use media::{ImageBytes, ImageFormat, InvalidContentType, InvalidImage, Media};
pub use merchant_profile::{MerchantProfile, PostalAddress};
pub use merge::{
    MergeError, MergeField, MergeProblem, Place, RenderError, check as check_merge_fields, greeting_of,
};
pub use move_newsletter::{MoveNewsletterError, move_newsletter, pause_newsletter};
pub use newsletter::{DeliveryCounters, ExcludedCustomers, NewNewsletter, Newsletter, NewsletterPatch};
pub use newsletter_state::{IllegalNewsletterMove, InvalidNewsletterState, NewsletterMove, NewsletterState};
pub use pause::{Pause, PauseReason, UnknownPauseReason};
pub use preflight::{Warning, preflight};
pub use quota_settlement::{QuotaSettlement, QuotaSettlementStore};
pub use reactions::{
    ArrivedHit, Burst, Hit, HitKind, HitLook, HitReason, HitVerdict, InvalidHitVerdict, NewReaderKey,
    ReactionStore, ReaderKey, ReaderMark, RecordedNewsletter, RequestSigns, SIMULTANEOUS, judge_hit,
    record_hits, simultaneous_clicks,
};
pub use recipient::Recipient;
pub use regulars_kernel::Gender;
pub use rendered::Rendered;
pub use store::{
    AudienceReach, DraftingStore, KeptMessage, KeptMessagePosition, LinkCount, MediaStore, MessageCounts,
    NewsletterAudienceStore, NewsletterRecipient, NewsletterReportStore, NewsletterStore, Outcome,
    ReactionCount, Reactions, ResolvedAudience, SAME_ADDRESS, SandboxStore, TemplateStore,
};
pub use stored_template::{
    AvailableTemplate, OwnTemplate, TemplatePatch, built_in_template, built_in_template_id,
    built_in_template_with,
};
pub use templates::{Color, Font, InvalidColor, InvalidFont, InvalidLayout, Layout, Template, Theme};
pub use update_newsletter::update_newsletter;
pub use update_template::{UpdateTemplateError, own_template_for_change, update_template};
pub use upload_media::upload_media;

#[cfg(test)]
mod memory_store;
#[cfg(test)]
mod tests;
