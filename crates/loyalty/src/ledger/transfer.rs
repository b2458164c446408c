//! Points that go from one account to another one of the type.

use regulars_kernel::{Environment, Instant, PointOperationId};

use super::account::PointBalance;
use super::give_back::less_what_is_paid;
use super::line::{Line, NewLot};
use super::lot::{LotMove, Taken};
use super::open_account::OpenAccount;
use super::operation::{Cause, CounterPlace, Entry, OperationKind};
use super::spend::Insufficient;

impl OpenAccount {
    /// Takes points as what pays is taken, and puts them into the other account: there each expires when it would have here.
    /// What is owed there is paid first, by what expires first.
    ///
    /// # Errors
    ///
    /// [`Insufficient`] where there are not as many. Nothing is taken then.
    pub fn transfer(
        &mut self,
        environment: &Environment,
        to: &mut Self,
        points: i64,
        cause: Cause,
    ) -> Result<(), Insufficient> {
        self.settle(environment, cause.programme_version);
        to.settle(environment, cause.programme_version);
        self.check_available(points)?;
        let taken = Taken::of(self.in_order(|lot| !lot.pending), points);
        let expiry_of = |of: &LotMove| {
            self.lots.iter().find(|held| held.lot.id == of.lot).and_then(|held| held.lot.expires_at)
        };
        let arriving: Vec<(Option<Instant>, i64)> =
            taken.moves.iter().map(|of| (expiry_of(of), of.amount.saturating_neg())).collect();
        let left = PointBalance { available: points.saturating_neg(), ..PointBalance::default() };
        let entry = Entry { account: left, place: CounterPlace::Transferred, counter: points };
        let id = PointOperationId::new(environment.new_id());
        self.write_transfer(environment, id, entry, (taken.moves, cause.clone()));
        to.arrive(environment, arriving, points, cause);
        Ok(())
    }

    fn arrive(
        &mut self,
        environment: &Environment,
        arriving: Vec<(Option<Instant>, i64)>,
        points: i64,
        cause: Cause,
    ) {
        let origin = PointOperationId::new(environment.new_id());
        let mut moves = Vec::with_capacity(arriving.len());
        // What expires first stands at the end, of which what is owed is paid.
        for (expires_at, amount) in arriving.into_iter().rev() {
            let lot = NewLot {
                origin,
                purchase: None,
                original: amount,
                pending: false,
                available_from: environment.now(),
                expires_at,
            };
            moves.push(LotMove { lot: self.add_lot(environment, lot), amount });
        }
        let paid = points.min(self.account.balance.owed());
        let account = PointBalance { available: points - paid, deficit: paid, ..PointBalance::default() };
        let entry = Entry { account, place: CounterPlace::Transferred, counter: points.saturating_neg() };
        self.write_transfer(environment, origin, entry, (less_what_is_paid(moves, paid), cause));
    }

    fn write_transfer(
        &mut self,
        environment: &Environment,
        id: PointOperationId,
        entry: Entry,
        (moves, cause): (Vec<LotMove>, Cause),
    ) {
        let now = environment.now();
        self.write(id, now, Line { kind: OperationKind::Transfer, occurred_at: now, entry, cause, moves });
    }
}
