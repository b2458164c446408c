//! Writes the beginning of a text for the line that mail programs show beside the subject.

use super::Step;
use crate::compose::merge::{Source, TagKind};

/// How many characters of literal text the line takes; no mail program shows more.
const LENGTH: usize = 140;

/// The words of a text on one line, as HTML without elements. It ends early, but never inside a condition.
pub(crate) fn written_preview(steps: &[Step]) -> Source {
    let mut source = Source::default();
    let mut length = 0;
    let mut open = 0_usize;
    for step in steps {
        if length >= LENGTH && open == 0 {
            break;
        }
        match step {
            Step::Text(text) => {
                length += text.chars().count();
                source.literal_html(text);
            }
            Step::Tag(tag) => {
                match tag.kind {
                    TagKind::If => open += 1,
                    TagKind::EndIf => open = open.saturating_sub(1),
                    TagKind::Value | TagKind::Else => {}
                }
                source.checked(tag);
            }
            Step::LineBreak | Step::Rule => source.literal(" "),
            Step::End(element) if !element.is_inline() => source.literal(" "),
            Step::Start(_) | Step::End(_) => {}
        }
    }
    source
}
