//! The forms that a native reader expects.

use Gender::{Female, Male, Other};
use Language::{English, German, Polish, Russian, SerbianCyrillic, SerbianLatin};
use NamePart::{First, Last};
use regulars_kernel::Language;

use super::title as title_of;
use super::*;

fn person<'a>(gender: Option<Gender>, first_name: &'a str, last_name: &'a str) -> Addressee<'a> {
    Addressee { gender, title: "", first_name, last_name, stored_vocative: "" }
}

fn check_vocatives(language: Language, cases: &[(Gender, NamePart, &str, &str)]) {
    for (gender, part, name, form) in cases {
        assert_eq!(vocative(language, Some(*gender), *part, name), *form, "{name}");
    }
}

fn check_greetings(language: Language, cases: &[(Option<Gender>, &str, &str, &str, &str)]) {
    for (gender, first_name, last_name, before, whole) in cases {
        let person = person(*gender, first_name, last_name);
        assert_eq!(salutation(language, &person), *before, "{first_name} {last_name}");
        assert_eq!(greeting(language, &person), *whole, "{first_name} {last_name}");
    }
}

#[test]
fn serbian_family_names_of_men() {
    check_vocatives(
        SerbianLatin,
        &[
            (Male, Last, "Petrović", "Petroviću"),
            (Male, Last, "Petrovic", "Petrovicu"),
            (Male, Last, "PETROVIĆ", "PETROVIĆU"),
            (Male, Last, "Petrović-Njegoš", "Petroviću-Njegošu"),
            (Male, Last, "Petrović Njegoš", "Petroviću Njegošu"),
            (Male, Last, "Kovač", "Kovaču"),
            (Male, Last, "Novak", "Novače"),
            (Male, Last, "Vuk", "Vuče"),
            (Male, Last, "Vlah", "Vlaše"),
            (Male, Last, "Petrov", "Petrove"),
            (Male, Last, "Broz", "Broze"),
            (Male, Last, "Kolarac", "Kolarče"),
            (Male, Last, "Babac", "Babac"),
            (Male, Last, "Obradović", "Obradoviću"),
            (Male, Last, "Kiš", "Kišu"),
            (Male, Last, "Tesla", "Tesla"),
            (Male, Last, "Bjelica", "Bjelica"),
            (Male, Last, "Marinko", "Marinko"),
            (Male, Last, "Zrnić", "Zrniću"),
            (Male, Last, "Crnjanski", "Crnjanski"),
            (Male, Last, "Hadžić", "Hadžiću"),
            (Male, Last, "Džajić", "Džajiću"),
            (Male, Last, "Đilas", "Đilase"),
        ],
    );
}

#[test]
fn serbian_family_names_of_women_stay() {
    for name in ["Petrović", "Kovač", "Bjelica", "Petrović-Jovanović", "Novak", "PETROVIĆ"] {
        assert_eq!(vocative(SerbianLatin, Some(Female), Last, name), name);
    }
}

#[test]
fn serbian_given_names() {
    check_vocatives(
        SerbianLatin,
        &[
            (Male, First, "Petar", "Petre"),
            (Male, First, "Aleksandar", "Aleksandre"),
            (Male, First, "ALEKSANDAR", "ALEKSANDRE"),
            (Male, First, "Ivan", "Ivane"),
            (Male, First, "Miloš", "Miloše"),
            (Male, First, "Uroš", "Uroše"),
            (Male, First, "Lazar", "Lazare"),
            (Male, First, "Vuk", "Vuče"),
            (Male, First, "Predrag", "Predraže"),
            (Male, First, "Novak", "Novače"),
            (Male, First, "Marko", "Marko"),
            (Male, First, "Đorđe", "Đorđe"),
            (Male, First, "Nikola", "Nikola"),
            (Male, First, "Nemanja", "Nemanja"),
            (Male, First, "Žika", "Žiko"),
            (Male, First, "Andrej", "Andreju"),
            (Male, First, "Vladimir", "Vladimire"),
            (Female, First, "Milica", "Milice"),
            (Female, First, "MILICA", "MILICE"),
            (Female, First, "Ana", "Ana"),
            (Female, First, "Jelena", "Jelena"),
            (Female, First, "Ana-Marija", "Ana-Marija"),
            (Female, First, "Ana Milica", "Ana Milice"),
            (Female, First, "Nada", "Nado"),
            (Female, First, "Ines", "Ines"),
        ],
    );
}

