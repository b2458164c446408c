use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn parts(numerators: &[i128], denominator: i128) -> Parts {
    Parts::new(numerators.to_vec(), denominator).unwrap()
}

#[test]
fn parts_are_kept_in_the_smallest_denominator() {
    assert_eq!(parts(&[4, -6], 10), Parts { numerators: vec![2, -3], denominator: 5 });
    assert_eq!(parts(&[], 10), Parts::whole(Vec::new()));
    assert_eq!(Parts::new(vec![1], 0), None);
    let half = Fraction::new(1, 2).unwrap();
    assert_eq!(parts(&[3, 4], 1).times(half), Some(parts(&[3, 4], 2)));
    assert_eq!(parts(&[i128::MAX], 1).times(Fraction::new(2, 3).unwrap()), None);
    assert_eq!(parts(&[25, -25, 9], 2).steps(5), Some(Parts::whole(vec![2, -2, 0])));
    assert_eq!(parts(&[25], 2).steps(0), None);
}

#[test]
fn shares_are_neighbours_of_the_parts_where_only_the_whole_was_rounded() {
    assert_eq!(parts(&[25, 17], 10).shares_of(4), Some(vec![2, 2]));
    assert_eq!(parts(&[15, 15], 10).shares_of(3), Some(vec![2, 1]));
    assert_eq!(parts(&[11, 11], 10).shares_of(3), Some(vec![2, 1]));
    assert_eq!(parts(&[-25, -17], 10).shares_of(-4), Some(vec![-2, -2]));
    assert_eq!(parts(&[5, -5], 1).shares_of(0), Some(vec![5, -5]));
}

#[test]
fn where_the_whole_was_cut_what_goes_its_way_is_made_smaller() {
    assert_eq!(parts(&[10, 5], 1).shares_of(6), Some(vec![4, 2]));
    assert_eq!(parts(&[10, 5, -3], 1).shares_of(6), Some(vec![6, 3, -3]));
    assert_eq!(parts(&[-10, 4], 1).shares_of(-2), Some(vec![-6, 4]));
    assert_eq!(parts(&[1, 2], 1).shares_of(0), Some(vec![0, 0]));
}

proptest! {
    #[test]
    fn shares_of_what_was_rounded_add_up_and_are_neighbours_of_the_parts(
        numerators in prop::collection::vec(-1_000_i128..1_000, 1..12),
        denominator in 1_i128..60,
        mode in select(Rounding::ALL),
    ) {
        let parts = parts(&numerators, denominator);
        let total = parts.sum().unwrap().rounded(mode);
        let shares = parts.shares_of(total).unwrap();
        prop_assert_eq!(shares.iter().sum::<i128>(), total);
        for (share, part) in shares.iter().zip(&parts.numerators) {
            prop_assert!((share * parts.denominator - part).abs() < parts.denominator);
        }
    }

    #[test]
    fn shares_of_less_add_up_and_nobody_changes_the_side(
        numerators in prop::collection::vec(-1_000_i128..1_000, 1..12),
        denominator in 1_i128..60,
        hundredths in 0_i128..=100,
    ) {
        let parts = parts(&numerators, denominator);
        let total = parts.sum().unwrap().rounded(Rounding::Down) * hundredths / 100;
        let shares = parts.shares_of(total).unwrap();
        prop_assert_eq!(shares.iter().sum::<i128>(), total);
        for (share, part) in shares.iter().zip(&parts.numerators) {
            prop_assert!(share.signum() == 0 || share.signum() == part.signum());
        }
    }
}
