//! Newsletters as a merchant's store keeps them.

use regulars_kernel::{
    Change, CouponCampaignId, Instant, Label, Locale, MediaId, NewsletterId, SurveyId, TemplateId,
};

use crate::audience::picked::Audience;
use crate::audience::store::AudienceReach;
use crate::compose::merge::{MergeAttribute, MergePoints};
use crate::content::draft::Draft;
use crate::content::headline::{IntroText, SubjectLine};
use crate::content::{Block, Content, ImageSource};
use crate::newsletter::pause::Pause;
use crate::newsletter::state::{IllegalNewsletterMove, NewsletterMove, NewsletterState};

/// One campaign.
#[derive(Clone, Debug, PartialEq)]
pub struct Newsletter {
    /// Its id.
    pub id: NewsletterId,
    /// What the staff calls it. No customer sees it.
    pub name: Label,
    /// The subject of the mail.
    pub subject: SubjectLine,
    /// A short text before the content.
    pub intro: IntroText,
    /// Where it stands.
    pub state: NewsletterState,
    /// Who it is meant for, once that was chosen.
    pub audience: Option<Audience>,
    /// How it looks.
    pub template: TemplateId,
    /// The blocks.
    pub content: Content,
    /// The campaign of which each recipient gets a coupon, where the texts show it.
    pub coupon_campaign: Option<CouponCampaignId>,
    /// The language of salutations and footer.
    pub locale: Locale,
    /// When it will be sent, or was to be sent, by itself.
    pub scheduled_at: Option<Instant>,
    /// Why it was not sent when its scheduled instant came; told until the merchant does something about it.
    pub not_started: Option<String>,
    /// Why it paused by itself; told until somebody resumes or cancels it.
    pub paused: Option<Pause>,
    /// When its audience was frozen and sending began.
    pub frozen_at: Option<Instant>,
    /// When its last message reached its final state, or it was cancelled.
    pub finished_at: Option<Instant>,
    /// Whom the contact gate kept back when the audience was frozen.
    pub excluded: Vec<ExcludedCustomers>,
    /// How its messages fared.
    pub counters: DeliveryCounters,
    /// When it was made.
    pub created_at: Instant,
    /// When the merchant last changed it.
    pub updated_at: Instant,
}

/// How many customers were kept back for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcludedCustomers {
    /// The name of the reason.
    pub reason: String,
    /// How many customers.
    pub count: i64,
}

/// How the messages of a newsletter fared. Kept up to date while it is being sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCounters {
    /// All messages of the frozen audience.
    pub recipients: i64,
    /// Messages that the next hop accepted.
    pub sent: i64,
    /// Messages that were refused for good.
    pub failed: i64,
    /// Messages that may or may not have left.
    pub unknown: i64,
    /// Messages that the contact gate kept back as they were about to leave.
    pub excluded_later: i64,
    /// Messages that had not left when the newsletter was cancelled.
    pub cancelled: i64,
}

/// A newsletter to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct NewNewsletter {
    /// What the staff calls it.
    pub name: Label,
    /// The subject.
    pub subject: SubjectLine,
    /// A short text before the content.
    pub intro: IntroText,
    /// Who it is meant for.
    pub audience: Option<Audience>,
    /// How it looks; the classic layout when nothing is chosen.
    pub template: Option<TemplateId>,
    /// The blocks.
    pub content: Content,
    /// The campaign of which each recipient gets a coupon, where the texts show it.
    pub coupon_campaign: Option<CouponCampaignId>,
    /// The language of salutations and footer.
    pub locale: Locale,
}

/// A partial update of a newsletter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewsletterPatch {
    /// New name.
    pub name: Option<Label>,
    /// New subject; cleared it is empty.
    pub subject: Change<SubjectLine>,
    /// New intro; cleared it is empty.
    pub intro: Change<IntroText>,
    /// New audience.
    pub audience: Change<Audience>,
    /// New template; cleared it is the classic layout.
    pub template: Change<TemplateId>,
    /// New content; cleared it is empty.
    pub content: Change<Content>,
    /// New campaign of coupons; cleared there is none.
    pub coupon_campaign: Change<CouponCampaignId>,
    /// New language.
    pub locale: Option<Locale>,
}

impl Newsletter {
    /// What a message is rendered from.
    pub fn draft(&self) -> Draft {
        Draft {
            subject: self.subject.as_str().to_owned(),
            intro: self.intro.as_str().to_owned(),
            content: self.content.clone(),
            language: self.locale.language(),
        }
    }

    /// The field of the coupon, which texts know where the newsletter brings one.
    pub fn coupon_field(&self) -> Option<MergeAttribute> {
        self.coupon_campaign.map(|_| MergeAttribute::of_points(MergePoints::Coupon))
    }

    /// Whether it has everything that sending needs.
    pub fn is_complete(&self) -> bool {
        self.audience.is_some() && self.draft().is_complete()
    }

    /// The newsletter after a move that the merchant makes.
    pub fn moved(self, attempted: NewsletterMove, now: Instant) -> Result<Self, IllegalNewsletterMove> {
        let state = self.state.after(attempted)?;
        let leaves_schedule =
            self.state == NewsletterState::Scheduled && !matches!(attempted, NewsletterMove::Send);
        Ok(Self {
            state,
            not_started: None,
            paused: None,
            scheduled_at: if leaves_schedule { None } else { self.scheduled_at },
            finished_at: if state.is_final() { self.finished_at.or(Some(now)) } else { self.finished_at },
            updated_at: now,
            ..self
        })
    }
}

impl Newsletter {
    /// The newsletter once its audience is frozen: it is being sent.
    pub fn started(self, reach: AudienceReach, now: Instant) -> Result<Self, IllegalNewsletterMove> {
        let moved = self.moved(NewsletterMove::Send, now)?;
        let counters = DeliveryCounters { recipients: reach.reachable, ..moved.counters };
        Ok(Self { frozen_at: Some(now), excluded: reach.excluded, counters, ..moved })
    }

    /// The newsletter once an instant was set.
    pub fn scheduled(self, at: Instant, now: Instant) -> Result<Self, IllegalNewsletterMove> {
        Ok(Self { scheduled_at: Some(at), ..self.moved(NewsletterMove::Schedule, now)? })
    }

    /// The newsletter whose instant has come although it cannot be sent: it is ready again, and tells why.
    pub fn not_started(self, why: String, now: Instant) -> Result<Self, IllegalNewsletterMove> {
        Ok(Self { not_started: Some(why), ..self.moved(NewsletterMove::Cancel, now)? })
    }
}

impl Content {
    /// The uploaded images that the blocks show, each once.
    pub fn media(&self) -> Vec<MediaId> {
        let mut media: Vec<MediaId> = self
            .blocks()
            .iter()
            .filter_map(|block| match block {
                Block::Image { source: ImageSource::Media(id), .. } => Some(*id),
                _ => None,
            })
            .collect();
        media.sort_unstable();
        media.dedup();
        media
    }

    /// The surveys that the blocks ask, each once.
    pub fn surveys(&self) -> Vec<SurveyId> {
        let mut surveys: Vec<SurveyId> = self
            .blocks()
            .iter()
            .filter_map(|block| match block {
                Block::Survey(survey) => Some(*survey),
                _ => None,
            })
            .collect();
        surveys.sort_unstable();
        surveys.dedup();
        surveys
    }
}
