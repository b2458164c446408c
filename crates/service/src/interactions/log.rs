//! Puts an interaction on record.

use regulars_kernel::{
    Actor, CustomerId, Environment, Instant, InteractionId, Label, LetterText, Personal, StoreError,
};

use super::interaction::{Direction, Interaction, InteractionFault, InteractionKind, check_when};
use super::store::InteractionStore;

/// An interaction to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInteraction {
    /// How they were in touch.
    pub kind: InteractionKind,
    /// Who turned to whom.
    pub direction: Option<Direction>,
    /// What it was about.
    pub subject: Option<Personal<Label>>,
    /// What was said.
    pub text: Personal<LetterText>,
    /// When; now, where nobody says.
    pub occurred_at: Option<Instant>,
}

/// Why an interaction was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum LogInteractionError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// Something about it does not fit.
    #[error(transparent)]
    Fault(#[from] InteractionFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts an interaction with a customer on record, as `actor` tells it.
pub async fn log_interaction(
    store: &mut dyn InteractionStore,
    environment: &Environment,
    actor: Actor,
    customer: CustomerId,
    new: NewInteraction,
) -> Result<Interaction, LogInteractionError> {
    let NewInteraction { kind, direction, subject, text, occurred_at } = new;
    let now = environment.now();
    let direction = kind.fitting(direction)?;
    let occurred_at = occurred_at.unwrap_or(now);
    check_when(occurred_at, now)?;
    if !store.hold_customer(customer).await? {
        return Err(LogInteractionError::UnknownCustomer);
    }
    let interaction = Interaction {
        id: InteractionId::new(environment.new_id()),
        customer,
        kind,
        direction,
        subject,
        text,
        occurred_at,
        recorded_by: actor,
        created_at: now,
        updated_at: now,
    };
    store.insert_interaction(&interaction).await?;
    store.note(environment, interaction.note_created()).await?;
    Ok(interaction)
}
