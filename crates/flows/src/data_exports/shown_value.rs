//! Values as an export tells and shows them.

use chrono::{DateTime, SecondsFormat, Utc};
use regulars_kernel::{Currency, Instant, MerchantCalendar, Money};
use serde_json::{Map, Value, json};

/// An instant (RFC 3339, UTC).
pub(super) fn told_instant(at: Instant) -> Value {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
}

/// Money in minor units, with its currency.
pub(super) fn told_money(amount: i64, currency: Currency) -> Value {
    json!({"amount": amount, "currency": currency.code()})
}

/// The text in which a page shows an instant of the document: on the merchant's wall clock.
pub(super) fn shown_instant(text: &str, calendar: MerchantCalendar) -> Option<String> {
    // A date, and a telephone number that begins like one, is no instant.
    if text.len() < "2026-01-01T00:00:00Z".len() || !text.ends_with('Z') {
        return None;
    }
    let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    Some(calendar.wall_clock(at).format("%Y-%m-%d %H:%M:%S").to_string())
}

/// The text in which a page shows money of the document.
pub(super) fn shown_money(members: &Map<String, Value>) -> Option<String> {
    let (Some(amount), Some(currency), 2) =
        (members.get("amount")?.as_i64(), members.get("currency")?.as_str(), members.len())
    else {
        return None;
    };
    let money = Money::new(amount, currency.parse::<Currency>().ok()?);
    Some(format!("{} {currency}", money.decimal()))
}

/// The text with every letter replaced that means something in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(value: &Value) -> Option<String> {
        shown_money(value.as_object().unwrap())
    }

    #[test]
    fn money_is_shown_in_the_units_of_its_currency() {
        assert_eq!(money(&json!({"amount": 12_305, "currency": "RSD"})).as_deref(), Some("123.05 RSD"));
        assert_eq!(money(&json!({"amount": -5, "currency": "EUR"})).as_deref(), Some("-0.05 EUR"));
        assert_eq!(money(&json!({"amount": 500, "currency": "JPY"})).as_deref(), Some("500 JPY"));
        for other in [
            json!({"amount": 5}),
            json!({"amount": 5, "currency": "EUR", "method": "cash"}),
            json!({"amount": "5", "currency": "EUR"}),
        ] {
            assert_eq!(money(&other), None, "{other}");
        }
    }

    #[test]
    fn an_instant_is_shown_on_the_merchant_s_wall_clock() {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let shown = |text| shown_instant(text, calendar);
        assert_eq!(shown("2026-07-01T22:30:00Z").as_deref(), Some("2026-07-02 00:30:00"));
        assert_eq!(shown("2026-12-01T22:30:00.250Z").as_deref(), Some("2026-12-01 23:30:00"));
        for other in ["2026-07-01", "+381641234567", "Z", "2026-07-01T22:30:00+02:00"] {
            assert_eq!(shown(other), None, "{other}");
        }
    }
}
