//! Shares that add up: by largest remainder.

use std::cmp::Reverse;

/// Shares a total by weights of 0 or more. None where the numbers are too large, or where something is to be shared and nothing
/// has a weight.
pub fn shared(total: i128, weights: &[i128]) -> Option<Vec<i128>> {
    let sum = weights.iter().try_fold(0_i128, |sum, weight| sum.checked_add(*weight))?;
    if sum == 0 {
        return (total == 0).then(|| vec![0; weights.len()]);
    }
    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for weight in weights {
        let exact = total.checked_mul(*weight)?;
        shares.push(exact.div_euclid(sum));
        remainders.push(exact.rem_euclid(sum));
    }
    filled_up(shares, &remainders, total)
}

/// Adds 1 each to the shares with the largest remainders, of equal ones to the first, until they add up to `total`.
pub fn filled_up(mut shares: Vec<i128>, remainders: &[i128], total: i128) -> Option<Vec<i128>> {
    let sum = shares.iter().try_fold(0_i128, |sum, share| sum.checked_add(*share))?;
    let missing = usize::try_from(total.checked_sub(sum)?).ok().filter(|missing| *missing <= shares.len())?;
    let mut places: Vec<_> = shares.iter_mut().zip(remainders).collect();
    places.sort_by_key(|place| Reverse(*place.1));
    for (share, _) in places.into_iter().take(missing) {
        *share += 1;
    }
    Some(shares)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_largest_remainders_get_what_is_left_and_of_equal_ones_the_first() {
        assert_eq!(shared(50, &[250, 170]), Some(vec![30, 20]));
        assert_eq!(shared(10, &[1, 1, 1]), Some(vec![4, 3, 3]));
        assert_eq!(shared(1, &[0, 1, 1]), Some(vec![0, 1, 0]));
        assert_eq!(shared(0, &[0, 0]), Some(vec![0, 0]));
        assert_eq!(shared(1, &[0, 0]), None);
        assert_eq!(shared(i128::MAX, &[2, 1]), None);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_are_within_one_of_what_is_exact(
            total in 0_i128..1_000_000,
            weights in prop::collection::vec(0_i128..1_000, 1..20),
        ) {
            let sum: i128 = weights.iter().sum();
            prop_assume!(sum > 0);
            let shares = shared(total, &weights).unwrap();
            prop_assert_eq!(shares.iter().sum::<i128>(), total);
            for (share, weight) in shares.iter().zip(&weights) {
                prop_assert!((share * sum - total * weight).abs() < sum);
            }
        }
    }
}
