//! What a till prints about tiers.

use regulars_kernel::{Currency, Date, Language};
use regulars_loyalty::{Programme, TierAhead, TierBasis};

use super::print_points::written;
use super::tier_of_buyer::TierOfSale;

/// Of each programme the tier, and what is missing for the next one: under the name of the programme where there are several.
pub(crate) fn print_tiers(tiers: &[TierOfSale], currency: Currency, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    let are_several = tiers.len() > 1;
    for TierOfSale { programme, reckoned } in tiers {
        let tier = reckoned.tier.as_ref().and_then(|code| present(programme, code, language));
        let ahead = reckoned.ahead.as_ref().filter(|ahead| ahead.missing > 0);
        let ahead = ahead.and_then(|ahead| missing(programme, ahead, currency, language));
        let told = tier.into_iter().chain(ahead);
        let name = programme.name.as_str();
        lines.extend(told.map(|line| if are_several { format!("{name}: {line}") } else { line }));
    }
    lines
}

fn present(programme: &Programme, code: &regulars_loyalty::TierCode, language: Language) -> Option<String> {
    let tier = programme.configuration.tiers.as_ref()?.tier(code)?;
    let name = tier.print_name.as_ref().unwrap_or(&tier.name);
    let word = match language {
        Language::SerbianLatin => "Nivo",
        Language::SerbianCyrillic => "Ниво",
        Language::Polish => "Poziom",
        Language::Russian => "Уровень",
        Language::German => "Stufe",
        Language::English => "Tier",
    };
    Some(format!("{word}: {}", name.as_str()))
}

fn missing(
    programme: &Programme,
    ahead: &TierAhead,
    currency: Currency,
    language: Language,
) -> Option<String> {
    let configuration = &programme.configuration;
    let much = match &configuration.tiers.as_ref()?.basis {
        TierBasis::Spend => money(ahead.missing, currency, language),
        TierBasis::Visits => visits(ahead.missing, language),
        TierBasis::Points(code) | TierBasis::Balance(code) => {
            let kind = configuration.point_type(code)?;
            format!("{} {}", written(ahead.missing, kind.scale, language), kind.name.as_str())
        }
    };
    let name = ahead.print_name.as_str();
    let (more, by) = match language {
        Language::SerbianLatin => ("još", "do"),
        Language::SerbianCyrillic => ("још", "до"),
        Language::Polish => ("jeszcze", "do"),
        Language::Russian => ("ещё", "до"),
        Language::German => ("noch", "bis"),
        Language::English => ("another", "by"),
    };
    let until = ahead.by.map(|day| format!(" {by} {}", date(day, language))).unwrap_or_default();
    Some(format!("{name}: {more} {much}{until}"))
}

fn visits(count: i64, language: Language) -> String {
    let word = match language {
        Language::SerbianLatin => "kupovina",
        Language::SerbianCyrillic => "куповина",
        Language::Polish => "zakupy",
        Language::Russian => "покупка",
        Language::German => "Einkauf",
        Language::English => "purchase",
    };
    format!("{count}x {word}")
}

/// An amount as the language writes it, without decimals that are none.
fn money(amount: i64, currency: Currency, language: Language) -> String {
    let (group, mark) = match language {
        Language::SerbianLatin | Language::SerbianCyrillic | Language::German => ('.', ','),
        Language::Polish | Language::Russian => ('\u{a0}', ','),
        Language::English => (',', '.'),
    };
    let one = currency.minor_units_in_one().unsigned_abs().max(1);
    let (whole, rest) = (amount.unsigned_abs() / one, amount.unsigned_abs() % one);
    let digits = whole.to_string();
    let mut written = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push(group);
        }
        written.push(digit);
    }
    if rest > 0 {
        let width = one.to_string().len() - 1;
        written.push_str(&format!("{mark}{rest:0width$}"));
    }
    format!("{written} {currency}")
}

fn date(day: Date, language: Language) -> String {
    let form = match language {
        Language::SerbianLatin | Language::SerbianCyrillic => "%-d.%-m.%Y.",
        Language::Polish | Language::Russian | Language::German => "%d.%m.%Y",
        Language::English => "%-d %B %Y",
    };
    day.format(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_days_are_printed_as_the_language_writes_them() {
        let rsd: Currency = "RSD".parse().unwrap();
        assert_eq!(money(300_000, rsd, Language::SerbianLatin), "3.000 RSD");
        assert_eq!(money(123_456_705, rsd, Language::English), "1,234,567.05 RSD");
        assert_eq!(money(99_950, rsd, Language::German), "999,50 RSD");
        let day: Date = "2026-12-31".parse().unwrap();
        assert_eq!(date(day, Language::SerbianCyrillic), "31.12.2026.");
        assert_eq!(date(day, Language::English), "31 December 2026");
        assert_eq!(visits(3, Language::German), "3x Einkauf");
    }
}
