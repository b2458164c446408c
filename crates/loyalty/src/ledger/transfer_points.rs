//! Lets points go from one account to another one.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Actor, Environment, PointAccountId, StoreError};

use super::account::PointAccount;
use super::adjust_points::Adjustment;
use super::open_account::OpenAccount;
use super::operation::{Cause, PointOperation};
use super::spend::Insufficient;
use super::store::{AccountWithLots, PointStore};
use crate::programme::programme::ProgrammeState;
use crate::programme::store::ProgrammeReads;

/// Accounts, and what their programmes say of transfers.
pub trait TransferStore: PointStore + ProgrammeReads {}

impl<Store: PointStore + ProgrammeReads + ?Sized> TransferStore for Store {}

/// Points that go to another account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointTransfer {
    /// From this one. Where it went into another one, from that.
    pub from: PointAccountId,
    /// To this one. Where it went into another one, to that.
    pub to: PointAccountId,
    /// How many, in the smallest part of their type: more than 0.
    pub points: i64,
}

/// Why nothing went anywhere.
#[derive(Debug, thiserror::Error)]
pub enum TransferPointsError {
    /// The merchant has no such account from which they could go.
    #[error("there is no such account")]
    UnknownAccount,
    /// The merchant has no such account to which they could go.
    #[error("there is no such account")]
    UnknownTarget,
    /// Both are one, or they have not the same type of points of one programme.
    #[error("must be another account of the same type of points")]
    OtherType,
    /// There are none, or too many.
    #[error("must be from 1 to {most}", most = Adjustment::MOST_POINTS)]
    OutOfRange,
    /// The type of points does not let them go.
    #[error("points of this type do not go from one account to another")]
    NotTransferable,
    /// The programme is not active.
    #[error("nothing goes anywhere in a programme that is not active")]
    NotActive,
    /// Whose points they are has left the programme.
    #[error("whose points these are has left the programme")]
    NotMember,
    /// A customer of the two was erased.
    #[error("one of the accounts is nobody's any more: its customer was erased")]
    Erased,
    /// There are not as many.
    #[error(transparent)]
    Insufficient(#[from] Insufficient),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Lets points go to another account of the same type, where the type lets them. They expire there when they would have here.
///
/// Returns what was done in the one account, and in the other.
pub async fn transfer_points(
    store: &mut dyn TransferStore,
    environment: &Environment,
    actor: Actor,
    transfer: PointTransfer,
) -> Result<(PointOperation, PointOperation), TransferPointsError> {
    let from = holder_of(store, transfer.from).await?.ok_or(TransferPointsError::UnknownAccount)?;
    let to = holder_of(store, transfer.to).await?.ok_or(TransferPointsError::UnknownTarget)?;
    if from.id == to.id || (from.programme, &from.point_type) != (to.programme, &to.point_type) {
        return Err(TransferPointsError::OtherType);
    }
    if !(1..=Adjustment::MOST_POINTS).contains(&transfer.points) {
        return Err(TransferPointsError::OutOfRange);
    }
    let programme_version = check_programme(store, &from).await?;
    for customer in [from.customer, to.customer] {
        if !store.has_holder(customer).await? {
            return Err(TransferPointsError::Erased);
        }
    }
    let membership = store.find_programme_membership_of(from.programme, from.customer).await?;
    membership.ok_or(TransferPointsError::NotMember)?;
    let held = store.hold_point_accounts(&[from.id, to.id]).await?;
    let (mut left, mut arrived) = (open(&held, from.id)?, open(&held, to.id)?);
    left.settle(environment, programme_version);
    arrived.settle(environment, programme_version);
    let before = (left.account().clone(), arrived.account().clone());
    let cause = Cause { actor, purchase: None, refund: None, programme_version, reason: None, accrual: None };
    left.transfer(environment, &mut arrived, transfer.points, cause)?;
    let done = last_of(&left).zip(last_of(&arrived));
    let (out, into) =
        done.ok_or_else(|| StoreError::inconsistent("point_operations", "a transfer is none"))?;
    let after = (left.account().clone(), arrived.account().clone());
    let postings: Vec<_> = [left, arrived].into_iter().filter_map(OpenAccount::into_posting).collect();
    store.post_points(&postings).await?;
    for (before, after, operation, other) in
        [(&before.0, &after.0, &out, to.id), (&before.1, &after.1, &into, from.id)]
    {
        let before = Transferred { account: before, by: None };
        let note = AuditNote::updated(&before, &Transferred { account: after, by: Some((operation, other)) });
        store.note_if(environment, note).await?;
    }
    Ok((out, into))
}

/// The account, or the one into which it went.
async fn holder_of(
    store: &mut dyn TransferStore,
    id: PointAccountId,
) -> Result<Option<PointAccount>, StoreError> {
    let mut found = store.find_point_account(id).await?;
    if let Some(into) = found.as_ref().and_then(|found| found.account.merged_into) {
        found = store.find_point_account(into).await?;
    }
    Ok(found.map(|found| found.account))
}

/// The version of the programme, whose points may go.
async fn check_programme(
    store: &mut dyn TransferStore,
    account: &PointAccount,
) -> Result<u32, TransferPointsError> {
    let programme = store.find_programme(account.programme).await?;
    let programme = programme
        .ok_or_else(|| StoreError::inconsistent("point_accounts", "the programme of one is gone"))?;
    let kind = programme.configuration.point_type(&account.point_type);
    if !kind.is_some_and(|kind| kind.transferable) {
        return Err(TransferPointsError::NotTransferable);
    }
    if programme.state != ProgrammeState::Active {
        return Err(TransferPointsError::NotActive);
    }
    Ok(programme.version)
}

fn open(held: &[AccountWithLots], id: PointAccountId) -> Result<OpenAccount, StoreError> {
    let found = held.iter().find(|found| found.account.id == id);
    found.cloned().map(OpenAccount::of).ok_or(StoreError::Contended)
}

fn last_of(account: &OpenAccount) -> Option<PointOperation> {
    account.last_operations().last().cloned()
}

/// An account before a transfer, or after it with what was done and where the other side is.
struct Transferred<'account> {
    account: &'account PointAccount,
    by: Option<(&'account PointOperation, PointAccountId)>,
}

impl Recorded for Transferred<'_> {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::PointAccount, id: self.account.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .value("balance.available", self.account.balance.available)
            .value("balance.deficit", self.account.balance.deficit)
            .value("transfer.operation_id", self.by.map(|(operation, _)| operation.id.to_string()))
            .value("transfer.account_id", self.by.map(|(_, other)| other.to_string()))
            .into_fields()
    }
}
