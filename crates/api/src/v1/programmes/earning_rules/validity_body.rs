//! When a rule holds, on the wire.

use chrono::{NaiveDate, NaiveTime};
use regulars_loyalty::{Hours, Validity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::extract::Patched;

/// A day of the week, from 1 for Monday to 7 for Sunday.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[schema(minimum = 1, maximum = 7, example = 1)]
pub struct WeekdayBody(u8);

/// Hours of a day, over midnight where the first time is the later one.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningHoursBody {
    /// From then on.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length = 5, example = "07:00")]
    from: String,
    /// To before then.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length = 5, example = "10:00")]
    to: String,
}

/// When a rule holds: at the instant as of which a receipt counts, in the merchant's time zone.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningValidityBody {
    /// The first day.
    from: Option<NaiveDate>,
    /// The last day.
    to: Option<NaiveDate>,
    /// On these days of the week; on all where there are none.
    #[serde(default)]
    #[schema(max_items = 7)]
    weekdays: Vec<WeekdayBody>,
    /// In these hours; in all where there are none.
    #[serde(default)]
    #[schema(max_items = 10)]
    hours: Vec<EarningHoursBody>,
}

/// What changes of when a rule holds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningValidityPatchBody {
    /// The first day.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    from: Patched<NaiveDate>,
    /// The last day.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    to: Patched<NaiveDate>,
    /// On these days of the week, all of them.
    #[schema(value_type = Option<Vec<WeekdayBody>>, max_items = 7)]
    #[serde(default)]
    weekdays: Patched<Vec<WeekdayBody>>,
    /// In these hours, all of them.
    #[schema(value_type = Option<Vec<EarningHoursBody>>, max_items = 10)]
    #[serde(default)]
    hours: Patched<Vec<EarningHoursBody>>,
}

impl EarningValidityBody {
    /// When it holds; errors are noted below `/validity`.
    pub fn check(self, invalid: &mut Invalid) -> Validity {
        let mut hours = Vec::with_capacity(self.hours.len());
        for (index, EarningHoursBody { from, to }) in self.hours.into_iter().enumerate() {
            let mut time = |end: &str, text: &str| {
                let place = format!("/validity/hours/{index}/{end}");
                invalid.check(&place, NaiveTime::parse_from_str(text, "%H:%M"))
            };
            let span = time("from", &from).zip(time("to", &to));
            hours.extend(span.map(|(from, to)| Hours { from, to }));
        }
        let weekdays = self.weekdays.into_iter().map(|WeekdayBody(day)| day).collect();
        Validity { from: self.from, to: self.to, weekdays, hours }
    }
}

impl EarningValidityPatchBody {
    /// Changes what there is.
    pub fn apply(self, present: &mut EarningValidityBody, invalid: &mut Invalid) {
        self.from.replace_or_clear(&mut present.from);
        self.to.replace_or_clear(&mut present.to);
        self.weekdays.replace(invalid, "/validity/weekdays", &mut present.weekdays);
        self.hours.replace(invalid, "/validity/hours", &mut present.hours);
    }
}

impl From<&Validity> for EarningValidityBody {
    fn from(validity: &Validity) -> Self {
        let time = |time: NaiveTime| time.format("%H:%M").to_string();
        let hours = validity.hours.iter();
        Self {
            from: validity.from,
            to: validity.to,
            weekdays: validity.weekdays.iter().copied().map(WeekdayBody).collect(),
            hours: hours
                .map(|hours| EarningHoursBody { from: time(hours.from), to: time(hours.to) })
                .collect(),
        }
    }
}
