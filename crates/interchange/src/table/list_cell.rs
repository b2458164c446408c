//! Several texts in one cell: separated by commas, semicolons or bars; one that holds such a letter stands in quotation marks.

const SEPARATORS: [char; 3] = [',', ';', '|'];

/// The texts as one cell.
pub fn join_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let written = texts.into_iter().map(|text| {
        if text.contains(SEPARATORS) || text.starts_with('"') {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    });
    written.collect::<Vec<_>>().join(", ")
}

/// The texts of a cell, without surrounding white space and without empty ones.
pub fn split_list(cell: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = cell.trim_start();
    while !rest.is_empty() {
        let text;
        (text, rest) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_text(quoted),
            None => {
                let end = rest.find(SEPARATORS).unwrap_or(rest.len());
                let (text, behind) = rest.split_at(end);
                (text.trim().to_owned(), behind)
            }
        };
        if !text.is_empty() {
            texts.push(text);
        }
        rest = rest.trim_start_matches(SEPARATORS).trim_start();
    }
    texts
}

/// The text up to the closing mark, and what stands behind the separator or at it. A mark that nobody closes ends with the
/// cell.
fn quoted_text(mut rest: &str) -> (String, &str) {
    let mut text = String::new();
    loop {
        let Some(end) = rest.find('"') else {
            text.push_str(rest);
            return (text.trim().to_owned(), "");
        };
        let (part, behind) = rest.split_at(end);
        text.push_str(part);
        match behind.strip_prefix("\"\"") {
            Some(behind) => {
                text.push('"');
                rest = behind;
            }
            None => {
                let behind = behind.get(1..).unwrap_or_default();
                let end = behind.find(SEPARATORS).unwrap_or(behind.len());
                return (text.trim().to_owned(), behind.get(end..).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lists_of_people_and_of_mailchimp_are_read() {
        assert_eq!(split_list("VIP, kafa;čaj|pivo,, "), ["VIP", "kafa", "čaj", "pivo"]);
        assert_eq!(split_list("\"VIP\",\"A, B\""), ["VIP", "A, B"]);
        assert_eq!(split_list("12\" plate; \"never closed"), ["12\" plate", "never closed"]);
        assert_eq!(join_list(["A, B", "\"x\"", "5\""]), "\"A, B\", \"\"\"x\"\"\", 5\"");
    }

    proptest! {
        #[test]
        fn a_list_comes_back_as_it_went(texts in prop::collection::vec("[a-z\",;| ]{0,3}[a-z\",;|]", 0..5)) {
            let texts: Vec<String> =
                texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
            prop_assert_eq!(split_list(&join_list(texts.iter().map(String::as_str))), texts);
        }

        #[test]
        fn any_cell_is_read(cell in "\\PC*") {
            prop_assert!(split_list(&cell).iter().all(|text| !text.is_empty()));
        }
    }
}
