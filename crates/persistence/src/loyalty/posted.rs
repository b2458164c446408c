//! What was done with accounts as rows of tables.

use regulars_loyalty::Posting;
use serde::Serialize;

use super::account_row::{AccountRow, LotRow};
use super::earning_row::{EarningRow, UseRow};
use super::memberships::MembershipRow;
use super::operation_row::{MoveRow, OperationRow};
use super::told_rules_row::ToldRulesRow;

/// An account that was there before.
#[derive(Serialize)]
pub(super) struct ChangedAccount {
    #[serde(flatten)]
    pub(super) account: AccountRow,
    /// The number of its last operation by then.
    pub(super) was_at: i64,
}

/// The rows of postings. Its members are what the function of PostgreSQL reads.
#[derive(Default, Serialize)]
pub(super) struct Posted {
    pub(super) joins: Vec<MembershipRow>,
    pub(super) new_accounts: Vec<AccountRow>,
    pub(super) accounts: Vec<ChangedAccount>,
    pub(super) operations: Vec<OperationRow>,
    pub(super) new_lots: Vec<LotRow>,
    pub(super) changed_lots: Vec<LotRow>,
    pub(super) moves: Vec<MoveRow>,
    pub(super) earnings: Vec<EarningRow>,
    pub(super) taken_back: Vec<EarningRow>,
    pub(super) uses: Vec<UseRow>,
    pub(super) told_rules: Vec<ToldRulesRow>,
}

impl Posted {
    /// The rows of these postings.
    pub(super) fn of(postings: &[Posting]) -> Self {
        let mut posted = Self::default();
        for posting in postings {
            posted.add(posting);
        }
        posted
    }

    fn add(&mut self, posting: &Posting) {
        let Posting { account, was_at, joins, operations, new_lots, changed_lots, .. } = posting;
        let Posting { earnings, taken_back, uses, .. } = posting;
        let row = AccountRow::from(account);
        match *was_at {
            Some(was_at) => self.accounts.push(ChangedAccount { account: row, was_at }),
            None => self.new_accounts.push(row),
        }
        self.joins.extend(joins.as_ref().map(MembershipRow::from));
        self.operations.extend(operations.iter().map(OperationRow::from));
        self.moves.extend(operations.iter().flat_map(MoveRow::of));
        self.new_lots.extend(new_lots.iter().map(LotRow::from));
        self.changed_lots.extend(changed_lots.iter().map(LotRow::from));
        self.earnings.extend(earnings.iter().map(EarningRow::from));
        self.taken_back.extend(taken_back.iter().map(EarningRow::from));
        self.uses.extend(uses.iter().map(|had| UseRow::new(account.id, had)));
        self.told_rules.extend(posting.told_rules.iter().map(ToldRulesRow::from));
    }
}
