//! Names, cities and phone numbers of the demo's people, by language.

/// What people who speak one language are called, and where they live.
pub struct Culture {
    /// BCP 47 tag.
    pub language: &'static str,
    /// How many of a hundred customers.
    pub percent: usize,
    /// Given names of men.
    pub men: &'static [&'static str],
    /// Given names of women.
    pub women: &'static [&'static str],
    /// Family names: of a man and of a woman.
    pub families: &'static [(&'static str, &'static str)],
    /// Cities with a postcode.
    pub cities: &'static [(&'static str, &'static str)],
    /// Streets.
    pub streets: &'static [&'static str],
    /// ISO 3166-1 code.
    pub country: &'static str,
    /// The beginning of a mobile number.
    pub phone_prefix: &'static str,
    /// How many digits follow it.
    pub phone_digits: usize,
}

/// The people of the demo. The percentages make a hundred.
pub const CULTURES: [Culture; 6] = [
    Culture {
        language: "sr-RS",
        percent: 58,
        men: &[
            "Marko",
            "Nikola",
            "Stefan",
            "Luka",
            "Jovan",
            "Miloš",
            "Dušan",
            "Nemanja",
            "Aleksandar",
            "Petar",
            "Đorđe",
            "Vladimir",
            "Zoran",
            "Dragan",
            "Uroš",
            "Ognjen",
        ],
        women: &[
            "Milica", "Jovana", "Ana", "Marija", "Jelena", "Teodora", "Sara", "Ivana", "Dragana", "Nataša",
            "Snežana", "Tijana", "Katarina", "Sofija", "Ljiljana", "Gordana",
        ],
        families: &[
            ("Petrović", "Petrović"),
            ("Jovanović", "Jovanović"),
            ("Nikolić", "Nikolić"),
            ("Marković", "Marković"),
            ("Đorđević", "Đorđević"),
            ("Stojanović", "Stojanović"),
            ("Ilić", "Ilić"),
            ("Stanković", "Stanković"),
            ("Pavlović", "Pavlović"),
            ("Milošević", "Milošević"),
            ("Živković", "Živković"),
            ("Tomić", "Tomić"),
            ("Simić", "Simić"),
            ("Kostić", "Kostić"),
            ("Vasić", "Vasić"),
            ("Šarić", "Šarić"),
        ],
        cities: &[
            ("Beograd", "11000"),
            ("Novi Sad", "21000"),
            ("Niš", "18000"),
            ("Kragujevac", "34000"),
            ("Subotica", "24000"),
            ("Čačak", "32000"),
            ("Pančevo", "26000"),
        ],
        streets: &["Bulevar oslobođenja", "Knez Mihailova", "Cara Dušana", "Vojvode Stepe", "Dunavska"],
        country: "RS",
        phone_prefix: "+38164",
        phone_digits: 7,
    },
    Culture {
        language: "sr-Cyrl-RS",
        percent: 14,
        men: &["Немања", "Милан", "Бошко", "Ђорђе", "Вук", "Лазар", "Страхиња", "Раде"],
        women: &["Милена", "Јасна", "Драга", "Љубица", "Вера", "Анђела", "Ружица", "Софија"],
        families: &[
            ("Лазић", "Лазић"),
            ("Ђурић", "Ђурић"),
            ("Јанковић", "Јанковић"),
            ("Михајловић", "Михајловић"),
            ("Тодоровић", "Тодоровић"),
            ("Шћепановић", "Шћепановић"),
            ("Ристић", "Ристић"),
        ],
        cities: &[("Шабац", "15000"), ("Ваљево", "14000"), ("Ужице", "31000"), ("Лесковац", "16000")],
        streets: &["Карађорђева", "Светог Саве", "Његошева"],
        country: "RS",
        phone_prefix: "+38163",
        phone_digits: 7,
    },
    Culture {
        language: "pl-PL",
        percent: 7,
        men: &["Jakub", "Piotr", "Michał", "Łukasz", "Tomasz"],
        women: &["Zofia", "Małgorzata", "Agnieszka", "Katarzyna", "Hanna"],
        families: &[
            ("Kowalski", "Kowalska"),
            ("Wiśniewski", "Wiśniewska"),
            ("Wójcik", "Wójcik"),
            ("Zieliński", "Zielińska"),
            ("Nowak", "Nowak"),
        ],
        cities: &[("Warszawa", "00-001"), ("Kraków", "30-001"), ("Łódź", "90-001")],
        streets: &["Długa", "Piotrkowska", "Floriańska"],
        country: "PL",
        phone_prefix: "+48512",
        phone_digits: 6,
    },
    Culture {
        language: "ru-RU",
        percent: 7,
        men: &["Алексей", "Дмитрий", "Сергей", "Юрий", "Фёдор"],
        women: &["Ольга", "Татьяна", "Наталья", "Анастасия", "Юлия"],
        families: &[
            ("Иванов", "Иванова"),
            ("Смирнов", "Смирнова"),
            ("Кузнецов", "Кузнецова"),
            ("Соколов", "Соколова"),
            ("Щербаков", "Щербакова"),
        ],
        cities: &[("Москва", "101000"), ("Казань", "420000"), ("Самара", "443000")],
        streets: &["Садовая", "Лесная", "Центральная"],
        country: "RU",
        phone_prefix: "+7912",
        phone_digits: 7,
    },
    Culture {
        language: "de-DE",
        percent: 7,
        men: &["Lukas", "Jörg", "Jürgen", "Felix", "Björn"],
        women: &["Anna", "Käthe", "Sabine", "Lena", "Ursula"],
        families: &[
            ("Müller", "Müller"),
            ("Schmidt", "Schmidt"),
            ("Weiß", "Weiß"),
            ("Schäfer", "Schäfer"),
            ("König", "König"),
        ],
        cities: &[("Berlin", "10115"), ("München", "80331"), ("Köln", "50667")],
        streets: &["Hauptstraße", "Bahnhofstraße", "Gartenweg"],
        country: "DE",
        phone_prefix: "+49151",
        phone_digits: 8,
    },
    Culture {
        language: "en-GB",
        percent: 7,
        men: &["Oliver", "George", "Harry", "Thomas", "Daniel"],
        women: &["Emily", "Charlotte", "Grace", "Alice", "Ruby"],
        families: &[
            ("Smith", "Smith"),
            ("O'Neill", "O'Neill"),
            ("Taylor", "Taylor"),
            ("Evans", "Evans"),
            ("Wright", "Wright"),
        ],
        cities: &[("London", "SW1A 1AA"), ("Leeds", "LS1 4DY"), ("Bristol", "BS1 5TR")],
        streets: &["High Street", "Station Road", "Church Lane"],
        country: "GB",
        phone_prefix: "+447400",
        phone_digits: 6,
    },
];

