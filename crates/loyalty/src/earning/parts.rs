//! What belongs to each line of a receipt, exactly.

use std::cmp::Ordering;

use super::cut::Cut;
use super::fraction::{Fraction, common_divisor, rounded};
use super::largest_remainder::{filled_up, shared};
use crate::programme::point_type::Rounding;

/// What belongs to each line, as fractions of one denominator, which is 1 or more. What belongs to lines of goods that are handed
/// back is negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Above the line.
    pub numerators: Vec<i128>,
    /// Below it, for all of them.
    pub denominator: i128,
}

impl Parts {
    /// Whole numbers.
    pub const fn whole(numerators: Vec<i128>) -> Self {
        Self { numerators, denominator: 1 }
    }

    /// Fractions, brought to the smallest denominator that they have in common. None where it is not 1 or more.
    pub fn new(numerators: Vec<i128>, denominator: i128) -> Option<Self> {
        if denominator < 1 {
            return None;
        }
        let divisor = numerators.iter().fold(denominator, |divisor, part| common_divisor(*part, divisor));
        let numerators = numerators.into_iter().map(|part| part / divisor).collect();
        Some(Self { numerators, denominator: denominator / divisor })
    }

    /// All of them together, as one.
    pub fn together(&self) -> Option<Self> {
        Self::new(vec![sum(self.numerators.iter().copied())?], self.denominator)
    }

    /// What all of them add up to.
    pub fn sum(&self) -> Option<Fraction> {
        Fraction::new(sum(self.numerators.iter().copied())?, self.denominator)
    }

    /// As many times as much.
    pub fn times(&self, factor: Fraction) -> Option<Self> {
        let divisor = common_divisor(factor.numerator, self.denominator);
        let numerator = factor.numerator / divisor;
        let numerators: Option<Vec<_>> =
            self.numerators.iter().map(|part| part.checked_mul(numerator)).collect();
        Self::new(numerators?, (self.denominator / divisor).checked_mul(factor.denominator)?)
    }

    /// How many whole steps of `step` are in each.
    pub fn steps(&self, step: i64) -> Option<Self> {
        let step = self.denominator.checked_mul(i128::from(step)).filter(|step| *step > 0)?;
        Some(Self::whole(self.numerators.iter().map(|part| part / step).collect()))
    }

    /// Each rounded by itself.
    pub fn rounded(&self, mode: Rounding) -> Self {
        let each = self.numerators.iter().map(|part| rounded(*part, self.denominator, mode));
        Self::whole(each.collect())
    }

    /// The whole numbers at or below them.
    pub fn floors(&self) -> Vec<i128> {
        self.numerators.iter().map(|part| part.div_euclid(self.denominator)).collect()
    }

    /// What is left of them after a cut. What is handed back stays.
    pub fn cut(&self, cut: Cut) -> Option<Self> {
        let Some(there) = self.numerators.get(cut.line) else { return Some(self.clone()) };
        let divisor = common_divisor(*there, cut.counts.denominator);
        let scale = cut.counts.denominator / divisor;
        let left = self.numerators.iter().enumerate().map(|(line, part)| match line.cmp(&cut.line) {
            Ordering::Less => part.checked_mul(scale),
            Ordering::Equal => (part / divisor).checked_mul(cut.counts.numerator),
            Ordering::Greater => (*part).min(0).checked_mul(scale),
        });
        Self::new(left.collect::<Option<Vec<_>>>()?, self.denominator.checked_mul(scale)?)
    }

    /// The same with the other sign.
    pub fn negated(&self) -> Option<Self> {
        let negated: Option<Vec<_>> = self.numerators.iter().map(|part| part.checked_neg()).collect();
        Some(Self { numerators: negated?, denominator: self.denominator })
    }

    /// Whole shares of `total`, which is what the parts were rounded to, or was cut to less. Where it is a neighbour of their sum,
    /// the shares are neighbours of the parts. Otherwise what goes the way of the whole is made smaller in proportion: what is
    /// handed back takes back as much as ever.
    pub fn shares_of(&self, total: i128) -> Option<Vec<i128>> {
        let sum_of_parts = sum(self.numerators.iter().copied())?;
        if sum_of_parts < 0 {
            let shares = self.negated()?.shares_of(total.checked_neg()?)?;
            return Some(shares.into_iter().map(|share| -share).collect());
        }
        let off = total.checked_mul(self.denominator)?.checked_sub(sum_of_parts)?;
        if off.unsigned_abs() < self.denominator.unsigned_abs() {
            let remainders: Vec<_> =
                self.numerators.iter().map(|part| part.rem_euclid(self.denominator)).collect();
            return filled_up(self.floors(), &remainders, total);
        }
        let back = |part: &i128| rounded((*part).min(0), self.denominator, Rounding::HalfUp);
        let kept: Vec<_> = self.numerators.iter().map(back).collect();
        let rest = total.checked_sub(sum(kept.iter().copied())?)?;
        let weights: Vec<_> = self.numerators.iter().map(|part| (*part).max(0)).collect();
        let shares = shared(rest, &weights)?;
        Some(shares.into_iter().zip(kept).map(|(share, kept)| share + kept).collect())
    }
}

fn sum(mut numbers: impl Iterator<Item = i128>) -> Option<i128> {
    numbers.try_fold(0_i128, i128::checked_add)
}

#[cfg(test)]
#[path = "parts_tests.rs"]
mod tests;
