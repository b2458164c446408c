//! What the use cases of this crate need from a store.

mod audiences;
mod media;
mod newsletters;
mod sandbox;
mod templates;

pub use audiences::{
    AudienceReach, LinkCount, MessageCounts, NewsletterAudienceStore, NewsletterRecipient,
    NewsletterReportStore, Outcome, ReactionCount, Reactions, ResolvedAudience, SAME_ADDRESS,
};
pub use media::MediaStore;
pub use newsletters::NewsletterStore;
pub use sandbox::{KeptMessage, KeptMessagePosition, SandboxStore};
pub use templates::TemplateStore;

/// What writing a newsletter needs: newsletters, and the templates and images that they name.
pub trait DraftingStore: NewsletterStore + TemplateStore + MediaStore {}

impl<Store: NewsletterStore + TemplateStore + MediaStore + ?Sized> DraftingStore for Store {}
