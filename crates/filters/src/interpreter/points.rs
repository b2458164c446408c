//! What conditions on points and programmes mean.

use regulars_kernel::Instant;

use crate::{
    PointsFigure, Record, RecordPointLot, RecordPoints, ResolvedPoints, ResolvedPointsFigure,
    ResolvedProgramme,
};

/// What the customer has of the figure, over all accounts that are meant.
pub(super) fn holds(condition: &ResolvedPoints, record: &Record) -> bool {
    let meant = record.points.iter().filter(|account| {
        condition.point_type.as_ref().is_none_or(|code| *code == account.point_type)
            && condition.programme.is_none_or(|programme| programme == account.programme)
    });
    let points: i128 = meant.map(|account| figure(condition, account)).sum();
    condition.comparison.holds_for(points, 1)
}

fn figure(condition: &ResolvedPoints, account: &RecordPoints) -> i128 {
    let lots = |counts: &dyn Fn(&RecordPointLot) -> bool| -> i128 {
        account.lots.iter().filter(|lot| counts(lot)).map(|lot| i128::from(lot.remaining)).sum()
    };
    let is_free = |lot: &RecordPointLot, at: Instant| lot.held_until.is_none_or(|until| until <= at);
    match &condition.figure {
        ResolvedPointsFigure::Balance { at } => {
            let can_be_spent = |lot: &RecordPointLot| {
                is_free(lot, *at)
                    && lot.expires_at.is_none_or(|end| end > *at)
                    && (!lot.pending || lot.available_from <= *at)
            };
            lots(&can_be_spent) - i128::from(account.owed)
        }
        ResolvedPointsFigure::Expiring { from, until } => {
            let expires =
                |lot: &RecordPointLot| lot.expires_at.is_some_and(|end| *from < end && end <= *until);
            lots(&|lot| is_free(lot, *from) && expires(lot))
        }
        ResolvedPointsFigure::Moved { figure, period } => {
            let moves = account.moves.iter().filter(|moved| {
                moved.is_earned == (*figure == PointsFigure::Earned) && period.contains(&moved.recorded_at)
            });
            moves.map(|moved| i128::from(moved.points)).sum()
        }
    }
}

/// Whether the customer is in a programme that is meant.
pub(super) fn is_member(condition: &ResolvedProgramme, record: &Record) -> bool {
    record.programmes.iter().any(|(programme, joined_at)| {
        condition.programme.is_none_or(|meant| meant == *programme) && condition.joined.contains(joined_at)
    })
}
