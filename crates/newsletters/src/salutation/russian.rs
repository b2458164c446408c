//! Russian. There is no vocative; politeness shows in the words and in their gender.

use super::{Addressee, joined};
use regulars_kernel::Gender;

pub(super) fn salutation(person: &Addressee<'_>) -> &'static str {
    match (person.gender, person.last_name.is_empty()) {
        (Some(Gender::Male), false) => "Уважаемый господин",
        (Some(Gender::Female), false) => "Уважаемая госпожа",
        _ => "Здравствуйте",
    }
}

/// "Уважаемый Иван Петрович" when the given name carries the patronymic, "Уважаемый Иван" when it does not, and
/// "Уважаемый господин Петров" when only the family name is known.
pub(super) fn greeting(person: &Addressee<'_>) -> String {
    let first_name = person.first_name_vocative(regulars_kernel::Language::Russian);
    match person.gender {
        Some(Gender::Male) if !person.first_name.is_empty() => joined("Уважаемый", &first_name),
        Some(Gender::Female) if !person.first_name.is_empty() => joined("Уважаемая", &first_name),
        Some(Gender::Male | Gender::Female) => {
            joined(salutation(person), &person.last_name_vocative(regulars_kernel::Language::Russian))
        }
        _ if !person.first_name.is_empty() => format!("Здравствуйте, {first_name}"),
        _ => "Здравствуйте".to_owned(),
    }
}