#[test]
fn serbian_in_cyrillic_follows_the_same_rules() {
    check_vocatives(
        SerbianCyrillic,
        &[
            (Male, Last, "Петровић", "Петровићу"),
            (Male, Last, "ПЕТРОВИЋ", "ПЕТРОВИЋУ"),
            (Male, Last, "Петровић-Његош", "Петровићу-Његошу"),
            (Male, Last, "Новак", "Новаче"),
            (Male, Last, "Коларац", "Коларче"),
            (Male, Last, "Ковач", "Ковачу"),
            (Male, First, "Петар", "Петре"),
            (Male, First, "Предраг", "Предраже"),
            (Male, First, "Угљеша", "Угљеша"),
            (Male, First, "Огњен", "Огњене"),
            (Female, First, "Љубица", "Љубице"),
            (Female, Last, "Петровић", "Петровић"),
            (Male, Last, "Petrović", "Петровићу"),
        ],
    );
    assert_eq!(vocative(SerbianLatin, Some(Male), Last, "Петровић"), "Petroviću");
}

#[test]
fn foreign_names_are_left_alone() {
    for name in [
        "Smith", "Schmidt", "Müller", "Wagner", "Horváth", "Hoffmann", "Johnson", "Żak", "O'Neill", "Becker",
        "李", "",
    ] {
        assert_eq!(vocative(SerbianLatin, Some(Male), Last, name), name);
    }
    for name in [
        "de la Cruz",
        "Cruz",
        "Diaz",
        "Ortiz",
        "Kim",
        "Khan",
        "Ahmed",
        "Mohamed",
        "Vargas",
        "Farkas",
        "van Dam",
        "Tran",
        "Lopez",
        "Gomez",
        "García",
    ] {
        assert_eq!(vocative(SerbianLatin, Some(Male), Last, name), name, "{name}");
    }
    for (name, form) in [("Ahmed", "Ahmede"), ("Muhamed", "Muhamede")] {
        assert_eq!(vocative(SerbianLatin, Some(Male), First, name), form, "a given name of Bosnia");
    }
    for (name, form) in [("Talas", "Talase"), ("Knez", "Kneže")] {
        assert_ne!(vocative(SerbianLatin, Some(Male), Last, name), name, "{form}");
    }
    for name in ["Hans", "Max", "Ali"] {
        let form = vocative(Polish, Some(Male), First, name);
        assert!(form == name || name == "Hans", "{form}");
    }
}

#[test]
fn without_a_known_gender_names_stay() {
    for gender in [None, Some(Other)] {
        for language in Language::ALL {
            assert_eq!(vocative(language, gender, Last, "Petrović"), written_in(language, "Petrović"));
            assert_eq!(vocative(language, gender, First, "Jan"), written_in(language, "Jan"));
        }
    }
}

#[test]
fn serbian_greetings() {
    check_greetings(
        SerbianLatin,
        &[
            (Some(Male), "Petar", "Petrović", "Gospodine", "Gospodine Petroviću"),
            (Some(Female), "Ana", "Petrović", "Gospođo", "Gospođo Petrović"),
            (None, "Saša", "Petrović", "Poštovani", "Poštovani"),
            (Some(Other), "Saša", "Petrović", "Poštovani", "Poštovani"),
            (None, "", "", "Poštovani", "Poštovani"),
            (Some(Male), "Petar", "", "Poštovani", "Poštovani Petre"),
            (Some(Female), "Milica", "", "Poštovana", "Poštovana Milice"),
            (Some(Male), "", "", "Poštovani", "Poštovani"),
            (Some(Male), "John", "Smith", "Gospodine", "Gospodine Smith"),
        ],
    );
    check_greetings(
        SerbianCyrillic,
        &[
            (Some(Male), "Петар", "Петровић", "Господине", "Господине Петровићу"),
            (Some(Female), "Ана", "Петровић", "Госпођо", "Госпођо Петровић"),
            (None, "", "", "Поштовани", "Поштовани"),
            (Some(Female), "Милица", "", "Поштована", "Поштована Милице"),
        ],
    );
}

