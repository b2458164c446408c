//! Repeatable choices.

use std::sync::Arc;

use regulars_kernel::{Random, SeededRandom};

/// Draws the same choices each time.
pub struct Draw(Arc<SeededRandom>);

impl Draw {
    /// Draws from `random`.
    pub const fn new(random: Arc<SeededRandom>) -> Self {
        Self(random)
    }

    /// A number from 0 to `bound` less one.
    pub fn below(&self, bound: usize) -> usize {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        usize::try_from(u32::from_le_bytes(bytes)).unwrap_or_default() % bound.max(1)
    }

    /// One of the items, of which there is at least one.
    pub fn pick<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A decimal digit that is at least `least`.
    pub fn digit(&self, least: u8) -> char {
        let above = self.below(10 - usize::from(least));
        char::from(b'0' + least + u8::try_from(above).unwrap_or_default())
    }
}
