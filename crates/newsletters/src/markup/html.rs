//! Writes markup as HTML for mail programs: every style inline.

use super::{Element, Step};
use crate::merge::Source;

/// The colours of marked text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MarkupColors<'a> {
    pub(crate) link: &'a str,
    pub(crate) line: &'a str,
}

/// The text as HTML.
pub(crate) fn written_html(steps: &[Step], colors: MarkupColors<'_>) -> Source {
    let mut source = Source::default();
    let last = steps.len().saturating_sub(1);
    for (index, step) in steps.iter().enumerate() {
        match step {
            Step::Start(element) => start(&mut source, element, colors, after_end(steps, index) > last),
            Step::End(element) => source.literal(&format!("</{}>", name(element))),
            Step::Text(text) => source.literal_html(text),
            Step::Tag(tag) => source.tag(&tag.source),
            Step::LineBreak => source.literal("<br>"),
            Step::Rule => source.literal(&format!(
                "<hr style=\"border:0;border-top:1px solid {};margin:0 0 16px\">",
                colors.line
            )),
        }
    }
    source
}

/// The index behind the end of the element that starts at `start`.
fn after_end(steps: &[Step], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, step) in steps.iter().enumerate().skip(start) {
        match step {
            Step::Start(_) => depth += 1,
            Step::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    steps.len()
}

fn start(source: &mut Source, element: &Element, colors: MarkupColors<'_>, is_last: bool) {
    let name = name(element);
    let margin = if is_last { "0" } else { "0 0 16px" };
    match element {
        Element::Paragraph => source.literal(&format!("<{name} style=\"margin:{margin}\">")),
        Element::Heading(level) => {
            let size = if *level == 2 { "22px" } else { "18px" };
            source.literal(&format!(
                "<{name} style=\"margin:0 0 12px;font-size:{size};line-height:1.3;font-weight:bold\">"
            ));
        }
        Element::Quote => source.literal(&format!(
            "<{name} style=\"margin:{margin};padding:0 0 0 14px;border-left:3px solid {}\">",
            colors.link
        )),
        Element::List(first) => {
            let start = first
                .filter(|first| *first != 1)
                .map(|first| format!(" start=\"{first}\""))
                .unwrap_or_default();
            source.literal(&format!("<{name}{start} style=\"margin:{margin};padding:0 0 0 24px;text-align:left;display:inline-block\">"));
        }
        Element::Item => source.literal(&format!("<{name} style=\"margin:0 0 6px\">")),
        Element::Strong | Element::Emphasis => source.literal(&format!("<{name}>")),
        Element::Link(target) => {
            source.literal("<a href=\"");
            target.write_html(source);
            source.literal(&format!("\" style=\"color:{};text-decoration:underline\">", colors.link));
        }
    }
}

const fn name(element: &Element) -> &'static str {
    match element {
        Element::Paragraph => "p",
        Element::Heading(2) => "h2",
        Element::Heading(_) => "h3",
        Element::Strong => "strong",
        Element::Emphasis => "em",
        Element::Link(_) => "a",
        Element::List(None) => "ul",
        Element::List(Some(_)) => "ol",
        Element::Item => "li",
        Element::Quote => "blockquote",
    }
}