#[test]
fn salutation_and_vocative_make_the_greeting() {
    for (gender, last_name) in [(Male, "Petrović"), (Female, "Petrović"), (Male, "Novak")] {
        for language in [SerbianLatin, SerbianCyrillic, German, English] {
            let person = person(Some(gender), "Saša", last_name);
            let joined = format!("{} {}", salutation(language, &person), person.last_name_vocative(language));
            assert_eq!(joined, greeting(language, &person));
        }
    }
}

#[test]
fn a_stored_vocative_overrides_every_rule() {
    let stored = Addressee { stored_vocative: "Bjelice", ..person(Some(Male), "Petar", "Bjelica") };
    assert_eq!(greeting(SerbianLatin, &stored), "Gospodine Bjelice");
    assert_eq!(stored.first_name_vocative(SerbianLatin), "Petre");
    let given = Addressee { stored_vocative: "Ano", ..person(Some(Female), "Ana", "") };
    assert_eq!(greeting(SerbianLatin, &given), "Poštovana Ano");
    let unknown = Addressee { stored_vocative: "Petroviću", ..person(None, "", "Petrović") };
    assert_eq!(unknown.last_name_vocative(SerbianLatin), "Petroviću");
}

#[test]
fn polish_given_names() {
    check_vocatives(
        Polish,
        &[
            (Male, First, "Jan", "Janie"),
            (Male, First, "JAN", "JANIE"),
            (Male, First, "Piotr", "Piotrze"),
            (Male, First, "Marek", "Marku"),
            (Male, First, "Jacek", "Jacku"),
            (Male, First, "Tomasz", "Tomaszu"),
            (Male, First, "Krzysztof", "Krzysztofie"),
            (Male, First, "Andrzej", "Andrzeju"),
            (Male, First, "Paweł", "Pawle"),
            (Male, First, "Michał", "Michale"),
            (Male, First, "Robert", "Robercie"),
            (Male, First, "Ernest", "Erneście"),
            (Male, First, "Dawid", "Dawidzie"),
            (Male, First, "Wojciech", "Wojciechu"),
            (Male, First, "Kazimierz", "Kazimierzu"),
            (Male, First, "Antoni", "Antoni"),
            (Male, First, "Jerzy", "Jerzy"),
            (Male, First, "Kuba", "Kubo"),
            (Male, First, "Jan Paweł", "Janie Pawle"),
            (Female, First, "Anna", "Anno"),
            (Female, First, "Maria", "Mario"),
            (Female, First, "Anna-Maria", "Anno-Mario"),
            (Female, First, "Kasia", "Kasiu"),
            (Female, First, "Ania", "Aniu"),
            (Female, First, "Ola", "Olu"),
            (Female, First, "Gabriela", "Gabrielo"),
            (Female, First, "Beatrycze", "Beatrycze"),
            (Male, First, "Kevin", "Kevin"),
            (Male, Last, "Kowalski", "Kowalski"),
            (Male, Last, "Nowak", "Nowak"),
        ],
    );
    check_greetings(
        Polish,
        &[
            (Some(Male), "Jan", "Kowalski", "Szanowny Panie", "Szanowny Panie Janie"),
            (Some(Female), "Anna", "Kowalska", "Szanowna Pani", "Szanowna Pani Anno"),
            (Some(Male), "", "Kowalski", "Szanowny Panie", "Szanowny Panie"),
            (None, "Jan", "Kowalski", "Szanowni Państwo", "Szanowni Państwo"),
            (None, "", "", "Szanowni Państwo", "Szanowni Państwo"),
        ],
    );
}

