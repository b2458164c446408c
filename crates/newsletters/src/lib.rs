//! Newsletters: their states, content, merge fields, salutations, templates and rendering.
//!
//! Everything here is pure: no database, no HTTP, no clock. A newsletter is compiled once, which finds every mistake in
//! it, and then rendered for each recipient.

mod campaign;
mod channel;
mod compile;
mod compile_error;
mod compiler;
mod content;
mod delivery;
mod delivery_ladder;
mod delivery_links;
mod delivery_state;
mod delivery_store;
mod draft;
mod footer;
mod gender;
mod headers;
mod links;
mod markup;
mod merchant_profile;
mod merge;
mod newsletter_state;
mod preflight;
mod quota_settlement;
mod recipient;
mod rendered;
pub mod salutation;
mod subject;
mod templates;
mod wording;

pub use campaign::{Campaign, CampaignStore};
pub use channel::{Channel, InvalidChannel};
pub use compile::CompiledNewsletter;
pub use compile_error::{CompileError, ContentProblem};
pub use content::{
    Block, BlockText, ButtonLabel, Content, ImageSource, InvalidContent, InvalidLinkUrl, LinkUrl,
};
pub use delivery::{
    BegunDelivery, CapturedMessage, ClaimedDelivery, DeliveryClaim, DeliveryCursor, DeliveryOutcome,
    DeliveryTally, SettledDelivery, delivery_id,
};
pub use delivery_ladder::DeliveryLadder;
pub use delivery_links::{DeliveryLinks, LinkKind, LinkOwner, LinkSigner, LinkTracking};
pub use delivery_state::{DeliveryState, IllegalDeliveryMove, InvalidDeliveryState};
pub use delivery_store::DeliveryStore;
pub use draft::{Draft, MediaUrls};
pub use gender::{Gender, InvalidGender};
pub use headers::{FeedbackSender, HeaderSource, InvalidHeader, message_headers, message_id};
pub use links::{ContentLink, Links};
pub use merchant_profile::{MerchantProfile, PostalAddress};
pub use merge::{MergeError, MergeField, MergeProblem, Place, RenderError, check as check_merge_fields};
pub use newsletter_state::{IllegalNewsletterMove, InvalidNewsletterState, NewsletterMove, NewsletterState};
pub use preflight::{Warning, preflight};
pub use quota_settlement::{QuotaSettlement, QuotaSettlementStore};
pub use recipient::Recipient;
pub use rendered::Rendered;
pub use templates::{Color, Font, InvalidColor, InvalidFont, InvalidLayout, Layout, Template, Theme};

#[cfg(test)]
mod tests;
