//! Amounts as files of books have them: decimals of the currency.

use regulars_kernel::Currency;

/// A decimal with a point or a comma as an amount in minor units. None where it is none, or has more decimals than the
/// currency.
pub fn minor_units_of(text: &str, currency: Currency) -> Option<i64> {
    let decimals = usize::try_from(currency.decimals()).ok()?;
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number(whole) || whole.len() > 12 || fraction.len() > decimals {
        return None;
    }
    if text.len() > whole.len() && !is_number(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<decimals$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use regulars_kernel::Money;

    use super::*;

    #[test]
    fn amounts_are_written_and_read_in_the_decimals_of_their_currency() {
        for (code, amount, text) in
            [("RSD", 123_456, "1234.56"), ("RSD", 5, "0.05"), ("JPY", 1_234, "1234"), ("KWD", 1_234, "1.234")]
        {
            let currency: Currency = code.parse().unwrap();
            assert_eq!(Money::new(amount, currency).decimal(), text);
            assert_eq!(minor_units_of(text, currency), Some(amount));
        }
        let dinar: Currency = "RSD".parse().unwrap();
        for (text, amount) in
            [("12", Some(1_200)), ("12,5", Some(1_250)), ("12.345", None), ("1.234,56", None)]
        {
            assert_eq!(minor_units_of(text, dinar), amount, "{text}");
        }
        for text in ["", "-5", "+5", "5.", ".5", "x", "1e3", "1 000", "1234567890123"] {
            assert_eq!(minor_units_of(text, dinar), None, "{text}");
        }
        assert_eq!(Money::new(-250, dinar).decimal(), "-2.50");
    }
}
