//! Texts of mails in the form in which they are kept.

use regulars_kernel::{Label, clean_text};

/// A text of several lines without control characters, cut behind at most so many bytes, and whether it went on.
pub(super) fn several_lines(text: &str, most: usize) -> (String, bool) {
    // What is invisible is taken out before it is cut, and nothing grows to more than three times its size by that.
    let end = text.floor_char_boundary(most.saturating_mul(4));
    let (text, mut cut) = (&text[..end], end < text.len());
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = clean_text(&unified)
        .chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect();
    let kept = kept.trim_end().trim_start_matches('\n');
    let end = kept.floor_char_boundary(most);
    cut |= end < kept.len();
    (kept[..end].to_owned(), cut)
}

/// A text of one line without control characters, of at most so many characters. None when nothing is left.
pub(super) fn one_line(text: &str, most: usize) -> Option<String> {
    let end = text.floor_char_boundary(most.saturating_mul(16));
    let spaced: String =
        text[..end].chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let cut: String = clean_text(&spaced).trim().chars().take(most).collect();
    let cut = cut.trim();
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// The same as a label.
pub(super) fn label(text: &str) -> Option<Label> {
    one_line(text, Label::MAX_LENGTH)?.parse().ok()
}

/// The name of a file without the folders before it. One that is too long is cut before its ending.
pub(super) fn file_name(text: &str) -> Option<Label> {
    let name = one_line(text.rsplit(['/', '\\']).next()?, 1_000)?;
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.len() <= 10 { ending } else { "" };
    let room = Label::MAX_LENGTH - ending.chars().count() - 1;
    if name.chars().count() <= Label::MAX_LENGTH {
        return name.parse().ok();
    }
    let begins: String = name.chars().take(room).collect();
    format!("{begins}.{ending}").trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_clean_and_cut_between_letters() {
        assert_eq!(
            several_lines("\r\n\r\nPrvi\r\nred\u{0}\u{200b}\rdrugi\t!\n\n", 100),
            ("Prvi\nred\ndrugi\t!".to_owned(), false)
        );
        assert_eq!(several_lines("ččč", 5), ("čč".to_owned(), true));
        assert_eq!(several_lines(&"\u{200b}".repeat(100), 5), (String::new(), true));
        assert_eq!(one_line(" a\r\nb ", 10).as_deref(), Some("a  b"));
        assert_eq!(one_line("\u{0}\n", 10), None);
    }

    #[test]
    fn a_file_has_no_folder_and_keeps_its_ending() {
        let name = |text: &str| file_name(text).map(Label::into_string);
        assert_eq!(name("../../etc/passwd").as_deref(), Some("passwd"));
        assert_eq!(name("C:\\x\\ponuda.pdf").as_deref(), Some("ponuda.pdf"));
        let long = name(&format!("{}.pdf", "ž".repeat(300))).unwrap();
        assert_eq!((long.chars().count(), long.ends_with(".pdf")), (200, true));
        assert_eq!(name(""), None);
    }
}
