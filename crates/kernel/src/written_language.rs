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

    /// A number that is written with a point, with its thousands apart. Four digits stand together, so that a year stays a year.
    pub fn number(self, decimal: &str) -> String {
        self.grouped(decimal, 5)
    }

    /// Yes or no.
    pub const fn yes_or_no(self, is_so: bool) -> &'static str {
        match (self, is_so) {
            (Self::SerbianLatin, true) => "da",
            (Self::SerbianLatin, false) => "ne",
            (Self::SerbianCyrillic | Self::Russian, true) => "да",
            (Self::SerbianCyrillic, false) => "не",
            (Self::Russian, false) => "нет",
            (Self::Polish, true) => "tak",
            (Self::Polish, false) => "nie",
            (Self::German, true) => "ja",
            (Self::German, false) => "nein",
            (Self::English, true) => "yes",
            (Self::English, false) => "no",
        }
    }

    /// An amount of money, with its thousands apart.
    pub fn amount(self, money: Money) -> String {
        let least = if self == Self::Polish { 5 } else { 4 };
        format!("{} {}", self.grouped(&money.decimal(), least), money.currency.code())
    }

    /// A decimal with a mark between the thousands of a whole part of at least so many digits. No mark breaks a line.
    fn grouped(self, decimal: &str, least: usize) -> String {
        let mark = match self {
            Self::SerbianLatin | Self::SerbianCyrillic | Self::German => '.',
            Self::Polish | Self::Russian => '\u{a0}',
            Self::English => ',',
        };
        let (sign, unsigned) = decimal.strip_prefix('-').map_or(("", decimal), |rest| ("-", rest));
        let whole = unsigned.find('.').unwrap_or(unsigned.len());
        let mut written = sign.to_owned();
        for (place, digit) in unsigned[..whole].chars().enumerate() {
            if place > 0 && whole >= least && (whole - place).is_multiple_of(3) {
                written.push(mark);
            }
            written.push(digit);
        }
        written.push_str(&self.decimal(&unsigned[whole..]));
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

    #[test]
    fn long_numbers_are_grouped() {
        for (language, number, written) in [
            (Language::SerbianLatin, "1234567.5", "1.234.567,5"),
            (Language::German, "-12345", "-12.345"),
            (Language::Polish, "12345.25", "12\u{a0}345,25"),
            (Language::Russian, "100000", "100\u{a0}000"),
            (Language::English, "-123456.75", "-123,456.75"),
            (Language::SerbianCyrillic, "1985", "1985"),
            (Language::English, "0.5", "0.5"),
        ] {
            assert_eq!(language.number(number), written);
        }
    }
}
