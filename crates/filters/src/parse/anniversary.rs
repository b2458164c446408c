//! Reading conditions on anniversaries.

use serde_json::{Map, Value};

use super::reader::{Reader, child};
use crate::{AnniversaryCondition, DateField, FilterErrorCode};

impl Reader {
    /// The object behind `anniversary`.
    pub(super) fn anniversary(&mut self, value: &Value, pointer: &str) -> Option<AnniversaryCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["of", "from_days", "to_days"]);
        let of = self.required(members, pointer, "of").and_then(|value| {
            self.name(value, &child(pointer, "of"), &[DateField::BirthDate], DateField::name)
        });
        let from_days = self.days(members, pointer, "from_days");
        let to_days = self.days(members, pointer, "to_days");
        let (from_days, to_days) = from_days.zip(to_days)?;
        if from_days >= to_days {
            return self.fault(
                &child(pointer, "to_days"),
                FilterErrorCode::EmptyRange,
                "must be greater than from_days, because the window ends before this day",
            );
        }
        Some(AnniversaryCondition { of: of?, from_days, to_days })
    }

    fn days(&mut self, members: &Map<String, Value>, pointer: &str, key: &str) -> Option<i32> {
        let farthest = i64::from(AnniversaryCondition::FARTHEST);
        let value = self.required(members, pointer, key)?;
        let days = self.integer(value, &child(pointer, key), -farthest..=farthest)?;
        i32::try_from(days).ok()
    }
}
