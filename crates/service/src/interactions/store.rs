//! What the use cases of interactions need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{CustomerId, Instant, InteractionId, Page, PageRequest, StoreError};

use super::interaction::{Interaction, InteractionKind};
use crate::held_customer::HoldsCustomers;

/// Which interactions of a customer; what is absent does not narrow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InteractionQuery {
    /// Of that kind.
    pub kind: Option<InteractionKind>,
    /// From that instant on.
    pub from: Option<Instant>,
    /// Before that instant.
    pub to: Option<Instant>,
}

/// Where an interaction stands in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InteractionPosition {
    /// When it was.
    pub occurred_at: Instant,
    /// Its id.
    pub id: InteractionId,
}

/// The interactions of one merchant, as they are read.
#[async_trait]
pub trait InteractionReads: Send {
    /// The interaction of that customer. Inside a write nobody else changes it until that write ends.
    async fn find_interaction(
        &mut self,
        customer: CustomerId,
        id: InteractionId,
    ) -> Result<Option<Interaction>, StoreError>;
    /// A customer's interactions, the newest first.
    async fn list_interactions(
        &mut self,
        customer: CustomerId,
        query: &InteractionQuery,
        page: PageRequest<InteractionPosition>,
    ) -> Result<Page<Interaction, InteractionPosition>, StoreError>;
    /// A customer's newest interactions, `most` at most. One statement.
    async fn newest_interactions(
        &mut self,
        customer: CustomerId,
        most: u16,
    ) -> Result<Vec<Interaction>, StoreError>;
}

/// The interactions of one merchant.
#[async_trait]
pub trait InteractionStore: InteractionReads + AuditTrail + HoldsCustomers {
    /// Adds an interaction.
    async fn insert_interaction(&mut self, interaction: &Interaction) -> Result<(), StoreError>;
    /// Writes an interaction.
    async fn update_interaction(&mut self, interaction: &Interaction) -> Result<(), StoreError>;
    /// Deletes an interaction.
    async fn delete_interaction(&mut self, id: InteractionId) -> Result<(), StoreError>;
}
