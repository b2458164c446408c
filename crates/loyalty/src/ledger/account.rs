//! Accounts of points.

use regulars_kernel::{CustomerId, Instant, PointAccountId, ProgrammeId};

use crate::programme::point_type::PointTypeCode;

/// What an account has, in the smallest part of its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PointBalance {
    /// What can be spent. Never negative.
    pub available: i64,
    /// What will be, later. Never negative.
    pub pending: i64,
    /// What is held for something. Never negative.
    pub reserved: i64,
    /// What is owed. Never positive, and zero where anything is available.
    pub deficit: i64,
}

impl PointBalance {
    /// Both together, part by part.
    #[must_use]
    pub const fn plus(self, change: Self) -> Self {
        Self {
            available: self.available.saturating_add(change.available),
            pending: self.pending.saturating_add(change.pending),
            reserved: self.reserved.saturating_add(change.reserved),
            deficit: self.deficit.saturating_add(change.deficit),
        }
    }

    /// The same with the other sign.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            available: self.available.saturating_neg(),
            pending: self.pending.saturating_neg(),
            reserved: self.reserved.saturating_neg(),
            deficit: self.deficit.saturating_neg(),
        }
    }

    /// All its parts together: negative where more is owed than is there.
    pub const fn total(self) -> i64 {
        self.available.saturating_add(self.pending).saturating_add(self.reserved).saturating_add(self.deficit)
    }

    /// What is owed, as a positive number.
    pub const fn owed(self) -> i64 {
        self.deficit.saturating_neg()
    }
}

/// Points of one type of one customer. One account for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointAccount {
    /// Its id.
    pub id: PointAccountId,
    /// The programme.
    pub programme: ProgrammeId,
    /// What it has.
    pub point_type: PointTypeCode,
    /// Whose it is. The id stays when the customer is erased, and is nobody's then.
    pub customer: CustomerId,
    /// What it has.
    pub balance: PointBalance,
    /// The number of its last operation; 0 before the first.
    pub last_operation: i64,
    /// When it was opened.
    pub opened_at: Instant,
    /// The account into which it went when its customer was merged.
    pub merged_into: Option<PointAccountId>,
}
