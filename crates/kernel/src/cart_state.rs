//! Where the cart of a shop stands.

use crate::Instant;

crate::named! {
    /// Where a cart stands at an instant.
    CartState {
        /// It was changed not long ago.
        Open = "open",
        /// It was left alone for longer than the merchant waits, and nothing came of it.
        Abandoned = "abandoned",
        /// It became a purchase after it had been abandoned.
        Recovered = "recovered",
        /// It became a purchase before it was abandoned.
        Completed = "completed",
        /// It was abandoned so long ago that nothing is expected of it.
        Expired = "expired",
    }
}

/// The instants that tell where a cart stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CartTimes {
    /// When it is abandoned, unless it is changed or bought before.
    pub abandons_at: Instant,
    /// When nothing is expected of it any more.
    pub expires_at: Instant,
    /// As of when the purchase counts that came of it.
    pub bought_at: Option<Instant>,
}

impl CartState {
    /// Where a cart with these instants stands at `now`. A store that answers the same in its own language must agree with
    /// this function.
    pub fn of(times: CartTimes, now: Instant) -> Self {
        match times.bought_at {
            Some(bought_at) if bought_at < times.abandons_at => Self::Completed,
            Some(_) => Self::Recovered,
            None if times.expires_at <= now => Self::Expired,
            None if times.abandons_at <= now => Self::Abandoned,
            None => Self::Open,
        }
    }
}

impl CartTimes {
    /// Since when it has been abandoned; none of one that was not, and of one that became a purchase before.
    pub fn abandoned_at(self, now: Instant) -> Option<Instant> {
        match CartState::of(self, now) {
            CartState::Abandoned | CartState::Recovered | CartState::Expired => Some(self.abandons_at),
            CartState::Open | CartState::Completed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32) -> Instant {
        format!("2026-11-20T{hour:02}:00:00Z").parse().unwrap()
    }

    #[test]
    fn a_cart_is_abandoned_from_an_instant_on_and_bought_once() {
        let times = |bought_at| CartTimes { abandons_at: at(10), expires_at: at(20), bought_at };
        for (bought, now, state, abandoned) in [
            (None, 9, CartState::Open, None),
            (None, 10, CartState::Abandoned, Some(at(10))),
            (None, 19, CartState::Abandoned, Some(at(10))),
            (None, 20, CartState::Expired, Some(at(10))),
            (Some(at(9)), 23, CartState::Completed, None),
            (Some(at(10)), 23, CartState::Recovered, Some(at(10))),
            (Some(at(22)), 23, CartState::Recovered, Some(at(10))),
        ] {
            let times = times(bought);
            assert_eq!(CartState::of(times, at(now)), state, "{bought:?}, {now}");
            assert_eq!(times.abandoned_at(at(now)), abandoned, "{bought:?}, {now}");
        }
    }
}
