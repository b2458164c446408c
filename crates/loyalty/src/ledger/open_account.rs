//! An account that a transaction holds.

use regulars_kernel::{CustomerId, Environment, PointAccountId, ProgrammeId};

use super::account::{PointAccount, PointBalance};
use super::kept_earning::KeptEarning;
use super::lot::Lot;
use super::operation::PointOperation;
use super::posting::Posting;
use super::reservation::{HeldReservation, PointReservation};
use super::store::AccountWithLots;
use super::told_rules::ToldRules;
use crate::earning::cap::RuleUse;
use crate::programme::membership::ProgrammeMembership;
use crate::programme::point_type::PointTypeCode;

/// How a lot stands to what the store has of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LotState {
    /// The store has it as it is.
    Kept,
    /// The store has it as it was.
    Changed,
    /// The store does not have it.
    New,
}

/// A reservation that has not ended, or ended in this transaction.
#[derive(Clone, Debug)]
pub(super) struct OpenReservation {
    pub(super) held: HeldReservation,
    pub(super) state: LotState,
}

#[derive(Clone, Debug)]
pub(super) struct HeldLot {
    pub(super) lot: Lot,
    pub(super) state: LotState,
}

/// An account that a transaction holds, and what was done with it and is not written yet.
///
/// Whatever is done: each operation adds up to zero, the balance is what the operations add up to, and what can be spent
/// and what is pending are what lies in the lots. Nothing can be spent while something is owed: whatever comes in pays that
/// first. What is due by time is done before anything else is.
#[derive(Clone, Debug)]
pub struct OpenAccount {
    pub(super) account: PointAccount,
    pub(super) lots: Vec<HeldLot>,
    pub(super) reservations: Vec<OpenReservation>,
    pub(super) is_merged_away: bool,
    was_at: Option<i64>,
    joins: Option<ProgrammeMembership>,
    pub(super) operations: Vec<PointOperation>,
    earnings: Vec<KeptEarning>,
    taken_back: Vec<KeptEarning>,
    uses: Vec<RuleUse>,
    told_rules: Vec<ToldRules>,
}

impl OpenAccount {
    /// One that a store has.
    pub fn of(found: AccountWithLots) -> Self {
        let AccountWithLots { account, lots, reservations } = found;
        let was_at = Some(account.last_operation);
        let lots = lots.into_iter().map(|lot| HeldLot { lot, state: LotState::Kept }).collect();
        let kept = |held| OpenReservation { held, state: LotState::Kept };
        let reservations = reservations.into_iter().map(kept).collect();
        Self { reservations, ..Self::holding(account, lots, was_at) }
    }

    /// A new one, in which there is nothing.
    pub fn new(
        environment: &Environment,
        programme: ProgrammeId,
        point_type: PointTypeCode,
        customer: CustomerId,
    ) -> Self {
        let account = PointAccount {
            id: PointAccountId::new(environment.new_id()),
            programme,
            point_type,
            customer,
            balance: PointBalance::default(),
            last_operation: 0,
            opened_at: environment.now(),
            merged_into: None,
        };
        Self::holding(account, Vec::new(), None)
    }

    fn holding(account: PointAccount, lots: Vec<HeldLot>, was_at: Option<i64>) -> Self {
        Self {
            account,
            lots,
            reservations: Vec::new(),
            is_merged_away: false,
            was_at,
            joins: None,
            operations: Vec::new(),
            earnings: Vec::new(),
            taken_back: Vec::new(),
            uses: Vec::new(),
            told_rules: Vec::new(),
        }
    }

    /// The account as it is after what was done.
    pub fn account(&self) -> &PointAccount {
        &self.account
    }

    /// Its lots in which something is left.
    pub fn lots(&self) -> impl Iterator<Item = &Lot> {
        self.lots.iter().map(|held| &held.lot).filter(|lot| lot.remaining > 0)
    }

    /// What was done so far, in order.
    pub fn last_operations(&self) -> &[PointOperation] {
        &self.operations
    }

    /// Keeps what a line earned.
    pub fn keep_earning(&mut self, earning: KeptEarning) {
        self.earnings.push(earning);
    }

    /// Keeps what refunds took back of what a line earned: with `taken_back` as it is now.
    pub fn keep_taken_back(&mut self, earning: KeptEarning) {
        self.taken_back.push(earning);
    }

    /// Adds to the use of a rule: negative for what a refund takes back.
    pub fn keep_use(&mut self, rule_use: RuleUse) {
        self.uses.push(rule_use);
    }

    /// Keeps what the rules said of a receipt beside what they gave. That alone opens no account.
    pub fn keep_told_rules(&mut self, told: ToldRules) {
        self.told_rules.push(told);
    }

    /// Begins a membership with it.
    pub fn join(&mut self, membership: ProgrammeMembership) {
        self.joins = Some(membership);
    }

    /// What is to be written. None where nothing was done.
    pub fn into_posting(self) -> Option<Posting> {
        let reservations = self.reservations.into_iter().filter(|open| open.state != LotState::Kept);
        let reservations: Vec<PointReservation> = reservations.map(|open| open.held.reservation).collect();
        let is_something = self.is_merged_away
            || !reservations.is_empty()
            || self.joins.is_some()
            || !self.operations.is_empty()
            || !self.earnings.is_empty()
            || !self.taken_back.is_empty()
            || !self.uses.is_empty()
            || (self.was_at.is_some() && !self.told_rules.is_empty());
        if !is_something {
            return None;
        }
        let (mut new_lots, mut changed_lots) = (Vec::new(), Vec::new());
        for HeldLot { lot, state } in self.lots {
            match state {
                LotState::New => new_lots.push(lot),
                LotState::Changed => changed_lots.push(lot),
                LotState::Kept => {}
            }
        }
        Some(Posting {
            account: self.account,
            was_at: self.was_at,
            joins: self.joins,
            operations: self.operations,
            new_lots,
            changed_lots,
            earnings: self.earnings,
            taken_back: self.taken_back,
            uses: self.uses,
            reservations,
            told_rules: self.told_rules,
        })
    }
}

impl HeldLot {
    /// Notes that it is no longer what the store has.
    pub(super) fn changes(&mut self) {
        if self.state == LotState::Kept {
            self.state = LotState::Changed;
        }
    }
}
