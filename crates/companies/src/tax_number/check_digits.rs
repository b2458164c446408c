//! Whether the check digits of numbers agree, country by country.
//!
//! The rules are those that tax authorities publish: for the European Union the algorithms of the VIES on-the-web
//! specification of DG TAXUD, for the others those that the OECD collects
//! (<https://www.oecd.org/tax/automatic-exchange/crs-implementation-and-assistance/tax-identification-numbers/>).

/// The digits of a number, in which nothing else stands.
fn digits(number: &str) -> Vec<u32> {
    number.chars().filter_map(|letter| letter.to_digit(10)).collect()
}

/// The sum of the digits, each times its weight, as far as there are weights.
fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

fn last(digits: &[u32]) -> u32 {
    digits.last().copied().unwrap_or_default()
}

/// ISO/IEC 7064, MOD 11,10: of Serbia, Croatia and Germany.
pub(super) fn mod_11_10(number: &str) -> bool {
    let digits = digits(number);
    let Some((last, body)) = digits.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (product + last) % 10 == 1
}

/// Luhn's formula (ISO/IEC 7812-1, annex B): of Italy.
pub(super) fn luhn(number: &str) -> bool {
    let sum: u32 = digits(number)
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}

/// Austria: U and eight digits.
pub(super) fn austrian(number: &str) -> bool {
    let digits = digits(number);
    let Some((last, body)) = digits.split_last() else { return false };
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { digit / 5 + digit * 2 % 10 } else { *digit })
        .sum();
    (10 - (sum + 4) % 10) % 10 == *last
}

/// Belgium: the last two digits complete the others to a multiple of 97.
pub(super) fn belgian(number: &str) -> bool {
    let whole = number.parse::<u64>().unwrap_or_default();
    97 - whole / 100 % 97 == whole % 100
}

/// Bulgaria: nine digits of a company, or ten of a citizen, of a foreigner or of others.
pub(super) fn bulgarian(number: &str) -> bool {
    let digits = digits(number);
    if digits.len() == 9 {
        let first = weighted(&digits, &[1, 2, 3, 4, 5, 6, 7, 8]) % 11;
        let check = if first == 10 { weighted(&digits, &[3, 4, 5, 6, 7, 8, 9, 10]) % 11 % 10 } else { first };
        return check == last(&digits);
    }
    let citizen = weighted(&digits, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10;
    let foreigner = weighted(&digits, &[21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10;
    let other = (11 - weighted(&digits, &[4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    [citizen, foreigner, other].contains(&last(&digits))
}

/// Hungary: the eighth digit; a domestic number goes on with the kind of taxpayer and the county.
pub(super) fn hungarian(number: &str) -> bool {
    let digits = digits(number);
    let check = (10 - weighted(&digits, &[9, 7, 3, 1, 9, 7, 3]) % 10) % 10;
    digits.get(7) == Some(&check)
}

/// Montenegro.
pub(super) fn montenegrin(number: &str) -> bool {
    let digits = digits(number);
    (11 - weighted(&digits, &[8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10 == last(&digits)
}

/// North Macedonia.
pub(super) fn macedonian(number: &str) -> bool {
    let digits = digits(number);
    (11 - weighted(&digits, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10 == last(&digits)
}

/// Poland.
pub(super) fn polish(number: &str) -> bool {
    let digits = digits(number);
    weighted(&digits, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == last(&digits)
}

/// Romania: zeros in front make it ten digits.
pub(super) fn romanian(number: &str) -> bool {
    let digits = digits(&format!("{number:0>10}"));
    weighted(&digits, &[7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10 == last(&digits)
}

/// Russia: ten digits of a company, twelve of a person in business.
pub(super) fn russian(number: &str) -> bool {
    let digits = digits(number);
    let is =
        |place: usize, weights: &[u32]| digits.get(place) == Some(&(weighted(&digits, weights) % 11 % 10));
    if digits.len() == 10 {
        return is(9, &[2, 4, 10, 3, 5, 9, 4, 6, 8]);
    }
    is(10, &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) && is(11, &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8])
}

/// Slovenia. A number of which the rule makes eleven is never given out.
pub(super) fn slovenian(number: &str) -> bool {
    let digits = digits(number);
    let check = 11 - weighted(&digits, &[8, 7, 6, 5, 4, 3, 2]) % 11;
    !number.starts_with('0') && (if check == 10 { 0 } else { check }) == last(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each with what is given out, and with what a wrong digit or two that changed places make of it.
    #[test]
    fn check_digits_find_a_wrong_digit() {
        /// A country's rule, numbers that keep to it, and numbers that do not.
        type Known = (&'static str, fn(&str) -> bool, &'static [&'static str], &'static [&'static str]);
        let known: [Known; 13] = [
            ("RS", mod_11_10, &["101134702", "100001159"], &["101134703", "101137402"]),
            ("HR", mod_11_10, &["33392005961", "94577403194"], &["33392005962", "33392005691"]),
            ("DE", mod_11_10, &["136695976", "129273398"], &["136695978", "136659976"]),
            ("IT", luhn, &["00743110157"], &["00743110158", "00743101157"]),
            ("AT", austrian, &["U13585627"], &["U13585626", "U13588627"]),
            ("BE", belgian, &["0403019261"], &["0403019262"]),
            ("BG", bulgarian, &["175074752", "7523169263"], &["175074751", "7523169260"]),
            ("HU", hungarian, &["12892312", "12892312241"], &["12892313", "12893212"]),
            ("ME", montenegrin, &["02655284"], &["02655283"]),
            ("MK", macedonian, &["4030000375897"], &["4030000375890"]),
            ("PL", polish, &["8567346215"], &["8567346216"]),
            ("RO", romanian, &["18547290"], &["18547291"]),
            ("RU", russian, &["7707083893", "123456789047"], &["7707083894", "123456789048", "123456789037"]),
        ];
        for (country, agree, right, wrong) in known {
            for number in right {
                assert!(agree(number), "{country} {number}");
            }
            for number in wrong {
                assert!(!agree(number), "{country} {number}");
            }
        }
        assert!(slovenian("50223054") && !slovenian("50223055") && !slovenian("05022305"));
    }

    #[test]
    fn no_single_digit_can_be_another_one() {
        for (agree, number) in [
            (mod_11_10 as fn(&str) -> bool, "101134702"),
            (luhn, "00743110157"),
            (austrian, "13585627"),
            (hungarian, "12892312"),
            (slovenian, "50223054"),
        ] {
            for place in 0..number.len() {
                for digit in '0'..='9' {
                    let mut other: Vec<char> = number.chars().collect();
                    other[place] = digit;
                    let other: String = other.into_iter().collect();
                    assert_eq!(agree(&other), other == number, "{other}");
                }
            }
        }
    }
}
