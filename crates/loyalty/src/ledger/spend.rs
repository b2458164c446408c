//! Points that pay, and what staff credit and debit.

use regulars_kernel::{Environment, Instant, PointOperationId};

use super::account::PointBalance;
use super::credit::Credit;
use super::line::Line;
use super::lot::Taken;
use super::open_account::OpenAccount;
use super::operation::{Cause, CounterPlace, Entry, OperationKind};

/// What happens where more is to be spent than there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdraft {
    /// Nothing is spent.
    Refused,
    /// What is missing is owed: for what a till has done already while it was offline.
    Owed,
}

/// There are not as many points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("only {available} points are available")]
pub struct Insufficient {
    /// As many can be spent.
    pub available: i64,
}

impl OpenAccount {
    /// Takes points that pay: of the lots that expire first, then of those that never do.
    ///
    /// # Errors
    ///
    /// [`Insufficient`] where there are not as many and what is missing cannot be owed. Nothing is taken then.
    pub fn spend(
        &mut self,
        environment: &Environment,
        points: i64,
        overdraft: Overdraft,
        occurred_at: Instant,
        cause: Cause,
    ) -> Result<(), Insufficient> {
        self.settle(environment, cause.programme_version);
        if overdraft == Overdraft::Refused {
            self.check_available(points)?;
        }
        let (kind, place) = (OperationKind::Spend, CounterPlace::Redeemed);
        self.debit(environment, points, (kind, place), occurred_at, cause);
        Ok(())
    }

    /// Credits or debits points by hand. What is credited lies in a lot of its own, which expires at that instant, if at
    /// any, and pays what is owed first. What is debited is taken as what pays.
    ///
    /// # Errors
    ///
    /// [`Insufficient`] where less is available than is debited. Nothing is taken then.
    pub fn adjust(
        &mut self,
        environment: &Environment,
        points: i64,
        expires_at: Option<Instant>,
        occurred_at: Instant,
        cause: Cause,
    ) -> Result<(), Insufficient> {
        self.settle(environment, cause.programme_version);
        let (kind, place) = (OperationKind::Adjust, CounterPlace::Adjusted);
        if points > 0 {
            let available_from = environment.now();
            let credit = Credit { points, kind, place, available_from, expires_at, occurred_at, cause };
            self.credit(environment, credit);
            return Ok(());
        }
        let points = points.saturating_neg();
        self.check_available(points)?;
        self.debit(environment, points, (kind, place), occurred_at, cause);
        Ok(())
    }

    pub(super) fn check_available(&self, points: i64) -> Result<(), Insufficient> {
        let available = self.account.balance.available;
        if points <= available { Ok(()) } else { Err(Insufficient { available }) }
    }

    /// Takes points of what is available. What is missing is owed.
    fn debit(
        &mut self,
        environment: &Environment,
        points: i64,
        (kind, place): (OperationKind, CounterPlace),
        occurred_at: Instant,
        cause: Cause,
    ) {
        if points <= 0 {
            return;
        }
        let taken = Taken::of(self.in_order(|lot| !lot.pending), points);
        let account = PointBalance {
            available: -taken.points,
            deficit: taken.points - points,
            ..PointBalance::default()
        };
        let entry = Entry { account, place, counter: points };
        let id = PointOperationId::new(environment.new_id());
        self.write(id, environment.now(), Line { kind, occurred_at, entry, cause, moves: taken.moves });
    }
}