/// The letters of a name as an e-mail address has them.
pub fn in_ascii(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).map(ascii_letters).collect()
}

fn ascii_letters(letter: char) -> String {
    let letters = match letter {
        'а' | 'ä' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'ђ' | 'đ' => "dj",
        'е' | 'ё' | 'э' => "e",
        'ж' | 'з' | 'ž' | 'ź' | 'ż' => "z",
        'и' | 'й' | 'ы' => "i",
        'ј' => "j",
        'к' => "k",
        'л' | 'ł' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' | 'ń' => "n",
        'њ' => "nj",
        'о' | 'ö' | 'ó' => "o",
        'п' => "p",
        'р' => "r",
        'с' | 'ш' | 'š' | 'ś' => "s",
        'щ' => "sc",
        'т' => "t",
        'ћ' | 'ц' | 'ч' | 'ć' | 'č' => "c",
        'у' | 'ü' => "u",
        'ф' => "f",
        'х' => "h",
        'ю' => "ju",
        'я' => "ja",
        'ß' => "ss",
        letter if letter.is_ascii_alphanumeric() => return letter.to_string(),
        _ => "",
    };
    letters.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentages_make_a_hundred() {
        assert_eq!(CULTURES.iter().map(|culture| culture.percent).sum::<usize>(), 100);
    }

    #[test]
    fn every_name_has_letters_for_an_address() {
        for culture in &CULTURES {
            let families = culture.families.iter().flat_map(|(man, woman)| [man, woman]);
            for name in culture.men.iter().chain(culture.women).chain(families) {
                let ascii = in_ascii(name);
                assert!(ascii.len() + 2 > name.chars().count() && ascii.is_ascii(), "{name}: {ascii}");
            }
        }
    }
}