#[test]
fn russian_greetings() {
    check_greetings(
        Russian,
        &[
            (Some(Male), "Иван", "Петров", "Уважаемый господин", "Уважаемый Иван"),
            (Some(Male), "Иван Петрович", "Петров", "Уважаемый господин", "Уважаемый Иван Петрович"),
            (Some(Male), "ИВАН", "ПЕТРОВ", "Уважаемый господин", "Уважаемый ИВАН"),
            (Some(Male), "", "Петров", "Уважаемый господин", "Уважаемый господин Петров"),
            (Some(Male), "Иван", "", "Здравствуйте", "Уважаемый Иван"),
            (Some(Male), "", "", "Здравствуйте", "Здравствуйте"),
            (Some(Female), "Анна", "Петрова", "Уважаемая госпожа", "Уважаемая Анна"),
            (Some(Female), "Анна Сергеевна", "", "Здравствуйте", "Уважаемая Анна Сергеевна"),
            (Some(Female), "", "Петрова-Водкина", "Уважаемая госпожа", "Уважаемая госпожа Петрова-Водкина"),
            (Some(Female), "", "", "Здравствуйте", "Здравствуйте"),
            (None, "Саша", "Петров", "Здравствуйте", "Здравствуйте, Саша"),
            (None, "", "Петров", "Здравствуйте", "Здравствуйте"),
            (None, "", "", "Здравствуйте", "Здравствуйте"),
            (Some(Other), "Саша", "", "Здравствуйте", "Здравствуйте, Саша"),
            (Some(Male), "John", "Smith", "Уважаемый господин", "Уважаемый John"),
        ],
    );
}

#[test]
fn german_and_english_greetings() {
    check_greetings(
        German,
        &[
            (Some(Male), "Max", "Müller", "Sehr geehrter Herr", "Sehr geehrter Herr Müller"),
            (
                Some(Female),
                "Anna",
                "Müller-Lüdenscheidt",
                "Sehr geehrte Frau",
                "Sehr geehrte Frau Müller-Lüdenscheidt",
            ),
            (None, "Alex", "Müller", "Guten Tag", "Guten Tag Alex Müller"),
            (None, "", "Müller", "Guten Tag", "Guten Tag"),
            (Some(Male), "Max", "", "Guten Tag", "Guten Tag Max"),
            (None, "", "", "Guten Tag", "Guten Tag"),
        ],
    );
    check_greetings(
        English,
        &[
            (Some(Male), "John", "Smith", "Dear Mr", "Dear Mr Smith"),
            (Some(Female), "Jane", "Smith", "Dear Ms", "Dear Ms Smith"),
            (None, "Alex", "Smith", "Dear customer", "Dear Alex Smith"),
            (None, "Alex", "", "Dear customer", "Dear Alex"),
            (Some(Male), "", "", "Dear customer", "Dear customer"),
            (None, "", "", "Dear customer", "Dear customer"),
        ],
    );
}

