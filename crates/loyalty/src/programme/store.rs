//! What the use cases of programmes need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    Actor, CustomerId, Instant, Label, Page, PageRequest, ProgrammeId, ProgrammeMembershipId, StoreError,
    StoreId, UsedBy,
};

use super::joining_terms::Agreements;
use super::membership::ProgrammeMembership;
use super::point_type::PointTypeCode;
use super::programme::{Programme, ProgrammeVersion};
use crate::tiers::tier_code::TierCode;

/// Where a membership stands in the list of a programme: by when it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MembershipPosition {
    /// When it began.
    pub joined_at: Instant,
    /// Its id.
    pub id: ProgrammeMembershipId,
}

/// Programmes of one merchant, as they are read.
#[async_trait]
pub trait ProgrammeReads: Send {
    /// One of them.
    async fn find_programme(&mut self, id: ProgrammeId) -> Result<Option<Programme>, StoreError>;
    /// All of them, by their ids.
    async fn list_programmes(
        &mut self,
        page: PageRequest<ProgrammeId>,
    ) -> Result<Page<Programme, ProgrammeId>, StoreError>;
    /// A configuration that a programme has or had.
    async fn find_programme_version(
        &mut self,
        id: ProgrammeId,
        version: u32,
    ) -> Result<Option<ProgrammeVersion>, StoreError>;
    /// The configurations of a programme, the newest first; a position is the version of the last one.
    async fn list_programme_versions(
        &mut self,
        id: ProgrammeId,
        page: PageRequest<u32>,
    ) -> Result<Page<ProgrammeVersion, u32>, StoreError>;
    /// Whether anybody has an account of that point type.
    async fn has_point_accounts(
        &mut self,
        programme: ProgrammeId,
        point_type: Option<&PointTypeCode>,
    ) -> Result<bool, StoreError>;
    /// The rewards that points of the programme buy or that give some, or points of that type.
    async fn rewards_bought_by(
        &mut self,
        programme: ProgrammeId,
        point_type: Option<&PointTypeCode>,
    ) -> Result<Vec<UsedBy>, StoreError>;
    /// The rewards of the programme that have a price for a tier that is none of these.
    async fn rewards_priced_by_other_tiers(
        &mut self,
        programme: ProgrammeId,
        kept: &[TierCode],
    ) -> Result<Vec<UsedBy>, StoreError>;
    /// Those of the stores that the merchant does not have.
    async fn unknown_stores(&mut self, stores: &[StoreId]) -> Result<Vec<StoreId>, StoreError>;
    /// A membership, ended or not.
    async fn find_programme_membership(
        &mut self,
        programme: ProgrammeId,
        id: ProgrammeMembershipId,
    ) -> Result<Option<ProgrammeMembership>, StoreError>;
    /// The membership of a customer that has not ended.
    async fn find_programme_membership_of(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<Option<ProgrammeMembership>, StoreError>;
    /// Memberships that have not ended, from the first one on.
    async fn list_programme_memberships(
        &mut self,
        programme: ProgrammeId,
        page: PageRequest<MembershipPosition>,
    ) -> Result<Page<ProgrammeMembership, MembershipPosition>, StoreError>;
    /// The programmes in which a customer is, in the order in which they came in, as many as that.
    async fn programmes_of_member(
        &mut self,
        customer: CustomerId,
        most: u16,
    ) -> Result<Vec<(Programme, ProgrammeMembership)>, StoreError>;
    /// The memberships of a customer that have not ended, in any programme, by their ids.
    async fn programme_memberships_of_customer(
        &mut self,
        customer: CustomerId,
    ) -> Result<Vec<ProgrammeMembership>, StoreError>;
    /// What a customer has said that bears on programmes.
    async fn agreements_of(&mut self, customer: CustomerId) -> Result<Agreements, StoreError>;
    /// Whether the merchant has that customer.
    async fn has_customer(&mut self, customer: CustomerId) -> Result<bool, StoreError>;
}

/// Programmes of one merchant.
#[async_trait]
pub trait ProgrammeStore: ProgrammeReads + AuditTrail {
    /// One that nobody else changes until this transaction ends.
    async fn find_programme_for_change(&mut self, id: ProgrammeId) -> Result<Option<Programme>, StoreError>;
    /// Adds a programme with its first configuration.
    async fn insert_programme(&mut self, programme: &Programme, actor: Actor) -> Result<(), StoreError>;
    /// Writes a held programme. Where its version is a new one, its configuration is kept as that version.
    async fn update_programme(&mut self, programme: &Programme, actor: Actor) -> Result<(), StoreError>;
    /// Deletes a held programme in which nothing was ever earned, with its versions and memberships.
    async fn delete_programme(&mut self, id: ProgrammeId) -> Result<(), StoreError>;
    /// Adds a membership. False where the customer has one that has not ended.
    async fn insert_programme_membership(
        &mut self,
        membership: &ProgrammeMembership,
    ) -> Result<bool, StoreError>;
    /// Keeps the version of the terms that a member has accepted.
    async fn keep_accepted_terms(
        &mut self,
        id: ProgrammeMembershipId,
        version: &Label,
    ) -> Result<(), StoreError>;
    /// Ends a membership.
    async fn end_programme_membership(
        &mut self,
        id: ProgrammeMembershipId,
        left_at: Instant,
    ) -> Result<(), StoreError>;
    /// When the worker is to look for what days have brought about.
    async fn look_for_due_awards(&mut self, at: Instant) -> Result<(), StoreError>;
    /// The same behind a look that began then, unless it was said meanwhile that there is to be another one before.
    async fn put_off_due_awards(&mut self, at: Option<Instant>, begun: Instant) -> Result<(), StoreError>;
}
