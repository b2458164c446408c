//! Names with the form that calls the person.

use regulars_kernel::Language;

use crate::salutation::{NamePart, vocative};
use crate::*;

#[test]
fn every_name_has_its_form() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("names.txt").lines().filter(|line| !line.starts_with('#')) {
        let [language, part, gender, name, form] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let language: Language = language.parse().unwrap();
        let part = if part == "first" { NamePart::First } else { NamePart::Last };
        let gender = Some(gender.parse().unwrap());
        for (name, form) in [(name.to_owned(), form.to_owned()), (name.to_uppercase(), form.to_uppercase())] {
            let given = vocative(language, gender, part, &name);
            if given != form {
                wrong.push(format!("{line}: {given}"));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 600, "{count} forms");
}

fn subject(language: Language, source: &str, recipient: &Recipient) -> String {
    let draft = Draft { subject: source.into(), language, ..super::sample::draft(language) };
    super::sample::compile(&draft).unwrap().render(recipient, &super::sample::PLAIN).unwrap().subject
}

/// Ways to greet. Each is a whole phrase, whatever is known.
const GREETINGS: [&str; 6] = [
    "{{ greeting }}",
    "{{ salutation }}",
    "{{ salutation }} {{ last_name | vocative }}",
    "{{ salutation }} {{ last_name }}",
    "{{ salutation }} {{ full_name }}",
    "{{ salutation }} {{ first_name }} {{ last_name | vocative }}",
];

#[test]
fn without_a_name_or_a_gender_every_greeting_is_a_whole_phrase() {
    let polite: [(Language, &[&str]); 6] = [
        (
            Language::SerbianLatin,
            &["Poštovani", "Poštovana", "Gospodine", "Gospođo", "Poštovani Petre", "Poštovana Ana"],
        ),
        (
            Language::SerbianCyrillic,
            &["Поштовани", "Поштована", "Господине", "Госпођо", "Поштовани Петре", "Поштована Ана"],
        ),
        (
            Language::Polish,
            &[
                "Szanowni Państwo",
                "Szanowny Panie",
                "Szanowna Pani",
                "Szanowny Panie Petarze",
                "Szanowna Pani Ano",
            ],
        ),
        (
            Language::Russian,
            &[
                "Здравствуйте",
                "Здравствуйте, Petar",
                "Здравствуйте, Ana",
                "Уважаемый Petar",
                "Уважаемая Ana",
                "Уважаемый господин",
                "Уважаемая госпожа",
                "Уважаемый господин Matić",
                "Уважаемая госпожа Matić",
            ],
        ),
        (
            Language::German,
            &[
                "Guten Tag",
                "Guten Tag Petar",
                "Guten Tag Ana",
                "Guten Tag Petar Matić",
                "Guten Tag Ana Matić",
                "Sehr geehrter Herr",
                "Sehr geehrte Frau",
            ],
        ),
        (
            Language::English,
            &[
                "Dear customer",
                "Dear Petar",
                "Dear Ana",
                "Dear Petar Matić",
                "Dear Ana Matić",
                "Dear Mr",
                "Dear Ms",
            ],
        ),
    ];
    for (language, phrases) in polite {
        for gender in [None, Some(Gender::Other), Some(Gender::Male), Some(Gender::Female)] {
            let first_name = if gender == Some(Gender::Female) { "Ana" } else { "Petar" };
            for (first, last) in [("", ""), (first_name, ""), ("", "Matić"), (first_name, "Matić")] {
                let is_known = matches!(gender, Some(Gender::Male | Gender::Female));
                if is_known && !last.is_empty() {
                    continue;
                }
                let recipient = super::sample::recipient(gender, first, last);
                for source in GREETINGS {
                    let shown = subject(language, source, &recipient);
                    assert!(
                        phrases.contains(&shown.as_str()),
                        "{language} {source} {gender:?} {first} {last}: {shown}"
                    );
                    let shown = subject(language, &format!("{source}, hvala"), &recipient);
                    assert!(!shown.contains(" ,"), "{shown}");
                }
            }
        }
    }
}

#[test]
fn a_greeting_is_the_same_in_the_content() {
    let nobody = super::sample::recipient(None, "", "Matić");
    let rendered =
        super::sample::rendered_block("{{ salutation }} {{ last_name | vocative }}, hvala", &nobody);
    assert!(rendered.text.starts_with("Poštovani, hvala"), "{}", rendered.text);
    assert!(rendered.html.contains(">Poštovani, hvala<"));
    let petar = super::sample::petar();
    let rendered =
        super::sample::rendered_block("{{ salutation }} {{ last_name | vocative }}, hvala", &petar);
    assert!(rendered.text.starts_with("Gospodine Petroviću, hvala"), "{}", rendered.text);
    let rendered = super::sample::rendered_block("{{ first_name }} {{ last_name }} {{ email }}", &petar);
    assert!(rendered.text.starts_with("Petar Petrović petar@example.com"), "{}", rendered.text);
}

#[test]
fn scripts_are_not_mixed() {
    let source = "{{ greeting }} {{ first_name }} {{ full_name }} {{ last_name | vocative }}";
    let cyrillic = super::sample::recipient(Some(Gender::Male), "Петар", "Његош");
    assert_eq!(
        subject(Language::SerbianLatin, source, &cyrillic),
        "Gospodine Njegošu Petar Petar Njegoš Njegošu"
    );
    assert_eq!(subject(Language::German, "{{ greeting }}", &cyrillic), "Sehr geehrter Herr Njegoš");
    let latin = super::sample::recipient(Some(Gender::Male), "Petar", "Njegoš");
    assert_eq!(
        subject(Language::SerbianCyrillic, source, &latin),
        "Господине Његошу Петар Петар Његош Његошу"
    );
    let mut stored = latin;
    stored.names.vocative = Some(regulars_kernel::Personal::new("Njegoše".to_owned()));
    assert_eq!(subject(Language::SerbianCyrillic, "{{ greeting }}", &stored), "Господине Његоше");
    let foreign = super::sample::recipient(Some(Gender::Male), "John", "Smith");
    assert_eq!(subject(Language::SerbianCyrillic, "{{ greeting }}", &foreign), "Господине Smith");
}
