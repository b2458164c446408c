//! Changes what is on record of an interaction.

use regulars_kernel::{Change, Environment, Instant, Label, LetterText, Personal, StoreError};

use super::interaction::{Direction, Interaction, InteractionFault, InteractionKind, check_when};
use super::store::InteractionStore;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InteractionPatch {
    /// How they were in touch.
    pub kind: Option<InteractionKind>,
    /// Who turned to whom.
    pub direction: Change<Direction>,
    /// What it was about.
    pub subject: Change<Personal<Label>>,
    /// What was said.
    pub text: Option<Personal<LetterText>>,
    /// When.
    pub occurred_at: Option<Instant>,
}

/// Why an interaction was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeInteractionError {
    /// Something about it would not fit.
    #[error(transparent)]
    Fault(#[from] InteractionFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes an interaction that was found for change. Who put it on record stays the same; the audit trail tells who changed it.
pub async fn change_interaction(
    store: &mut dyn InteractionStore,
    environment: &Environment,
    before: Interaction,
    patch: InteractionPatch,
) -> Result<Interaction, ChangeInteractionError> {
    let InteractionPatch { kind, direction, subject, text, occurred_at } = patch;
    let kind = kind.unwrap_or(before.kind);
    let now = environment.now();
    if let Some(occurred_at) = occurred_at {
        check_when(occurred_at, now)?;
    }
    let mut after = Interaction {
        kind,
        direction: kind.fitting(direction.apply(before.direction))?,
        subject: subject.apply(before.subject.clone()),
        text: text.unwrap_or_else(|| before.text.clone()),
        occurred_at: occurred_at.unwrap_or(before.occurred_at),
        ..before.clone()
    };
    let Some(note) = after.note_updated(&before) else { return Ok(before) };
    after.updated_at = now;
    store.update_interaction(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}
