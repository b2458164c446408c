//! Whether what a bulk edit makes of date of birth and birthday can stand together, as far as it is known before anybody is looked
//! at.

use regulars_kernel::BirthDate;

use crate::bulk_edits::field::{BulkField, FieldValue};
use crate::bulk_edits::given_changes::{ChangeFault, FaultyChange};
use crate::bulk_edits::plain_field::PlainField;

/// What a bulk edit makes of date of birth and birthday.
#[derive(Default)]
pub(crate) struct BornChanges {
    dates: Vec<BornChange>,
    birthdays: Vec<BornChange>,
}

struct BornChange {
    /// What stands there afterwards.
    born: Option<BirthDate>,
    pointer: String,
    /// Whether those get it only who have another value.
    is_exchanged: bool,
}

impl BornChanges {
    /// Everybody gets the value, or has none afterwards.
    pub(crate) fn set(&mut self, field: &BulkField, value: Option<&FieldValue>, pointer: &str) {
        self.add(field, value, pointer, false);
    }

    /// Who has another value gets this one.
    pub(crate) fn exchange(&mut self, field: &BulkField, value: &FieldValue, pointer: &str) {
        self.add(field, Some(value), pointer, true);
    }

    fn add(&mut self, field: &BulkField, value: Option<&FieldValue>, pointer: &str, is_exchanged: bool) {
        let changes = match field {
            BulkField::Plain(PlainField::BirthDate) => &mut self.dates,
            BulkField::Plain(PlainField::Birthday) => &mut self.birthdays,
            _ => return,
        };
        let born = value.and_then(FieldValue::text).and_then(|text| text.parse().ok());
        changes.push(BornChange { born, pointer: pointer.to_owned(), is_exchanged });
    }

    /// Each birthday that is none of a date beside it. Two values that are exchanged may be those of different customers.
    pub(crate) fn faults(self) -> Vec<FaultyChange> {
        let is_apart = |birthday: &&BornChange| {
            self.dates.iter().any(|date| {
                let meets = !(date.is_exchanged && birthday.is_exchanged);
                let fits = |date: BirthDate| birthday.born.is_some_and(|day| day.agrees_with(date));
                meets && date.born.is_some_and(|date| !fits(date))
            })
        };
        let fault = |birthday: &BornChange| FaultyChange {
            pointer: birthday.pointer.clone(),
            fault: ChangeFault::AnotherDay,
        };
        self.birthdays.iter().filter(is_apart).map(fault).collect()
    }
}
