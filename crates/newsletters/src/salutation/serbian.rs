//! Serbian, in both scripts by one set of rules: a rule says how many letters fall off and what takes their place, and
//! no letter that falls off is a digraph in either script.

use regulars_kernel::Language;

use super::serbian_script::{Script, latin, looks_foreign};
use super::{Addressee, NamePart, exceptions, joined, letters};
use regulars_kernel::Gender;

pub(super) fn salutation_latin(person: &Addressee<'_>) -> &'static str {
    match (person.gender, person.last_name.is_empty(), person.first_name.is_empty()) {
        (Some(Gender::Male), false, _) => "Gospodine",
        (Some(Gender::Female), false, _) => "Gospođo",
        (Some(Gender::Female), true, _) => "Poštovana",
        _ => "Poštovani",
    }
}

pub(super) fn salutation_cyrillic(person: &Addressee<'_>) -> &'static str {
    match salutation_latin(person) {
        "Gospodine" => "Господине",
        "Gospođo" => "Госпођо",
        "Poštovana" => "Поштована",
        _ => "Поштовани",
    }
}

pub(super) fn greeting(language: Language, person: &Addressee<'_>) -> String {
    let salutation = super::salutation(language, person);
    match person.gender {
        Some(Gender::Male | Gender::Female) if !person.last_name.is_empty() => {
            joined(&salutation, &person.last_name_vocative(language))
        }
        Some(Gender::Male | Gender::Female) => joined(&salutation, &person.first_name_vocative(language)),
        _ => salutation,
    }
}

/// The vocative of one word of a name, or `None` if it stays as it is.
pub(super) fn vocative(gender: Option<Gender>, part: NamePart, word: &str) -> Option<String> {
    let gender = gender.filter(|gender| *gender != Gender::Other)?;
    let script = Script::of(word)?;
    let name = latin(word);
    if let Some(form) = exceptions::SERBIAN.get(&(part, gender, name.as_str())) {
        return Some(letters::with_capitals_of(word, &script.write(form)));
    }
    if name.chars().count() < 3 || looks_foreign(&name) {
        return None;
    }
    let (dropped, ending) = match (gender, part) {
        (Gender::Male, _) => of_a_man(&name, part)?,
        (Gender::Female, NamePart::First) => of_a_woman(&name)?,
        _ => return None,
    };
    Some(letters::with_ending(word, dropped, &script.write(ending)))
}

/// Endings of family names that are not Serbian, as far as Serbian letters write them: such a name stays as it is.
const FOREIGN_ENDINGS: [&str; 35] = [
    "er", "en", "el", "ek", "ein", "ain", "aun", "aus", "on", "ez", "es", "is", "os", "us", "ng", "rd", "rt",
    "nt", "lt", "mp", "ts", "ms", "ns", "rs", "ds", "lls", "man", "berg", "burg", "feld", "baum", "mark",
    "uz", "iz", "az",
];
/// Serbian family names with such an ending.
const NOT_FOREIGN: [&str; 13] = [
    "rus", "crven", "zelen", "rumen", "vukman", "radman", "toman", "koman", "šiman", "raman", "roman",
    "biser", "knez",
];
/// Foreign family names that look like Serbian ones.
const FOREIGN: [&str; 14] = [
    "vargas", "farkas", "kim", "lim", "tran", "van", "ahmed", "ahmad", "mohamed", "mohamad", "muhamed",
    "hamid", "singh", "abdul",
];
/// Words that stand before a foreign family name.
const PARTICLES: [&str; 23] = [
    "de", "da", "di", "del", "della", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ter",
    "ten", "zu", "el", "al", "bin", "ibn", "abu", "san",
];

/// Whether a word of a name tells that the name is foreign, as in "de la Cruz".
pub(super) fn has_foreign_particle(name: &str) -> bool {
    name.contains([' ', '-']) && name.split([' ', '-']).any(|word| PARTICLES.contains(&latin(word).as_str()))
}

fn of_a_man(name: &str, part: NamePart) -> Option<(usize, &'static str)> {
    let before = |ending: &str| name.strip_suffix(ending).and_then(|stem| stem.chars().next_back());
    // Names typed without diacritics: "Petrovic" is "Petrović".
    if part == NamePart::Last && name.ends_with("ic") {
        return Some((0, "u"));
    }
    if part == NamePart::First && name.ends_with("ica") && syllables(name) >= 3 {
        return Some((1, "e"));
    }
    if part == NamePart::Last
        && (FOREIGN.contains(&name) || FOREIGN_ENDINGS.iter().any(|ending| name.ends_with(ending)))
        && !NOT_FOREIGN.contains(&name)
    {
        return None;
    }
    if name.ends_with("ec") && syllables(name) == 1 {
        return Some((1, "če"));
    }
    if let Some(letter) = before("ac").or_else(|| before("ec")) {
        // "Kolarac" loses its last a and "Nemec" its last e; where that would change the letter before it as well, the
        // name stays.
        return match letter {
            'l' | 'r' | 'n' | 'v' | 'm' | 'j' | 'k' if syllables(name) >= 2 => Some((2, "če")),
            _ => None,
        };
    }
    match name.chars().next_back()? {
        'ć' | 'č' | 'š' | 'ž' | 'đ' | 'j' => Some((0, "u")),
        'k' => Some((1, "če")),
        'g' => Some((1, "že")),
        'h' => Some((1, "še")),
        _ if name.ends_with("lj") || name.ends_with("nj") || name.ends_with("dž") => Some((0, "u")),
        'b' | 'd' | 'f' | 'l' | 'm' | 'n' | 'p' | 'r' | 's' | 't' | 'v' | 'z' => Some((0, "e")),
        // Vowels, and -c after anything else: "Nikola", "Marko", "Broćeta", "Šolc".
        _ => None,
    }
}

fn of_a_woman(name: &str) -> Option<(usize, &'static str)> {
    // "Milica" becomes "Milice"; other names on -a stay in today's usage.
    (name.ends_with("ica") && syllables(name) >= 3).then_some((1, "e"))
}

fn syllables(name: &str) -> usize {
    name.chars().filter(|letter| "aeiou".contains(*letter)).count()
}
