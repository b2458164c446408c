//! Programmes.

use regulars_kernel::{Actor, Instant, Label, ProgrammeId, named};

use super::configuration::Configuration;

named! {
    /// Where a programme stands.
    ProgrammeState {
        /// It is being written. Nothing is earned, and it can be deleted.
        Draft = "draft",
        /// Receipts earn and points can be spent.
        Active = "active",
        /// Nothing is earned or spent; refunds and expiry go on.
        Paused = "paused",
        /// For good: like a paused one, and never active again.
        Closed = "closed",
    }
}

named! {
    /// How a customer comes into a programme.
    Joining {
        /// With the first receipt in their name.
        Automatic = "automatic",
        /// As they are registered as members of the network, and whoever was before, with the first receipt in their name.
        AtRegistration = "at_registration",
        /// By being entered.
        OnRequest = "on_request",
    }
}

impl Joining {
    /// Whether the first receipt in their name brings somebody in.
    pub const fn is_by_receipt(self) -> bool {
        matches!(self, Self::Automatic | Self::AtRegistration)
    }
}

impl ProgrammeState {
    /// Whether a programme may go from this state to that one.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft | Self::Paused, Self::Active)
                | (Self::Active, Self::Paused)
                | (Self::Active | Self::Paused, Self::Closed)
        )
    }
}

/// A programme of a merchant, as it is configured now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Its id.
    pub id: ProgrammeId,
    /// What it is called.
    pub name: Label,
    /// Where it stands.
    pub state: ProgrammeState,
    /// The version of its configuration, from 1. What was earned under one is explained by that one for ever.
    pub version: u32,
    /// What it does.
    pub configuration: Configuration,
    /// When it was created.
    pub created_at: Instant,
    /// When anything of it was last changed.
    pub updated_at: Instant,
}

/// A configuration that a programme has or had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeVersion {
    /// Its number, from 1.
    pub version: u32,
    /// What the programme did while it held.
    pub configuration: Configuration,
    /// Who wrote it.
    pub actor: Actor,
    /// Since when it holds.
    pub recorded_at: Instant,
}
