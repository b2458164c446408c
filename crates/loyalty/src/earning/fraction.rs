//! Exact fractions, and how they are rounded.

use crate::programme::point_type::Rounding;

/// An exact fraction in lowest terms. Its denominator is 1 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: i128,
    /// Below it.
    pub denominator: i128,
}

impl Fraction {
    /// A fraction; none where the denominator is not 1 or more.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator < 1 {
            return None;
        }
        let divisor = common_divisor(numerator, denominator);
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// A whole number near it.
    pub fn rounded(self, mode: Rounding) -> i128 {
        rounded(self.numerator, self.denominator, mode)
    }
}

/// A whole number near a fraction whose denominator is 1 or more. A negative one is rounded as the positive one would be.
pub fn rounded(numerator: i128, denominator: i128, mode: Rounding) -> i128 {
    let whole = numerator / denominator;
    let beyond = (numerator % denominator).unsigned_abs();
    let short = denominator.unsigned_abs() - beyond;
    let away = match mode {
        Rounding::Down => false,
        Rounding::Up => beyond > 0,
        Rounding::HalfUp => beyond >= short,
        Rounding::HalfEven => beyond > short || (beyond == short && whole % 2 != 0),
    };
    if away { whole + numerator.signum() } else { whole }
}

/// The greatest common divisor, of which the second number is 1 or more: 1 or more, too.
pub fn common_divisor(one: i128, other: i128) -> i128 {
    let (mut larger, mut smaller) = (one, other);
    while smaller != 0 {
        (larger, smaller) = (smaller, larger % smaller);
    }
    larger.abs()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    #[test]
    fn halves_and_what_is_handed_back_are_rounded_as_the_mode_says() {
        for (halves, down, half_up, half_even, up) in
            [(4, 2, 2, 2, 2), (3, 1, 2, 2, 2), (5, 2, 3, 2, 3), (-3, -1, -2, -2, -2), (-5, -2, -3, -2, -3)]
        {
            let half = Fraction::new(halves, 2).unwrap();
            assert_eq!(half.rounded(Rounding::Down), down, "{halves} halves");
            assert_eq!(half.rounded(Rounding::HalfUp), half_up, "{halves} halves");
            assert_eq!(half.rounded(Rounding::HalfEven), half_even, "{halves} halves");
            assert_eq!(half.rounded(Rounding::Up), up, "{halves} halves");
        }
        assert_eq!(rounded(149, 100, Rounding::HalfUp), 1);
        assert_eq!(rounded(101, 100, Rounding::Up), 2);
        assert_eq!(Fraction::new(1, 0), None);
        assert_eq!(Fraction::new(-6, 4), Some(Fraction { numerator: -3, denominator: 2 }));
    }

    proptest! {
        #[test]
        fn rounding_goes_to_a_neighbour_and_never_looks_at_the_sign(
            numerator in -10_000_i128..10_000,
            denominator in 1_i128..500,
            mode in select(Rounding::ALL),
        ) {
            let whole = rounded(numerator, denominator, mode);
            let off = whole * denominator - numerator;
            prop_assert!(off.abs() < denominator);
            prop_assert_eq!(rounded(-numerator, denominator, mode), -whole);
            match mode {
                Rounding::Down => prop_assert!(whole.abs() * denominator <= numerator.abs()),
                Rounding::Up => prop_assert!(whole.abs() * denominator >= numerator.abs()),
                Rounding::HalfUp | Rounding::HalfEven => prop_assert!(2 * off.abs() <= denominator),
            }
        }
    }
}
