//! The memory that hashing passwords takes: lent to one hash after the other, and given back to the system in between.

use std::sync::{Mutex, PoisonError};

use argon2::Block;

/// Room for this many blocks is asked for at least. The allocator of the system keeps what it was given back, for later
/// and for each thread, unless it was more than 32 MiB; of that, what is not used is never resident.
const ROOM: usize = 33 * 1024 * 1024 / Block::SIZE;

/// Lends memory to hashes.
#[derive(Default)]
pub(crate) struct HashingMemory(Mutex<Lending>);

#[derive(Default)]
struct Lending {
    kept: Vec<Vec<Block>>,
    lent: usize,
    #[cfg(test)]
    most_lent: usize,
}

impl HashingMemory {
    /// Does `work` with so many blocks. What they hold is left from the work before.
    pub(crate) fn lend<T>(&self, blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
        let mut memory = self.take();
        memory.reserve_exact(ROOM.max(blocks).saturating_sub(memory.len()));
        memory.resize(blocks, Block::new());
        let answer = work(&mut memory);
        self.give_back(memory);
        answer
    }

    fn take(&self) -> Vec<Block> {
        let mut lending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lending.lent += 1;
        #[cfg(test)]
        {
            lending.most_lent = lending.most_lent.max(lending.lent);
        }
        lending.kept.pop().unwrap_or_default()
    }

    fn give_back(&self, memory: Vec<Block>) {
        let mut lending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lending.lent = lending.lent.saturating_sub(1);
        if lending.lent == 0 {
            lending.kept.clear();
        } else {
            lending.kept.push(memory);
        }
    }

    #[cfg(test)]
    pub(crate) fn most_lent(&self) -> usize {
        self.0.lock().unwrap().most_lent
    }

    #[cfg(test)]
    pub(crate) fn kept(&self) -> usize {
        self.0.lock().unwrap().kept.len()
    }
}
