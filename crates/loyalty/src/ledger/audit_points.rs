//! Holds what is kept of accounts against the ledger: every balance is made anew of operations and of lots.

use regulars_kernel::{PointAccountId, ProgrammeId, StoreError};

use super::account::PointBalance;
use super::overview_store::PointOverviewReads;
use crate::programme::point_type::PointValue;

/// The most accounts that are audited in one piece.
pub const MOST_AUDITED: u32 = 5_000;

/// An account beside what its operations and its lots add up to. Points are in the smallest part of their type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditedAccount {
    /// The account.
    pub account: PointAccountId,
    /// What is kept of it.
    pub kept: PointBalance,
    /// The number of its last operation, as it is kept.
    pub last_operation: i64,
    /// What its operations add up to.
    pub by_operations: PointBalance,
    /// The largest number of its operations; 0 where it has none.
    pub largest_number: i64,
    /// How many operations it has.
    pub operations: i64,
    /// How many of its operations do not add up to zero with their other side.
    pub unbalanced: i64,
    /// What lies in its lots that can be spent.
    pub available_in_lots: i64,
    /// What lies in its lots that cannot be spent yet.
    pub pending_in_lots: i64,
}

impl AuditedAccount {
    /// Whether all of it is the same, and no operation is missing.
    pub fn is_exact(&self) -> bool {
        self.kept == self.by_operations
            && self.last_operation == self.largest_number
            && self.last_operation == self.operations
            && self.unbalanced == 0
            && (self.kept.available, self.kept.pending) == (self.available_in_lots, self.pending_in_lots)
    }
}

/// What an audit has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointsAudit {
    /// How many accounts were audited.
    pub audited: usize,
    /// Those that are not exact.
    pub differences: Vec<AuditedAccount>,
    /// The last account, where there are more behind it.
    pub next: Option<PointAccountId>,
}

/// Why nothing was audited, or no liability told.
#[derive(Debug, thiserror::Error)]
pub enum PointOverviewError {
    /// The merchant has no such programme.
    #[error("there is no such programme")]
    UnknownProgramme,
    /// A sum is too large to be told exactly.
    #[error(
        "there are more points, or they are worth more, than can be told exactly: more than {}",
        PointValue::MOST_TOLD
    )]
    TooLarge,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Audits accounts of a programme by their ids: at most so many, and no more than [`MOST_AUDITED`], behind that one where one is named.
pub async fn audit_points(
    store: &mut dyn PointOverviewReads,
    programme: ProgrammeId,
    after: Option<PointAccountId>,
    at_most: u32,
) -> Result<PointsAudit, PointOverviewError> {
    store.find_programme(programme).await?.ok_or(PointOverviewError::UnknownProgramme)?;
    let at_most = at_most.min(MOST_AUDITED);
    let mut accounts = store.audited_point_accounts(programme, after, at_most + 1).await?;
    let most = usize::try_from(at_most).unwrap_or(usize::MAX);
    let has_more = accounts.len() > most;
    accounts.truncate(most);
    let next = accounts.last().map(|last| last.account).filter(|_| has_more);
    let audited = accounts.len();
    accounts.retain(|account| !account.is_exact());
    Ok(PointsAudit { audited, differences: accounts, next })
}
