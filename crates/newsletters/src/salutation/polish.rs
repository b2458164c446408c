//! Polish. Given names have a vocative; family names after "Panie" stand in the nominative.

use super::{Addressee, NamePart, exceptions, joined, letters};
use regulars_kernel::Gender;

pub(super) fn salutation(person: &Addressee<'_>) -> &'static str {
    match person.gender {
        Some(Gender::Male) => "Szanowny Panie",
        Some(Gender::Female) => "Szanowna Pani",
        _ => "Szanowni Państwo",
    }
}

/// "Szanowny Panie Janie". A family name alone sounds like a summons, so without a given name the greeting goes
/// without a name.
pub(super) fn greeting(person: &Addressee<'_>) -> String {
    match person.gender {
        Some(Gender::Male | Gender::Female) => {
            let name = if person.first_name.is_empty() {
                String::new()
            } else {
                person.first_name_vocative(regulars_kernel::Language::Polish)
            };
            joined(salutation(person), &name)
        }
        _ => salutation(person).to_owned(),
    }
}

/// The vocative of one word of a given name, or `None` if it stays as it is.
pub(super) fn vocative(gender: Option<Gender>, part: NamePart, word: &str) -> Option<String> {
    let gender = gender?;
    if word.chars().count() < 3 {
        return None;
    }
    let name = word.to_lowercase();
    if part == NamePart::Last {
        // "Panie Sikoro", but "Pani Sikora"; every other family name stands in the nominative behind "Panie".
        let changes = gender == Gender::Male && name.ends_with('a') && !looks_foreign(&name);
        return changes.then(|| letters::with_ending(word, 1, "o"));
    }
    if let Some(form) = exceptions::POLISH.get(&(part, gender, name.as_str())) {
        return Some(letters::with_capitals_of(word, form));
    }
    if looks_foreign(&name) {
        return None;
    }
    let (dropped, ending) = match gender {
        Gender::Male => of_a_man(&name)?,
        Gender::Female => of_a_woman(&name)?,
        Gender::Other => return None,
    };
    Some(letters::with_ending(word, dropped, ending))
}

fn looks_foreign(name: &str) -> bool {
    const SPELLINGS: [&str; 6] = ["th", "ph", "sh", "ck", "oh", "gh"];
    name.chars().any(|letter| !"abcdefghijklmnoprstuwyząćęłńóśźż".contains(letter))
        || SPELLINGS.iter().any(|spelling| name.contains(spelling))
}

/// Endings of men's names, the longest first, with what replaces them.
const MEN: [(&str, &str); 29] = [
    ("weł", "wle"),
    ("iek", "ku"),
    ("ek", "ku"),
    ("sz", "szu"),
    ("cz", "czu"),
    ("rz", "rzu"),
    ("dż", "dżu"),
    ("ch", "chu"),
    ("st", "ście"),
    ("ł", "le"),
    ("r", "rze"),
    ("t", "cie"),
    ("d", "dzie"),
    ("z", "zie"),
    ("b", "bie"),
    ("f", "fie"),
    ("m", "mie"),
    ("n", "nie"),
    ("p", "pie"),
    ("s", "sie"),
    ("w", "wie"),
    ("k", "ku"),
    ("g", "gu"),
    ("h", "hu"),
    ("l", "lu"),
    ("j", "ju"),
    ("c", "cu"),
    ("ń", "niu"),
    ("a", "o"),
];

fn of_a_man(name: &str) -> Option<(usize, &'static str)> {
    let (ending, replacement) = MEN.iter().find(|(ending, _)| name.ends_with(ending))?;
    Some((ending.chars().count(), replacement))
}

fn of_a_woman(name: &str) -> Option<(usize, &'static str)> {
    if ["sia", "zia", "cia"].iter().any(|ending| name.ends_with(ending)) {
        return Some((1, "u"));
    }
    name.ends_with('a').then_some((1, "o"))
}
