//! What referrals need from a store.

use async_trait::async_trait;
use regulars_kernel::{CustomerId, Instant, Page, PageRequest, ProgrammeId, ReferralId, StoreError};

use super::code::{MemberCode, ReferralCode};
use super::facts::DueReferral;
use super::referral::{QualifiedReferral, Referral, ReferralRole};
use crate::ledger::store::PointStore;
use crate::programme::store::ProgrammeReads;

/// The referrals of one merchant, as they are read.
#[async_trait]
pub trait ReferralReads: Send {
    /// Whose code that is. None where it is nobody's any more.
    async fn find_referral_code(&mut self, code: &ReferralCode) -> Result<Option<MemberCode>, StoreError>;
    /// The code of a customer in a programme: of several, since somebody was merged, the one that was made first.
    async fn referral_code_of(
        &mut self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<Option<MemberCode>, StoreError>;
    /// The referrals in which a customer is the one or the other, the newest first.
    async fn list_referrals(
        &mut self,
        customer: CustomerId,
        role: ReferralRole,
        page: PageRequest<ReferralId>,
    ) -> Result<Page<Referral, ReferralId>, StoreError>;
    /// Who has invited that customer, and when, if that was before then.
    async fn referrer_before(
        &mut self,
        referred: CustomerId,
        before: Instant,
    ) -> Result<Option<(CustomerId, Instant)>, StoreError>;
}

/// What a receipt does to referrals.
#[async_trait]
pub trait QualifyingStore: Send {
    /// Writes that a receipt has qualified a referral, if that waits.
    async fn qualify_referral(&mut self, qualified: &QualifiedReferral) -> Result<(), StoreError>;
}

/// The referrals of one merchant, beside its programmes and its ledger of points.
#[async_trait]
pub trait ReferralStore: ReferralReads + QualifyingStore + PointStore + ProgrammeReads {
    /// Keeps the code of a customer. False where they have one in the programme, or the code is somebody's.
    async fn insert_referral_code(&mut self, code: &MemberCode) -> Result<bool, StoreError>;
    /// Adds a referral.
    async fn insert_referral(&mut self, referral: &Referral) -> Result<(), StoreError>;
    /// The referrals that are due by then, the first ones first and at most so many, which nobody else pays until this transaction
    /// ends. Who wants the same ones waits, and then finds those that are left.
    async fn hold_due_referrals(
        &mut self,
        now: Instant,
        at_most: u32,
    ) -> Result<Vec<(ProgrammeId, ReferralId)>, StoreError>;
    /// How these held referrals of a programme stand, by their ids. Others for which their referrers were paid are counted from
    /// `since` on.
    async fn facts_of_referrals(
        &mut self,
        programme: ProgrammeId,
        ids: &[ReferralId],
        since: Instant,
    ) -> Result<Vec<DueReferral>, StoreError>;
    /// Lets these held referrals be due at another time.
    async fn put_off_referrals(&mut self, ids: &[ReferralId], due_at: Instant) -> Result<(), StoreError>;
    /// Writes what became of a held referral.
    async fn settle_referral(&mut self, referral: &Referral) -> Result<(), StoreError>;
    /// Refuses what is open of a customer who is erased, whichever of the two they are.
    async fn refuse_referrals_of_erased(
        &mut self,
        customer: CustomerId,
        now: Instant,
    ) -> Result<(), StoreError>;
}
