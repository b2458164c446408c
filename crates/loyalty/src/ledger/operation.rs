//! Operations: the lines of an account's ledger.

use regulars_kernel::{
    Actor, Instant, PointAccountId, PointAccrualId, PointOperationId, PurchaseId, RefundId, named,
};

use super::account::PointBalance;
use super::lot::LotMove;

named! {
    /// What an operation does.
    OperationKind {
        /// Points are earned.
        Earn = "earn",
        /// Points are earned that can be spent later.
        EarnPending = "earn_pending",
        /// Pending points can be spent from now on.
        Activate = "activate",
        /// Points pay.
        Spend = "spend",
        /// Points are no longer there.
        Expire = "expire",
        /// A refund takes back what was earned.
        Clawback = "clawback",
        /// A refund gives back what was spent.
        RefundSpend = "refund_spend",
        /// Staff credit or debit.
        Adjust = "adjust",
        /// Two customers became one.
        Merge = "merge",
        /// Points are held for something.
        Reserve = "reserve",
        /// Points that were held pay.
        Capture = "capture",
        /// Points that were held come back.
        Release = "release",
        /// Points go to another account, or come from one.
        Transfer = "transfer",
        /// Somebody whom the customer has invited became a buyer, or the customer did who was invited.
        Referral = "referral",
    }
}

named! {
    /// The programme's side of an operation.
    CounterPlace {
        /// What was given out.
        Issued = "issued",
        /// What was spent.
        Redeemed = "redeemed",
        /// What expired.
        Expired = "expired",
        /// What staff credited and debited.
        Adjusted = "adjusted",
        /// What went to or came from another account when two customers became one.
        Merged = "merged",
        /// What went to or came from another account of the type.
        Transferred = "transferred",
        /// Nothing: what moves within the account.
        None = "none",
    }
}

named! {
    /// Why staff credit or debit.
    AdjustmentReason {
        /// To make up for something.
        Goodwill = "goodwill",
        /// A mistake is put right.
        Correction = "correction",
        /// A receipt was not recorded or not in the member's name.
        MissingReceipt = "missing_receipt",
        /// Points that another system kept.
        OpeningBalance = "opening_balance",
        /// Points were got by deceit.
        Fraud = "fraud",
    }
}

/// What an operation changes on the account, and what stands against it. All together is zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it adds to each part of the account.
    pub account: PointBalance,
    /// Where the other side is.
    pub place: CounterPlace,
    /// What it adds there.
    pub counter: i64,
}

/// Why there is an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Who brought it about.
    pub actor: Actor,
    /// The purchase that earned or was paid.
    pub purchase: Option<PurchaseId>,
    /// The refund that takes or gives back.
    pub refund: Option<RefundId>,
    /// The version of the programme that explains it.
    pub programme_version: u32,
    /// Why staff credited or debited.
    pub reason: Option<AdjustmentReason>,
    /// The bulk accrual that gave, or whose undoing takes back.
    pub accrual: Option<PointAccrualId>,
}

/// One line of an account's ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointOperation {
    /// Its id.
    pub id: PointOperationId,
    /// The account.
    pub account: PointAccountId,
    /// Its number in the account, from 1 without gaps.
    pub number: i64,
    /// What it does.
    pub kind: OperationKind,
    /// When it was, by the clock of whoever brought it about.
    pub occurred_at: Instant,
    /// When it was written.
    pub recorded_at: Instant,
    /// What it changes.
    pub entry: Entry,
    /// Why.
    pub cause: Cause,
    /// What it does to which lots.
    pub moves: Vec<LotMove>,
}
