//! Merge tags travel through the Markdown parser as single characters, which are for private use.

const FIRST: u32 = 0xE000;

/// Stands for a star that is a sign of multiplication. No tag has this mark: a text holds far fewer.
pub(super) const TIMES: char = '\u{f8ff}';

/// The character for the tag with that index, if there are enough.
pub(super) fn tag_mark(index: usize) -> Option<char> {
    let mark = char::from_u32(FIRST.checked_add(u32::try_from(index).ok()?)?)?;
    is_tag_mark(mark).then_some(mark)
}

/// The index of the tag for which a character stands.
pub(super) fn tag_index(mark: char) -> Option<usize> {
    usize::try_from(u32::from(mark).checked_sub(FIRST)?).ok()
}

/// Whether the character stands for a tag, or could pretend to.
pub(super) const fn is_tag_mark(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}')
}
