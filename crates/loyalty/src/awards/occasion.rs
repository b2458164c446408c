//! Which occasion it is, so that a rule gives once on it.

use std::fmt;

use regulars_kernel::{CustomEventId, Date, SurveyId};

/// What tells the occasions of one rule and one member apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occasion(String);

impl Occasion {
    /// The birthday of that year, on whatever day it is: who changes the date of birth has no other one in it.
    pub fn birthday_in(year: i32) -> Self {
        Self(format!("year:{year}"))
    }

    /// That somebody came into the programme, of which there is one, however often they come.
    pub fn welcome() -> Self {
        Self("welcome".to_owned())
    }

    /// The time without purchases that began behind one of that day, however long it becomes.
    pub fn inactive_since(last: Date) -> Self {
        Self(format!("since:{last}"))
    }

    /// That survey, however often it is answered.
    pub fn survey(survey: SurveyId) -> Self {
        Self(format!("survey:{survey}"))
    }

    /// That event.
    pub fn event(event: CustomEventId) -> Self {
        Self(format!("event:{event}"))
    }

    /// One that a store has.
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The text that a store keeps.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Occasion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
