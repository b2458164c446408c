//! Figures over points, and who is in a programme.

use regulars_filters::{
    HalfOpenRange, PointsFigure, ResolvedPoints, ResolvedPointsFigure, ResolvedProgramme,
};
use regulars_kernel::Instant;

use super::Compiler;
use super::instant::within;
use super::number::{compare, passes_zero};
use crate::wall::{Condition, values};

impl Compiler {
    /// Who has no account has zero points.
    pub(super) fn points(&mut self, condition: &ResolvedPoints) -> Condition {
        let (mut rows, expression) = match condition.figure {
            ResolvedPointsFigure::Balance { at } => (balance(at), "CAST(sum(k.points) AS bigint)"),
            ResolvedPointsFigure::Expiring { from, until } => {
                (expiring(from, until), "CAST(sum(k.points) AS bigint)")
            }
            ResolvedPointsFigure::Moved { figure: PointsFigure::Spent, period } => {
                (moved("o.counter_place = 'redeemed'", period), "CAST(sum(o.counter) AS bigint)")
            }
            ResolvedPointsFigure::Moved { period, .. } => {
                (moved("o.counter_place = 'issued'", period), "CAST(-sum(o.counter) AS bigint)")
            }
        };
        if let Some(code) = &condition.point_type {
            rows = rows.then(&[" AND k.point_type = ?"], values![code.as_str()]);
        }
        if let Some(programme) = condition.programme {
            rows = rows.then(&[" AND k.programme_id = ?"], values![programme.value()]);
        }
        let rows = self.of_the_one(rows, "k.customer_id");
        let having = compare(expression, condition.comparison).never_unknown();
        if passes_zero(condition.comparison) {
            self.found_in_groups("k.customer_id", rows, having.negated()).negated()
        } else {
            self.found_in_groups("k.customer_id", rows, having)
        }
    }

    /// The customer is in one of the programmes.
    pub(super) fn programme(&self, condition: &ResolvedProgramme) -> Condition {
        let mut rows = Condition::new(
            &["FROM programme_members k WHERE k.merchant_id = $1 AND k.left_at IS NULL"],
            Vec::new(),
        );
        if let Some(programme) = condition.programme {
            rows = rows.then(&[" AND k.programme_id = ?"], values![programme.value()]);
        }
        if let Some(joined) = within("k.joined_at", condition.joined) {
            rows = rows.then(&[" AND "], Vec::new()).then_condition(joined);
        }
        self.found_in("c.id", "k.customer_id", self.of_the_one(rows, "k.customer_id")).never_unknown()
    }
}

/// What can be spent at an instant, whatever of it was written by then, and what is owed. What was held and is held no longer lies
/// where it was taken from.
fn balance(at: Instant) -> Condition {
    Condition::new(
        &["FROM (
            SELECT d.customer_id, d.programme_id, d.point_type, d.deficit AS points FROM point_accounts d
            WHERE d.merchant_id = $1 AND d.deficit <> 0 AND d.merged_into IS NULL
            UNION ALL
            SELECT a.customer_id, a.programme_id, a.point_type, l.remaining AS points FROM point_accounts a
            JOIN point_lots l ON l.merchant_id = $1 AND l.account_id = a.id AND l.remaining > 0
            WHERE a.merchant_id = $1 AND a.merged_into IS NULL AND (l.expires_at IS NULL OR l.expires_at > ?)
                AND (NOT l.pending OR l.available_from <= ?)
            UNION ALL
            SELECT h.customer_id, h.programme_id, h.point_type, -m.amount AS points FROM point_accounts h
            JOIN point_reservations r ON r.merchant_id = $1 AND r.account_id = h.id AND r.state = 'active'
                AND r.held_until <= ?
            JOIN point_lot_moves m ON m.merchant_id = $1 AND m.operation_id = r.operation_id
            JOIN point_lots b ON b.merchant_id = $1 AND b.id = m.lot_id
            WHERE h.merchant_id = $1 AND h.merged_into IS NULL AND (b.expires_at IS NULL OR b.expires_at > ?)
        ) k WHERE k.customer_id IS NOT NULL"],
        values![at, at, at, at],
    )
}

/// What is there at the one instant, or is held no longer, and expires behind it and by the other.
fn expiring(from: Instant, until: Instant) -> Condition {
    Condition::new(
        &["FROM (
            SELECT a.customer_id, a.programme_id, a.point_type, l.remaining AS points FROM point_accounts a
            JOIN point_lots l ON l.merchant_id = $1 AND l.account_id = a.id AND l.remaining > 0
            WHERE a.merchant_id = $1 AND a.merged_into IS NULL AND l.expires_at > ? AND l.expires_at <= ?
            UNION ALL
            SELECT h.customer_id, h.programme_id, h.point_type, -m.amount AS points FROM point_accounts h
            JOIN point_reservations r ON r.merchant_id = $1 AND r.account_id = h.id AND r.state = 'active'
                AND r.held_until <= ?
            JOIN point_lot_moves m ON m.merchant_id = $1 AND m.operation_id = r.operation_id
            JOIN point_lots b ON b.merchant_id = $1 AND b.id = m.lot_id
            WHERE h.merchant_id = $1 AND h.merged_into IS NULL AND b.expires_at > ? AND b.expires_at <= ?
        ) k WHERE k.customer_id IS NOT NULL"],
        values![from, until, from, from, until],
    )
}

/// What was recorded in accounts and in those that went into them.
fn moved(of_place: &'static str, period: HalfOpenRange<Instant>) -> Condition {
    let rows = Condition::new(
        &[
            "FROM point_operations o JOIN point_accounts b ON b.merchant_id = $1 AND b.id = o.account_id
                JOIN point_accounts k ON k.merchant_id = $1 AND k.id = coalesce(b.merged_into, b.id)
            WHERE o.merchant_id = $1 AND ",
            of_place,
        ],
        Vec::new(),
    );
    match within("o.recorded_at", period) {
        Some(recorded) => rows.then(&[" AND "], Vec::new()).then_condition(recorded),
        None => rows,
    }
}
