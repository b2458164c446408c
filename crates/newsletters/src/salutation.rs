//! Grammatical salutations: how a letter in a language addresses a person.
//!
//! A salutation is the part before the name ("Gospodine"), a greeting is the whole ("Gospodine Petroviću"). Names stand
//! in the vocative where the language has one. Rules and lists of exceptions can be wrong about a name, so a form that
//! is stored with the customer overrides them all.

mod english;
mod exceptions;
mod german;
mod letters;
mod polish;
mod russian;
mod serbian;
mod serbian_script;
#[cfg(test)]
mod tests;

use regulars_kernel::{Gender, Language, Names, fold};
use serbian_script::{Script, in_script, resists};

/// Which part of a person's name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamePart {
    /// A given name.
    First,
    /// A family name.
    Last,
}

/// The person whom a letter addresses, as far as the record knows them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Addressee<'a> {
    /// How the person is addressed, if known.
    pub gender: Option<Gender>,
    /// The academic title; empty when there is none.
    pub title: &'a str,
    /// The given name; empty when it is not known.
    pub first_name: &'a str,
    /// The family name; empty when it is not known.
    pub last_name: &'a str,
    /// The stored vocative of the family name, or of the given name where there is no family name; empty when none is
    /// stored.
    pub stored_vocative: &'a str,
}

impl<'a> Addressee<'a> {
    /// The person with these names, which are written in the script of the letter.
    pub fn of(gender: Option<Gender>, names: &'a Names<String>) -> Self {
        Self {
            gender,
            title: &names.title,
            first_name: &names.first_name,
            last_name: &names.last_name,
            stored_vocative: &names.vocative,
        }
    }
}

impl Addressee<'_> {
    /// The given name in the vocative.
    pub fn first_name_vocative(&self, language: Language) -> String {
        if self.last_name.is_empty() && !self.stored_vocative.is_empty() {
            return written_in(language, self.stored_vocative);
        }
        vocative(language, self.gender, NamePart::First, self.first_name)
    }

    /// The family name in the vocative.
    pub fn last_name_vocative(&self, language: Language) -> String {
        if !self.last_name.is_empty() && !self.stored_vocative.is_empty() {
            return written_in(language, self.stored_vocative);
        }
        vocative(language, self.gender, NamePart::Last, self.last_name)
    }

    /// Given and family name, with one space between them.
    pub fn full_name(&self) -> String {
        joined(self.first_name, self.last_name)
    }

    /// The person as a greeting that tells no gender calls them: "Dr. Alex Müller".
    fn called(&self, language: Language) -> String {
        let title = if self.last_name.is_empty() { String::new() } else { title(language, self) };
        joined(&title, &written_in(language, &self.full_name()))
    }

    const fn is_of_known_gender(&self) -> bool {
        matches!(self.gender, Some(Gender::Male | Gender::Female))
    }
}

/// What stands before the name in a formal salutation, such as "Gospodine" or "Sehr geehrte Frau". It fits the family
/// name, so without one, or without a known gender, it is a form that stands by itself.
pub fn salutation(language: Language, person: &Addressee<'_>) -> String {
    let phrase = phrase(language, person);
    let is_titled =
        person.is_of_known_gender() && (!person.last_name.is_empty() || language == Language::Polish);
    let title = if is_titled { title(language, person) } else { String::new() };
    match language {
        // "Dear Dr Smith": the title takes the place of Mr and Ms.
        Language::English if !title.is_empty() => joined("Dear", &title),
        _ => joined(phrase, &title),
    }
}

/// The academic title as the salutation of the language carries it, empty where it carries none of its words: German
/// "Prof. Dr." in the order in which the person has them, English the highest one alone, Serbian "prof. dr" without a stop behind what ends as the word does,
/// Polish the highest one in the vocative, which stands for the name ("Szanowny Panie Doktorze"). Russian calls people by
/// given name and patronymic, with no title before them.
fn title(language: Language, person: &Addressee<'_>) -> String {
    let (forms, most): (&[(&str, &str)], usize) = match (language, person.gender) {
        (Language::German, _) => (&[("prof", "Prof."), ("dr", "Dr."), ("mag", "Mag.")], 3),
        (Language::English, _) => (&[("prof", "Professor"), ("dr", "Dr")], 1),
        (Language::SerbianLatin, _) => (&[("prof", "prof."), ("dr", "dr"), ("mr", "mr")], 3),
        (Language::SerbianCyrillic, _) => (&[("prof", "проф."), ("dr", "др"), ("mr", "мр")], 3),
        (Language::Polish, Some(Gender::Male)) => (&[("prof", "Profesorze"), ("dr", "Doktorze")], 1),
        (Language::Polish, _) => (&[("prof", "Profesor"), ("dr", "Doktor")], 1),
        (Language::Russian, _) => (&[], 0),
    };
    let folded = fold(person.title);
    let words: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric()).collect();
    let place = |known: &str| words.iter().position(|word| *word == known);
    let highest =
        forms.iter().filter_map(|(known, form)| place(known).map(|place| (place, *form))).take(most);
    let mut carried: Vec<(usize, &str)> = highest.collect();
    carried.sort_unstable();
    carried.into_iter().map(|(_, form)| form).collect::<Vec<_>>().join(" ")
}

