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
        if let (HitKind::Click { .. }, Some(customer)) = (hit.kind, hit.customer) {
            of_message.entry((hit.newsletter, customer)).or_default().push((index, hit));
        }
    }
    let mut found = vec![false; hits.len()];
    for clicks in of_message.into_values() {
        let mut clicks = clicks;
        clicks.sort_by_key(|(_, hit)| hit.arrived_at);
        let mut first = 0;
        for (last, (index, hit)) in clicks.iter().enumerate() {
            while clicks
                .get(first)
                .is_some_and(|(_, early)| hit.arrived_at - early.arrived_at >= SIMULTANEOUS)
            {
                first += 1;
            }
            let near = clicks.get(first..last).unwrap_or_default();
            for (other, _) in near.iter().filter(|(_, near)| near.kind != hit.kind) {
                for index in [*index, *other] {
                    if let Some(flag) = found.get_mut(index) {
                        *flag = true;
                    }
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{CustomerId, Instant, NewsletterId};
    use uuid::Uuid;

    use super::super::HitLook;
    use super::*;

    fn click(customer: Option<u128>, position: u16, milliseconds: i64) -> ArrivedHit {
        let beginning: Instant = "2026-11-21T10:00:00Z".parse().unwrap();
        ArrivedHit {
            newsletter: NewsletterId::new(Uuid::nil()),
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
        ];
        let expected = [true, true, true, false, false, false, false, false, false, false];
        assert_eq!(simultaneous_clicks(&hits), expected);
    }
}
