//! Words and letters of names, whatever the language.

/// The name with every word replaced; words are what spaces and hyphens separate. `None` keeps a word.
pub(super) fn each_word(name: &str, replace: impl Fn(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(name.len() + 4);
    for piece in name.split_inclusive([' ', '-']) {
        let word = piece.trim_end_matches([' ', '-']);
        let separator = &piece[word.len()..];
        match replace(word) {
            Some(other) if !word.is_empty() => result.push_str(&other),
            _ => result.push_str(word),
        }
        result.push_str(separator);
    }
    result
}

/// Whether the word is written in capitals only, as many lists hold names. One letter tells nothing.
pub(super) fn is_all_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

/// The word without its last `dropped` letters and with `ending` instead, in capitals if the word is.
pub(super) fn with_ending(word: &str, dropped: usize, ending: &str) -> String {
    let kept = word.chars().count().saturating_sub(dropped);
    let mut result: String = word.chars().take(kept).collect();
    if is_all_capitals(word) {
        result.push_str(&ending.to_uppercase());
    } else {
        result.push_str(ending);
    }
    result
}

/// `form` with the capitals of `word`: all of them, the first one, or none.
pub(super) fn with_capitals_of(word: &str, form: &str) -> String {
    if is_all_capitals(word) {
        return form.to_uppercase();
    }
    let mut letters = form.chars();
    match letters.next() {
        Some(first) if word.chars().next().is_some_and(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => form.to_owned(),
    }
}
