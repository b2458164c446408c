//! English.

use super::{Addressee, joined};
use regulars_kernel::Gender;

pub(super) fn salutation(person: &Addressee<'_>) -> &'static str {
    match (person.gender, person.last_name.is_empty()) {
        (Some(Gender::Male), false) => "Dear Mr",
        (Some(Gender::Female), false) => "Dear Ms",
        // "Dear" alone is no greeting, and without a name behind it nothing else is.
        _ => "Dear customer",
    }
}

/// "Dear Ms Smith"; where the gender is not known "Dear Alex Smith", and without a name "Dear customer".
pub(super) fn greeting(person: &Addressee<'_>) -> String {
    let english = regulars_kernel::Language::English;
    match (person.gender, person.last_name.is_empty()) {
        (Some(Gender::Male | Gender::Female), false) => {
            joined(&super::salutation(english, person), &person.last_name_vocative(english))
        }
        _ if person.first_name.is_empty() => "Dear customer".to_owned(),
        _ => joined("Dear", &person.called(english)),
    }
}
