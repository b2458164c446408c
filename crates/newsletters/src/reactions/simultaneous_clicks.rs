//! Finds clicks on several links of one message at once, which no hand does.

use std::collections::HashMap;

use chrono::Duration;

use super::{ArrivedHit, HitKind};

/// Two different links of one message within this time are not followed by hand.
pub const SIMULTANEOUS: Duration = Duration::seconds(1);

/// For each of the hits whether another link of the same message was followed within [`SIMULTANEOUS`]. The same link
/// twice is an impatient hand. Hits of nobody in particular are never told apart, and so are never simultaneous.
pub fn simultaneous_clicks(hits: &[ArrivedHit]) -> Vec<bool> {
    let mut of_message: HashMap<_, Vec<(usize, &ArrivedHit)>> = HashMap::new();
    for (index, hit) in hits.iter().enumerate() {
        if let (HitKind::Click { .. }, Some(message)) = (hit.kind, hit.delivery()) {
            of_message.entry((hit.newsletter, message)).or_default().push((index, hit));
        }
    }
    let mut found = vec![false; hits.len()];
    for mut clicks in of_message.into_values() {
        clicks.sort_by_key(|(_, hit)| hit.arrived_at);
        mark(clicks.iter().copied(), &mut found);
        mark(clicks.iter().rev().copied(), &mut found);
    }
    found
}

/// Marks the clicks that another link's was near before, in the order given. The nearest click on another link decides:
/// it is the last one before the run of clicks on the same link.
fn mark<'a>(clicks: impl Iterator<Item = (usize, &'a ArrivedHit)>, found: &mut [bool]) {
    let (mut last, mut other): (Option<&ArrivedHit>, Option<&ArrivedHit>) = (None, None);
    for (index, hit) in clicks {
        if last.is_some_and(|last| last.kind != hit.kind) {
            other = last;
        }
        let is_near = |near: &ArrivedHit| (hit.arrived_at - near.arrived_at).abs() < SIMULTANEOUS;
        if let Some(flag) = found.get_mut(index) {
            *flag |= other.is_some_and(is_near);
        }
        last = Some(hit);
    }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{Channel, CustomerId, Instant, NewsletterId};
    use uuid::Uuid;

    use super::super::HitLook;
    use super::*;

    fn click(customer: Option<u128>, position: u16, milliseconds: i64) -> ArrivedHit {
        let beginning: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        ArrivedHit {
            newsletter: NewsletterId::new(Uuid::nil()),
            channel: Channel::Email,
            customer: customer.map(|number| CustomerId::new(Uuid::from_u128(number))),
            kind: HitKind::Click { position },
            look: HitLook::Reader,
            arrived_at: beginning + Duration::milliseconds(milliseconds),
        }
    }

    #[test]
    fn only_different_links_of_one_message_within_a_second_are_simultaneous() {
        let hits = [
            click(Some(1), 1, 0),
            click(Some(1), 2, 900),
            click(Some(1), 3, 1_800),
            click(Some(2), 1, 0),
            click(Some(2), 1, 100),
            click(Some(2), 2, 1_100),
            click(Some(3), 2, 10),
            click(None, 1, 0),
            click(None, 2, 1),
            ArrivedHit { kind: HitKind::Open, ..click(Some(3), 0, 11) },
            ArrivedHit { channel: Channel::Sms, ..click(Some(3), 1, 12) },
        ];
        let expected = [true, true, true, false, false, false, false, false, false, false, false];
        assert_eq!(simultaneous_clicks(&hits), expected);
    }

    /// What the documentation of [`simultaneous_clicks`] says, pair by pair.
    fn pair_by_pair(hits: &[ArrivedHit]) -> Vec<bool> {
        let is_click = |hit: &ArrivedHit| matches!(hit.kind, HitKind::Click { .. });
        let together = |one: &ArrivedHit, other: &ArrivedHit| {
            one.customer.is_some()
                && (one.newsletter, one.delivery()) == (other.newsletter, other.delivery())
                && one.kind != other.kind
                && (is_click(one) && is_click(other))
                && (one.arrived_at - other.arrived_at).abs() < SIMULTANEOUS
        };
        hits.iter().map(|one| hits.iter().any(|other| together(one, other))).collect()
    }

    proptest::proptest! {
        #[test]
        fn each_pair_is_told_apart_as_if_it_were_looked_at_alone(
            clicks in proptest::collection::vec((0_u128..3, 0_u16..4, 0_i64..6_000), 0..40)
        ) {
            let hits: Vec<ArrivedHit> = clicks
                .into_iter()
                .map(|(customer, position, at)| {
                    let hit = click((customer > 0).then_some(customer), position, at);
                    if position == 0 { ArrivedHit { kind: HitKind::Open, ..hit } } else { hit }
                })
                .collect();
            proptest::prop_assert_eq!(simultaneous_clicks(&hits), pair_by_pair(&hits));
        }
    }
}
