//! Where a cap of quantity or amount cuts the lines of a receipt.

use super::fraction::Fraction;
use super::parts::Parts;

/// A cut: of the line only a part counts, and of those after it nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Which of the lines, from 0.
    pub line: usize,
    /// The part of it that counts, less than the whole.
    pub counts: Fraction,
}

impl Cut {
    /// The cut, in the order of the lines, after which no more than `left` counts, which is 0 or more. What is handed back makes
    /// room for as much. None where all of it counts.
    pub fn to(parts: &Parts, left: i128) -> Option<Self> {
        let handed_back = parts
            .numerators
            .iter()
            .filter(|part| **part < 0)
            .fold(0_i128, |sum, part| sum.saturating_sub(*part));
        let mut room = left.saturating_mul(parts.denominator).saturating_add(handed_back);
        for (line, part) in parts.numerators.iter().enumerate().filter(|(_, part)| **part > 0) {
            if *part > room {
                return Fraction::new(room, *part).map(|counts| Self { line, counts });
            }
            room -= *part;
        }
        None
    }

    /// Whether it leaves less than another one.
    pub fn leaves_less_than(self, other: Self) -> bool {
        let (one, other_one) = (self.counts, other.counts);
        let crosswise = |above: Fraction, below: Fraction| above.numerator.saturating_mul(below.denominator);
        self.line < other.line
            || (self.line == other.line && crosswise(one, other_one) < crosswise(other_one, one))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(line: usize, numerator: i128, denominator: i128) -> Cut {
        Cut { line, counts: Fraction::new(numerator, denominator).unwrap() }
    }

    #[test]
    fn a_cut_goes_through_the_first_line_that_is_too_much() {
        let litres = Parts::whole(vec![50, -10, 30]);
        assert_eq!(Cut::to(&litres, 70), None);
        assert_eq!(Cut::to(&litres, 60), Some(cut(2, 2, 3)));
        assert_eq!(Cut::to(&litres, 0), Some(cut(0, 1, 5)));
        assert_eq!(litres.cut(cut(2, 2, 3)).unwrap(), Parts::whole(vec![50, -10, 20]));
        assert_eq!(litres.cut(cut(0, 1, 5)).unwrap(), Parts::whole(vec![10, -10, 0]));
        assert_eq!(Cut::to(&litres, i128::MAX), None);
    }

    #[test]
    fn the_cut_that_leaves_less_is_the_earlier_one_or_the_smaller_part() {
        assert!(cut(0, 9, 10).leaves_less_than(cut(1, 1, 10)));
        assert!(cut(1, 1, 3).leaves_less_than(cut(1, 1, 2)));
        assert!(!cut(1, 1, 2).leaves_less_than(cut(1, 2, 4)));
    }

    proptest! {
        #[test]
        fn after_a_cut_exactly_what_is_left_counts(
            parts in prop::collection::vec(-1_000_i128..1_000, 1..10),
            denominator in 1_i128..50,
            left in 0_i128..100,
        ) {
            let parts = Parts::new(parts, denominator).unwrap();
            let before = parts.sum().unwrap();
            match Cut::to(&parts, left) {
                None => prop_assert!(before.numerator <= left * before.denominator),
                Some(cut) => {
                    let after = parts.cut(cut).unwrap();
                    prop_assert_eq!(after.sum(), Fraction::new(left, 1));
                    for (after_it, before_it) in after.numerators.iter().zip(&parts.numerators) {
                        let (after_it, before_it) =
                            (after_it * parts.denominator, before_it * after.denominator);
                        prop_assert!((before_it.min(0)..=before_it).contains(&after_it));
                    }
                }
            }
        }
    }
}
