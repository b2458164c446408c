//! One cell of a file that is written.

/// A cell. Nothing in it is ever a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutCell {
    /// Nothing.
    Empty,
    /// What somebody has typed: it stays the text that it is, whatever it looks like.
    Text(String),
    /// A number that a program may add up: digits, perhaps a minus, perhaps a full stop.
    Number(String),
    /// A date, an instant or a word of the product.
    Plain(String),
}

impl OutCell {
    /// The text of something that may be absent.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// A date or a word of the product that may be absent.
    pub fn plain(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, |text| Self::Plain(text.to_string()))
    }

    /// A whole number.
    pub fn number(number: i64) -> Self {
        Self::Number(number.to_string())
    }

    /// An amount of minor units, of which `decimals` digits stand behind the point.
    pub fn amount(minor_units: i64, decimals: u32) -> Self {
        let decimals = usize::try_from(decimals).unwrap_or_default();
        let digits = format!("{:0>width$}", minor_units.unsigned_abs(), width = decimals + 1);
        let (whole, behind) = digits.split_at(digits.len() - decimals);
        let sign = if minor_units < 0 { "-" } else { "" };
        let point = if decimals == 0 { "" } else { "." };
        Self::Number(format!("{sign}{whole}{point}{behind}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_the_digits_of_their_currency() {
        for (minor_units, decimals, text) in [
            (12345, 2, "123.45"),
            (-5, 2, "-0.05"),
            (0, 2, "0.00"),
            (700, 0, "700"),
            (i64::MIN, 0, "-9223372036854775808"),
        ] {
            assert_eq!(OutCell::amount(minor_units, decimals), OutCell::Number(text.to_owned()));
        }
    }
}