/// Language, gender, title, names, what stands before the name, and the whole.
type Titled =
    (Language, Option<Gender>, &'static str, &'static str, &'static str, &'static str, &'static str);

const TITLED: [Titled; 35] = [
    (German, Some(Male), "Dr.", "Max", "Müller", "Sehr geehrter Herr Dr.", "Sehr geehrter Herr Dr. Müller"),
    (German, Some(Female), "dr", "Anna", "Müller", "Sehr geehrte Frau Dr.", "Sehr geehrte Frau Dr. Müller"),
    (
        German,
        Some(Female),
        "prof. dr",
        "A",
        "Roth",
        "Sehr geehrte Frau Prof. Dr.",
        "Sehr geehrte Frau Prof. Dr. Roth",
    ),
    (German, Some(Male), "Mag.", "Max", "Huber", "Sehr geehrter Herr Mag.", "Sehr geehrter Herr Mag. Huber"),
    (
        German,
        Some(Male),
        "Mag. Dr.",
        "Max",
        "Huber",
        "Sehr geehrter Herr Mag. Dr.",
        "Sehr geehrter Herr Mag. Dr. Huber",
    ),
    (English, Some(Female), "Dr. Prof.", "Jane", "Smith", "Dear Professor", "Dear Professor Smith"),
    (German, Some(Male), "Dipl.-Ing.", "Max", "Müller", "Sehr geehrter Herr", "Sehr geehrter Herr Müller"),
    (German, Some(Male), "mr", "Max", "Müller", "Sehr geehrter Herr", "Sehr geehrter Herr Müller"),
    (German, Some(Male), "Dr.", "Max", "", "Guten Tag", "Guten Tag Max"),
    (German, None, "Dr.", "Alex", "Müller", "Guten Tag", "Guten Tag Dr. Alex Müller"),
    (German, Some(Other), "Dr.", "Alex", "Müller", "Guten Tag", "Guten Tag Dr. Alex Müller"),
    (German, None, "Dr.", "", "Müller", "Guten Tag", "Guten Tag"),
    (English, Some(Male), "Dr.", "John", "Smith", "Dear Dr", "Dear Dr Smith"),
    (English, Some(Female), "Prof. Dr.", "Jane", "Smith", "Dear Professor", "Dear Professor Smith"),
    (English, Some(Female), "MSc", "Jane", "Smith", "Dear Ms", "Dear Ms Smith"),
    (English, Some(Male), "mr", "John", "Smith", "Dear Mr", "Dear Mr Smith"),
    (English, Some(Male), "Dr", "John", "", "Dear customer", "Dear John"),
    (English, None, "Dr", "Alex", "Smith", "Dear customer", "Dear Dr Alex Smith"),
    (English, None, "Dr", "", "Smith", "Dear customer", "Dear customer"),
    (SerbianLatin, Some(Male), "Dr.", "Petar", "Petrović", "Gospodine dr", "Gospodine dr Petroviću"),
    (
        SerbianLatin,
        Some(Female),
        "Prof. dr",
        "Ana",
        "Petrović",
        "Gospođo prof. dr",
        "Gospođo prof. dr Petrović",
    ),
    (SerbianLatin, Some(Male), "mr", "Petar", "Petrović", "Gospodine mr", "Gospodine mr Petroviću"),
    (SerbianLatin, Some(Male), "dr", "Petar", "", "Poštovani", "Poštovani Petre"),
    (SerbianLatin, None, "dr", "Saša", "Petrović", "Poštovani", "Poštovani"),
    (SerbianCyrillic, Some(Male), "dr", "Петар", "Петровић", "Господине др", "Господине др Петровићу"),
    (
        SerbianCyrillic,
        Some(Female),
        "проф. др",
        "Ана",
        "Петровић",
        "Госпођо проф. др",
        "Госпођо проф. др Петровић",
    ),
    (Polish, Some(Male), "dr", "Jan", "Kowalski", "Szanowny Panie Doktorze", "Szanowny Panie Doktorze"),
    (Polish, Some(Female), "dr", "Anna", "Kowalska", "Szanowna Pani Doktor", "Szanowna Pani Doktor"),
    (
        Polish,
        Some(Male),
        "prof. dr hab.",
        "Jan",
        "",
        "Szanowny Panie Profesorze",
        "Szanowny Panie Profesorze",
    ),
    (Polish, Some(Female), "prof.", "", "", "Szanowna Pani Profesor", "Szanowna Pani Profesor"),
    (Polish, Some(Male), "mgr", "Jan", "Kowalski", "Szanowny Panie", "Szanowny Panie Janie"),
    (Polish, None, "dr", "Jan", "Kowalski", "Szanowni Państwo", "Szanowni Państwo"),
    (Russian, Some(Male), "д-р", "Иван Петрович", "Петров", "Уважаемый господин", "Уважаемый Иван Петрович"),
    (Russian, Some(Female), "проф.", "", "Петрова", "Уважаемая госпожа", "Уважаемая госпожа Петрова"),
    (Russian, None, "dr", "Саша", "Петров", "Здравствуйте", "Здравствуйте, Саша"),
];

#[test]
fn titles_stand_where_the_language_has_them() {
    for (language, gender, title, first_name, last_name, before, whole) in TITLED {
        let titled = Addressee { title, ..person(gender, first_name, last_name) };
        assert_eq!(salutation(language, &titled), before, "{language} {title} {last_name}");
        assert_eq!(greeting(language, &titled), whole, "{language} {title} {last_name}");
        if !title_of(language, &titled).is_empty() {
            let name = titled.last_name_vocative(language);
            assert_eq!(addressed(language, &titled, &name), whole, "{language} {title} {last_name}");
        }
    }
}
