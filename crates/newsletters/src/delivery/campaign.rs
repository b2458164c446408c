//! What is needed to send a newsletter.

use async_trait::async_trait;
use regulars_kernel::{Instant, LeaseId, NewsletterId, StoreError};

use crate::content::SurveyView;
use crate::content::draft::Draft;
use crate::newsletter::pause::{Pause, PauseReason};
use crate::newsletter::state::NewsletterState;
use crate::templates::Template;

/// A newsletter as its sender needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// Where it stands.
    pub state: NewsletterState,
    /// The content.
    pub draft: Draft,
    /// What the surveys in it ask.
    pub surveys: Vec<SurveyView>,
    /// How it looks.
    pub template: Template,
    /// How many are written to.
    pub recipients: u32,
    /// The reason for which it last paused by itself and was resumed.
    pub resumed_from: Option<PauseReason>,
    /// When it was last edited. Sending does not count as an edit.
    pub updated_at: Instant,
}

/// One merchant's newsletters, as their sender sees them, as they are read.
#[async_trait]
pub trait CampaignReads: Send {
    /// The newsletter, if there is one with that id.
    async fn campaign(&mut self, newsletter: NewsletterId) -> Result<Option<Campaign>, StoreError>;
    /// Newsletters whose scheduled instant has come, the earliest first.
    async fn scheduled_by(&mut self, merchant_now: Instant) -> Result<Vec<NewsletterId>, StoreError>;
    /// Newsletters that are being sent and have messages due, or none left at all.
    async fn dispatchable(&mut self, merchant_now: Instant) -> Result<Vec<NewsletterId>, StoreError>;
    /// Newsletters with deliveries whose lease has ended, except those under `own` leases.
    async fn with_ended_leases(
        &mut self,
        now: Instant,
        own: &[LeaseId],
    ) -> Result<Vec<NewsletterId>, StoreError>;
}

/// One merchant's newsletters, as their sender sees them.
#[async_trait]
pub trait CampaignStore: CampaignReads {
    /// Pauses a newsletter by itself, with the reason. False when it is not being sent.
    async fn hold(
        &mut self,
        newsletter: NewsletterId,
        pause: &Pause,
        now: Instant,
    ) -> Result<bool, StoreError>;
}
