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

    /// A number that is written with a point, with its digits in groups. Four of them stand together, as typographers have
    /// it, so that a year stays a year.
    pub fn number(self, decimal: &str) -> String {
        let (sign, unsigned) = decimal.strip_prefix('-').map_or(("", decimal), |rest| ("-", rest));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let mut grouped = String::with_capacity(decimal.len() + whole.len() / 3);
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && whole.len() > 4 && (whole.len() - place).is_multiple_of(3) {
                grouped.push(self.group_mark());
            }
            grouped.push(digit);
        }
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{grouped}{}", self.decimal(&format!("{point}{fraction}")))
    }

    /// What stands between groups of digits.
    const fn group_mark(self) -> char {
        match self {
            Self::SerbianLatin | Self::SerbianCyrillic | Self::German => '.',
            Self::Polish | Self::Russian => '\u{a0}',
            Self::English => ',',
        }
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

    /// An amount of money.
    pub fn amount(self, money: Money) -> String {
        format!("{} {}", self.decimal(&money.decimal()), money.currency.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_way() {
        let day = Date::from_ymd_opt(2026, 3, 9).unwrap();
        let money = Money::new(-123_450, "RSD".parse().unwrap());
        for (language, written, amount, mark) in [
            (Language::SerbianLatin, "09. 03. 2026.", "-1234,50 RSD", ','),
            (Language::Russian, "09.03.2026", "-1234,50 RSD", '!'),
            (Language::English, "9 March 2026", "-1234.50 RSD", ','),
        ] {
            assert_eq!(
                (language.day(day).as_str(), language.amount(money).as_str(), language.greeting_mark()),
                (written, amount, mark)
            );
        }
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
