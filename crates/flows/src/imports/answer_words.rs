//! Words for genders and countries, in the languages of the product.

use regulars_kernel::{CountryCode, Gender, fold};

const MALE: &[&str] = &[
    "male",
    "m",
    "man",
    "mr",
    "muški",
    "muškarac",
    "gospodin",
    "мужской",
    "муж",
    "мужчина",
    "mężczyzna",
    "pan",
    "männlich",
    "mann",
    "herr",
    "мушки",
];
const FEMALE: &[&str] = &[
    "female",
    "f",
    "woman",
    "mrs",
    "ms",
    "ženski",
    "ž",
    "žena",
    "gospođa",
    "женский",
    "жен",
    "женщина",
    "kobieta",
    "k",
    "pani",
    "weiblich",
    "w",
    "frau",
    "женски",
    "ж",
];
const OTHER: &[&str] = &[
    "other",
    "o",
    "x",
    "divers",
    "d",
    "inny",
    "inna",
    "drugo",
    "друго",
    "другой",
    "nonbinary",
    "non-binary",
];

const COUNTRIES: &[(&str, &[&str])] = &[
    ("RS", &["srbija", "serbia", "republika srbija", "serbien", "сербия", "srb"]),
    ("PL", &["poland", "polska", "polen", "poljska", "польша", "pol"]),
    ("DE", &["germany", "deutschland", "nemačka", "niemcy", "германия", "deu"]),
    ("AT", &["austria", "österreich", "austrija", "австрия", "aut"]),
    ("CH", &["switzerland", "schweiz", "švajcarska", "szwajcaria", "швейцария", "che"]),
    ("RU", &["russia", "russian federation", "россия", "rusija", "rosja", "russland", "rus"]),
    ("BA", &["bosnia and herzegovina", "bosna i hercegovina", "bosnien und herzegowina", "bih"]),
    ("HR", &["croatia", "hrvatska", "kroatien", "chorwacja", "хорватия", "hrv"]),
    ("ME", &["montenegro", "crna gora", "czarnogóra", "черногория", "mne"]),
    ("MK", &["north macedonia", "severna makedonija", "северна македонија", "mkd"]),
    ("SI", &["slovenia", "slovenija", "slowenien", "słowenia", "словения", "svn"]),
    ("HU", &["hungary", "mađarska", "ungarn", "węgry", "венгрия", "hun"]),
    ("RO", &["romania", "rumunija", "rumänien", "rumunia", "румыния", "rou"]),
    ("BG", &["bulgaria", "bugarska", "bulgarien", "bułgaria", "болгария", "bgr"]),
    ("CZ", &["czechia", "czech republic", "češka", "tschechien", "czechy", "чехия", "cze"]),
    ("SK", &["slovakia", "slovačka", "slowakei", "słowacja", "словакия", "svk"]),
    ("UA", &["ukraine", "ukrajina", "ukraina", "украина", "ukr"]),
    ("BY", &["belarus", "belorusija", "białoruś", "беларусь", "blr"]),
    ("US", &["united states", "united states of america", "usa", "sad", "stany zjednoczone", "сша"]),
    (
        "GB",
        &[
            "united kingdom",
            "great britain",
            "uk",
            "velika britanija",
            "wielka brytania",
            "великобритания",
            "gbr",
        ],
    ),
];

/// The gender that a word means.
pub(crate) fn gender_of(text: &str) -> Option<Gender> {
    let word = fold(text.trim_end_matches('.'));
    let among = |words: &[&str]| words.iter().any(|known| fold(known) == word);
    if among(MALE) {
        Some(Gender::Male)
    } else if among(FEMALE) {
        Some(Gender::Female)
    } else if among(OTHER) {
        Some(Gender::Other)
    } else {
        None
    }
}

/// The country that a code of two letters or a name means.
pub(crate) fn country_of(text: &str) -> Option<CountryCode> {
    let word = fold(text);
    let named = COUNTRIES.iter().find(|(_, names)| names.iter().any(|name| fold(name) == word));
    let code = named.map_or_else(|| text.to_uppercase(), |(code, _)| (*code).to_owned());
    code.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_means_two_things() {
        let words: Vec<String> = MALE.iter().chain(FEMALE).chain(OTHER).map(|word| fold(word)).collect();
        for word in &words {
            let meanings =
                [MALE, FEMALE, OTHER].iter().filter(|list| list.iter().any(|known| fold(known) == *word));
            assert_eq!(meanings.count(), 1, "{word}");
        }
        assert_eq!(gender_of("Ž"), Some(Gender::Female));
        assert_eq!(gender_of("Мужской"), Some(Gender::Male));
        assert_eq!(gender_of("Gosp"), None);
    }

    #[test]
    fn countries_are_known_by_code_and_by_name() {
        for (text, code) in
            [("rs", "RS"), ("Србија", "RS"), ("Österreich", "AT"), ("ПОЛЬША", "PL"), ("Polska", "PL")]
        {
            assert_eq!(country_of(text).unwrap().code(), code, "{text}");
        }
        assert!(country_of("Nowhere").is_none());
    }
}
