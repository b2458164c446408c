//! Units that are held for one spender.

use crate::{Counter, Spender};

/// All that was ever held for one spender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reservation {
    /// For whom.
    pub spender: Spender,
    /// How many units were reserved.
    pub reserved: i64,
    /// How many of them were used.
    pub used: i64,
    /// How many of them were given back.
    pub returned: i64,
}

impl Reservation {
    /// How many units are still held.
    pub const fn open(&self) -> i64 {
        self.reserved - self.used - self.returned
    }
}

/// The part of a reservation that one counter gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReservationPart {
    /// Which part: 1 was taken first.
    pub position: i64,
    /// The counter.
    pub counter: Counter,
    /// How many units it gave.
    pub reserved: i64,
    /// How many of them were used.
    pub used: i64,
    /// How many of them were given back.
    pub returned: i64,
}

impl ReservationPart {
    /// How many units are still held.
    pub const fn open(&self) -> i64 {
        self.reserved - self.used - self.returned
    }
}
