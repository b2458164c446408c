//! What was done with an account, ready to be written.

use super::account::PointAccount;
use super::kept_earning::KeptEarning;
use super::lot::Lot;
use super::operation::PointOperation;
use super::reservation::PointReservation;
use super::told_rules::ToldRules;
use crate::earning::cap::RuleUse;
use crate::programme::membership::ProgrammeMembership;

/// What was done with an account, ready to be written: all of it or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The account as it is now.
    pub account: PointAccount,
    /// The number of its last operation before, by which a store knows that nobody else has written meanwhile. None for an
    /// account that is new.
    pub was_at: Option<i64>,
    /// The membership that begins with it.
    pub joins: Option<ProgrammeMembership>,
    /// What was done, in order.
    pub operations: Vec<PointOperation>,
    /// Lots that are new.
    pub new_lots: Vec<Lot>,
    /// Lots that were changed, as they are now.
    pub changed_lots: Vec<Lot>,
    /// What lines earned.
    pub earnings: Vec<KeptEarning>,
    /// What refunds took back of what lines earned: with `taken_back` as it is now.
    pub taken_back: Vec<KeptEarning>,
    /// What is added to the uses of rules: negative for what refunds take back.
    pub uses: Vec<RuleUse>,
    /// Reservations that are new or were changed, as they are now.
    pub reservations: Vec<PointReservation>,
    /// What the rules said of receipts beside what they gave.
    pub told_rules: Vec<ToldRules>,
}
