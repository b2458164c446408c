//! How each language writes what stands in mails and on pages.

use crate::{Date, Language, Money};

impl Language {
    /// The BCP 47 tag with the script wherever a language has two.
    pub const fn tag_with_script(self) -> &'static str {
        match self {
            Self::SerbianLatin => "sr-Latn",
            other => other.tag(),
        }
    }

    /// What ends a greeting.
    pub const fn greeting_mark(self) -> char {
        match self {
            Self::Russian => '!',
            Self::SerbianLatin | Self::SerbianCyrillic | Self::Polish | Self::German | Self::English => ',',
        }
    }

    /// A day.
    pub fn day(self, day: Date) -> String {
        let form = match self {
            Self::SerbianLatin | Self::SerbianCyrillic => "%d. %m. %Y.",
            Self::Polish | Self::Russian | Self::German => "%d.%m.%Y",
            Self::English => "%-d %B %Y",
        };
        day.format(form).to_string()
    }

    /// A decimal that is written with a point.
    pub fn decimal(self, decimal: &str) -> String {
        match self {
            Self::English => decimal.to_owned(),
            Self::SerbianLatin | Self::SerbianCyrillic | Self::Polish | Self::Russian | Self::German => {
                decimal.replace('.', ",")
            }
        }
    }

    /// An amount of money, with its thousands apart.
    pub fn amount(self, money: Money) -> String {
        let decimal = money.decimal();
        let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal.as_str()), |digits| ("-", digits));
        let (whole, fraction) =
            digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
        let whole = self.grouped(whole);
        let number = match (fraction, self) {
            (None, _) => whole,
            (Some(fraction), Self::English) => format!("{whole}.{fraction}"),
            (Some(fraction), _) => format!("{whole},{fraction}"),
        };
        format!("{sign}{number} {}", money.currency.code())
    }

    /// Digits with what the language writes between thousands. What could break a line does not.
    fn grouped(self, digits: &str) -> String {
        let (mark, least) = match self {
            Self::English => (',', 4),
            Self::SerbianLatin | Self::SerbianCyrillic | Self::German => ('.', 4),
            Self::Russian => ('\u{a0}', 4),
            // Four digits stand together.
            Self::Polish => ('\u{a0}', 5),
        };
        if digits.len() < least {
            return digits.to_owned();
        }
        let mut written = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(mark);
            }
            written.push(digit);
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn each_language_has_its_own_way() {
        let day = Date::from_ymd_opt(2026, 3, 9).unwrap();
        let money = Money::new(-123_450, "RSD".parse().unwrap());
        for (language, written, amount, mark) in [
            (Language::SerbianLatin, "09. 03. 2026.", "-1.234,50 RSD", ','),
            (Language::Russian, "09.03.2026", "-1\u{a0}234,50 RSD", '!'),
            (Language::English, "9 March 2026", "-1,234.50 RSD", ','),
        ] {
            assert_eq!(
                (language.day(day).as_str(), language.amount(money).as_str(), language.greeting_mark()),
                (written, amount, mark)
            );
        }
    }

    #[test]
    fn thousands_are_apart_as_the_language_writes_them() {
        let dinar: Currency = "RSD".parse().unwrap();
        for (language, amount, written) in [
            (Language::SerbianLatin, 99_999, "999,99 RSD"),
            (Language::SerbianCyrillic, 100_000_000_073, "1.000.000.000,73 RSD"),
            (Language::German, 10_000_000, "100.000,00 RSD"),
            (Language::Polish, 999_900, "9999,00 RSD"),
            (Language::Polish, 1_000_000, "10\u{a0}000,00 RSD"),
            (Language::English, -100_000_073, "-1,000,000.73 RSD"),
        ] {
            assert_eq!(language.amount(Money::new(amount, dinar)), written);
        }
        assert_eq!(Language::German.amount(Money::new(12_345, "JPY".parse().unwrap())), "12.345 JPY");
    }
}
