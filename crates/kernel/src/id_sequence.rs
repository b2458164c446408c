use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

/// How many bits of an id count within a millisecond: the twelve after the version, and ten of those that follow.
const COUNTED: u32 = 22;

/// Makes ids that are in the order in which they were asked for, those of one millisecond as well: a `UUIDv7` with the
/// counter of RFC 9562, section 6.2, method 1. What is left is 52 random bits, so that two programs do not meet.
#[derive(Debug, Default)]
pub(crate) struct IdSequence(Mutex<Last>);

#[derive(Debug, Default)]
struct Last {
    millisecond: u64,
    counted: u32,
}

impl IdSequence {
    /// The next id of that millisecond (since 1970). Begins at a random place of the lower half, which tells nobody how many
    /// ids others were given, and once more when all places of that millisecond are used up.
    pub(crate) fn next(&self, millisecond: u64, mut random: [u8; 10]) -> Uuid {
        let counted = self.count(millisecond, u32::from_be_bytes([0, random[0], random[1], random[2]]));
        // The builder puts the version over the four highest bits, and the variant over two of the third byte.
        random[0] = (counted >> 18) as u8;
        random[1] = (counted >> 10) as u8;
        random[2] = ((counted >> 4) & 0x3F) as u8;
        random[3] = ((counted << 4) as u8 & 0xF0) | (random[3] & 0x0F);
        uuid::Builder::from_unix_timestamp_millis(millisecond, &random).into_uuid()
    }

    fn count(&self, millisecond: u64, random: u32) -> u32 {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let begins = random & ((1 << (COUNTED - 1)) - 1);
        last.counted = match last.counted + 1 {
            next if last.millisecond == millisecond && next < (1 << COUNTED) => next,
            _ => begins,
        };
        last.millisecond = millisecond;
        last.counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_are_in_the_order_in_which_they_were_asked_for() {
        let ids = IdSequence::default();
        let mut before = ids.next(7, [0x55; 10]);
        for random in 0..10_000_u32 {
            let [a, b, c, d] = random.wrapping_mul(2_654_435_761).to_be_bytes();
            let id = ids.next(7, [a, b, c, d, a, b, c, d, a, b]);
            assert!(id > before, "{id} is after {before}");
            assert_eq!((id.get_version_num(), id.get_variant()), (7, uuid::Variant::RFC4122));
            before = id;
        }
    }

    #[test]
    fn ids_of_another_millisecond_begin_elsewhere() {
        let ids = IdSequence::default();
        let first = ids.next(7, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        let later = ids.next(8, [11, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        assert!(later > first);
        assert_ne!(first.as_bytes()[6..10], later.as_bytes()[6..10]);
    }

    #[test]
    fn what_is_not_counted_stays_random() {
        let one = IdSequence::default().next(7, [0; 10]);
        let other = IdSequence::default().next(7, [0, 0, 0, 0x0F, 255, 255, 255, 255, 255, 255]);
        let differing = one.as_u128() ^ other.as_u128();
        assert_eq!(differing, (1 << 52) - 1);
    }
}
