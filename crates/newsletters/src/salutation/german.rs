//! German.

use super::{Addressee, joined};
use regulars_kernel::Gender;

pub(super) fn salutation(person: &Addressee<'_>) -> &'static str {
    match (person.gender, person.last_name.is_empty()) {
        (Some(Gender::Male), false) => "Sehr geehrter Herr",
        (Some(Gender::Female), false) => "Sehr geehrte Frau",
        _ => "Guten Tag",
    }
}

/// "Sehr geehrte Frau Müller"; where the gender is not known "Guten Tag Alex Müller", which fits everybody.
pub(super) fn greeting(person: &Addressee<'_>) -> String {
    let german = regulars_kernel::Language::German;
    match (person.gender, person.last_name.is_empty()) {
        (Some(Gender::Male | Gender::Female), false) => {
            joined(&super::salutation(german, person), &person.last_name_vocative(german))
        }
        (_, false) if person.first_name.is_empty() => salutation(person).to_owned(),
        _ => joined(salutation(person), &person.called(german)),
    }
}