/// The words of the language in a formal salutation.
fn phrase(language: Language, person: &Addressee<'_>) -> &'static str {
    match language {
        Language::SerbianLatin => serbian::salutation_latin(person),
        Language::SerbianCyrillic => serbian::salutation_cyrillic(person),
        Language::Polish => polish::salutation(person),
        Language::Russian => russian::salutation(person),
        Language::German => german::salutation(person),
        Language::English => english::salutation(person),
    }
}

/// The whole formal salutation without a closing mark, such as "Gospodine Petroviću" or "Dear Ms Smith".
pub fn greeting(language: Language, person: &Addressee<'_>) -> String {
    match language {
        Language::SerbianLatin | Language::SerbianCyrillic => serbian::greeting(language, person),
        // A title stands for the name.
        Language::Polish if !title(language, person).is_empty() => salutation(language, person),
        Language::Polish => polish::greeting(person),
        Language::Russian => russian::greeting(person),
        Language::German => german::greeting(person),
        Language::English => english::greeting(person),
    }
}

/// A name in the form that calls the person: "Petroviću" for "Petrović". Every part of a double name is put into that
/// form; what no rule knows, foreign names above all, stays as it is.
pub fn vocative(language: Language, gender: Option<Gender>, part: NamePart, name: &str) -> String {
    let name = written_in(language, name);
    match language {
        Language::SerbianLatin | Language::SerbianCyrillic if serbian::has_foreign_particle(&name) => name,
        Language::SerbianLatin | Language::SerbianCyrillic => {
            letters::each_word(&name, |word| serbian::vocative(gender, part, word))
        }
        Language::Polish => letters::each_word(&name, |word| polish::vocative(gender, part, word)),
        Language::Russian | Language::German | Language::English => name,
    }
}

/// A name in the script of a language: one of Serbian letters is written in the other script where that is the
/// language's, and every other name stays as it is. Russian readers get a name in Latin letters as it is.
pub fn written_in(language: Language, name: &str) -> String {
    match script_of(language) {
        Some(script) => in_script(name, script),
        None => name.to_owned(),
    }
}

/// The names of one person in the script of a language: all of them, or none where one of them has no form in it.
pub(crate) fn all_written_in(language: Language, names: Names<String>) -> Names<String> {
    let Names { title: _, first_name, last_name, vocative, company: _ } = &names;
    let of_person = [first_name, last_name, vocative];
    let is_mixed =
        script_of(language).is_some_and(|script| of_person.iter().any(|name| resists(name, script)));
    if is_mixed {
        return names;
    }
    let [first_name, last_name, vocative] = of_person.map(|name| written_in(language, name));
    Names { first_name, last_name, vocative, ..names }
}

const fn script_of(language: Language) -> Option<Script> {
    match language {
        Language::SerbianCyrillic => Some(Script::Cyrillic),
        Language::SerbianLatin | Language::Polish | Language::German | Language::English => {
            Some(Script::Latin)
        }
        Language::Russian => None,
    }
}

/// The greeting that stands for a salutation and a name behind it: both where both are known, otherwise the greeting
/// that needs neither.
pub(crate) fn addressed(language: Language, person: &Addressee<'_>, name: &str) -> String {
    let stands_for_the_name = language == Language::Polish && !title(language, person).is_empty();
    let is_known = person.is_of_known_gender() && !stands_for_the_name;
    if is_known && !person.last_name.is_empty() && !name.is_empty() {
        joined(&salutation(language, person), name)
    } else {
        greeting(language, person)
    }
}

fn joined(first: &str, second: &str) -> String {
    match (first.is_empty(), second.is_empty()) {
        (false, false) => format!("{first} {second}"),
        (false, true) => first.to_owned(),
        (true, _) => second.to_owned(),
    }
}
