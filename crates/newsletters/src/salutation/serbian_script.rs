//! The two Serbian scripts, letter for letter.

use super::letters;

/// Pairs of the Cyrillic and the Latin alphabet, digraphs first so that they are found before their parts.
const PAIRS: [(char, &str); 30] = [
    ('љ', "lj"),
    ('њ', "nj"),
    ('џ', "dž"),
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('ђ', "đ"),
    ('е', "e"),
    ('ж', "ž"),
    ('з', "z"),
    ('и', "i"),
    ('ј', "j"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('ћ', "ć"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "h"),
    ('ц', "c"),
    ('ч', "č"),
    ('ш', "š"),
];

/// The script that a word is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
}

impl Script {
    /// The script of a word that holds letters of the Serbian alphabet only, else `None`: such a word is foreign.
    pub(super) fn of(word: &str) -> Option<Self> {
        let lower = word.to_lowercase();
        if lower.is_empty() {
            None
        } else if lower.chars().all(|letter| PAIRS.iter().any(|(cyrillic, _)| *cyrillic == letter)) {
            Some(Self::Cyrillic)
        } else if lower.chars().all(|letter| PAIRS.iter().any(|(_, latin)| latin.chars().eq([letter]))) {
            Some(Self::Latin)
        } else {
            None
        }
    }

    /// Lower-case Latin text in this script.
    pub(super) fn write(self, latin: &str) -> String {
        match self {
            Self::Latin => latin.to_owned(),
            Self::Cyrillic => {
                let mut rest = latin;
                let mut written = String::new();
                while let Some(letter) = rest.chars().next() {
                    match PAIRS.iter().find(|(_, digraph)| rest.starts_with(digraph)) {
                        Some((cyrillic, digraph)) => {
                            written.push(*cyrillic);
                            rest = &rest[digraph.len()..];
                        }
                        None => {
                            written.push(letter);
                            rest = &rest[letter.len_utf8()..];
                        }
                    }
                }
                written
            }
        }
    }
}

/// A name in the script of a newsletter. Only a name that Serbian itself writes is changed: its words hold letters of one
/// Serbian alphabet only, and a foreign spelling in none. With one foreign word the whole stays as it is, so that scripts
/// are not mixed.
pub(super) fn in_script(name: &str, script: Script) -> String {
    if resists(name, script) {
        return name.to_owned();
    }
    letters::each_word(name, |word| {
        let (word, mark) = without_mark(word);
        let from = Script::of(word)?;
        if from == script || is_foreign(word) {
            return None;
        }
        let written = match script {
            Script::Latin => word_in_latin(word),
            Script::Cyrillic => letters::with_capitals_of(word, &script.write(&word.to_lowercase())),
        };
        Some(written + mark)
    })
}

/// Whether a word of the name cannot be written in the script, and does not stand in it.
pub(super) fn resists(name: &str, script: Script) -> bool {
    let is_cyrillic = |word: &str| word.chars().any(|letter| ('\u{400}'..='\u{52f}').contains(&letter));
    name.split([' ', '-'])
        .map(|word| without_mark(word).0)
        .any(|word| !word.is_empty() && is_foreign(word) && is_cyrillic(word) != (script == Script::Cyrillic))
}

/// Whether the word is none that Serbian writes.
fn is_foreign(word: &str) -> bool {
    match Script::of(word) {
        None => true,
        Some(Script::Latin) => looks_foreign(&word.to_lowercase()),
        Some(Script::Cyrillic) => false,
    }
}

/// The word and the marks behind it, such as the full stop of an initial.
fn without_mark(word: &str) -> (&str, &str) {
    word.split_at(word.trim_end_matches(|letter: char| !letter.is_alphanumeric()).len())
}

/// The word in the Latin script with its capitals: a capital that takes two letters is "Lj" where small letters follow.
fn word_in_latin(word: &str) -> String {
    let capitals = letters::is_all_capitals(word);
    let mut written = String::with_capacity(word.len() * 2);
    for letter in word.chars() {
        let small = latin(&letter.to_string());
        if capitals {
            written.push_str(&small.to_uppercase());
        } else if letter.is_uppercase() {
            let mut letters = small.chars();
            written.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            written.extend(letters);
        } else {
            written.push_str(&small);
        }
    }
    written
}

/// Spellings that no Serbian word has.
pub(super) fn looks_foreign(name: &str) -> bool {
    const SPELLINGS: [&str; 16] =
        ["sch", "th", "ck", "ph", "hn", "sh", "ch", "tz", "oo", "ee", "cl", "ct", "cs", "kh", "gh", "zh"];
    let doubled = name.as_bytes().windows(2).any(|pair| pair[0] == pair[1] && !b"aeiouj".contains(&pair[0]));
    doubled || SPELLINGS.iter().any(|spelling| name.contains(spelling))
}

/// A word of either script in lower case and the Latin script.
pub(super) fn latin(word: &str) -> String {
    let mut written = String::with_capacity(word.len());
    for letter in word.to_lowercase().chars() {
        match PAIRS.iter().find(|(cyrillic, _)| *cyrillic == letter) {
            Some((_, latin)) => written.push_str(latin),
            None => written.push(letter),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_from_one_script_to_the_other_and_back() {
        for (cyrillic, written) in
            [("љубиша", "ljubiša"), ("његош", "njegoš"), ("хаџић", "hadžić"), ("ђорђе", "đorđe")]
        {
            assert_eq!(latin(cyrillic), written);
            assert_eq!(Script::Cyrillic.write(written), cyrillic);
        }
        for (name, cyrillic) in [
            ("Petrović", "Петровић"),
            ("LJUBIŠA", "ЉУБИША"),
            ("Ljubiša Njegoš-Džajić", "Љубиша Његош-Џајић"),
            ("Đorđe", "Ђорђе"),
        ] {
            assert_eq!(in_script(name, Script::Cyrillic), cyrillic);
            assert_eq!(in_script(cyrillic, Script::Latin), name);
            assert_eq!(in_script(name, Script::Latin), name);
        }
        for (name, cyrillic) in [("J. Petrović", "Ј. Петровић"), ("Dr. Ana", "Др. Ана")] {
            assert_eq!(in_script(name, Script::Cyrillic), cyrillic);
        }
        for foreign in ["Petrović-Smith", "Nguyen Van", "Van Nguyen"] {
            assert_eq!(in_script(foreign, Script::Cyrillic), foreign, "scripts are not mixed");
        }
        assert_eq!(in_script("Иван Щукин", Script::Latin), "Иван Щукин");
        assert_eq!(in_script("Ана Smith", Script::Latin), "Ana Smith");
        for foreign in ["Smith", "Müller", "Wagner", "Clark", "Щукин", "Green"] {
            assert_eq!(in_script(foreign, Script::Cyrillic), foreign);
            assert_eq!(in_script(foreign, Script::Latin), foreign);
        }
        assert_eq!(Script::of("ПЕТРОВИЋ"), Some(Script::Cyrillic));
        assert_eq!(Script::of("Petrović"), Some(Script::Latin));
        for foreign in ["Müller", "Fyodor", "Щукин", "Петровiћ", "Wagner", ""] {
            assert_eq!(Script::of(foreign), None, "{foreign}");
        }
    }
}
