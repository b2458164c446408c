use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

/// How many bits of an id count within a millisecond: the twelve after the version, and eighteen of those that follow.
const COUNTED: u32 = 30;

/// Makes ids that are in the order in which they were asked for, those of one millisecond as well: a `UUIDv7` with the
/// counter of RFC 9562, section 6.2, method 1. What is left is 44 random bits, so that two programs do not meet.
#[derive(Debug, Default)]
pub(crate) struct IdSequence(Mutex<Last>);

#[derive(Debug, Default)]
struct Last {
    millisecond: u64,
    counted: Option<u32>,
}

impl IdSequence {
    /// The next id of that millisecond (since 1970). The first is all random, and the next count on from it, which tells
    /// nobody how many ids others were given. Of a thousand million places, hardly ever the last is passed.
    pub(crate) fn next(&self, millisecond: u64, mut random: [u8; 10]) -> Uuid {
        let counted = self.count(millisecond, counted_of(random));
        // The builder puts the version over the four highest bits, and the variant over two of the third byte.
        let [.., a, b, c, d, e] =
            (u64::from(counted >> 18) << 24 | u64::from(counted & 0x3_FFFF) << 4).to_be_bytes();
        random[..4].copy_from_slice(&[a, b, c, d]);
        random[4] = e | (random[4] & 0x0F);
        uuid::Builder::from_unix_timestamp_millis(millisecond, &random).into_uuid()
    }

    fn count(&self, millisecond: u64, begins: u32) -> u32 {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = match last.counted {
            Some(counted) if last.millisecond == millisecond => (counted + 1) % (1 << COUNTED),
            _ => begins,
        };
        *last = Last { millisecond, counted: Some(counted) };
        counted
    }
}

/// What stands where an id counts.
fn counted_of([a, b, c, d, e, ..]: [u8; 10]) -> u32 {
    u32::from_be_bytes([0, 0, a & 0x0F, b]) << 18 | u32::from_be_bytes([0, c & 0x3F, d, e]) >> 4
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
    fn the_first_is_random_and_what_does_not_count_stays_so() {
        let (one, other) = (IdSequence::default(), IdSequence::default());
        let bytes = [0xFF, 1, 0xFF, 3, 4, 5, 6, 7, 8, 9];
        let first = one.next(7, bytes);
        assert_eq!(first, uuid::Builder::from_unix_timestamp_millis(7, &bytes).into_uuid());
        other.next(7, bytes);
        let (one, other) = (one.next(7, [0; 10]), other.next(7, [255; 10]));
        assert_eq!(one.as_u128() ^ other.as_u128(), (1 << 44) - 1);
        assert_eq!((one.as_u128() >> 44) - (first.as_u128() >> 44), 1);
    }
}
