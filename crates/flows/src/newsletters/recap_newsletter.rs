//! Tells what sending a newsletter now would come to.

use regulars_customers::AttributeReads;
use regulars_identity::IdentityReads;
use regulars_kernel::{Environment, NewsletterId, SurveyId};
use regulars_loyalty::CouponReads;
use regulars_newsletters::{AudienceReach, DraftingReads, NewsletterAudienceReads, Recipient, Warning};
use regulars_quota::{QuotaReads, available};

use super::audience::{MeantCustomerReads, resolve_audience};
use super::cannot_leave::CannotLeave;
use super::closed_surveys::closed_survey;
use super::coupon_shortfall::{CouponShortfall, coupon_shortfall, shows_coupon};
use super::link_terms::LinkHosts;
use super::merchant_profile::MediaAddress;
use super::prepare::Prepared;
use super::recipient::sample_recipient;
use super::sample_attributes::sample_attributes;
use super::send_newsletter::SendNewsletterError;
use super::send_store::SendingTerms;

/// What a recap looks at.
pub trait RecapReads:
    DraftingReads
    + NewsletterAudienceReads
    + MeantCustomerReads
    + IdentityReads
    + QuotaReads
    + AttributeReads
    + CouponReads
{
}

impl<Store> RecapReads for Store where
    Store: DraftingReads
        + NewsletterAudienceReads
        + MeantCustomerReads
        + IdentityReads
        + QuotaReads
        + AttributeReads
        + CouponReads
{
}

/// What sending a newsletter now would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsletterRecap {
    /// Who is meant, and who of them is reached.
    pub reach: AudienceReach,
    /// The quota.
    pub quota: RecapQuota,
    /// Whether an audience was chosen.
    pub has_audience: bool,
    /// What keeps the merchant's mail from leaving.
    pub hindrances: Vec<CannotLeave>,
    /// Whether the links would lead to the platform's own host.
    pub has_platform_links: bool,
    /// A survey in it that is not open.
    pub closed_survey: Option<SurveyId>,
    /// What it lacks of coupons for those whom it reaches.
    pub coupon_shortfall: Option<CouponShortfall>,
    /// Whether it names a campaign of coupons, and no text shows one: nobody gets any.
    pub hides_coupon: bool,
    /// What somebody should look at.
    pub warnings: Vec<Warning>,
}

/// How much quota is needed and how much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecapQuota {
    /// Units that sending would take.
    pub needed: i64,
    /// Units that there are.
    pub available: i64,
}

/// A recap whose newsletter has been read and is still to be looked through, which takes long for a large one.
pub struct PreparedRecap {
    recap: NewsletterRecap,
    prepared: Prepared,
    sample: Recipient,
}

impl PreparedRecap {
    /// Adds what somebody should look at.
    pub fn with_warnings(self) -> Result<NewsletterRecap, SendNewsletterError> {
        let warnings = self.prepared.warnings(&self.sample)?;
        Ok(NewsletterRecap { warnings, ..self.recap })
    }
}

/// Looks at a newsletter before it is sent. Nothing is changed.
pub async fn recap_newsletter(
    store: &mut dyn RecapReads,
    environment: &Environment,
    terms: SendingTerms,
    id: NewsletterId,
    links: &LinkHosts,
    media_address: &MediaAddress<'_>,
) -> Result<PreparedRecap, SendNewsletterError> {
    let newsletter = store.find_newsletter(id).await?.ok_or(SendNewsletterError::UnknownNewsletter)?;
    let merchant = store.own_merchant().await?;
    let now = environment.now();
    let reach = match &newsletter.audience {
        Some(audience) => {
            let resolved = resolve_audience(store, audience, &merchant.calendar, now).await?;
            store.reach_of_audience(&resolved, now).await?
        }
        None => AudienceReach::default(),
    };
    let quota = available(store, environment).await?;
    let closed_survey = closed_survey(store, &newsletter, now).await?;
    let calendar = &merchant.calendar;
    let coupon_shortfall =
        coupon_shortfall(store, environment, calendar, &newsletter, reach.reachable).await?;
    let hides_coupon = newsletter.coupon_campaign.is_some() && !shows_coupon(&newsletter);
    let prepared = Prepared::read(store, &merchant, &newsletter, media_address).await?;
    let attributes = sample_attributes(store, &newsletter).await?;
    let sample = sample_recipient(newsletter.locale.language(), None, attributes);
    let recap = NewsletterRecap {
        quota: RecapQuota { needed: reach.reachable, available: quota.available },
        reach,
        has_audience: newsletter.audience.is_some(),
        hindrances: terms.hindrances(&merchant),
        has_platform_links: links.are_of_the_platform(&merchant),
        closed_survey,
        coupon_shortfall,
        hides_coupon,
        warnings: Vec::new(),
    };
    Ok(PreparedRecap { recap, prepared, sample })
}
