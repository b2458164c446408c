//! Spreads used and returned units over the parts of a reservation.

use crate::ReservationPart;

/// What happens to one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartChange {
    /// The part as it was.
    pub part: ReservationPart,
    /// How many of its units are used.
    pub used: i64,
    /// How many of its units go back.
    pub returned: i64,
}

/// Uses the units that were taken first and returns those that were taken last. `parts` are in the order in which
/// they were taken. Parts that do not change are left out; `None` when the parts hold too little.
pub fn share(parts: &[ReservationPart], used: i64, returned: i64) -> Option<Vec<PartChange>> {
    let mut changes: Vec<PartChange> =
        parts.iter().map(|part| PartChange { part: *part, used: 0, returned: 0 }).collect();
    let mut to_use = used;
    for change in &mut changes {
        change.used = to_use.min(change.part.open());
        to_use -= change.used;
    }
    let mut to_return = returned;
    for change in changes.iter_mut().rev() {
        change.returned = to_return.min(change.part.open() - change.used);
        to_return -= change.returned;
    }
    changes.retain(|change| change.used + change.returned > 0);
    (to_use == 0 && to_return == 0).then_some(changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Counter;
    use regulars_kernel::QuotaPackId;
    use uuid::Uuid;

    fn parts() -> Vec<ReservationPart> {
        let part = |position, counter, reserved| ReservationPart {
            position,
            counter,
            reserved,
            used: 0,
            returned: 0,
        };
        vec![
            part(1, Counter::Month("2026-11-01".parse().unwrap()), 500),
            part(2, Counter::Pack(QuotaPackId::new(Uuid::from_u128(1))), 2_000),
            part(3, Counter::Pack(QuotaPackId::new(Uuid::from_u128(2))), 500),
        ]
    }

    fn amounts(used: i64, returned: i64) -> Option<Vec<(i64, i64, i64)>> {
        let changes = share(&parts(), used, returned)?;
        Some(changes.iter().map(|change| (change.part.position, change.used, change.returned)).collect())
    }

    #[test]
    fn first_taken_is_used_first_and_last_taken_comes_back_first() {
        assert_eq!(amounts(600, 0), Some(vec![(1, 500, 0), (2, 100, 0)]));
        assert_eq!(amounts(0, 600), Some(vec![(2, 0, 100), (3, 0, 500)]));
        assert_eq!(amounts(1_000, 2_000), Some(vec![(1, 500, 0), (2, 500, 1_500), (3, 0, 500)]));
    }

    #[test]
    fn more_than_the_parts_hold_is_refused() {
        assert_eq!(amounts(3_001, 0), None);
        assert_eq!(amounts(2_000, 1_001), None);
        assert_eq!(amounts(0, 0), Some(vec![]));
    }
}
