//! Changes a newsletter.

use regulars_audit::AuditNote;
use regulars_kernel::{Change, Environment};

use crate::compose::checked_draft::CheckedDraft;
use crate::newsletter::check::{SaveNewsletterError, check_newsletter};
use crate::newsletter::record::{Newsletter, NewsletterPatch};
use crate::newsletter::state::NewsletterMove;
use crate::newsletter::store::DraftingStore;
use crate::templates::Layout;
use crate::templates::stored_template::built_in_template_id;

impl NewsletterPatch {
    /// The newsletter with this change.
    pub fn onto(self, before: Newsletter) -> Newsletter {
        Newsletter {
            name: self.name.unwrap_or(before.name),
            subject: or_empty(self.subject, before.subject),
            intro: or_empty(self.intro, before.intro),
            audience: self.audience.apply(before.audience),
            template: self
                .template
                .apply(Some(before.template))
                .unwrap_or_else(|| built_in_template_id(Layout::Classic)),
            content: or_empty(self.content, before.content),
            coupon_campaign: self.coupon_campaign.apply(before.coupon_campaign),
            locale: self.locale.unwrap_or(before.locale),
            ..before
        }
    }
}

/// Changes a newsletter that was read for change, whose draft is `checked` as it will be. What is saved is a draft or ready,
/// as it is complete or not; an edit takes a newsletter off its schedule, so that nothing leaves that nobody has looked at.
pub async fn update_newsletter(
    store: &mut dyn DraftingStore,
    environment: &Environment,
    before: Newsletter,
    patch: NewsletterPatch,
    checked: &CheckedDraft,
) -> Result<Newsletter, SaveNewsletterError> {
    let patched = patch.onto(before.clone());
    let complete = patched.is_complete();
    let saved = patched.moved(NewsletterMove::Save { complete }, environment.now())?;
    check_newsletter(store, &saved, before.audience.as_ref(), checked).await?;
    store.update_newsletter(&saved).await?;
    store.note_if(environment, AuditNote::updated(&before, &saved)).await?;
    Ok(saved)
}

fn or_empty<T: Default>(change: Change<T>, before: T) -> T {
    change.apply(Some(before)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::picked::{Audience, PickedCustomers};
    use crate::compose::merge::MergeAttribute;
    use crate::content::{Block, Content};
    use crate::memory_store::{MemoryStore, create, environment, new_newsletter};
    use crate::newsletter::state::NewsletterState;
    use crate::newsletter::store::NewsletterReads;

    async fn update(
        store: &mut MemoryStore,
        before: Newsletter,
        patch: NewsletterPatch,
    ) -> Result<Newsletter, SaveNewsletterError> {
        let checked = CheckedDraft::of(patch.clone().onto(before.clone()).draft());
        update_newsletter(store, &environment(), before, patch, &checked).await
    }

    #[tokio::test]
    async fn what_is_saved_is_ready_as_soon_as_it_is_complete() {
        let mut store = MemoryStore::default();
        let customer = store.add_customer();
        let draft = create(&mut store, new_newsletter()).await.unwrap();
        assert_eq!(draft.state, NewsletterState::Draft);
        let picked = Audience::Customers(PickedCustomers::new(vec![customer]).unwrap());
        let patch = NewsletterPatch { audience: Change::Set(picked), ..NewsletterPatch::default() };
        let ready = update(&mut store, draft, patch).await.unwrap();
        assert_eq!(ready.state, NewsletterState::Ready);
        let patch = NewsletterPatch { subject: Change::Clear, ..NewsletterPatch::default() };
        let draft = update(&mut store, ready, patch).await.unwrap();
        assert_eq!((draft.state, draft.subject.as_str()), (NewsletterState::Draft, ""));
        assert_eq!(store.find_newsletter(draft.id).await.unwrap(), Some(draft));
    }

    #[tokio::test]
    async fn an_edit_takes_it_off_its_schedule_and_what_has_left_stays_as_it_is() {
        let (mut store, environment) = (MemoryStore::default(), environment());
        let made = create(&mut store, new_newsletter()).await.unwrap();
        let at = Some(environment.now());
        let scheduled = Newsletter { state: NewsletterState::Scheduled, scheduled_at: at, ..made };
        let saved = update(&mut store, scheduled, NewsletterPatch::default()).await.unwrap();
        assert_eq!((saved.state, saved.scheduled_at), (NewsletterState::Draft, None));
        for state in [
            NewsletterState::Sending,
            NewsletterState::Paused,
            NewsletterState::Sent,
            NewsletterState::Cancelled,
        ] {
            let before = Newsletter { state, ..saved.clone() };
            let refused = update(&mut store, before, NewsletterPatch::default()).await;
            assert!(matches!(refused, Err(SaveNewsletterError::NotEditable(_))), "{state}");
        }
    }

    #[tokio::test]
    async fn every_mistake_is_told_at_its_place_and_nothing_is_stored() {
        let mut store = MemoryStore::default();
        let mut new = new_newsletter();
        new.subject = "{{ nickname }}".parse().unwrap();
        new.intro = "{{ first_name".parse().unwrap();
        let label = "{{ attributes.size }} {{ attributes.club }}".parse().unwrap();
        let button = Block::Button { label, url: "https://a.rs".parse().unwrap() };
        new.content = Content::new(vec![button]).unwrap();
        store.attributes = vec![MergeAttribute::of_key("size").unwrap()];
        let refused = create(&mut store, new).await;
        let Err(SaveNewsletterError::Content(problems)) = refused else { panic!("{refused:?}") };
        let told: Vec<_> =
            problems.iter().map(|placed| (placed.pointer.as_str(), placed.problem.code())).collect();
        assert_eq!(
            told,
            [
                ("/subject", "unknown_field"),
                ("/intro", "not_closed"),
                ("/content/blocks/0/label", "unknown_field")
            ]
        );
        assert!(store.newsletters.is_empty());
    }

    #[tokio::test]
    async fn what_was_changed_since_it_was_looked_through_is_not_saved() {
        let mut store = MemoryStore::default();
        let made = create(&mut store, new_newsletter()).await.unwrap();
        let checked = CheckedDraft::of(made.draft());
        let patch = NewsletterPatch { subject: Change::Clear, ..NewsletterPatch::default() };
        let refused = update_newsletter(&mut store, &environment(), made, patch, &checked).await;
        assert!(matches!(refused, Err(SaveNewsletterError::ChangedMeanwhile)), "{refused:?}");
    }
}
