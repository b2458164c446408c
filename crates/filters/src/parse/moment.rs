//! Reading days and instants.

use chrono::Datelike;
use regulars_kernel::{Date, Instant, parse_instant};
use serde_json::{Map, Value};

use super::reader::{Reader, child};
use crate::{CalendarUnit, Day, Distance, FilterErrorCode, Moment};

/// The years that a filter can name: what both databases can hold, and sort, as they stand.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2999;

impl Reader {
    /// A date, or a distance back from today.
    pub(super) fn day(&mut self, value: &Value, pointer: &str) -> Option<Day> {
        match value {
            Value::Object(members) => self.ago(members, pointer).map(Day::Ago),
            _ => self.date(value, pointer).map(Day::On),
        }
    }

    /// An instant, a date, or a distance back from today.
    pub(super) fn moment(&mut self, value: &Value, pointer: &str) -> Option<Moment> {
        match value {
            Value::String(text) if text.contains(['T', 't', ' ']) => {
                self.instant(text, pointer).map(Moment::At)
            }
            _ => self.day(value, pointer).map(Moment::Day),
        }
    }

    /// A date.
    pub(super) fn date(&mut self, value: &Value, pointer: &str) -> Option<Date> {
        let Some(text) = value.as_str() else {
            let detail =
                "must be a date such as 2026-11-21, or a distance such as {\"ago\": 8, \"unit\": \"month\"}";
            return self.fault(pointer, FilterErrorCode::WrongType, detail);
        };
        let date = text.parse::<Date>().ok().filter(|date| date.to_string() == text);
        match date.filter(|date| YEARS.contains(&date.year())) {
            Some(date) => Some(date),
            None => {
                let detail = "must be a date such as 2026-11-21, of a year from 1800 to 2999";
                self.fault(pointer, FilterErrorCode::InvalidValue, detail)
            }
        }
    }

    /// A count of calendar units under the key `count_key`, beside their `unit`.
    pub(super) fn distance(
        &mut self,
        members: &Map<String, Value>,
        pointer: &str,
        count_key: &str,
    ) -> Option<Distance> {
        let count = self.required(members, pointer, count_key);
        let unit = self.required(members, pointer, "unit").and_then(|value| {
            self.name(value, &child(pointer, "unit"), CalendarUnit::ALL, CalendarUnit::name)
        })?;
        let longest = i64::from(unit.longest_distance());
        let count = self.integer(count?, &child(pointer, count_key), 0..=longest)?;
        u32::try_from(count).ok().map(|count| Distance { count, unit })
    }

    fn ago(&mut self, members: &Map<String, Value>, pointer: &str) -> Option<Distance> {
        self.only(members, pointer, &["ago", "unit"]);
        self.distance(members, pointer, "ago")
    }

    fn instant(&mut self, text: &str, pointer: &str) -> Option<Instant> {
        match parse_instant(text).filter(|instant| YEARS.contains(&instant.year())) {
            Some(instant) => Some(instant),
            None => {
                let detail = "must be an instant such as 2026-11-21T10:00:00Z, of a year from 1800 to 2999";
                self.fault(pointer, FilterErrorCode::InvalidValue, detail)
            }
        }
    }
}
