//! Placeholders of other products, which stay in a text as they are: everybody would read `*|FNAME|*`.

/// The most characters between the marks of a placeholder.
const LONGEST: usize = 40;

/// The marks that stand around the placeholders of other products.
const MARKS: [(&str, &str); 6] =
    [("*|", "|*"), ("%%", "%%"), ("<<", ">>"), ("[[", "]]"), ("{", "}"), ("[", "]")];

/// Words for what a placeholder stands for, in the languages of merchants, without their separators.
const NAMES: [&str; 40] = [
    "fname",
    "lname",
    "name",
    "firstname",
    "lastname",
    "fullname",
    "givenname",
    "surname",
    "familyname",
    "email",
    "emailaddress",
    "company",
    "salutation",
    "greeting",
    "gender",
    "title",
    "phone",
    "birthday",
    "city",
    "unsubscribe",
    "unsub",
    "ime",
    "prezime",
    "imeiprezime",
    "име",
    "презиме",
    "imię",
    "imie",
    "nazwisko",
    "имя",
    "фамилия",
    "отчество",
    "vorname",
    "nachname",
    "anrede",
    "customer",
    "customername",
    "user",
    "username",
    "subscriber",
];

/// The placeholders of other products in a text without merge fields, as they are written.
pub(crate) fn foreign_placeholders(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['*', '%', '<', '[', '{']) {
        rest = &rest[start..];
        match MARKS.iter().find_map(|(open, close)| placeholder(rest, open, close)) {
            Some(length) => {
                found.push(&rest[..length]);
                rest = &rest[length..];
            }
            None => rest = &rest[1..],
        }
    }
    found
}

/// The length of the placeholder with these marks at the start of a text.
fn placeholder(text: &str, open: &str, close: &str) -> Option<usize> {
    let inside = text.strip_prefix(open)?;
    let is_part = |letter: char| letter.is_alphanumeric() || "_-.:$ ".contains(letter);
    let end = inside.char_indices().take(LONGEST).find(|(_, letter)| !is_part(*letter)).map(|(at, _)| at)?;
    let (name, after) = inside.split_at(end);
    let after = after.strip_prefix(close)?;
    // Brackets hold all kinds of words, and the words of a link.
    let is_sure = !matches!(open, "[" | "[[" | "<<" | "{");
    let is_link = open == "[" && after.starts_with(['(', '[']);
    if name.trim().is_empty() || is_link || !(is_sure || is_named(name)) {
        return None;
    }
    Some(open.len() + name.len() + close.len())
}

/// Whether the name is one that products give to placeholders: `FIRST_NAME`, `first_name`, `contact.FIRSTNAME`.
fn is_named(name: &str) -> bool {
    let words = name.trim().trim_start_matches('$').to_lowercase();
    let last = words.rsplit(['.', ':']).next().unwrap_or_default();
    let bare: String = last.chars().filter(|letter| letter.is_alphanumeric()).collect();
    NAMES.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::foreign_placeholders;

    #[test]
    fn placeholders_of_other_products_are_found() {
        for (text, placeholder) in [
            ("Zdravo *|FNAME|*!", "*|FNAME|*"),
            ("*|MC:SUBJECT|*", "*|MC:SUBJECT|*"),
            ("Hi %%first_name%%,", "%%first_name%%"),
            ("Hi [FNAME]", "[FNAME]"),
            ("Hi [First Name]!", "[First Name]"),
            ("Hi {FIRST_NAME}", "{FIRST_NAME}"),
            ("Hi {$name}", "{$name}"),
            ("Hi ${first_name}", "{first_name}"),
            ("Hi {contact.FIRSTNAME}", "{contact.FIRSTNAME}"),
            ("Dragi {ime}", "{ime}"),
            ("Witaj [imię]", "[imię]"),
            ("Hi <<First Name>>", "<<First Name>>"),
            ("Hi [[name]]", "[[name]]"),
        ] {
            assert_eq!(foreign_placeholders(text), [placeholder], "{text}");
        }
        for text in [
            "[NOVO] Popust 20 %",
            "100%% 50%",
            "{a} [1] *b* **c**",
            "[ime](https://a.rs)",
            "a < b << c",
            "* | *",
            "[vidi ovde]",
            "%%",
            "*||*",
            "{}",
            "2*3|4*5",
        ] {
            assert_eq!(foreign_placeholders(text), Vec::<&str>::new(), "{text}");
        }
    }
}
