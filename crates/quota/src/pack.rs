//! Packs and their orders.

use regulars_kernel::{Actor, Instant, QuotaPackId, QuotaPackOrderId};

use crate::{Balance, Counter};

/// How many units a pack holds [seed 0].
pub const PACK_SIZE: i64 = 10_000;

/// How many packs are ordered or granted at once: 1 to [`PackCount::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackCount(u16);

impl PackCount {
    /// The most packs in one order or grant.
    pub const MAX: u16 = 1_000;

    /// A number from 1 to [`Self::MAX`], else `None`.
    pub const fn new(packs: u16) -> Option<Self> {
        if packs >= 1 && packs <= Self::MAX { Some(Self(packs)) } else { None }
    }

    /// The number of packs.
    pub const fn get(self) -> u16 {
        self.0
    }
}

/// Units bought on top of the monthly ones. They never expire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaPack {
    /// Its id. Older packs have smaller ids.
    pub id: QuotaPackId,
    /// The order that it was granted for, if there was one.
    pub order: Option<QuotaPackOrderId>,
    /// When it was ordered, if it was.
    pub ordered_at: Option<Instant>,
    /// Who granted it.
    pub granted_by: Actor,
    /// When it was granted.
    pub granted_at: Instant,
    /// Its units.
    pub balance: Balance,
}

impl QuotaPack {
    /// The counter that it is.
    pub const fn counter(&self) -> Counter {
        Counter::Pack(self.id)
    }
}

/// What a merchant ordered. It is granted when as many packs were granted for it as it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaPackOrder {
    /// Its id.
    pub id: QuotaPackOrderId,
    /// How many packs were ordered.
    pub packs: i64,
    /// How many of them were granted.
    pub granted_packs: i64,
    /// Who ordered.
    pub ordered_by: Actor,
    /// When it was ordered.
    pub ordered_at: Instant,
    /// Who granted last.
    pub granted_by: Option<Actor>,
    /// When packs were last granted for it.
    pub granted_at: Option<Instant>,
}

impl QuotaPackOrder {
    /// How many of its packs were not granted yet.
    pub const fn waiting(&self) -> i64 {
        self.packs - self.granted_packs
    }

    /// `ordered` while packs are waited for, then `granted`.
    pub const fn state(&self) -> &'static str {
        if self.waiting() == 0 { "granted" } else { "ordered" }
    }
}
