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
}
