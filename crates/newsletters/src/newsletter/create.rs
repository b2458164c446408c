//! Makes a newsletter.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, NewsletterId};

use crate::compose::checked_draft::CheckedDraft;
use crate::newsletter::check::{SaveNewsletterError, check_newsletter};
use crate::newsletter::record::{DeliveryCounters, NewNewsletter, Newsletter};
use crate::newsletter::state::NewsletterState;
use crate::newsletter::store::DraftingStore;
use crate::templates::Layout;
use crate::templates::stored_template::built_in_template_id;

/// Makes a newsletter, whose draft is `checked`: ready when it has everything that sending needs, else a draft.
pub async fn create_newsletter(
    store: &mut dyn DraftingStore,
    environment: &Environment,
    new: NewNewsletter,
    checked: &CheckedDraft,
) -> Result<Newsletter, SaveNewsletterError> {
    let now = environment.now();
    let mut newsletter = Newsletter {
        id: NewsletterId::new(environment.new_id()),
        name: new.name,
        subject: new.subject,
        intro: new.intro,
        state: NewsletterState::Draft,
        audience: new.audience,
        template: new.template.unwrap_or_else(|| built_in_template_id(Layout::Classic)),
        content: new.content,
        coupon_campaign: new.coupon_campaign,
        locale: new.locale,
        scheduled_at: None,
        not_started: None,
        paused: None,
        frozen_at: None,
        finished_at: None,
        excluded: Vec::new(),
        counters: DeliveryCounters::default(),
        created_at: now,
        updated_at: now,
    };
    if newsletter.is_complete() {
        newsletter.state = NewsletterState::Ready;
    }
    check_newsletter(store, &newsletter, None, checked).await?;
    store.insert_newsletter(&newsletter).await?;
    store.note(environment, AuditNote::created(&newsletter)).await?;
    Ok(newsletter)
}
